#include "plan/experiment/effects.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>

#include "plan/experiment/responses.hpp"
#include "sim/contract.hpp"

namespace yuanluo::plan {
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

std::vector<Interaction> interactions(std::span<const LevelPoint> design, std::size_t a, std::size_t b,
                                      std::span<const std::vector<Value>> values, double level) {
  sim::require(design.size() == values.size() && a != b, "interactions: two factors, and values for each point");
  const std::vector<std::vector<double>> rows = complete_replications(values);
  std::vector<Interaction> found;
  if (rows.size() < 2) return found;
  std::size_t levels_a = 0, levels_b = 0;
  for (const LevelPoint& point : design) {
    levels_a = std::max(levels_a, point.at(a) + 1);
    levels_b = std::max(levels_b, point.at(b) + 1);
  }
  const double cells = static_cast<double>(levels_a * levels_b), in_cell = static_cast<double>(design.size()) / cells;
  std::vector<std::vector<double>> effects(levels_a * levels_b);
  std::vector<double> cell(levels_a * levels_b), of_a(levels_a), of_b(levels_b);
  for (const std::vector<double>& row : rows) {
    std::fill(cell.begin(), cell.end(), 0.0);
    std::fill(of_a.begin(), of_a.end(), 0.0);
    std::fill(of_b.begin(), of_b.end(), 0.0);
    double all = 0.0;
    for (std::size_t p = 0; p < row.size(); ++p) {
      cell[design[p][a] * levels_b + design[p][b]] += row[p] / in_cell;
      of_a[design[p][a]] += row[p] / (in_cell * static_cast<double>(levels_b));
      of_b[design[p][b]] += row[p] / (in_cell * static_cast<double>(levels_a));
      all += row[p] / static_cast<double>(row.size());
    }
    double largest = 0.0;
    for (const double v : row) largest = std::max(largest, std::abs(v));
    for (std::size_t c = 0; c < cell.size(); ++c) {
      const double effect = cell[c] - of_a[c / levels_b] - of_b[c % levels_b] + all;
      // What an additive response leaves is rounding.
      effects[c].push_back(std::abs(effect) > 1e-12 * largest ? effect : 0.0);
    }
  }
  for (std::size_t c = 0; c < effects.size(); ++c)
    found.push_back({c / levels_b, c % levels_b, sim::mean_interval(effects[c], level)});
  return found;
}

namespace {

// The share of the variance of `y` that is told when each value is predicted from the others by least squares on the
// columns of `x`; below 0 where the mean would tell more. None where a column cannot be told from the others, or
// nothing would be left over to judge by.
std::optional<double> share_predicted(const Eigen::MatrixXd& x, const Eigen::VectorXd& y) {
  if (x.rows() < x.cols() + 1) return std::nullopt;
  Eigen::ColPivHouseholderQR<Eigen::MatrixXd> qr(x);
  qr.setThreshold(1e-9);
  if (qr.rank() < x.cols()) return std::nullopt;
  const Eigen::MatrixXd basis = qr.householderQ() * Eigen::MatrixXd::Identity(x.rows(), x.cols());
  const Eigen::VectorXd leverage = basis.rowwise().squaredNorm();
  const Eigen::VectorXd rest = y - basis * (basis.transpose() * y);
  const double total = (y.array() - y.mean()).square().sum();
  if (!(total > 0.0) || leverage.maxCoeff() > 1.0 - 1e-9) return std::nullopt;
  return 1.0 - (rest.array() / (1.0 - leverage.array())).square().sum() / total;
}

// The columns of `x` (a constant, then one for each factor), and all squares and products of two factors.
Eigen::MatrixXd with_squares_and_products(const Eigen::MatrixXd& x) {
  const Eigen::Index factors = x.cols() - 1;
  Eigen::MatrixXd all(x.rows(), x.cols() + factors * (factors + 1) / 2);
  all.leftCols(x.cols()) = x;
  Eigen::Index next = x.cols();
  for (Eigen::Index a = 1; a <= factors; ++a)
    for (Eigen::Index b = a; b <= factors; ++b) all.col(next++) = x.col(a).cwiseProduct(x.col(b));
  return all;
}

}  // namespace

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
  effects.predicted = share_predicted(x, means);
  effects.predicted_curved = share_predicted(with_squares_and_products(x), means);
  return effects;
}

}  // namespace yuanluo::plan
