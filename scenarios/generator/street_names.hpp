// Names for the lines of a street plan: the real names of the subdistrict first, then names made from them as its own
// are.
#pragma once

#include <vector>

#include "models/text.hpp"
#include "scenarios/generator/street_plan.hpp"

namespace yuanluo::scenarios {

// A name for each line. No two streets share one; service lanes have none.
std::vector<models::Name> name_streets(const StreetPlan& plan);

}  // namespace yuanluo::scenarios
