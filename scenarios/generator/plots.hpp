// Cells of land cut into plots, each with a gate on one of the streets around its cell.
#pragma once

#include <cstddef>
#include <vector>

#include "scenarios/generator/luck.hpp"
#include "scenarios/generator/params.hpp"
#include "scenarios/generator/street_plan.hpp"

namespace yuanluo::scenarios {

struct PlannedPlot {
  std::size_t community = 0;
  Ring outline;
  models::PlanePoint gate;  // in the outline
  std::size_t line = 0;     // the street that the gate opens to
  models::PlanePoint foot;  // where on that street's line
};

// Exactly `generator.compounds` plots, of about equal size; some land beside them stays open. Throws ScenarioError if
// there is no room for as many.
std::vector<PlannedPlot> cut_plots(const GeneratorParams& generator, const StreetPlan& plan, const DistrictLuck& luck);

}  // namespace yuanluo::scenarios
