#include "scenarios/generator/siting.hpp"

#include <algorithm>
#include <limits>

namespace yuanluo::scenarios {

std::vector<std::size_t> greedy_medians(std::span<const models::PlanePoint> points, std::span<const double> weights,
                                        std::span<const std::size_t> candidates, std::size_t count) {
  constexpr double far_away_m = 1e6;
  std::vector<double> nearest(points.size(), far_away_m);
  std::vector<std::size_t> open(candidates.begin(), candidates.end()), chosen;
  while (chosen.size() < count && !open.empty()) {
    std::size_t best = 0;
    double best_sum = std::numeric_limits<double>::infinity();
    for (std::size_t k = 0; k < open.size(); ++k) {
      double sum = 0.0;
      for (std::size_t i = 0; i < points.size() && sum < best_sum; ++i) {
        sum += weights[i] * std::min(nearest[i], models::distance(points[open[k]], points[i]).value);
      }
      if (sum < best_sum) {
        best_sum = sum;
        best = k;
      }
    }
    chosen.push_back(open[best]);
    open.erase(open.begin() + static_cast<std::ptrdiff_t>(best));
    for (std::size_t i = 0; i < points.size(); ++i) {
      nearest[i] = std::min(nearest[i], models::distance(points[chosen.back()], points[i]).value);
    }
  }
  return chosen;
}

}  // namespace yuanluo::scenarios
