// A plan from question to promise: candidates, whole alternatives by benefit and by simpler rules, the best of them by
// simulation, and what it brings with luck that nobody has seen before.
#pragma once

#include "scenarios/plan/plan_result.hpp"

namespace yuanluo::scenarios {

// Makes the plan. Throws ScenarioError for scenarios that are wrong, KPIs that nothing is called, and demands that
// cannot be met, each with the reason.
PlanResult make_plan(const PlanSpec& spec, int threads, const PlanProgress& progress);

}  // namespace yuanluo::scenarios
