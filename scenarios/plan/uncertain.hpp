// Scenarios with parameters that nobody knows exactly, drawn from their ranges.
#pragma once

#include <vector>

#include "scenarios/plan/plan_spec.hpp"
#include "scenarios/problem.hpp"
#include "scenarios/spec.hpp"

namespace yuanluo::scenarios {

// The scenario as it is, then under each of the plan's draws: a Latin hypercube over the ranges of the uncertain
// parameters. The first alone where the plan names none. What is wrong with the parameters is added to `problems`.
std::vector<Spec> drawn(const PlanSpec& plan, const Spec& scenario, std::vector<Problem>& problems);

}  // namespace yuanluo::scenarios
