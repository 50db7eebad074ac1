#include "plan/experiment/sensitivity.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "plan/experiment/responses.hpp"
#include "sim/contract.hpp"
#include "sim/random.hpp"

namespace yuanluo::plan {
namespace {

constexpr std::size_t bootstrap_resamples = 500;
constexpr std::uint32_t luck_of_bootstrap = 6;  // purpose of luck

// Means of products of two quantities that are known from the same replications, without what their noise adds.
class Replications {
 public:
  explicit Replications(std::vector<std::vector<double>> rows) : rows_(std::move(rows)) {
    // Only differences between points count, so that luck which moves all of them alike does no harm.
    for (std::vector<double>& row : rows_) {
      const double mean = std::accumulate(row.begin(), row.end(), 0.0) / static_cast<double>(row.size());
      for (double& v : row) v -= mean;
    }
    count_times(std::vector<double>(rows_.size(), 1.0));
  }

  // The product of the means of x - z and y - w (points), or of x and y where z and w are no_point.
  double product(std::size_t x, std::size_t z, std::size_t y, std::size_t w) const {
    double a = 0.0, b = 0.0, ab = 0.0;
    for (std::size_t r = 0; r < rows_.size(); ++r) {
      if (times_[r] == 0.0) continue;
      const std::vector<double>& row = rows_[r];
      const double left = row[x] - (z == no_point ? 0.0 : row[z]), right = row[y] - (w == no_point ? 0.0 : row[w]);
      a += times_[r] * left;
      b += times_[r] * right;
      ab += times_[r] * times_[r] * left * right;
    }
    return rows_.size() < 2 ? a * b : (a * b - ab) / pairs_;  // over pairs of two different replications
  }

  std::size_t count() const { return rows_.size(); }
  // Counts each replication so many times; false if that leaves no pair of two.
  bool count_times(std::vector<double> times) {
    times_ = std::move(times);
    double sum = 0.0, squares = 0.0;
    for (const double t : times_) {
      sum += t;
      squares += t * t;
    }
    pairs_ = sum * sum - squares;
    return rows_.size() < 2 || pairs_ > 0.0;
  }

  static constexpr std::size_t no_point = static_cast<std::size_t>(-1);

 private:
  std::vector<std::vector<double>> rows_;
  std::vector<double> times_;
  double pairs_ = 0.0;
};

// The variance and what the factors bring of it, over a sample of the base points.
struct Parts {
  Parts(const Replications& response, std::size_t base, std::size_t factors, const std::vector<std::size_t>& sample)
      : first(factors, 0.0), total(factors, 0.0) {
    const auto share = 1.0 / static_cast<double>(sample.size());
    for (const std::size_t i : sample) {
      const std::size_t a = i, b = base + i;
      variance += share * 0.5 * response.product(a, b, a, b);  // half the squared difference of two independent points
      for (std::size_t f = 0; f < factors; ++f) {
        const std::size_t ab = (2 + f) * base + i;
        first[f] += share * response.product(b, Replications::no_point, ab, a);
        total[f] += share * 0.5 * response.product(a, ab, a, ab);
      }
    }
  }

  double variance = 0.0;
  std::vector<double> first, total;  // by factor
};

std::vector<std::size_t> every(std::size_t count) {
  std::vector<std::size_t> all(count);
  std::iota(all.begin(), all.end(), std::size_t{0});
  return all;
}

}  // namespace

std::vector<CubePoint> sensitivity_design(std::size_t base, std::size_t factors, std::uint64_t seed) {
  sim::require(base > 0 && factors > 0, "sensitivity_design: at least one base point and one factor");
  const std::vector<CubePoint> both = sobol(base, 2 * factors, seed);
  std::vector<CubePoint> design;
  const auto half = static_cast<std::ptrdiff_t>(factors);
  for (const CubePoint& point : both) design.emplace_back(point.begin(), point.begin() + half);
  for (const CubePoint& point : both) design.emplace_back(point.begin() + half, point.end());
  for (std::size_t f = 0; f < factors; ++f) {
    for (std::size_t i = 0; i < base; ++i) {
      CubePoint point = design[i];
      point[f] = design[base + i][f];
      design.push_back(std::move(point));
    }
  }
  return design;
}

std::optional<Sensitivity> sensitivity(std::size_t factors, std::span<const std::vector<Value>> values, double level,
                                       std::uint64_t seed) {
  sim::require(factors > 0 && values.size() % (factors + 2) == 0, "sensitivity: values for each point of the design");
  const std::size_t base = values.size() / (factors + 2);
  std::vector<std::vector<double>> rows = complete_replications(values);
  if (rows.empty() || base < 2) return std::nullopt;
  Replications response(std::move(rows));
  const Parts all(response, base, factors, every(base));
  if (!(all.variance > 0.0)) return std::nullopt;
  Sensitivity found;
  found.variance = all.variance;
  std::vector<std::vector<double>> firsts(factors), totals(factors);
  std::vector<std::size_t> sample(base);
  const sim::Luck luck(seed, 0);
  for (std::uint32_t resample = 0; resample < bootstrap_resamples; ++resample) {
    for (std::uint32_t i = 0; i < base; ++i)
      sample[i] =
          static_cast<std::size_t>(luck.draw(i, luck_of_bootstrap, resample).uniform() * static_cast<double>(base));
    std::vector<double> times(response.count(), 0.0);
    for (std::uint32_t r = 0; r < times.size(); ++r) {
      const double u = luck.draw(r, luck_of_bootstrap + 1, resample).uniform();
      times[static_cast<std::size_t>(u * static_cast<double>(times.size()))] += 1.0;
    }
    if (!response.count_times(std::move(times))) continue;
    const Parts part(response, base, factors, sample);
    if (!(part.variance > 0.0)) continue;
    for (std::size_t f = 0; f < factors; ++f) {
      firsts[f].push_back(part.first[f] / part.variance);
      totals[f].push_back(part.total[f] / part.variance);
    }
  }
  const auto percentile = [](std::vector<double>& sorted, double share) {
    std::sort(sorted.begin(), sorted.end());
    return sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1) + 0.5)];
  };
  for (std::size_t f = 0; f < factors; ++f) {
    SensitivityIndex index;
    index.first = all.first[f] / all.variance;
    index.total = all.total[f] / all.variance;
    if (!firsts[f].empty()) {
      index.first_low = percentile(firsts[f], 0.5 - 0.5 * level);
      index.first_high = percentile(firsts[f], 0.5 + 0.5 * level);
      index.total_low = percentile(totals[f], 0.5 - 0.5 * level);
      index.total_high = percentile(totals[f], 0.5 + 0.5 * level);
    }
    found.index.push_back(index);
  }
  return found;
}

}  // namespace yuanluo::plan
