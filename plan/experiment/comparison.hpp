// Reading many intervals at once without being fooled by the luckiest.
#pragma once

#include <span>
#include <vector>

#include "plan/experiment/trial.hpp"
#include "sim/confidence.hpp"

namespace yuanluo::plan {

// The level that each of `intervals` intervals needs, so that all hold together with probability `level` at least,
// however they depend on each other (Bonferroni).
double simultaneous_level(double level, std::size_t intervals);

// Probability values adjusted by Holm's step-down method: those of at most 1 - level stand together at that level.
// Never less strict than wanted and never weaker than Bonferroni's. Source: [Holm1979].
std::vector<double> holm(std::span<const double> p);

// A difference from the base, one of several that are read at once.
struct ComparedDifference {
  sim::ConfidenceInterval interval;      // by itself
  sim::ConfidenceInterval simultaneous;  // holds together with those of all others
  double p = 1.0;                        // of a difference this large by luck alone (paired t, two-sided)
  double p_holm = 1.0;                   // the same, for all that are read at once
};

// Every alternative against the base, replication by replication over those in which both have a value; none where
// fewer than 2 are left. `level` is that of the intervals.
std::vector<std::optional<ComparedDifference>> compare_with_base(std::span<const Value> base,
                                                                 std::span<const std::vector<Value>> alternatives,
                                                                 double level);

}  // namespace yuanluo::plan
