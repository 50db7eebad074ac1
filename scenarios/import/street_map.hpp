// The streets of a map as a network: junctions, and streets between them.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "models/district.hpp"
#include "models/geo.hpp"
#include "scenarios/import/notes.hpp"
#include "scenarios/import/osm_data.hpp"
#include "scenarios/import/street_words.hpp"

namespace yuanluo::scenarios {

// West, south, east, north, in WGS-84; both edges belong to it.
struct GeoBox {
  models::GeoPoint low{-1800000000, -900000000};
  models::GeoPoint high{1800000000, 900000000};

  bool contains(models::GeoPoint p) const {
    return p.lon_e7 >= low.lon_e7 && p.lon_e7 <= high.lon_e7 && p.lat_e7 >= low.lat_e7 && p.lat_e7 <= high.lat_e7;
  }
};

struct MapJunction {
  models::GeoPoint place;  // no two junctions have the same
  std::int64_t node = 0;   // of the map; 0 for junctions that the import made
};

struct MapStreet {
  std::int64_t way = 0;
  models::Name name;  // may be empty
  StreetUse use;
  std::uint32_t from = 0, to = 0;        // junctions, never the same
  std::vector<models::GeoPoint> points;  // from the first junction to the second
};

// A restriction as the map gives it: by ways and, where it has no ways between, one node.
struct MapTurn {
  TurnKind kind = TurnKind::no;
  std::int64_t from_way = 0, to_way = 0;
  std::optional<std::int64_t> via_node;
  std::vector<std::int64_t> via_ways;
  bool except_bikes = false;
};

struct StreetMap {
  std::vector<MapJunction> junctions;
  std::vector<MapStreet> streets;
  std::vector<MapTurn> turns;
};

// The streets inside `box`. Ways are cut at nodes that they share with other ways, at barriers, where a node has no
// place, and where they leave the box: ways that cross without sharing a node (bridges, tunnels) do not meet. A
// barrier becomes a piece of 2 m that carries it: to be opened, or closed to vehicles.
StreetMap map_streets(const OsmData& data, const GeoBox& box, ImportNotes& notes, const SpeedWords& speeds = {});

// A name with both languages as far as the tags have them; what is missing is filled from the other.
models::Name name_of(const OsmTags& tags);

// Length of a line on the ground.
double length_m(const std::vector<models::GeoPoint>& points);

}  // namespace yuanluo::scenarios
