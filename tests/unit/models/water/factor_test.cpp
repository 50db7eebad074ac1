// The sparse factor against Eigen's dense one.
#include "models/water/hydraulics/factor.hpp"

#include <Eigen/Dense>
#include <catch2/catch.hpp>
#include <cmath>

#include "models/water/hydraulics/fixed_power.hpp"
#include "sim/random.hpp"

namespace yuanluo::models::hydraulics {
namespace {

TEST_CASE("the sparse factor solves what the dense one solves, for random graphs of many sizes") {
  const sim::Luck luck(7, 0);
  for (std::uint32_t round = 0; round < 60; ++round) {
    sim::Draw right_draw = luck.draw(round, 1);
    const std::size_t n = 1 + round * 3;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
    std::vector<double> weights;
    for (std::size_t i = 1; i < n; ++i) {
      sim::Draw draw = luck.draw(round, 0, static_cast<std::uint32_t>(i));
      for (int k = 0; k < 2; ++k) {  // a tree and as many chords; repeats happen
        const auto j = static_cast<std::uint32_t>(draw.uniform() * static_cast<double>(i));
        pairs.emplace_back(static_cast<std::uint32_t>(i), j);
        weights.push_back(0.01 + draw.uniform());
      }
    }
    Eigen::MatrixXd dense = Eigen::MatrixXd::Identity(static_cast<int>(n), static_cast<int>(n)) * 0.01;
    const FactorPattern pattern(n, pairs);
    Factor factor(pattern);
    auto values = factor.values();
    std::fill(values.begin(), values.end(), 0.0);
    for (std::size_t i = 0; i < n; ++i) values[pattern.diagonal(i)] += 0.01;
    for (std::size_t k = 0; k < pairs.size(); ++k) {
      const auto [i, j] = pairs[k];
      dense(i, i) += weights[k];
      dense(j, j) += weights[k];
      dense(i, j) -= weights[k];
      dense(j, i) -= weights[k];
      values[pattern.diagonal(i)] += weights[k];
      values[pattern.diagonal(j)] += weights[k];
      values[pattern.off_diagonal(k)] -= weights[k];
    }
    factor.factorise();
    Eigen::VectorXd right(static_cast<int>(n));
    for (int i = 0; i < right.size(); ++i) right[i] = right_draw.uniform() - 0.5;
    std::vector<double> x(right.data(), right.data() + n);
    factor.solve(x);
    const Eigen::VectorXd expected = dense.ldlt().solve(right);
    double worst = 0.0;
    for (std::size_t i = 0; i < n; ++i)
      worst = std::max(worst, std::abs(x[i] - expected[static_cast<int>(i)]) / expected.cwiseAbs().maxCoeff());
    CHECK(worst < 1e-9);
  }
}

// The reference is long double, of 64 bits.
TEST_CASE("a fixed power is the power to a few units in the last place, over all sizes of flow") {
  const sim::Luck luck(3, 0);
  for (const double exponent : {0.852, 1.0, 0.5}) {
    const FixedPower power(exponent);
    double worst = 0.0;
    for (std::uint32_t i = 0; i < 20000; ++i) {
      sim::Draw draw = luck.draw(i, 0);
      const double x = std::exp(60.0 * (draw.uniform() - 0.5));
      const long double exact = std::pow(static_cast<long double>(x), static_cast<long double>(exponent));
      worst = std::max(worst, static_cast<double>(std::abs(power(x) / exact - 1.0L)));
    }
    CHECK(worst < 1e-15);
    CHECK(power(0.0) < 1e-100);
    CHECK(power(1.0) == Approx(1.0).epsilon(1e-15));
  }
}

}  // namespace
}  // namespace yuanluo::models::hydraulics
