// Traces on disk: what is written is read, and what is damaged is named.
#include <catch2/catch.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "sim/random.hpp"
#include "sim/trace.hpp"
#include "sim/trace_hash.hpp"

namespace yuanluo::sim {
namespace {

namespace fs = std::filesystem;

struct Ping {
  std::uint32_t n;
};
struct Pong {
  std::uint64_t n;
  std::uint32_t a, b;
};
using Payload = std::variant<Ping, Pong>;

// A file of its own that is gone afterwards.
struct TemporaryFile {
  fs::path path = fs::temp_directory_path() / ("yuanluo-trace-" + std::to_string(std::rand()) + ".ylr");
  ~TemporaryFile() { fs::remove(path); }
};

std::vector<Event<Payload>> some_events(std::size_t n) {
  std::vector<Event<Payload>> events;
  SimTime now = epoch;
  for (std::uint32_t i = 0; i < n; ++i) {
    Draw draw = Luck(1, 0).draw(i, 1);
    now += seconds(draw.uniform());
    const ProcessId from{static_cast<std::uint32_t>(draw.next() % 700)};
    const Payload payload = i % 3 == 0 ? Payload(Ping{i}) : Payload(Pong{draw.next(), i, 7});
    events.push_back({{now, i % 2, from, i}, {static_cast<std::uint32_t>(draw.next() % 700)}, payload});
  }
  return events;
}

void write(const fs::path& path, const std::vector<Event<Payload>>& events, bool finish = true) {
  TraceWriter<Payload> writer(path, "{}");
  for (const auto& e : events) writer(e);
  if (finish) writer.finish();
}

std::vector<Event<Payload>> read(TraceReader<Payload>& reader) {
  std::vector<Event<Payload>> events;
  reader.for_each(SimTime::min(), never, [&](const Event<Payload>& e) { events.push_back(e); });
  return events;
}

void damage(const fs::path& path, std::uint64_t at) {
  std::fstream stream(path, std::ios::binary | std::ios::in | std::ios::out);
  stream.seekp(static_cast<std::streamoff>(at));
  stream.put('\x55');
  stream.put('\x2a');
}

bool same(const Event<Payload>& a, const Event<Payload>& b) {
  if (a.key != b.key || a.to != b.to || a.payload.index() != b.payload.index()) return false;
  if (const Ping* p = std::get_if<Ping>(&a.payload)) return p->n == std::get<Ping>(b.payload).n;
  const Pong &p = std::get<Pong>(a.payload), &q = std::get<Pong>(b.payload);
  return p.n == q.n && p.a == q.a && p.b == q.b;
}

constexpr std::size_t block = TraceWriter<Payload>::block_events;
constexpr std::uint64_t section_head = 56;  // bytes before what is packed; docs/replay.md

TEST_CASE("a trace gives back every event that was written, in order") {
  for (const std::size_t n : {std::size_t{0}, std::size_t{1}, block, 2 * block + 17}) {
    const TemporaryFile file;
    const auto events = some_events(n);
    write(file.path, events);
    TraceReader<Payload> reader(file.path);
    CHECK(reader.file().complete());
    CHECK(reader.file().notes().empty());
    const auto found = read(reader);
    REQUIRE(found.size() == n);
    bool all = true;
    for (std::size_t i = 0; i < n; ++i) all = all && same(events[i], found[i]);
    CHECK(all);
  }
}

TEST_CASE("a span of time gives the events in it, ends included") {
  const TemporaryFile file;
  const auto events = some_events(2 * block);
  write(file.path, events);
  TraceReader<Payload> reader(file.path);
  std::size_t n = 0;
  reader.for_each(events[100].key.at, events[block + 5].key.at, [&](const auto&) { ++n; });
  CHECK(n == block + 5 - 100 + 1);
}

TEST_CASE("a trace that was cut off anywhere loses at most its last block") {
  const TemporaryFile file;
  const auto events = some_events(3 * block);
  write(file.path, events);
  const auto size = fs::file_size(file.path);
  std::vector<std::uint64_t> ends;  // of the blocks
  {
    const TraceFileReader reader(file.path);
    for (const TraceBlock& b : reader.blocks()) ends.push_back(b.offset + section_head + b.packed);
  }
  for (std::uintmax_t keep = size - 1; keep > 200; keep -= std::min<std::uintmax_t>(keep - 1, 1 + size / 37)) {
    fs::resize_file(file.path, keep);
    TraceReader<Payload> reader(file.path);
    std::size_t whole = 0;
    for (const std::uint64_t end : ends) whole += end <= keep ? 1 : 0;
    INFO("cut to " << keep << " of " << size << " bytes");
    CHECK_FALSE(reader.file().complete());
    CHECK(reader.file().notes().size() == 1);
    CHECK(read(reader).size() == whole * block);
  }
}

TEST_CASE("a run that never closed its trace leaves a trace with a note") {
  const TemporaryFile file;
  write(file.path, some_events(block), false);
  TraceReader<Payload> reader(file.path);
  CHECK(read(reader).size() == block);
  REQUIRE(reader.file().notes().size() == 1);
  CHECK(reader.file().notes()[0].text().find("the run was stopped") != std::string::npos);
}

TEST_CASE("a damaged block is named and left out, the others are read") {
  const TemporaryFile file;
  write(file.path, some_events(3 * block));
  std::uint64_t inside = 0;
  {
    const TraceFileReader reader(file.path);
    inside = reader.blocks()[1].offset + 60;
  }
  damage(file.path, inside);
  TraceReader<Payload> reader(file.path);
  CHECK(read(reader).size() == 2 * block);
  REQUIRE(reader.file().notes().size() == 1);
  CHECK(reader.file().notes()[0].text().find("block 1") != std::string::npos);
}

TEST_CASE("in a trace that was not finished, damage anywhere costs the block that it hits") {
  const auto events = some_events(4 * block);
  for (const bool head : {true, false}) {
    const TemporaryFile file;
    write(file.path, events, false);
    const std::uint64_t at = TraceFileReader(file.path).blocks()[1].offset + (head ? 6 : section_head + 100);
    damage(file.path, at);
    TraceReader<Payload> reader(file.path);
    const auto found = read(reader);
    INFO((head ? "in the head" : "in the contents"));
    REQUIRE(found.size() == 3 * block);
    CHECK(same(found[block], events[2 * block]));
    CHECK(reader.file().notes().size() == 2);  // the damage, and the missing end
  }
}

TEST_CASE("a trace that was cut off inside its index is read whole") {
  const TemporaryFile file;
  write(file.path, some_events(2 * block + 5));
  fs::resize_file(file.path, fs::file_size(file.path) - 30);
  TraceReader<Payload> reader(file.path);
  CHECK(read(reader).size() == 2 * block + 5);
  CHECK_FALSE(reader.file().complete());
}

TEST_CASE("a full disk is told as such") {
  if (!fs::exists("/dev/full")) return;
  const auto fill = [] {
    TraceWriter<Payload> writer("/dev/full", "{}");
    for (const auto& e : some_events(block)) writer(e);
  };
  CHECK_THROWS_WITH(fill(), Catch::Contains("is the disk full?"));
}

TEST_CASE("what is attached to a trace comes back byte for byte") {
  const TemporaryFile file;
  const std::string text = std::string("\0\xff", 2) + std::string(100000, 'x');
  {
    const std::vector<TraceAttachment> attachments{{"a", text}, {"ab", "short"}, {"empty", ""}};
    TraceWriter<Payload> writer(file.path, "{}", attachments);
    for (const auto& e : some_events(10)) writer(e);
  }
  TraceFileReader reader(file.path);
  const auto found = reader.attachments();
  REQUIRE(found.size() == 3);
  CHECK(found[0].name == "a");
  CHECK(found[0].content == text);
  CHECK(found[1].name == "ab");
  CHECK(found[1].content == "short");
  CHECK(found[2].content.empty());
}

// Counts and sums: enough to tell any two prefixes of a trace apart.
struct Prefix {
  std::uint64_t events = 0, sum = 0;

  void operator()(const Event<Payload>& e) {
    ++events;
    sum = mix(sum + e.key.sequence + 1);
  }
  void save(ByteWriter& writer) const {
    writer.write(events);
    writer.write(sum);
  }
  void load(ByteReader& reader) {
    reader.read(events);
    reader.read(sum);
  }
};

// About one event in seven belongs to each of few subjects; a third to none.
struct SubjectOfPayload {
  std::uint64_t operator()(const Payload& payload) const {
    const Pong* pong = std::get_if<Pong>(&payload);
    return pong == nullptr ? 0 : 1 + pong->a % 7 + (pong->a > 40000 ? 100 : 0);
  }
};
using StateWriter = TraceWriter<Payload, Prefix, SubjectOfPayload>;

TEST_CASE("the state at any moment is that of all events up to it, from wherever one comes") {
  const TemporaryFile file;
  const auto events = some_events(2 * StateWriter::state_events + 3 * block + 11);
  {
    StateWriter writer(file.path, "{}");
    for (const auto& e : events) writer(e);
    writer.finish();
  }
  TraceReader<Payload> reader(file.path);
  REQUIRE(reader.file().states().size() == 2);
  std::vector<Prefix> expected(1);
  for (const auto& e : events) {
    expected.push_back(expected.back());
    expected.back()(e);
  }
  Prefix fold;
  std::uint64_t done = 0;
  const auto check = [&](SimTime at) {
    reader.bring_to(at, fold, done, Prefix{});
    const auto after =
        std::partition_point(events.begin(), events.end(), [at](const auto& e) { return e.key.at <= at; });
    const auto n = static_cast<std::size_t>(after - events.begin());
    CHECK(done == n);
    CHECK(fold.events == n);
    CHECK(fold.sum == expected[n].sum);
  };
  Draw draw = Luck(5, 0).draw(1, 1);
  for (int i = 0; i < 60; ++i) check(events[draw.next() % events.size()].key.at + Duration{i % 3 - 1});
  check(epoch - seconds(1));
  check(never);
  check(events[StateWriter::state_events - 1].key.at);
  check(events[StateWriter::state_events].key.at);
  check(events[block - 1].key.at);
  for (std::size_t i = 500; i < 700; ++i) check(events[i].key.at);
  for (std::size_t i = 700; i > 500; --i) check(events[i].key.at);
}

TEST_CASE("the events of a subject are found by the index as by looking through all, also in a trace cut off") {
  const auto events = some_events(5 * block);
  for (const bool finished : {true, false}) {
    const TemporaryFile file;
    {
      StateWriter writer(file.path, "{}");
      for (const auto& e : events) writer(e);
      if (finished) writer.finish();
    }
    TraceReader<Payload> reader(file.path);
    const SubjectOfPayload subject_of;
    for (const std::uint64_t subject : {1u, 4u, 7u, 8u, 103u}) {
      std::vector<std::uint64_t> expected, found;
      for (const auto& e : events)
        if (subject_of(e.payload) == subject) expected.push_back(e.key.sequence);
      reader.for_each_of(subject, subject_of, [&](const auto& e) { found.push_back(e.key.sequence); });
      INFO("subject " << subject);
      CHECK(found == expected);
      CHECK(expected.empty() == (subject == 8u));
    }
    CHECK(reader.file().blocks_of(1).has_value() == finished);
    if (finished) {
      CHECK(reader.file().blocks_of(103)->front() >= 2);
      CHECK(reader.file().blocks_of(1)->back() <= 2);
    }
  }
}

TEST_CASE("what is not a trace is refused with what was found and wanted") {
  const TemporaryFile file;
  std::ofstream(file.path) << "compound,households\n1,20\n";
  CHECK_THROWS_WITH(TraceReader<Payload>(file.path),
                    file.path.generic_string() + ": expected a yuanluo trace, found another kind of file");
  std::ofstream(file.path, std::ios::trunc).close();
  CHECK_THROWS_WITH(TraceReader<Payload>(file.path),
                    file.path.generic_string() + ": expected a yuanluo trace, found an empty file");
  std::ofstream(file.path) << "yuanluoT\x02";
  CHECK_THROWS_WITH(TraceReader<Payload>(file.path), file.path.generic_string() + ": the head of the trace is damaged");
  CHECK_THROWS_AS(TraceReader<Payload>(fs::path("no-such-folder/none.ylr")), TraceError);
}

TEST_CASE("a trace of other kinds of events is refused") {
  const TemporaryFile file;
  write(file.path, some_events(10));
  using Other = std::variant<Ping>;
  CHECK_THROWS_AS(TraceReader<Other>(file.path), TraceError);
}

TEST_CASE("a byte that is changed in the head is noticed") {
  const TemporaryFile file;
  write(file.path, some_events(10));
  std::fstream stream(file.path, std::ios::binary | std::ios::in | std::ios::out);
  stream.seekp(33);
  stream.put('x');
  stream.close();
  CHECK_THROWS_AS(TraceReader<Payload>(file.path), TraceError);
}

}  // namespace
}  // namespace yuanluo::sim
