// Narrower intervals from the same replications: antithetic pairs and control variates, each with what it saved.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "plan/experiment/trial.hpp"
#include "sim/confidence.hpp"

namespace yuanluo::plan {

// An estimate of a mean with the share of variance that the method took away, against plain replications of the same
// number: 0.5 means that half as many replications would do. Below 0 where the method did harm.
struct ReducedEstimate {
  sim::ConfidenceInterval interval;
  double variance_saved = 0.0;
};

// `values[2i]` and `values[2i + 1]` are one pair, the second run with mirrored luck; pairs that lack a value are left
// out. None below 3 pairs. Source: [Law2015] section 11.3.
std::optional<ReducedEstimate> antithetic_estimate(std::span<const Value> values, double level);

// A control: something else measured in the same replications, whose true mean is known.
struct Control {
  std::vector<double> values;  // by replication
  double mean = 0.0;           // the true one
};

// The mean of `values` with what the controls explain by linear regression taken out. Replications without a value are
// left out, and controls that do not vary or repeat others are. Where values and controls are jointly normal the
// interval is exact. None below 3 values more than controls. Source: [Lavenberg1981].
std::optional<ReducedEstimate> control_estimate(std::span<const Value> values, std::span<const Control> controls,
                                                double level);

}  // namespace yuanluo::plan
