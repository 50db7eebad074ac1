// Compounds, buildings and residents of an imported district.
#pragma once

#include <cstdint>
#include <vector>

#include "models/district.hpp"
#include "scenarios/generator/luck.hpp"
#include "scenarios/import/home_plan.hpp"
#include "scenarios/import/notes.hpp"
#include "scenarios/import/params.hpp"

namespace yuanluo::scenarios {

// Where a planned compound belongs, and where one enters it.
struct PlacedCompound {
  const PlannedCompound* plan = nullptr;
  std::size_t community = 0;
  models::Name name;
  models::GeoPoint gate;
};

// Adds the compounds with their buildings, and `residents` residents in families to the flats in them. Families are
// those of the generated district, scaled; flats get theirs evenly at random, so that residents follow floor area.
// Throws ScenarioError if there are too few residents to make families of, or more than the flats hold.
void add_homes(const std::vector<PlacedCompound>& compounds, bool over_buildings, std::int64_t residents,
               const ImportParams& params, const models::LocalPlane& plane, const DistrictLuck& luck,
               models::District& district, ImportNotes& notes);

}  // namespace yuanluo::scenarios
