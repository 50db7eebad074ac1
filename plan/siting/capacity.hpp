// Sites that can serve only so much: which to open, and who is served from where.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "plan/siting/cost_lists.hpp"
#include "plan/siting/outcome.hpp"

namespace yuanluo::plan::siting {

struct CapacityProblem {
  const CostLists* lists = nullptr;  // costs and fallbacks
  std::vector<double> load;          // by customer, at least 0
  std::vector<double> capacity;      // by site, at least 0
  std::vector<std::uint8_t> kept;    // by site
  std::vector<std::uint8_t> must;    // by customer: 1 where the fallback is no answer; empty = none
};

inline constexpr std::uint32_t served_by_none = 0xFFFFFFFFu;

struct CapacityOutcome {
  Outcome outcome;
  std::vector<Site> serves;  // by customer; served_by_none where it takes its fallback
};

// Opens exactly p sites and serves each customer whole from one open site or not at all (at its fallback), with no site
// above its capacity, at least cost. Customers go where refusing them would cost most (regret), then move and swap
// while that saves; sites are exchanged likewise, moved to the middle of whom they serve, and chosen anew by CBC among
// those that look best. The bound is Lagrangian with a knapsack for each site; CBC closes small programmes; what time
// is left goes to restarts. `stopped` is infeasible where it is proven that the `must` customers cannot all be served.
// Needs p as solve_median does. Source: [Mulvey1984], [CeselliRighini2005] (the relaxation), [Maranzana1964].
CapacityOutcome solve_capacity(const CapacityProblem& problem, std::size_t p, const Limits& limits);

// The cost of serving from these open sites, found by regret, moves and swaps; no bound.
double capacity_cost(const CapacityProblem& problem, const std::vector<Site>& open);

}  // namespace yuanluo::plan::siting
