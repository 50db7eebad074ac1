// Cover counted by degrees: each further unit in reach of a customer is worth something, but never more than the one
// before it. Expected cover (units are sometimes busy) and backup cover (a second unit counts too) are of this kind.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "plan/siting/cost_lists.hpp"
#include "plan/siting/outcome.hpp"

namespace yuanluo::plan::siting {

struct GradedCoverProblem {
  std::vector<std::vector<Site>> reached_by;  // by customer, ascending
  std::vector<double> weight;                 // by customer, at least 0
  std::vector<double> worth;                  // of the first, second … unit in reach: not rising, at least 0
  std::vector<std::uint32_t> kept;            // by site: units that stand there anyway
  std::vector<std::uint32_t> most;            // by site: units that can stand there, at least `kept`
};

// The worth of the k-th unit when each is busy with probability `busy`, independently: (1 - busy) busy^(k-1), for k up
// to `units`. Source: [Daskin1983].
std::vector<double> expected_cover_worth(double busy, std::size_t units);

// The total worth of these units (one entry for each unit).
double graded_cover(const GradedCoverProblem& problem, const std::vector<Site>& units);

// Places exactly p units, kept ones among them, so that the total worth is greatest. The worth is submodular and
// monotone, so lazy greedy reaches at least 1 - 1/e of what can be added; the bound that is given back is the data's
// own, by Lagrangian relaxation and, where the programme is not too large, by CBC. Needs p from the number of kept
// units to the sum of `most` (ContractError). Source: [Nemhauser1978], [Minoux1978] (lazy), [ChurchReVelle1974],
// [Daskin1983], [HoganReVelle1986] (backup).
Outcome solve_graded_cover(const GradedCoverProblem& problem, std::size_t p, const Limits& limits);

}  // namespace yuanluo::plan::siting
