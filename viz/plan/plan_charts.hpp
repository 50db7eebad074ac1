// The curves of a plan's report: cumulative benefit, front, price of fairness.
#pragma once

#include <string>
#include <vector>

#include "scenarios/plan/plan_result.hpp"

namespace yuanluo::viz {

// The share of the benefit after each place, with simulated gains where they are known.
std::string plan_curve(const scenarios::PlanResult& plan);

// Benefit against cost, with the bound; empty where there are fewer than two points.
std::string front_chart(const scenarios::Front& front);

// Total benefit against that of the community which has least; empty where there are fewer than two points.
std::string fairness_chart(const std::vector<scenarios::FairnessPoint>& points);

}  // namespace yuanluo::viz
