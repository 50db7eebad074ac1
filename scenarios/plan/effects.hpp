// What an alternative does to an objective, and which alternatives no other beats.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "sim/confidence.hpp"

namespace yuanluo::scenarios {

// From replications with the same luck as today's district.
struct Effect {
  std::size_t replications = 0;
  double mean = 0.0;
  sim::ConfidenceInterval change;  // against today
  double worst = 0.0;              // of the replications
  double tail = 0.0;               // mean of the worst tenth (conditional value at risk)
  double worst_scenario = 0.0;     // mean in the scenario that is worst; with one scenario the mean
  double gap = 0.0;                // between the communities worst and best off, mean; NaN if not by community
};

// `today`, `then` and `gaps` by replication; scenarios take turns.
Effect effect_of(std::span<const double> today, std::span<const double> then, std::span<const double> gaps,
                 std::size_t scenarios, bool less_is_better, double confidence);

// Which rows no other row equals or beats in every figure, and beats in one; less is better in all.
std::vector<bool> unbeaten(const std::vector<std::vector<double>>& figures);

}  // namespace yuanluo::scenarios
