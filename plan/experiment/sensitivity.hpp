// Sensitivity by variances: which share of the spread of a response each factor brings by itself, and with others.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "plan/experiment/design.hpp"
#include "plan/experiment/trial.hpp"

namespace yuanluo::plan {

// `base` × (factors + 2) points: `base` points A, then as many points B of the same Sobol sequence, then for each
// factor those of A with that factor from B. `base` should be a power of two. Source: [Saltelli2010].
std::vector<CubePoint> sensitivity_design(std::size_t base, std::size_t factors, std::uint64_t seed);

struct SensitivityIndex {
  double first =
      0.0;  // share of the variance that goes if the factor is known, all others being as uncertain as before
  double total = 0.0;  // share that stays if all others are known: what it brings by itself and together with them
  double first_low = 0.0, first_high = 0.0, total_low = 0.0,
         total_high = 0.0;  // bootstrap over base points and replications
};

struct Sensitivity {
  double variance = 0.0;                // of the mean response, when all factors are drawn evenly from their ranges
  std::vector<SensitivityIndex> index;  // by factor
};

// Of the mean response over replications. All points share the luck of a replication; what luck and settings do
// together would count as variance, so it is estimated between the replications and taken off (not with one replication
// alone). Estimates may be below 0 or above 1 by chance. `values`: by point in the order of sensitivity_design(), then
// by replication; only replications with values at all points count. None without one, or where the response does not
// vary. Source: first: [Saltelli2010] table 2 (b); total: [Jansen1999].
std::optional<Sensitivity> sensitivity(std::size_t factors, std::span<const std::vector<Value>> values, double level,
                                       std::uint64_t seed);

}  // namespace yuanluo::plan
