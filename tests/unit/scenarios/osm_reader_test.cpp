// Reading OpenStreetMap files of all kinds, and the datum of their coordinates.
#include "scenarios/import/osm_reader.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>
#include <osmium/builder/attr.hpp>
#include <osmium/io/pbf_output.hpp>
#include <osmium/io/writer.hpp>
#include <osmium/memory/buffer.hpp>

#include "scenarios/problem.hpp"
#include "tests/fixtures/map_bytes.hpp"
#include "tests/fixtures/map_text.hpp"

using namespace yuanluo;
using namespace yuanluo::scenarios;
namespace fs = std::filesystem;

namespace {

std::string refusal(const std::string& text) {
  try {
    read_osm("map.osm", text, Datum::wgs84);
  } catch (const ScenarioError& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("objects without version and time stamp, in any order, are read as they stand") {
  const OsmData data =
      read_osm("map.osm",
               "<osm version='0.6'><note>from a server</note><meta osm_base='2026-01-01T00:00:00Z'/>"
               "<relation id='7'><member type='way' ref='5' role='from'/><tag k='type' v='restriction'/></relation>"
               "<way id='5'><nd ref='2'/><nd ref='1'/><nd ref='9'/><tag k='highway' v='primary'/></way>"
               "<node id='2' lat='30.1' lon='104.2'/><node id='1' lat='30.0' lon='104.0'/>"
               "<node id='3'><tag k='barrier' v='gate'/></node>"
               "<node id='1' lat='30.5' lon='104.5'/></osm>",
               Datum::wgs84);
  CHECK(data.ways.size() == 1);
  CHECK(data.relations.size() == 1);
  CHECK(data.places.size() == 2);
  CHECK(data.nodes_without_place == 1);
  CHECK(data.repeated == 1);
  CHECK(data.place(1) == models::GeoPoint::from_degrees(104.5, 30.5));
  CHECK_FALSE(data.place(9));
  REQUIRE(data.way(5) != nullptr);
  CHECK(data.way(5)->nodes == std::vector<std::int64_t>{2, 1, 9});
}

TEST_CASE("a file that is no map, or ends too early, is refused with the place") {
  CHECK(refusal("") ==
        "map.osm: expected a whole OpenStreetMap file (XML or PBF, or XML compressed by gzip or bzip2, or JSON of "
        "Overpass), got an empty file");
  CHECK(refusal("id,lon,lat\n") != "");
  CHECK(refusal("<html></html>") != "");
  const std::string whole = fixtures::small_town().str();
  CHECK(refusal(whole) == "");
  CHECK(refusal(whole.substr(0, whole.size() / 2)).find("map.osm:") == 0);
}

TEST_CASE("JSON of Overpass gives the same as the XML, with coordinates in the nodes or in the ways") {
  const std::string town = fixtures::small_town().str();
  const OsmData xml = read_osm("map", town, Datum::wgs84);
  const OsmData json = read_osm("map", fixtures::map_bytes(town, "json"), Datum::wgs84);
  CHECK(json.places == xml.places);
  REQUIRE(json.ways.size() == xml.ways.size());
  for (std::size_t i = 0; i < xml.ways.size(); ++i) {
    CHECK(json.ways[i].id == xml.ways[i].id);
    CHECK(json.ways[i].nodes == xml.ways[i].nodes);
    CHECK(json.ways[i].tags["name"] == xml.ways[i].tags["name"]);
    CHECK(json.ways[i].tags["maxspeed"] == xml.ways[i].tags["maxspeed"]);
  }
  CHECK(json.nodes.size() == xml.nodes.size());
  const OsmData geometry = read_osm(
      "map",
      R"({"version": 0.6, "elements": [{"type": "way", "id": -5, "nodes": [-1, 2], "tags": {"highway": "primary"},
          "geometry": [{"lat": 30.1, "lon": 104.2}, {"lat": 30.2, "lon": 104.3}]},
         {"type": "relation", "id": 7, "members": [{"type": "way", "ref": -5, "role": "from"}],
          "tags": {"type": "restriction"}}, {"type": "node", "id": 9, "lat": 300, "lon": 104}]})",
      Datum::wgs84);
  CHECK(geometry.place(-1) == models::GeoPoint::from_degrees(104.2, 30.1));
  CHECK(geometry.way(-5)->nodes == std::vector<std::int64_t>{-1, 2});
  CHECK(geometry.relations.at(0).members.at(0).role == "from");
  CHECK(geometry.nodes_without_place == 1);
}

TEST_CASE("JSON that is no map is refused with the place, and so is a part that a server sent") {
  CHECK(refusal(R"({"type": "FeatureCollection", "features": []})").find("a list \"elements\"") != std::string::npos);
  CHECK(refusal(R"({"elements": 7})").find("a list \"elements\"") != std::string::npos);
  CHECK(refusal(R"({"elements": [{"type": "way", "id": 1}, {"type": "dog", "id": 2}, {"type": "node"}]})") ==
        "map.osm#/elements/0: expected a way with its list \"nodes\" (query with out body or out geom), got none\n"
        "map.osm#/elements/1: expected a node, way or relation with a whole number as id, got an object\n"
        "map.osm#/elements/2: expected a node, way or relation with a whole number as id, got an object");
  CHECK(refusal(R"({"elements": [], "remark": "runtime error: Query timed out"})").find("Query timed out") !=
        std::string::npos);
  CHECK(refusal("<osm version='0.6'><node id='1' lat='30' lon='104'/><remark> runtime error: out of memory </remark>"
                "</osm>")
            .find("the server says:  runtime error: out of memory") != std::string::npos);
  CHECK(refusal("\xFF\xFE<").find("UTF-16") != std::string::npos);
}

TEST_CASE("a PBF file gives the same as the XML it was made from") {
  const fs::path file = fs::temp_directory_path() / "yuanluo_reader_test.osm.pbf";
  fs::remove(file);
  {
    using namespace osmium::builder::attr;
    osmium::memory::Buffer buffer(4096, osmium::memory::Buffer::auto_grow::yes);
    osmium::builder::add_node(buffer, _id(1), _location(104.1, 30.6), _tag("barrier", "gate"));
    osmium::builder::add_node(buffer, _id(2), _location(104.2, 30.7));
    osmium::builder::add_way(buffer, _id(5), _nodes({1, 2}), _tag("highway", "primary"), _tag("name", "人民路"));
    osmium::io::Writer writer(file.string());
    writer(std::move(buffer));
    writer.close();
  }
  const OsmData data = read_osm(file, Datum::wgs84);
  fs::remove(file);
  CHECK(data.places.size() == 2);
  CHECK(data.place(2) == models::GeoPoint::from_degrees(104.2, 30.7));
  REQUIRE(data.ways.size() == 1);
  CHECK(data.ways[0].tags["name"] == "人民路");
  CHECK(data.nodes.size() == 1);
}

TEST_CASE("GCJ-02 shifts places inside its box and none outside; the way back is exact") {
  // Source of the pairs: published worked examples of the transformation.
  struct Pair {
    Degrees wgs84, gcj02;
  };
  for (const Pair& pair : {Pair{{121.5272106, 31.1774276}, {121.531541859215, 31.17530398364597}},
                           Pair{{113.912316, 22.543847}, {113.9171764808363, 22.540796131694766}},
                           Pair{{116.377817, 39.911954}, {116.38404722455657, 39.91334545536069}}}) {
    const Degrees shifted = to_gcj02(pair.wgs84);
    CHECK(shifted.lon == Approx(pair.gcj02.lon).epsilon(1e-9));
    CHECK(shifted.lat == Approx(pair.gcj02.lat).epsilon(1e-9));
    const Degrees back = from_gcj02(pair.gcj02);
    CHECK(std::abs(back.lon - pair.wgs84.lon) < 1e-8);
    CHECK(std::abs(back.lat - pair.wgs84.lat) < 1e-8);
  }
  const Degrees vienna{16.37, 48.21};
  CHECK(to_gcj02(vienna).lon == vienna.lon);
  const auto there = place_of(to_gcj02({104.103, 30.664}), Datum::gcj02);
  CHECK(there == models::GeoPoint::from_degrees(104.103, 30.664));
}
