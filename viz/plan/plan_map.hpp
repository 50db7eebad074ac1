// The maps of a plan's report: what stands, what the plan adds, and what the other alternatives would.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/plan/plan_result.hpp"

namespace yuanluo::viz {

// The colour of a plan's n-th decision, on the maps and in their key.
std::string_view decision_colour(std::size_t n);

// Where things of a kind stand today; of those in homes and of posts nothing, as they are no places on a map.
std::vector<models::GeoPoint> standing_places(const models::District& district, scenarios::DecisionKind kind);

// Streets, compounds, communities, what stands of the plan's kinds, and the places of the chosen alternative; of each
// decision the first twenty with their rank.
std::string plan_map(const scenarios::PlanResult& plan);

// A small map of one alternative: communities and up to 500 places of each decision.
std::string alternative_map(const scenarios::PlanResult& plan, const scenarios::Alternative& alternative);

}  // namespace yuanluo::viz
