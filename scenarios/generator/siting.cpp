#include "scenarios/generator/siting.hpp"

#include <algorithm>
#include <limits>

namespace yuanluo::scenarios {

std::vector<std::size_t> greedy_medians(std::span<const models::PlanePoint> points, std::span<const double> weights,
                                        std::span<const std::size_t> candidates, std::size_t count) {
  constexpr double far_away_m = 1e6;
  std::vector<double> nearest(points.size(), far_away_m);
  std::vector<std::size_t> served;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (weights[i] > 0.0) served.push_back(i);
  }
  // Only at least `give_up` if it is not less.
  const auto sum_with = [&](std::size_t candidate, double give_up) {
    double sum = 0.0;
    for (std::size_t k = 0; k < served.size() && sum < give_up; ++k) {
      const std::size_t i = served[k];
      sum += weights[i] * std::min(nearest[i], models::distance(points[candidate], points[i]).value);
    }
    return sum;
  };
  // What a place saves never grows as others are chosen, so a place that saved too little once need not be looked at
  // again before it is its turn by that old saving.
  struct Place {
    double most_saved;  // at least what it would save now
    std::size_t rank;   // among the candidates; the first of equals is chosen
    bool operator<(const Place& other) const {
      return most_saved != other.most_saved ? most_saved > other.most_saved : rank < other.rank;
    }
  };
  constexpr double rounding = 1e-9, never = std::numeric_limits<double>::infinity();
  double total = 0.0;
  for (const double weight : weights) total += weight * far_away_m;
  std::vector<Place> open;
  for (std::size_t k = 0; k < candidates.size(); ++k) open.push_back({never, k});
  std::vector<std::size_t> chosen;
  while (chosen.size() < count && !open.empty()) {
    const double slack = rounding * total;
    std::size_t best = 0;
    double best_sum = never;
    for (std::size_t k = 0; k < open.size() && !(total - open[k].most_saved - slack > best_sum); ++k) {
      const bool first = chosen.empty();
      const double sum = sum_with(candidates[open[k].rank], first ? best_sum : never);
      if (!first) open[k].most_saved = total - sum;
      if (sum < best_sum || (sum == best_sum && open[k].rank < open[best].rank)) {
        best_sum = sum;
        best = k;
      }
    }
    chosen.push_back(candidates[open[best].rank]);
    open.erase(open.begin() + static_cast<std::ptrdiff_t>(best));
    std::sort(open.begin(), open.end());
    total = 0.0;
    for (std::size_t i = 0; i < points.size(); ++i) {
      nearest[i] = std::min(nearest[i], models::distance(points[chosen.back()], points[i]).value);
      total += weights[i] * nearest[i];
    }
  }
  return chosen;
}

}  // namespace yuanluo::scenarios
