// The pictures of a plan's report: map, cumulative curve, front, price of fairness.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "scenarios/plan/planning.hpp"

namespace yuanluo::viz {

// The colour of a plan's n-th decision, on the map and in its key.
std::string_view decision_colour(std::size_t n);

// Streets, compounds, communities, and the places of the chosen alternative; of each decision the first twenty with
// their rank. Where hydrants are chosen, those that stand already.
std::string plan_map(const scenarios::PlanResult& plan);

// The share of the benefit after each place, with simulated gains where they are known.
std::string plan_curve(const scenarios::PlanResult& plan);

// Benefit against cost, with the bound; empty where there are fewer than two points.
std::string front_chart(const scenarios::Front& front);

// Total benefit against that of the community which has least; empty where there are fewer than two points.
std::string fairness_chart(const std::vector<scenarios::FairnessPoint>& points);

}  // namespace yuanluo::viz
