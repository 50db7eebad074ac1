// What a map shows beside streets: buildings, areas, places of help, and names.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/geo.hpp"
#include "models/text.hpp"
#include "scenarios/generator/polygon.hpp"
#include "scenarios/import/notes.hpp"
#include "scenarios/import/osm_data.hpp"
#include "scenarios/import/street_map.hpp"

namespace yuanluo::scenarios {

enum class FeatureKind : std::uint8_t {
  hydrant,
  fire_station,
  ambulance_station,
  hospital,
  clinic,
  care_home,
  day_care,
};
inline constexpr std::size_t feature_kinds = 7;

// One place of help. Of areas, the middle.
struct MapFeature {
  FeatureKind kind = FeatureKind::hydrant;
  std::string id;  // "node/123", or the row's id in a table
  models::Name name;
  models::GeoPoint place;
  std::optional<int> diameter_mm;  // of hydrants
  std::string form;                // of hydrants: pillar, underground, wall, …
  std::string position;            // of hydrants: sidewalk, street, green, …
  std::optional<int> vehicles;     // of stations, where a table says so
};

struct MapBuilding {
  models::PlanePoint middle;
  double footprint_m2 = 0.0;
  std::optional<int> levels;
  std::optional<int> year;
  bool house = false;        // for one family or two
  bool residential = false;  // by its own tags; `unsaid` if they do not tell
  bool unsaid = false;
  Ring outline;
};

struct MapArea {
  models::Name name;
  Ring outline;
  double area_m2 = 0.0;
  bool residential = false;  // else: land on which nobody lives
};

// A name for a part of the map, or for all of it.
struct NamedPlace {
  models::Name name;
  models::PlanePoint at;
  int rank = 0;  // 0 city, 1 town, 2 village, 3 hamlet; 4 a part of one: suburb, quarter, neighbourhood
};

struct MapPlaces {
  std::vector<MapFeature> features;
  std::vector<MapBuilding> buildings;
  std::vector<MapArea> areas;
  std::vector<NamedPlace> names;
};

// All of it inside `box`; areas and buildings by their middle.
MapPlaces map_places(const OsmData& data, const GeoBox& box, const models::LocalPlane& plane, ImportNotes& notes);

}  // namespace yuanluo::scenarios
