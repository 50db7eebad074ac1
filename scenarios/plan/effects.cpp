#include "scenarios/plan/effects.hpp"

#include <algorithm>
#include <numeric>

namespace yuanluo::scenarios {

Effect effect_of(std::span<const double> today, std::span<const double> then, std::span<const double> gaps,
                 std::size_t scenarios, bool less_is_better, double confidence) {
  constexpr double worst_share = 0.1;
  const double sign = less_is_better ? 1.0 : -1.0;
  const auto count = static_cast<double>(then.size());
  Effect effect;
  effect.replications = then.size();
  effect.mean = std::accumulate(then.begin(), then.end(), 0.0) / count;
  effect.gap = std::accumulate(gaps.begin(), gaps.end(), 0.0) / count;
  effect.change = sim::paired_difference_interval(then, today, confidence);
  effect.worst_scenario = effect.mean;
  std::vector<double> sum(scenarios, 0.0), times(scenarios, 0.0);
  for (std::size_t r = 0; r < then.size(); ++r) {
    sum[r % scenarios] += then[r];
    times[r % scenarios] += 1.0;
  }
  for (std::size_t s = 0; s < scenarios; ++s) {
    if (times[s] > 0.0 && sign * sum[s] / times[s] > sign * effect.worst_scenario)
      effect.worst_scenario = sum[s] / times[s];
  }
  std::vector<double> sorted(then.begin(), then.end());
  std::sort(sorted.begin(), sorted.end(), [&](double a, double b) { return sign * a > sign * b; });
  effect.worst = sorted.front();
  const auto tail = std::max<std::size_t>(1, static_cast<std::size_t>(worst_share * count));
  effect.tail = std::accumulate(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(tail), 0.0) /
                static_cast<double>(tail);
  return effect;
}

std::vector<bool> unbeaten(const std::vector<std::vector<double>>& figures) {
  std::vector<bool> good;
  for (const auto& mine : figures) {
    bool beaten = false;
    for (const auto& other : figures) {
      bool as_good = true, better = false;
      for (std::size_t k = 0; k < mine.size(); ++k) {
        as_good = as_good && other[k] <= mine[k];
        better = better || other[k] < mine[k];
      }
      beaten = beaten || (as_good && better);
    }
    good.push_back(!beaten);
  }
  return good;
}

}  // namespace yuanluo::scenarios
