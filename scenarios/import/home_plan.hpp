// Where people live on an imported map: compounds, with their buildings where the map has some.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/geo.hpp"
#include "models/text.hpp"
#include "scenarios/generator/polygon.hpp"
#include "scenarios/import/map_places.hpp"
#include "scenarios/import/notes.hpp"
#include "scenarios/import/params.hpp"
#include "scenarios/import/street_map.hpp"

namespace yuanluo::scenarios {

// What residents are spread over.
enum class SpreadOver { either, buildings, blocks };

struct PlannedBuilding {
  models::PlanePoint at;
  double footprint_m2 = 0.0;
  std::optional<int> floors;
  std::optional<int> year;
  bool house = false;
};

struct PlannedCompound {
  models::Name name;  // of the residential area; empty where it has none
  Ring outline;
  models::PlanePoint centre;
  std::vector<PlannedBuilding> buildings;  // none where residents are spread over blocks
  double residents = 0.0;                  // expected
};

struct HomePlan {
  std::vector<PlannedCompound> compounds;  // from west to east
  bool over_buildings = false;
  bool too_large = false;  // more than most_compounds would be needed; there are none then
};

// Maps are for districts and cities; a file of a whole region is to be cut by a box.
inline constexpr std::size_t most_compounds = 20000;

// Buildings: homes are residential buildings, and those of unsaid use that stand on no land on which nobody lives.
// Those of a residential area up to the largest size are its compound; all others are grouped by the block they stand
// in, and by squares where a block is larger or there is none.
// Blocks: plots of them, but for land on which nobody lives. A plan without compounds if there is nothing to live in.
HomePlan plan_homes(const StreetMap& map, const MapPlaces& places, const models::LocalPlane& plane,
                    const ImportParams& params, SpreadOver spread, ImportNotes& notes);

}  // namespace yuanluo::scenarios
