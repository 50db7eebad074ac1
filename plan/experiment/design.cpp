#include "plan/experiment/design.hpp"

#include <algorithm>
#include <boost/random/sobol.hpp>
#include <cmath>
#include <limits>
#include <numeric>

#include "sim/contract.hpp"
#include "sim/random.hpp"

namespace yuanluo::plan {
namespace {

constexpr std::size_t most_sobol_factors = 3667;
constexpr std::uint32_t drawn_hypercubes = 32;
constexpr std::uint32_t places = 1, cells = 2, shifts = 3;  // purposes of luck

// A random order of 0 … n - 1. Sorting by drawn keys uses one number each, so no address is asked for too many.
std::vector<std::uint32_t> shuffled(std::size_t n, const sim::Luck& luck, std::uint32_t factor, std::uint32_t number) {
  std::vector<std::uint64_t> keys(n);
  for (std::size_t i = 0; i < n; ++i)
    keys[i] = luck.draw(factor, cells + (number << 8), static_cast<std::uint32_t>(i)).next();
  std::vector<std::uint32_t> order(n);
  std::iota(order.begin(), order.end(), 0u);
  std::sort(order.begin(), order.end(),
            [&](std::uint32_t a, std::uint32_t b) { return keys[a] != keys[b] ? keys[a] < keys[b] : a < b; });
  return order;
}

std::vector<CubePoint> drawn_hypercube(std::size_t points, std::size_t factors, const sim::Luck& luck,
                                       std::uint32_t number) {
  const auto n = static_cast<double>(points);
  std::vector<CubePoint> design(points, CubePoint(factors));
  for (std::uint32_t f = 0; f < factors; ++f) {
    const std::vector<std::uint32_t> slice = shuffled(points, luck, f, number);
    for (std::size_t i = 0; i < points; ++i) {
      const double within = luck.draw(f, places + (number << 8), static_cast<std::uint32_t>(i)).uniform();
      // Rounding must not carry a point into the next slice.
      const double end = std::nextafter((slice[i] + 1.0) / n, 0.0);
      design[i][f] = std::min((slice[i] + within) / n, end);
    }
  }
  return design;
}

double least_squared_distance(const std::vector<CubePoint>& design) {
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < design.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      double squares = 0.0;
      for (std::size_t f = 0; f < design[i].size(); ++f) {
        const double apart = design[i][f] - design[j][f];
        squares += apart * apart;
      }
      least = std::min(least, squares);
    }
  }
  return least;
}

}  // namespace

std::vector<CubePoint> latin_hypercube(std::size_t points, std::size_t factors, std::uint64_t seed) {
  sim::require(points > 0 && factors > 0, "latin_hypercube: at least one point and one factor");
  const sim::Luck luck(seed, 0);
  std::vector<CubePoint> best = drawn_hypercube(points, factors, luck, 0);
  // Comparing all pairs of very large designs would take longer than it is worth.
  if (points > 2000) return best;
  double furthest = least_squared_distance(best);
  for (std::uint32_t number = 1; number < drawn_hypercubes; ++number) {
    std::vector<CubePoint> design = drawn_hypercube(points, factors, luck, number);
    const double distance = least_squared_distance(design);
    if (distance > furthest) {
      furthest = distance;
      best = std::move(design);
    }
  }
  return best;
}

std::vector<CubePoint> sobol(std::size_t points, std::size_t factors, std::uint64_t seed) {
  sim::require(points > 0 && factors > 0 && factors <= most_sobol_factors,
               "sobol: at least one point and 1 to 3667 factors");
  const sim::Luck luck(seed, 0);
  std::vector<std::uint64_t> shift(factors);
  for (std::uint32_t f = 0; f < factors; ++f) shift[f] = luck.draw(f, shifts).next();
  boost::random::sobol engine(factors);
  std::vector<CubePoint> design(points, CubePoint(factors));
  for (std::size_t i = 0; i < points; ++i) {
    for (std::size_t f = 0; f < factors; ++f) {
      // The engine leaves the origin out.
      const std::uint64_t bits = (i == 0 ? 0 : engine()) ^ shift[f];
      design[i][f] = static_cast<double>(bits >> 11) * 0x1.0p-53;
    }
  }
  return design;
}

std::vector<LevelPoint> full_factorial(std::span<const std::size_t> levels) {
  sim::require(std::all_of(levels.begin(), levels.end(), [](std::size_t n) { return n > 0; }),
               "full_factorial: every factor has at least one level");
  std::vector<LevelPoint> design;
  LevelPoint point(levels.size(), 0);
  for (;;) {
    design.push_back(point);
    std::size_t f = levels.size();
    while (f > 0 && ++point[f - 1] == levels[f - 1]) point[--f] = 0;
    if (f == 0) return design;
  }
}

std::vector<LevelPoint> one_at_a_time(std::span<const std::size_t> levels, const LevelPoint& base) {
  sim::require(base.size() == levels.size(), "one_at_a_time: a base level for each factor");
  std::vector<LevelPoint> design{base};
  for (std::size_t f = 0; f < levels.size(); ++f) {
    sim::require(base[f] < levels[f], "one_at_a_time: the base is one of the levels");
    for (std::size_t level = 0; level < levels[f]; ++level) {
      if (level == base[f]) continue;
      LevelPoint point = base;
      point[f] = level;
      design.push_back(std::move(point));
    }
  }
  return design;
}

}  // namespace yuanluo::plan
