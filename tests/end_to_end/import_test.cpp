// `yuanluo import` from outside, and a run on what it leaves; on real maps too where they are at hand.
#include <catch2/catch.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/fixtures/map_bytes.hpp"
#include "tests/fixtures/map_text.hpp"
#include "tests/fixtures/program_desk.hpp"

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

using yuanluo::fixtures::read;

// The exit code of a call; what was printed stands in `out` and `err`.
class Desk : public yuanluo::fixtures::Desk {
 public:
  int operator()(const std::string& arguments) {
    const yuanluo::fixtures::Outcome outcome = yuanluo::fixtures::Desk::operator()(arguments);
    out = outcome.out;
    err = outcome.err;
    return outcome.code;
  }

  std::string out, err;
};

TEST_CASE("a map of any format becomes the same tables, and a scenario that runs") {
  Desk desk;
  const std::string xml = yuanluo::fixtures::small_town().str();
  for (const char* const kind : {"osm", "osm.gz", "osm.bz2", "osm.pbf"}) {
    INFO(kind);
    const std::string map = desk.write(std::string("town.") + kind, yuanluo::fixtures::map_bytes(xml, kind));
    REQUIRE(desk("import osm " + map + " --out " + desk.name(std::string("town-") + kind)) == 0);
    CHECK(desk.out.find("share of the vehicles' junctions") != std::string::npos);
    CHECK(read(desk.name(std::string("town-") + kind) + "/residents.csv") ==
          read(desk.name("town-osm") + "/residents.csv"));
    CHECK(read(desk.name(std::string("town-") + kind) + "/streets.geojson") ==
          read(desk.name("town-osm") + "/streets.geojson"));
  }
  CHECK(desk("check " + desk.name("town-osm.json")) == 0);
  CHECK(desk("run " + desk.name("town-osm.json") + " --days 30 --replications 2 --out " + desk.name("run")) == 0);
  CHECK(fs::exists(desk.name("run") + "/report.html"));
  const Json report = Json::parse(read(desk.name("town-osm.import.json")));
  CHECK(report["read"]["hydrants"]["value"] == 1);
  CHECK(Json::parse(read(desk.name("town-osm.features.geojson")))["features"].size() == 3);
}

TEST_CASE("hydrants of a table with foreign columns replace those of a district") {
  Desk desk;
  const std::string map = desk.write("town.osm", yuanluo::fixtures::small_town().str());
  const std::string table = desk.write("hydrants.csv", "X,Y,DN\n104.1005,30.6605,DN100\n104.1010,30.6610,150\n");
  REQUIRE(desk("import osm " + map + " --out " + desk.name("town")) == 0);
  const std::string columns = " --map lon=X --map lat=Y --map diameter_mm=DN ";
  REQUIRE(desk("import hydrants " + table + columns + "--tables " + desk.name("town") + " --out " +
               desk.name("town")) == 0);
  CHECK(read(desk.name("town") + "/hydrants.csv").find("104.1005000,30.6605000,100") != std::string::npos);
  REQUIRE(desk("import osm " + map + " --hydrants " + table + columns + "--out " + desk.name("other")) == 0);
  CHECK(read(desk.name("other") + "/hydrants.csv") == read(desk.name("town") + "/hydrants.csv"));
}

TEST_CASE("what cannot be imported is refused with exit code 2 and one message, and nothing is written") {
  Desk desk;
  const std::string map = desk.write("town.osm", yuanluo::fixtures::small_town().str());
  const std::string empty = desk.write("empty.osm", "");
  const std::string out = " --out " + desk.name("out");
  for (const std::string& arguments :
       {empty, desk.name("missing.osm"), map + " --bbox 10,50,11,51", map + " --bbox 1,2,3", map + " --residents 5",
        map + " --hydrants " + desk.name("missing.csv"), map + " --parameters " + desk.name("missing.json"),
        desk.name("")}) {
    INFO(arguments);
    CHECK(desk("import osm " + arguments + out) == 2);
    CHECK(desk.err.find("expected") != std::string::npos);
    CHECK_FALSE(fs::exists(desk.name("out")));
    CHECK_FALSE(fs::exists(desk.name("out.json")));
  }
  CHECK(desk("import osm " + map + " --datum wgs72" + out) == 3);
  CHECK(desk("import osm " + map) == 3);
}

// Where the folder of real data lies beside the checkout.
TEST_CASE("real maps that are at hand are imported and run") {
  const fs::path data = "../shared/data/roads";
  if (!fs::exists(data)) {
    WARN("not tried: " << data << " is not there");
    return;
  }
  Desk desk;
  for (const char* const file : {"krems.osm.gz", "chengdu_centre_sumo.osm"}) {
    INFO(file);
    const std::string place = desk.name(file);
    REQUIRE(desk("import osm " + (data / file).string() + " --residents 20000 --out " + place) == 0);
    CHECK(desk("run " + place + ".json --days 5 --replications 1 --no-report --no-csv --out " + place + "-run") == 0);
  }
}

}  // namespace
