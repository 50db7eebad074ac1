#include "plan/experiment/variance.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>

#include "sim/contract.hpp"

namespace yuanluo::plan {
namespace {

double variance_of(const Eigen::VectorXd& x) {
  return (x.array() - x.mean()).square().sum() / static_cast<double>(x.size() - 1);
}

}  // namespace

std::optional<ReducedEstimate> antithetic_estimate(std::span<const Value> values, double level) {
  std::vector<double> pairs, singles;
  for (std::size_t i = 0; i + 1 < values.size(); i += 2) {
    if (!values[i] || !values[i + 1]) continue;
    pairs.push_back(0.5 * (*values[i] + *values[i + 1]));
    singles.push_back(*values[i]);
    singles.push_back(*values[i + 1]);
  }
  if (pairs.size() < 3) return std::nullopt;
  ReducedEstimate estimate{sim::mean_interval(pairs, level), 0.0};
  const double plain =
      variance_of(Eigen::Map<Eigen::VectorXd>(singles.data(), static_cast<Eigen::Index>(singles.size())));
  const double paired = variance_of(Eigen::Map<Eigen::VectorXd>(pairs.data(), static_cast<Eigen::Index>(pairs.size())));
  if (plain > 0.0) estimate.variance_saved = 1.0 - 2.0 * paired / plain;
  return estimate;
}

std::optional<ReducedEstimate> control_estimate(std::span<const Value> values, std::span<const Control> controls,
                                                double level) {
  std::vector<std::size_t> used;
  for (std::size_t r = 0; r < values.size(); ++r)
    if (values[r]) used.push_back(r);
  const auto n = static_cast<Eigen::Index>(used.size());
  auto q = static_cast<Eigen::Index>(controls.size());
  if (n < q + 3) return std::nullopt;

  Eigen::VectorXd y(n);
  Eigen::MatrixXd c(n, q);
  Eigen::VectorXd off(q);  // how far the controls' sample means are from their true ones
  for (Eigen::Index i = 0; i < n; ++i) y[i] = *values[used[static_cast<std::size_t>(i)]];
  for (Eigen::Index j = 0; j < q; ++j) {
    const Control& control = controls[static_cast<std::size_t>(j)];
    sim::require(control.values.size() == values.size(), "control_estimate: a control has a value in each replication");
    for (Eigen::Index i = 0; i < n; ++i) c(i, j) = control.values[used[static_cast<std::size_t>(i)]];
    off[j] = c.col(j).mean() - control.mean;
    c.col(j).array() -= c.col(j).mean();
    // One scale for all, so that the rank of the matrix can be judged.
    const double size = c.col(j).norm();
    if (size > 0.0) {
      c.col(j) /= size;
      off[j] /= size;
    }
  }
  const double mean = y.mean();
  const Eigen::VectorXd centred = y.array() - mean;
  if (q > 0) {
    Eigen::ColPivHouseholderQR<Eigen::MatrixXd> qr(c);
    qr.setThreshold(1e-9);
    // The independent ones, in the order in which the decomposition chose them.
    q = qr.rank();
    Eigen::MatrixXd kept(n, q);
    Eigen::VectorXd kept_off(q);
    for (Eigen::Index j = 0; j < q; ++j) {
      const Eigen::Index from = qr.colsPermutation().indices()[j];
      kept.col(j) = c.col(from);
      kept_off[j] = off[from];
    }
    c = kept;
    off = kept_off;
  }
  Eigen::VectorXd residual = centred;
  double estimate = mean, spread = 1.0 / static_cast<double>(n);
  if (q > 0) {
    const Eigen::MatrixXd moments = c.transpose() * c;
    const Eigen::LDLT<Eigen::MatrixXd> solver(moments);
    const Eigen::VectorXd slope = solver.solve(c.transpose() * centred);
    residual -= c * slope;
    estimate -= slope.dot(off);
    spread += off.dot(solver.solve(off));
  }
  const double degrees = static_cast<double>(n - q - 1);
  const double variance = residual.squaredNorm() / degrees * spread;
  ReducedEstimate reduced;
  reduced.interval = {estimate, sim::student_t_quantile(0.5 + 0.5 * level, degrees) * std::sqrt(variance), level,
                      used.size()};
  const double plain = variance_of(y) / static_cast<double>(n);
  if (plain > 0.0) reduced.variance_saved = 1.0 - variance / plain;
  return reduced;
}

}  // namespace yuanluo::plan
