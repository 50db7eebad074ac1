// Traces that are not as one would wish: each opens or explains itself.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "models/situation/situation.hpp"
#include "scenarios/recording.hpp"
#include "sim/trace.hpp"
#include "tests/unit/viz/recorded_toy.hpp"
#include "viz/replay/initials.hpp"
#include "viz/replay/replay.hpp"

namespace yuanluo::viz {
namespace {

namespace fs = std::filesystem;
using models::Language;

bool noted(const Replay& replay, const std::string& text) {
  for (const models::Name& note : replay.info().notes)
    if (note.en.find(text) != std::string::npos && !note.zh.empty()) return true;
  return false;
}

// Everything that is shown, at some moments: none of it may throw.
void look_around(Replay& replay) {
  for (const double share : {0.0, 0.3, 1.0}) {
    const TimeRange range = replay.range();
    const sim::SimTime at =
        range.from +
        sim::Duration{static_cast<std::int64_t>(share * static_cast<double>((range.until - range.from).count()))};
    for (std::size_t m = 0; m < measures; ++m) {
      Choices choices;
      choices.measure = static_cast<Measure>(m);
      choices.ended = choices.heat = true;
      choices.selected = {ThingKind::compound, 0};
      CHECK(replay.frame_at(at, choices).at == at);
    }
    replay.kpis(at, Language::en);
  }
  replay.histogram(100, replay.range().from, replay.range().until);
  replay.load(Language::en);
  replay.search("a", Language::en);
  replay.next_incident(sim::epoch, {true, true, true, true, true, true});
}

TEST_CASE("a trace that was cut off opens with a note, and nothing is shown behind the cut") {
  const RecordedToy toy([](scenarios::Spec& spec) { spec.run.days = 36000; });
  const auto size = fs::file_size(toy.path);
  {
    Replay whole = Replay::open(toy.path);
    REQUIRE(whole.info().events > 16384);
  }
  fs::resize_file(toy.path, size - size / 10);
  Replay replay = Replay::open(toy.path);
  CHECK_FALSE(replay.info().complete);
  CHECK(noted(replay, "cut off"));
  CHECK(replay.info().events > 0);
  CHECK(replay.range().until < sim::epoch + 36030 * sim::one_day);
  look_around(replay);
  // Without an index an incident is still found.
  const IncidentRow row = replay.incidents()[replay.incidents().size() / 2];
  CHECK(replay.chain(row.id, Language::en).links.front().at == row.onset);
}

TEST_CASE("a trace of another version of the program opens and says so") {
  const RecordedToy toy({}, "0.0.1");
  Replay replay = Replay::open(toy.path);
  CHECK(noted(replay, "written by version 0.0.1"));
  look_around(replay);
}

TEST_CASE("a trace of no incidents shows a quiet district") {
  const RecordedToy toy([](scenarios::Spec& spec) {
    spec.run.days = 1;
    spec.run.warm_up_days = 0;
    spec.settings.routing.told = {};
  });
  // The events of the day are left out, so that there are certainly none.
  const fs::path quiet = toy.path.string() + ".quiet";
  {
    sim::TraceFileReader whole(toy.path);
    const auto attached = whole.attachments();
    sim::TraceWriter<models::Payload, models::Situation, models::SubjectOfEvent> writer(
        quiet, whole.header().description, attached);
    writer.finish();
  }
  Replay replay = Replay::open(quiet);
  CHECK(replay.incidents().empty());
  CHECK(noted(replay, "no events"));
  CHECK(replay.range().until == sim::epoch + sim::one_day);
  look_around(replay);
  fs::remove(quiet);
}

TEST_CASE("a trace without its scenario opens with default settings; without its district it says so") {
  const RecordedToy toy;
  const fs::path stripped = toy.path.string() + ".stripped";
  for (const bool district : {true, false}) {
    {
      sim::TraceReader<models::Payload> whole(toy.path);
      std::vector<sim::TraceAttachment> kept;
      for (const auto& a : whole.file().attachments())
        if (a.name != "scenario.json" && district) kept.push_back(a);
      sim::TraceWriter<models::Payload, models::Situation, models::SubjectOfEvent> writer(
          stripped, whole.file().header().description, kept);
      whole.for_each(sim::SimTime::min(), sim::never, writer);
      writer.finish();
    }
    if (district) {
      Replay replay = Replay::open(stripped);
      CHECK(noted(replay, "default settings"));
      look_around(replay);
    } else {
      CHECK_THROWS_AS(Replay::open(stripped), ReplayError);
      CHECK_THROWS_WITH(Replay::open(stripped), Catch::Contains("district"));
    }
  }
  fs::remove(stripped);
}

TEST_CASE("what is no trace of this program is refused in both languages") {
  const fs::path path = fs::temp_directory_path() / "yuanluo-not-a-trace.ylr";
  const auto refused = [&](const std::string& why) {
    try {
      Replay::open(path);
    } catch (const ReplayError& error) {
      CHECK(!error.text().zh.empty());
      CHECK_THAT(error.text().en, Catch::Contains(why));
      return;
    }
    FAIL("it was opened");
  };
  fs::remove(path);
  refused("found none that can be read");
  std::ofstream(path).close();
  refused("found an empty file");
  std::ofstream(path) << "lon,lat\n104.1,30.6\n";
  refused("another kind of file");
  {
    struct Other {
      std::uint32_t n;
    };
    sim::TraceWriter<std::variant<Other>> writer(path, "{}");
    writer.finish();
  }
  refused("other kinds of events");
  {
    std::fstream file(path, std::ios::binary | std::ios::in | std::ios::out);
    file.seekp(8);
    file.put('\x09');
  }
  refused("found 9");
  fs::remove(path);
}

TEST_CASE("initials stand for runs of characters, whatever their other readings") {
  const Initials name("双桥子南街 12 号");
  CHECK(name.match("sqz"));
  CHECK(name.match("SQZNJ"));
  CHECK(name.match("nj12h"));
  CHECK(name.begin_with("sq"));
  CHECK_FALSE(name.begin_with("qz"));
  CHECK_FALSE(name.match("sz"));
  CHECK_FALSE(name.match(""));
  CHECK(Initials("长乐坊").match("clf"));
  CHECK(Initials("长乐坊").match("zyf"));
  CHECK(Initials("胡同").match("ht"));
  CHECK(Initials("Jinjiang Court").match("jinj"));
  CHECK_FALSE(Initials("").match("a"));
}

}  // namespace
}  // namespace yuanluo::viz
