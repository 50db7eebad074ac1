#include "plan/summary.hpp"

#include <cmath>

#include "sim/confidence.hpp"
#include "sim/contract.hpp"

namespace yuanluo::plan {
namespace {

constexpr double level = 0.95;

// Unbiased variance; 0 of fewer than 2 values.
double variance(std::span<const double> values) {
  if (values.size() < 2) return 0.0;
  double mean = 0.0;
  for (const double v : values) mean += v;
  mean /= static_cast<double>(values.size());
  double squares = 0.0;
  for (const double v : values) squares += (v - mean) * (v - mean);
  return squares / static_cast<double>(values.size() - 1);
}

std::optional<Estimate> estimate(std::span<const double> values) {
  if (values.empty()) return std::nullopt;
  const sim::ConfidenceInterval interval = sim::mean_interval(values, level);
  Estimate e{values.size(), interval.mean, interval.mean, interval.mean, 0.0};
  if (values.size() >= 2) {
    e.low = interval.low();
    e.high = interval.high();
    e.sd = std::sqrt(variance(values));
  }
  return e;
}

}  // namespace

std::vector<std::optional<Estimate>> summarise(std::span<const models::Kpis> replications) {
  std::vector<std::optional<Estimate>> all(replications.empty() ? 0 : replications[0].size());
  std::vector<double> values;
  for (std::size_t k = 0; k < all.size(); ++k) {
    values.clear();
    for (const models::Kpis& r : replications) {
      sim::require(r.size() == all.size(), "summarise: the replications have different KPIs");
      if (r[k]) values.push_back(*r[k]);
    }
    all[k] = estimate(values);
  }
  return all;
}

std::vector<std::optional<Difference>> compare(std::span<const models::Kpis> base,
                                               std::span<const models::Kpis> alternative) {
  sim::require(base.size() == alternative.size(), "compare: the two sides differ in length");
  std::vector<std::optional<Difference>> all(base.empty() ? 0 : base[0].size());
  std::vector<double> a, b, change;
  for (std::size_t k = 0; k < all.size(); ++k) {
    a.clear(), b.clear(), change.clear();
    for (std::size_t r = 0; r < base.size(); ++r) {
      sim::require(base[r].size() == all.size() && alternative[r].size() == all.size(),
                   "compare: the two sides have different KPIs");
      if (!base[r][k] || !alternative[r][k]) continue;
      b.push_back(*base[r][k]);
      a.push_back(*alternative[r][k]);
      change.push_back(a.back() - b.back());
    }
    if (change.size() < 2) continue;
    Difference d;
    d.change = *estimate(change);
    const double apart = variance(a) + variance(b);
    d.variance_removed = apart > 0.0 ? 1.0 - variance(change) / apart : 0.0;
    d.significant = d.change.low > 0.0 || d.change.high < 0.0;
    all[k] = d;
  }
  return all;
}

}  // namespace yuanluo::plan
