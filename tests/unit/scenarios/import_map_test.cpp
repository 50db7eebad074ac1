// From a small map to a district, and hydrants and stations from foreign tables.
#include "scenarios/import/import_map.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "models/world.hpp"
#include "scenarios/import/feature_table.hpp"
#include "scenarios/import/osm_reader.hpp"
#include "scenarios/import/table_import.hpp"
#include "scenarios/problem.hpp"
#include "scenarios/tables/tables.hpp"
#include "tests/fixtures/map_text.hpp"

using namespace yuanluo;
using namespace yuanluo::scenarios;
using fixtures::MapText;
namespace fs = std::filesystem;

namespace {

Imported import_of(const MapText& map, ImportRequest request = {}) {
  return import_map(read_osm("map.osm", map.str(), Datum::wgs84), request);
}

std::string refusal(const MapText& map, const ImportRequest& request = {}) {
  try {
    import_of(map, request);
  } catch (const ScenarioError& error) {
    return error.what();
  }
  return "";
}

class TemporaryFile {
 public:
  TemporaryFile(const std::string& name, const std::string& text) : path(fs::temp_directory_path() / name) {
    std::ofstream(path, std::ios::binary) << text;
  }
  ~TemporaryFile() { fs::remove(path); }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  const fs::path path;
};

}  // namespace

TEST_CASE("a map becomes a district with residents by floor area, gates on streets and the map's own places") {
  const Imported imported = import_of(fixtures::small_town());
  const models::District& d = imported.district;
  CHECK(d.name == models::Name{"双桥子", "Shuangqiaozi"});
  CHECK(d.compounds.size() == 9);
  CHECK(d.buildings.size() == 9);
  // 9 buildings of 60 m x 14 m x 4 storeys, 36.5 m2 for each resident.
  CHECK(static_cast<double>(d.residents.size()) == Approx(9 * 60.0 * 14.0 * 4 / 36.5).epsilon(0.01));
  for (const models::Building& b : d.buildings) CHECK(b.floors == 4);
  REQUIRE(d.hydrants.size() == 1);
  CHECK(d.hydrants[0].diameter_mm == 150);
  const auto fire = std::find_if(d.stations.begin(), d.stations.end(),
                                 [](const auto& s) { return s.kind == models::StationKind::fire_station; });
  REQUIRE(fire != d.stations.end());
  CHECK(fire->name.zh == "双桥子消防站");
  CHECK(fire->vehicles == 3);
  std::vector<models::GeoPoint> ends;
  for (const models::Street& s : d.streets) {
    ends.push_back(s.points.front());
    ends.push_back(s.points.back());
  }
  const auto is_junction = [&](models::GeoPoint p) { return std::find(ends.begin(), ends.end(), p) != ends.end(); };
  for (const models::Compound& c : d.compounds) CHECK(is_junction(c.gate));
  CHECK(is_junction(fire->position));
  CHECK(imported.features.size() == 3);  // the clinic too
  CHECK(imported.connectivity.junction_share() == 1.0);
  CHECK(imported.notes.value(NoteKind::assumed, "ambulance_station_missing") == 1);
}

TEST_CASE("an imported district can be written, read back the same, and built into a world") {
  const Imported imported = import_of(fixtures::small_town());
  const fs::path folder = fs::temp_directory_path() / "yuanluo_import_test";
  fs::remove_all(folder);
  write_tables(imported.district, folder);
  CHECK(read_tables(folder) == imported.district);
  fs::remove_all(folder);
  const models::World world = models::make_world(imported.district, models::Settings{});
  CHECK(world.compounds.size() == 9);
}

TEST_CASE("the same map gives the same district, and another seed other details but the same places") {
  const Imported one = import_of(fixtures::small_town()), two = import_of(fixtures::small_town());
  CHECK(one.district == two.district);
  ImportRequest request;
  request.params.seed = 5;
  const Imported other = import_of(fixtures::small_town(), request);
  CHECK(other.district.compounds.size() == one.district.compounds.size());
  CHECK(other.district.residents.size() == one.district.residents.size());
  CHECK_FALSE(other.district == one.district);
}

TEST_CASE("without buildings residents live on plots of the blocks; with few of them it can be asked for") {
  ImportRequest request;
  request.spread = SpreadOver::blocks;
  request.params.homes.residents_per_hectare = 200.0;
  const Imported imported = import_of(fixtures::small_town(), request);
  CHECK(imported.district.compounds.size() >= 9);
  CHECK(static_cast<double>(imported.district.residents.size()) == Approx(200.0 * 9 * 1.44).epsilon(0.01));
  request.residents = 1000;
  CHECK(import_of(fixtures::small_town(), request).district.residents.size() == 1000);
}

TEST_CASE("a node far off makes no block to live in") {
  MapText map = fixtures::small_town();
  map.node(900, 400000.0, 60.0).way(9000, {1, 900, 2}, {{"highway", "tertiary"}});
  ImportRequest request;
  request.spread = SpreadOver::blocks;
  const Imported imported = import_of(map, request);
  CHECK(imported.notes.value(NoteKind::dropped, "blocks_too_large") >= 1);
  CHECK(imported.district.compounds.size() < 60);
}

TEST_CASE("a residential area is a compound with its own name, and land for other use has no homes of unsaid use") {
  MapText map = fixtures::small_town();
  map.rectangle(4001, 5.0, 5.0, 110.0, 110.0, {{"landuse", "residential"}, {"name", "双林院"}});
  map.rectangle(4002, 125.0, 5.0, 110.0, 110.0, {{"landuse", "industrial"}});
  map.rectangle(4003, 130.0, 80.0, 30.0, 20.0, {{"building", "yes"}});
  const Imported imported = import_of(map);
  const auto& compounds = imported.district.compounds;
  CHECK(std::count_if(compounds.begin(), compounds.end(), [](const auto& c) { return c.name.zh == "双林院"; }) == 1);
  CHECK(imported.notes.value(NoteKind::dropped, "homes_on_other_land") == 1);
  CHECK(imported.district.buildings.size() == 9);
}

TEST_CASE("multipolygons are buildings too, and a court takes floor area away") {
  MapText map = fixtures::small_town();
  map.rectangle(5001, 400.0, 0.0, 40.0, 40.0, {}).rectangle(5002, 410.0, 10.0, 20.0, 20.0, {});
  map.relation(9, {{"way", 5001, "outer"}, {"way", 5002, "inner"}},
               {{"type", "multipolygon"}, {"building", "apartments"}});
  const Imported imported = import_of(map);
  CHECK(imported.district.buildings.size() == 10);
  CHECK(imported.notes.value(NoteKind::measured, "homes_footprint_ha") ==
        Approx((9 * 840.0 + 1200.0) / 1e4).epsilon(0.01));
}

TEST_CASE("a place that cannot be a district is refused with one clear message") {
  MapText nothing;
  CHECK(refusal(nothing).find("no node with a place") != std::string::npos);
  MapText paths;
  paths.node(1, 0, 0).node(2, 100, 0).way(10, {1, 2}, {{"highway", "footway"}});
  CHECK(refusal(paths).find("ways for people only") != std::string::npos);
  MapText no_way;
  no_way.node(1, 0, 0).node(2, 100, 0).way(10, {1, 2}, {{"waterway", "river"}});
  CHECK(refusal(no_way).find("no street") != std::string::npos);
  MapText lonely;
  lonely.node(1, 0, 0).node(2, 100, 0).way(10, {1, 2}, {{"highway", "residential"}});
  CHECK(refusal(lonely).find("buildings with homes") != std::string::npos);
  ImportRequest elsewhere;
  elsewhere.box = GeoBox{models::GeoPoint::from_degrees(10.0, 50.0), models::GeoPoint::from_degrees(10.1, 50.1)};
  const std::string message = refusal(fixtures::small_town(), elsewhere);
  CHECK(message.find("nothing at all in 10.0000,50.0000,10.1000,50.1000") != std::string::npos);
  CHECK(message.find("the file reaches over 104.") != std::string::npos);
  ImportRequest gcj02;
  gcj02.datum = Datum::gcj02;
  CHECK(refusal(fixtures::small_town(), gcj02) == "");
  const std::string vienna =
      "<osm version='0.6'><node id='1' lat='48.2' lon='16.4'/><node id='2' lat='48.3' lon='16.5'/></osm>";
  CHECK_THROWS_WITH(import_map(read_osm("vienna.osm", vienna, Datum::gcj02), gcj02),
                    Catch::Contains("coordinates in GCJ-02, which lie in China"));
  ImportRequest tiny_plots;
  tiny_plots.spread = SpreadOver::blocks;
  tiny_plots.params.compounds.plot_ha = 0.0005;
  CHECK(refusal(fixtures::small_town(), tiny_plots).find("an area of at most 20000 compounds") != std::string::npos);
  ImportRequest few;
  few.residents = 3;
  CHECK(refusal(fixtures::small_town(), few).find("at least 100 residents") != std::string::npos);
  ImportRequest many;
  many.residents = 1000000;
  CHECK(refusal(fixtures::small_town(), many).find("as many residents as the buildings have flats for") !=
        std::string::npos);
}

TEST_CASE("streets across longitude 180, or with a node on the other side of the earth, are refused at once") {
  MapText map = fixtures::small_town();
  map.way(9000, {1, 900}, {{"highway", "primary"}});
  std::string text = map.str();
  const auto with = [&](const std::string& node) {
    const std::size_t end = text.rfind("</osm>");
    return text.substr(0, end) + node + text.substr(end);
  };
  const auto refused = [&](const std::string& bytes) {
    try {
      import_map(read_osm("map.osm", bytes, Datum::wgs84), {});
    } catch (const ScenarioError& error) {
      return std::string(error.what());
    }
    return std::string();
  };
  CHECK(refused(with("<node id='900' lat='-30.6' lon='-75.9'/>")).find("at most 200 km each way") != std::string::npos);
  CHECK(refused(with("<node id='900' lat='30.66' lon='-179.9999999'/>")).find("longitude 180") != std::string::npos);
  CHECK(refused(with("<node id='900' lat='30.66' lon='104.101'/>")) == "");
  // The box cuts the way off.
  ImportRequest request;
  request.box = GeoBox{models::GeoPoint::from_degrees(104.0, 30.6), models::GeoPoint::from_degrees(104.2, 30.7)};
  CHECK_NOTHROW(
      import_map(read_osm("map.osm", with("<node id='900' lat='-30.6' lon='-75.9'/>"), Datum::wgs84), request));
}

TEST_CASE("odd objects leave a map as it is: ways of one node or none, relations of themselves, ids of any size") {
  const Imported plain = import_of(fixtures::small_town());
  MapText odd = fixtures::small_town();
  odd.way(9001, {1}, {{"highway", "primary"}}).way(9002, {}, {{"highway", "primary"}});
  odd.way(9003, {1, 1, 1}, {{"building", "yes"}}).way(9004, {777777, 888888}, {{"highway", "primary"}});
  odd.relation(9005, {{"relation", 9005, "outer"}}, {{"type", "multipolygon"}, {"building", "yes"}});
  odd.relation(9006, {{"way", 777777, "outer"}}, {{"type", "multipolygon"}, {"landuse", "residential"}});
  odd.relation(9007, {}, {{"type", "restriction"}, {"restriction", "no_u_turn"}});
  odd.relation(9008, {{"way", 1001, "from"}, {"way", 1001, "via"}, {"way", 1001, "to"}},
               {{"type", "restriction"}, {"restriction", "only_straight_on"}});
  odd.node(-9223372036854775000, 10, 10).node(9223372036854775000, 20, 20);
  const Imported with = import_of(odd);
  CHECK(with.district.streets == plain.district.streets);
  CHECK(with.district.residents.size() == plain.district.residents.size());
}

TEST_CASE("any number of residents from the least one on makes a district") {
  for (const int residents : {100, 101, 117, 150, 213, 400, 555}) {
    INFO(residents);
    ImportRequest request;
    request.residents = residents;
    CHECK(import_of(fixtures::small_town(), request).district.residents.size() == static_cast<std::size_t>(residents));
  }
}

TEST_CASE("hydrants and stations come from tables with column names and words of their own") {
  const TemporaryFile csv("yuanluo_hydrants.csv", "\xEF\xBB\xBF编号,X,Y,口径\nH1,104.1,30.66,DN150\nH2,104.2,30.67,\n");
  const auto hydrants = read_features(
      {csv.path, {"id=编号", "lon=X", "lat=Y", "diameter_mm=口径"}, {}, FeatureKind::hydrant, Datum::wgs84});
  REQUIRE(hydrants.size() == 2);
  CHECK(hydrants[0].id == "H1");
  CHECK(hydrants[0].diameter_mm == 150);
  CHECK_FALSE(hydrants[1].diameter_mm);
  CHECK(hydrants[1].place == models::GeoPoint::from_degrees(104.2, 30.67));

  const TemporaryFile json(
      "yuanluo_stations.geojson",
      R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"TYPE":"消防站","N":"一站","veh":5},
                           "geometry":{"type":"Point","coordinates":[104.1,30.66,500]}}]})");
  const auto stations =
      read_features({json.path, {"kind=TYPE", "name_zh=N", "vehicles=veh"}, {"消防站=fire_station"}, {}, Datum::wgs84});
  REQUIRE(stations.size() == 1);
  CHECK(stations[0].kind == FeatureKind::fire_station);
  CHECK(stations[0].vehicles == 5);

  models::District district = import_of(fixtures::small_town()).district;
  const std::size_t posts = district.staff.size(), before = district.stations.size();
  replace_features(hydrants, {}, district);
  replace_features(stations, {}, district);
  CHECK(district.hydrants.size() == 2);
  CHECK(district.stations.size() == before);
  CHECK(district.staff.size() == posts);
  CHECK(models::make_world(district, models::Settings{}).areas.at(0).engines.size() == 5);
}

TEST_CASE("tables as others write them: semicolons, tabs, decimal commas, empty rows, a single feature") {
  const auto read = [](const std::string& text) {
    const TemporaryFile file("yuanluo_table_of_others", text);
    return read_features({file.path, {}, {}, FeatureKind::hydrant, Datum::wgs84});
  };
  const auto there = models::GeoPoint::from_degrees(104.1, 30.66);
  for (const std::string text :
       {"lon;lat\n104,1;30,66\n", "lon\tlat\n104.1\t30.66\n", "lat,lon\r\n30.66, 104.1\r\n,\r\n \r\n,,,\r\n",
        "\"id;1\";\"lon\";lat\n\"a,b\";\"104,1\";30.66\n",
        R"({"type": "Feature", "properties": null, "geometry": {"type": "Point", "coordinates": [104.1, 30.66]}})"}) {
    INFO(text);
    const auto rows = read(text);
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].place == there);
  }
  CHECK(read("lon,lat\n").empty());
  models::District district = import_of(fixtures::small_town()).district;
  CHECK(far_away(read("lon,lat\n104.1,30.66\n30.66,84.1\n0,0\n"), district) == 2);
}

TEST_CASE("everything that is wrong in a foreign table is told at once, with its place and what to do") {
  const auto message = [](const FeatureTable& table) {
    try {
      read_features(table);
    } catch (const ScenarioError& error) {
      return std::string(error.what());
    }
    return std::string();
  };
  const TemporaryFile csv("yuanluo_bad.csv", "lon,lat\nfar,30\n30.6,104.1\n");
  const std::string name = csv.path.generic_string();
  CHECK(message({csv.path, {}, {}, FeatureKind::hydrant, Datum::wgs84}) ==
        name + ":2:lon: expected a number from -180 to 180, in degrees, got \"far\"\n" + name +
            ":3:lat: expected a number from -90 to 90, in degrees, got \"104.1\"; are longitude and latitude swapped, "
            "or in metres?");
  CHECK(message({csv.path, {"lon=X"}, {}, FeatureKind::hydrant, Datum::wgs84}) ==
        name + ":1: expected a column \"X\" (or say which by --map lon=THEIRS), got the columns lon, lat");
  CHECK(message({csv.path, {"x=lon"}, {}, FeatureKind::hydrant, Datum::wgs84})
            .find("--map: expected one of the columns id, lon") == 0);
  CHECK(message({"no-such-file.csv", {}, {}, FeatureKind::hydrant, Datum::wgs84}).find("no-such-file.csv") == 0);
}
