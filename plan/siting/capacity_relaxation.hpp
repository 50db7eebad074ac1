// A bound for sites with capacities: the relaxation of "everybody is served once", which leaves a knapsack for each
// site.
#pragma once

#include <functional>
#include <limits>
#include <vector>

#include "plan/siting/capacity.hpp"

namespace yuanluo::plan::siting {

struct CapacityRelaxation {
  double bound = -std::numeric_limits<double>::infinity();
  std::vector<double> reduced_costs;  // by site, at the best multipliers
};

// After each step: the p sites that the relaxation chose and the best bound so far. May lower `target`, the value that
// is to be met; returns false to stop.
using LookAtRelaxation = std::function<bool(const std::vector<Site>& chosen, double bound, double& target)>;

// L(u) = sum of u + least sum over p sites of the knapsack of c_ij - u_i under the site's capacity, raised by
// subgradients. Knapsacks are whole (dynamic programming) where loads are whole numbers and capacities are not too
// large, else continuous. `target`: the value of a solution. Source: [CeselliRighini2005].
CapacityRelaxation relax_capacity(const CapacityProblem& problem, std::size_t p, double target,
                                  const LookAtRelaxation& look);

}  // namespace yuanluo::plan::siting
