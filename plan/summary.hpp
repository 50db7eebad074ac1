// Replications in figures: means with confidence intervals, and paired differences.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "models/kpi/catalogue.hpp"

namespace yuanluo::plan {

// A mean over replications with its 95 % confidence interval (Student's t).
struct Estimate {
  std::size_t n = 0;  // replications in which the KPI had a value
  double mean = 0.0;
  double low = 0.0;  // equal to mean, like high, where n < 2
  double high = 0.0;
  double sd = 0.0;  // between replications
};

// Alternative minus base, replication by replication with the same luck.
struct Difference {
  Estimate change;
  double variance_removed = 0.0;  // 1 - var(paired difference) / (var(base) + var(alternative))
  bool significant = false;       // the interval does not hold 0
};

// One estimate for each KPI of the catalogue; none where no replication had a value.
std::vector<std::optional<Estimate>> summarise(std::span<const models::Kpis> replications);

// One difference for each KPI, over the replications in which both sides have a value; none where there are fewer
// than 2. Throws sim::ContractError if the two sides differ in length.
std::vector<std::optional<Difference>> compare(std::span<const models::Kpis> base,
                                               std::span<const models::Kpis> alternative);

}  // namespace yuanluo::plan
