// Traces on disk: what is written is read, and what is damaged is named.
#include <catch2/catch.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "sim/random.hpp"
#include "sim/trace.hpp"

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

bool same(const Event<Payload>& a, const Event<Payload>& b) {
  if (a.key != b.key || a.to != b.to || a.payload.index() != b.payload.index()) return false;
  if (const Ping* p = std::get_if<Ping>(&a.payload)) return p->n == std::get<Ping>(b.payload).n;
  const Pong &p = std::get<Pong>(a.payload), &q = std::get<Pong>(b.payload);
  return p.n == q.n && p.a == q.a && p.b == q.b;
}

constexpr std::size_t block = TraceWriter<Payload>::block_events;

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
    for (std::size_t b = 1; b < 3; ++b) ends.push_back(reader.blocks()[b].offset);
    ends.push_back(size - 16);
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
  CHECK(reader.file().notes()[0].find("the run was stopped") != std::string::npos);
}

TEST_CASE("a damaged block is named and left out, the others are read") {
  const TemporaryFile file;
  write(file.path, some_events(3 * block));
  std::uint64_t inside = 0;
  {
    const TraceFileReader reader(file.path);
    inside = reader.blocks()[1].offset + 60;
  }
  {
    std::fstream stream(file.path, std::ios::binary | std::ios::in | std::ios::out);
    stream.seekp(static_cast<std::streamoff>(inside));
    stream.put('\x55');
    stream.put('\x2a');
  }
  TraceReader<Payload> reader(file.path);
  CHECK(read(reader).size() == 2 * block);
  REQUIRE(reader.file().notes().size() == 1);
  CHECK(reader.file().notes()[0].find("block 1") != std::string::npos);
}

TEST_CASE("what is not a trace is refused with what was found and wanted") {
  const TemporaryFile file;
  std::ofstream(file.path) << "compound,households\n1,20\n";
  CHECK_THROWS_WITH(TraceReader<Payload>(file.path),
                    file.path.generic_string() + ": expected a yuanluo trace, found another kind of file");
  std::ofstream(file.path, std::ios::trunc).close();
  CHECK_THROWS_AS(TraceReader<Payload>(file.path), TraceError);
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
