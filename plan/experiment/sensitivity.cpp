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
  }

  // The product of the means of x - z and y - w (points), or of x and y where z and w are no_point.
  double product(std::size_t x, std::size_t z, std::size_t y, std::size_t w) const {
    const auto n = static_cast<double>(rows_.size());
    double a = 0.0, b = 0.0, ab = 0.0;
    for (const std::vector<double>& row : rows_) {
      const double left = row[x] - (z == no_point ? 0.0 : row[z]), right = row[y] - (w == no_point ? 0.0 : row[w]);
      a += left;
      b += right;
      ab += left * right;
    }
    if (rows_.size() < 2) return a * b;
    return (a * b - ab) / (n * (n - 1.0));  // over pairs of two different replications
  }

  static constexpr std::size_t no_point = static_cast<std::size_t>(-1);

 private:
  std::vector<std::vector<double>> rows_;
};

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
  const Replications response(std::move(rows));
  constexpr std::size_t none = Replications::no_point;

  // By base point: the parts of the variance, and by factor those of the two indices.
  std::vector<double> square(base);
  std::vector<std::vector<double>> first(factors, std::vector<double>(base)), total = first;
  for (std::size_t i = 0; i < base; ++i) {
    const std::size_t a = i, b = base + i;
    square[i] = 0.5 * response.product(a, b, a, b);  // half the squared difference of two independent points
    for (std::size_t f = 0; f < factors; ++f) {
      const std::size_t ab = (2 + f) * base + i;
      first[f][i] = response.product(b, none, ab, a);
      total[f][i] = 0.5 * response.product(a, ab, a, ab);
    }
  }
  const auto mean_of = [&](const std::vector<double>& parts, const std::vector<std::size_t>& sample) {
    double sum = 0.0;
    for (const std::size_t i : sample) sum += parts[i];
    return sum / static_cast<double>(sample.size());
  };
  std::vector<std::size_t> all(base);
  std::iota(all.begin(), all.end(), std::size_t{0});
  Sensitivity found;
  found.variance = mean_of(square, all);
  if (!(found.variance > 0.0)) return std::nullopt;
  std::vector<std::vector<double>> firsts(factors), totals(factors);
  std::vector<std::size_t> sample(base);
  const sim::Luck luck(seed, 0);
  for (std::uint32_t r = 0; r < bootstrap_resamples; ++r) {
    for (std::uint32_t i = 0; i < base; ++i)
      sample[i] = static_cast<std::size_t>(luck.draw(i, luck_of_bootstrap, r).uniform() * static_cast<double>(base));
    const double variance = mean_of(square, sample);
    if (!(variance > 0.0)) continue;
    for (std::size_t f = 0; f < factors; ++f) {
      firsts[f].push_back(mean_of(first[f], sample) / variance);
      totals[f].push_back(mean_of(total[f], sample) / variance);
    }
  }
  const auto percentile = [](std::vector<double>& sorted, double share) {
    std::sort(sorted.begin(), sorted.end());
    return sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1) + 0.5)];
  };
  for (std::size_t f = 0; f < factors; ++f) {
    SensitivityIndex index;
    index.first = mean_of(first[f], all) / found.variance;
    index.total = mean_of(total[f], all) / found.variance;
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
