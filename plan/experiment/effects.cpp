#include "plan/experiment/effects.hpp"

#include <Eigen/Dense>
#include <algorithm>

#include "sim/contract.hpp"

namespace yuanluo::plan {
namespace {

// One row for each replication that has a value at every point.
std::vector<std::vector<double>> complete_replications(std::span<const std::vector<Value>> values) {
  std::vector<std::vector<double>> rows;
  if (values.empty()) return rows;
  std::size_t most = values.front().size();
  for (const auto& point : values) most = std::min(most, point.size());
  for (std::size_t r = 0; r < most; ++r) {
    if (!std::all_of(values.begin(), values.end(), [r](const auto& point) { return point[r].has_value(); })) continue;
    std::vector<double> row;
    for (const auto& point : values) row.push_back(*point[r]);
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace

std::vector<LevelEffect> level_effects(std::span<const LevelPoint> design, std::size_t factor,
                                       std::span<const std::vector<Value>> values, double level) {
  sim::require(design.size() == values.size(), "level_effects: values for each point of the design");
  const std::vector<std::vector<double>> rows = complete_replications(values);
  std::vector<LevelEffect> effects;
  if (rows.size() < 2) return effects;
  std::size_t levels = 0;
  for (const LevelPoint& point : design) levels = std::max(levels, point.at(factor) + 1);
  for (std::size_t l = 0; l < levels; ++l) {
    std::vector<double> means, differences;
    std::size_t points = 0;
    for (const LevelPoint& point : design) points += point[factor] == l ? 1 : 0;
    if (points == 0) continue;
    for (const std::vector<double>& row : rows) {
      double here = 0.0, all = 0.0;
      for (std::size_t p = 0; p < row.size(); ++p) {
        all += row[p];
        if (design[p][factor] == l) here += row[p];
      }
      means.push_back(here / static_cast<double>(points));
      differences.push_back(means.back() - all / static_cast<double>(row.size()));
    }
    effects.push_back({l, sim::mean_interval(means, level), sim::mean_interval(differences, level)});
  }
  return effects;
}

std::optional<LinearEffects> linear_effects(std::span<const CubePoint> design,
                                            std::span<const std::vector<Value>> values, double level) {
  sim::require(design.size() == values.size(), "linear_effects: values for each point of the design");
  const std::vector<std::vector<double>> rows = complete_replications(values);
  if (rows.size() < 2) return std::nullopt;
  const auto points = static_cast<Eigen::Index>(design.size());
  const auto factors = static_cast<Eigen::Index>(design.front().size());
  if (factors == 0 || points < factors + 1) return std::nullopt;
  Eigen::MatrixXd x(points, factors + 1);
  for (Eigen::Index p = 0; p < points; ++p) {
    x(p, 0) = 1.0;
    for (Eigen::Index f = 0; f < factors; ++f)
      x(p, f + 1) = design[static_cast<std::size_t>(p)][static_cast<std::size_t>(f)];
  }
  Eigen::ColPivHouseholderQR<Eigen::MatrixXd> qr(x);
  qr.setThreshold(1e-9);
  if (qr.rank() < factors + 1) return std::nullopt;

  std::vector<std::vector<double>> changes(static_cast<std::size_t>(factors));
  Eigen::VectorXd means = Eigen::VectorXd::Zero(points);
  for (const std::vector<double>& row : rows) {
    const Eigen::Map<const Eigen::VectorXd> y(row.data(), points);
    means += y;
    const Eigen::VectorXd line = qr.solve(y);
    for (Eigen::Index f = 0; f < factors; ++f) changes[static_cast<std::size_t>(f)].push_back(line[f + 1]);
  }
  means /= static_cast<double>(rows.size());
  LinearEffects effects;
  for (const std::vector<double>& change : changes) effects.change.push_back(sim::mean_interval(change, level));
  const double total = (means.array() - means.mean()).square().sum();
  const double rest = (means - x * qr.solve(means)).squaredNorm();
  effects.explained = total > 0.0 ? std::clamp(1.0 - rest / total, 0.0, 1.0) : 0.0;
  return effects;
}

}  // namespace yuanluo::plan
