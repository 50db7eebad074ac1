// `yuanluo trace` from outside: what a run recorded is told, checked and handed to other programs.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/fixtures/program_desk.hpp"

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

using yuanluo::fixtures::contains;
using yuanluo::fixtures::Outcome;
using yuanluo::fixtures::read;

// A folder with one recorded run of the toy scenario.
class Desk : public yuanluo::fixtures::Desk {
 public:
  Desk() {
    const Outcome run = (*this)(
        "run scenarios/toy/two-compounds.json --days 365 --replications 1 --no-report --no-csv "
        "--trace --out " +
        name("run"));
    REQUIRE(run.code == 0);
    fs::rename(path("run/trace.ylr"), trace());
    fs::remove_all(path("run"));  // the trace needs nothing else
  }
  fs::path trace() const { return path("t.ylr"); }
};

std::size_t lines(const std::string& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

TEST_CASE("a trace tells what it holds, and its events can be listed, filtered, checked and exported") {
  const Desk desk;
  const std::string trace = desk.trace().string();

  const Outcome info = desk("trace info " + trace + " --json");
  REQUIRE(info.code == 0);
  const Json facts = Json::parse(info.out);
  const auto events = facts.at("events").get<std::size_t>();
  CHECK(events > 100);
  CHECK(facts.at("complete") == true);
  CHECK(facts.at("notes").empty());
  CHECK(facts.at("description").at("days") == 365);
  CHECK(desk("trace info " + trace).code == 0);
  CHECK(desk("trace verify " + trace).code == 0);

  const Outcome all = desk("trace events " + trace + " --limit 0");
  REQUIRE(all.code == 0);
  CHECK(lines(all.out) == events);
  const Outcome some = desk("trace events " + trace + " --limit 7");
  CHECK(lines(some.out) == 7);
  CHECK(contains(some.err, "there are more"));
  const Outcome ends = desk("trace events " + trace + " --kind incident_ended --limit 0 --json");
  const Json ended = Json::parse(ends.out);
  REQUIRE(!ended.empty());
  for (const Json& event : ended) CHECK(event.at("event") == "incident_ended");

  const std::string incident = ended[0].at("incident");
  const Json chain = Json::parse(desk("trace events " + trace + " --incident " + incident + " --json").out);
  CHECK(chain.size() > 1);
  for (const Json& event : chain) CHECK(event.at("incident") == incident);
  const Json day =
      Json::parse(desk("trace events " + trace + " --from 10d00:00 --until 20d00:00 --limit 0 --json").out);
  for (const Json& event : day) {
    const double at = std::stod(event.at("time_s").get<std::string>());
    CHECK(at >= 9 * 86400.0);
    CHECK(at <= 19 * 86400.0);
  }

  REQUIRE(desk("trace export " + trace + " --what events --out " + desk.name("e.csv")).code == 0);
  CHECK(lines(read(desk.name("e.csv"))) == events + 1);
  REQUIRE(desk("trace export " + trace + " --what incidents --out " + desk.name("i.csv")).code == 0);
  REQUIRE(desk("trace export " + trace + " --what incidents --out " + desk.name("i.geojson")).code == 0);
  const Json incidents = Json::parse(read(desk.name("i.geojson")));
  CHECK(incidents.at("type") == "FeatureCollection");
  CHECK(lines(read(desk.name("i.csv"))) == incidents.at("features").size() + 1);
}

TEST_CASE("exported trips have the shape that kepler.gl and deck.gl read") {
  const Desk desk;
  const std::string trace = desk.trace().string();
  REQUIRE(desk("trace export " + trace + " --what trips --out " + desk.name("t.geojson")).code == 0);
  const Json trips = Json::parse(read(desk.name("t.geojson")));
  REQUIRE(!trips.at("features").empty());
  constexpr double monday = 1767571200;  // 2026-01-05T00:00:00Z, by date(1)
  for (const Json& trip : trips.at("features")) {
    CHECK(trip.at("geometry").at("type") == "LineString");
    double before = 0.0;
    for (const Json& point : trip.at("geometry").at("coordinates")) {
      REQUIRE(point.size() == 4);
      CHECK(point[0].get<double>() == Approx(104.1).margin(1.0));
      CHECK(point[1].get<double>() == Approx(30.6).margin(1.0));
      CHECK(point[3].get<double>() >= std::max(before, monday));
      CHECK(point[3].get<double>() <= monday + 366 * 86400.0);
      before = point[3].get<double>();
    }
  }
  REQUIRE(desk("trace export " + trace + " --what trips-deckgl --out " + desk.name("t.json")).code == 0);
  const Json paths = Json::parse(read(desk.name("t.json")));
  REQUIRE(paths.size() == trips.at("features").size());
  for (const Json& trip : paths) CHECK(trip.at("path").size() == trip.at("timestamps").size());
}

TEST_CASE("what is wrong with a trace or with a question to it is said in one line, with exit code 2") {
  const Desk desk;
  const std::string trace = desk.trace().string();
  const auto refused = [&](const std::string& arguments, const std::string& why) {
    const Outcome outcome = desk("trace " + arguments);
    INFO(arguments << "\n" << outcome.err);
    CHECK(outcome.code == 2);
    CHECK(contains(outcome.err, why));
  };
  refused("info no-such.ylr", "none that can be read");
  refused("events scenarios/toy/two-compounds.json", "another kind of file");
  refused("events " + trace + " --from noon", "expected a moment");
  refused("events " + trace + " --kind incident_endet", "did you mean \"incident_ended\"");
  refused("events " + trace + " --incident 12", "an incident's id");
  refused("events " + trace + " --place Nowhere", "the name of a compound or community");
  refused("export " + trace + " --what pictures --out x", "trips-deckgl");
  refused("export " + trace + " --what trips --out x.json --monday 2026-01-06", "the date of a Monday");
  refused("export " + trace + " --what trips --out no-such-folder/x.json", "a file that can be written");
  refused("export " + trace + " --what trips", "the name of the file to write");
  CHECK(desk("trace look " + trace).code == 3);

  fs::resize_file(desk.trace(), fs::file_size(desk.trace()) - 100);
  refused("verify " + trace, "cut off");
  CHECK(desk("trace events " + trace).code == 0);
}

}  // namespace
