#include "scenarios/generator/siting.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace yuanluo::scenarios {

namespace {

constexpr double never_m = std::numeric_limits<double>::infinity();

// Points that lie together, for bounds on sums over all of them: some 30 squares each way, more for more points.
class PointSquares {
 public:
  PointSquares(std::span<const models::PlanePoint> points, std::span<const double> weights,
               std::span<const std::size_t> served) {
    double west = never_m, east = -never_m, south = never_m, north = -never_m;
    for (const std::size_t i : served) {
      west = std::min(west, points[i].x);
      east = std::max(east, points[i].x);
      south = std::min(south, points[i].y);
      north = std::max(north, points[i].y);
    }
    const double side = std::clamp(std::ceil(std::sqrt(static_cast<double>(served.size()) / 4.0)), 1.0, 32.0);
    const auto place = [side](double at, double from, double to) {
      return to > from ? std::min(std::floor((at - from) / (to - from) * side), side - 1.0) : 0.0;
    };
    std::vector<std::size_t> square_at(static_cast<std::size_t>(side * side), none);
    for (const std::size_t i : served) {
      const double column = place(points[i].x, west, east), row = place(points[i].y, south, north);
      std::size_t& square = square_at[static_cast<std::size_t>(row * side + column)];
      if (square == none) {
        square = squares_.size();
        squares_.emplace_back();
      }
      squares_[square].add(points[i], weights[i]);
      square_of_.push_back(square);
    }
  }

  // Of each served point the distance to its nearest chosen place, in their order.
  template <class NearestOf>
  void remember(std::span<const std::size_t> served, const NearestOf& nearest_of) {
    for (Square& square : squares_) square.nearest_m = never_m;
    for (std::size_t k = 0; k < served.size(); ++k) {
      double& nearest_m = squares_[square_of_[k]].nearest_m;
      nearest_m = std::min(nearest_m, nearest_of(served[k]));
    }
  }

  // At most the sum over all points of weight times the distance to the nearest place, with one more at `p`.
  double least_sum(models::PlanePoint p) const {
    double sum = 0.0;
    for (const Square& square : squares_) sum += square.weight * std::min(square.nearest_m, square.distance_m(p));
    return sum;
  }

 private:
  static constexpr std::size_t none = ~std::size_t{0};
  struct Square {
    double west = never_m, east = -never_m, south = never_m, north = -never_m;
    double weight = 0.0;
    double nearest_m = never_m;

    void add(models::PlanePoint p, double more) {
      west = std::min(west, p.x);
      east = std::max(east, p.x);
      south = std::min(south, p.y);
      north = std::max(north, p.y);
      weight += more;
    }
    double distance_m(models::PlanePoint p) const {
      const double aside = std::max({west - p.x, 0.0, p.x - east}), along = std::max({south - p.y, 0.0, p.y - north});
      return std::hypot(aside, along);
    }
  };

  std::vector<Square> squares_;
  std::vector<std::size_t> square_of_;
};

}  // namespace

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
  PointSquares squares(points, weights, served);
  const auto nearest_of = [&](std::size_t i) { return nearest[i]; };
  squares.remember(served, nearest_of);
  // What a place saves never grows as others are chosen, so a place that saved too little once, or cannot save enough
  // by the bound over squares, need not be looked at closely before it is its turn by that.
  struct Place {
    double most_saved;  // at least what it would save now
    std::size_t rank;   // among the candidates; the first of equals is chosen
    bool operator<(const Place& other) const {
      return most_saved != other.most_saved ? most_saved > other.most_saved : rank < other.rank;
    }
  };
  constexpr double rounding = 1e-9;
  double total = 0.0;
  for (const double weight : weights) total += weight * far_away_m;
  std::vector<Place> open;
  for (std::size_t k = 0; k < candidates.size(); ++k)
    open.push_back({total - squares.least_sum(points[candidates[k]]), k});
  std::sort(open.begin(), open.end());
  std::vector<std::size_t> chosen;
  while (chosen.size() < count && !open.empty()) {
    const double slack = rounding * total;
    std::size_t best = open.size();
    double best_sum = never_m;
    for (std::size_t k = 0; k < open.size() && !(total - open[k].most_saved - slack > best_sum); ++k) {
      const models::PlanePoint here = points[candidates[open[k].rank]];
      // The first choice was bounded before; later ones, by what is near now.
      if (!chosen.empty()) {
        open[k].most_saved = std::min(open[k].most_saved, total - squares.least_sum(here));
        if (total - open[k].most_saved - slack > best_sum) continue;
      }
      const double give_up = best_sum + slack;
      const double sum = sum_with(candidates[open[k].rank], give_up);
      if (sum < give_up) open[k].most_saved = std::min(open[k].most_saved, total - sum + slack);
      if (sum < best_sum || (sum == best_sum && open[k].rank < open[best].rank)) {
        best_sum = sum;
        best = k;
      }
    }
    chosen.push_back(candidates[open[best].rank]);
    open.erase(open.begin() + static_cast<std::ptrdiff_t>(best));
    total = 0.0;
    for (std::size_t i = 0; i < points.size(); ++i) {
      nearest[i] = std::min(nearest[i], models::distance(points[chosen.back()], points[i]).value);
      total += weights[i] * nearest[i];
    }
    squares.remember(served, nearest_of);
    std::sort(open.begin(), open.end());
  }
  return chosen;
}

}  // namespace yuanluo::scenarios
