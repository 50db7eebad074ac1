#include "plan/experiment/comparison.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "sim/contract.hpp"

namespace yuanluo::plan {

double simultaneous_level(double level, std::size_t intervals) {
  sim::require(level > 0.0 && level < 1.0 && intervals > 0, "simultaneous_level: a level between 0 and 1, intervals");
  return 1.0 - (1.0 - level) / static_cast<double>(intervals);
}

std::vector<double> holm(std::span<const double> p) {
  std::vector<std::size_t> order(p.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return p[a] < p[b]; });
  std::vector<double> adjusted(p.size());
  double highest = 0.0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    highest = std::max(highest, std::min(1.0, static_cast<double>(p.size() - i) * p[order[i]]));
    adjusted[order[i]] = highest;
  }
  return adjusted;
}

std::vector<std::optional<ComparedDifference>> compare_with_base(std::span<const Value> base,
                                                                 std::span<const std::vector<Value>> alternatives,
                                                                 double level) {
  std::vector<std::optional<ComparedDifference>> all(alternatives.size());
  std::vector<std::vector<double>> differences(alternatives.size());
  std::vector<std::size_t> compared;
  for (std::size_t i = 0; i < alternatives.size(); ++i) {
    const std::size_t both = std::min(base.size(), alternatives[i].size());
    for (std::size_t r = 0; r < both; ++r)
      if (base[r] && alternatives[i][r]) differences[i].push_back(*alternatives[i][r] - *base[r]);
    if (differences[i].size() >= 2) compared.push_back(i);
  }
  if (compared.empty()) return all;
  const double together = simultaneous_level(level, compared.size());
  std::vector<double> p;
  for (const std::size_t i : compared) {
    ComparedDifference d;
    d.interval = sim::mean_interval(differences[i], level);
    d.simultaneous = sim::mean_interval(differences[i], together);
    const auto degrees = static_cast<double>(differences[i].size() - 1);
    const double error = d.interval.half_width / sim::student_t_quantile(0.5 + 0.5 * level, degrees);
    if (error > 0.0) {
      d.p = 2.0 * sim::student_t_probability(-std::abs(d.interval.mean) / error, degrees);
    } else {
      d.p = d.interval.mean == 0.0 ? 1.0 : 0.0;
    }
    p.push_back(d.p);
    all[i] = d;
  }
  const std::vector<double> adjusted = holm(p);
  for (std::size_t j = 0; j < compared.size(); ++j) all[compared[j]]->p_holm = adjusted[j];
  return all;
}

}  // namespace yuanluo::plan
