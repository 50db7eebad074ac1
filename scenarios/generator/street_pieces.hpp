// The lines of a street plan and the accesses of its plots as streets between junctions.
#pragma once

#include <array>
#include <vector>

#include "models/text.hpp"
#include "scenarios/generator/layout.hpp"
#include "scenarios/generator/luck.hpp"
#include "scenarios/generator/params.hpp"
#include "scenarios/generator/plots.hpp"
#include "scenarios/generator/street_plan.hpp"

namespace yuanluo::scenarios {

struct StreetPieces {
  std::vector<PlannedStreet> streets;               // straight, in the plan's coordinates
  std::array<models::PlanePoint, 2> fire_stations;  // ends of streets beyond the district's edge
  std::array<models::PlanePoint, 2> ambulance_stations;
};

// Adds the outer carriageways of the ring roads, the roads to the stations outside, and an access to each gate (its
// point in `plots[i].gate`, where the footway into the compound begins). Then makes some streets one-way, such that
// cars can still go from everywhere to everywhere.
StreetPieces make_streets(const GeneratorParams& generator, StreetPlan plan, const std::vector<models::Name>& names,
                          std::vector<PlannedPlot>& plots, const DistrictLuck& luck);

}  // namespace yuanluo::scenarios
