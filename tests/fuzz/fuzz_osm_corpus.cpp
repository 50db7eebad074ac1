// Writes the maps that the fuzz target starts from to a folder.
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>

#include "tests/fixtures/map_bytes.hpp"
#include "tests/fixtures/map_text.hpp"

using yuanluo::fixtures::MapText;

namespace {

// Everything that the importer looks at, on few streets.
std::string odd_town() {
  MapText map = yuanluo::fixtures::small_town();
  map.node(600, 60, 60, {{"barrier", "bollard"}}).node(601, 90, 60, {{"barrier", "lift_gate"}}).node(602, 150, 60);
  map.way(6000, {1, 600, 601, 602, 777, 12}, {{"highway", "service"}, {"access", "private"}, {"oneway", "-1"}});
  map.way(6001, {21, 22, 32, 31, 21},
          {{"highway", "primary"}, {"junction", "roundabout"}, {"maxspeed", "30 mph"}, {"lanes", "2;3"}});
  map.way(6002, {600, 602}, {{"highway", "trunk"}, {"bridge", "yes"}, {"layer", "1"}, {"maxspeed", "CN:urban"}});
  map.way(6003, {2, 600}, {{"highway", "steps"}, {"foot", "yes"}});
  map.rectangle(6100, 5, 5, 100, 100, {{"landuse", "residential"}, {"name", "双林院"}});
  map.rectangle(6101, 300, 300, 40, 40, {}).rectangle(6102, 310, 310, 10, 10, {});
  map.relation(60, {{"way", 6101, "outer"}, {"way", 6102, "inner"}},
               {{"type", "multipolygon"}, {"building", "yes"}, {"height", "30"}});
  map.relation(61, {{"way", 1001, "from"}, {"node", 2, "via"}, {"way", 2002, "to"}},
               {{"type", "restriction"}, {"restriction", "no_left_turn"}});
  map.relation(62, {{"way", 1001, "from"}, {"way", 2002, "via"}, {"way", 1002, "to"}},
               {{"type", "restriction"}, {"restriction", "only_u_turn"}});
  map.node(603, 50, 50, {{"amenity", "social_facility"}, {"social_facility", "nursing_home"}});
  map.node(604, 55, 50, {{"emergency", "ambulance_station"}});
  return map.str();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: fuzz_osm_corpus FOLDER\n";
    return 3;
  }
  const std::filesystem::path folder = argv[1];
  std::filesystem::create_directories(folder);
  for (const char* const kind : {"osm", "osm.gz", "osm.bz2", "osm.pbf", "json"}) {
    std::ofstream(folder / (std::string("town.") + kind), std::ios::binary)
        << yuanluo::fixtures::map_bytes(yuanluo::fixtures::small_town().str(), kind);
    std::ofstream(folder / (std::string("odd.") + kind), std::ios::binary)
        << yuanluo::fixtures::map_bytes(odd_town(), kind);
  }
  return 0;
}
