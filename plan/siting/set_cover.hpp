// Set cover: the cheapest sites that reach every customer as often as it needs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "plan/siting/cost_lists.hpp"
#include "plan/siting/outcome.hpp"

namespace yuanluo::plan::siting {

struct CoverProblem {
  std::vector<std::vector<Site>> reached_by;  // by customer, ascending
  std::vector<std::uint32_t> needed;          // by customer: how many open sites must reach it
  std::vector<double> site_cost;              // by site, above 0
  std::vector<std::uint8_t> kept;             // by site: open anyway
};

// The customers that too few sites reach even if all are open: why nothing is feasible. Empty if something is.
std::vector<Customer> beyond_reach(const CoverProblem& problem);

// The cheapest cover; the cost of kept sites counts. Needs beyond_reach() to be empty (ContractError). A cover dearer
// than `dear_enough` is of no interest: the search stops once the bound is above it (stopped = infeasible).
// Rows and columns that others dominate are left out; greedy with removals gives a cover, Lagrangian ascent a bound,
// an integer programme on what reduced costs leave closes the gap.
// Source: [Caprara1999] (the ascent and the core), [Chvatal1979] (greedy).
Outcome solve_cover(const CoverProblem& problem, const Limits& limits, double dear_enough);
Outcome solve_cover(const CoverProblem& problem, const Limits& limits);

}  // namespace yuanluo::plan::siting
