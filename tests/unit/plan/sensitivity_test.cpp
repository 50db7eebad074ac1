// Effects and indices against functions whose effects and indices are known.
#include <catch2/catch.hpp>
#include <cmath>
#include <numbers>

#include "plan/experiment/effects.hpp"
#include "plan/experiment/screening.hpp"
#include "plan/experiment/sensitivity.hpp"
#include "sim/distributions.hpp"

namespace yuanluo::plan {
namespace {

// The function of Ishigami and Homma with a = 7 and b = 0.1; factors from 0 to 1 stand for -pi to pi.
double ishigami(const CubePoint& u) {
  const auto angle = [](double x) { return std::numbers::pi * (2.0 * x - 1.0); };
  const double x1 = angle(u[0]), x2 = angle(u[1]), x3 = angle(u[2]);
  return std::sin(x1) + 7.0 * std::sin(x2) * std::sin(x2) + 0.1 * std::pow(x3, 4) * std::sin(x1);
}

double luck_of(std::uint32_t entity, std::uint32_t replication, double sd) {
  sim::Draw draw = sim::Luck(5, replication).draw(entity, 0);
  return sim::Normal(0.0, sd).sample(draw);
}

template <class Response>
std::vector<std::vector<Value>> values_of(const std::vector<CubePoint>& design, std::uint32_t replications,
                                          const Response& response) {
  std::vector<std::vector<Value>> values(design.size());
  for (std::uint32_t p = 0; p < design.size(); ++p)
    for (std::uint32_t r = 0; r < replications; ++r) values[p].push_back(response(design[p], p, r));
  return values;
}

// By hand: V = 1/2 + a^2/8 + b pi^4/5 + b^2 pi^8/18 = 13.8446; V1 = (1 + b pi^4/5)^2 / 2, V2 = a^2/8,
// V13 = 8 b^2 pi^8 / 225. Source: [Ishigami1990].
constexpr double first[] = {0.31391, 0.44241, 0.0}, total[] = {0.55759, 0.44241, 0.24368};

}  // namespace

TEST_CASE("sensitivity indices of Ishigami's function are those of the closed form") {
  const auto design = sensitivity_design(4096, 3, 1);
  CHECK(design.size() == 5 * 4096);
  const auto found =
      sensitivity(3, values_of(design, 1, [](const CubePoint& u, auto, auto) { return ishigami(u); }), 0.95, 1);
  REQUIRE(found);
  CHECK(found->variance == Approx(13.8446).epsilon(0.02));
  for (std::size_t f = 0; f < 3; ++f) {
    INFO("factor " << f);
    CHECK(found->index[f].first == Approx(first[f]).margin(0.01));
    CHECK(found->index[f].total == Approx(total[f]).margin(0.01));
    CHECK(found->index[f].first_low < found->index[f].first);
    CHECK(found->index[f].first_high > found->index[f].first);
  }
}

TEST_CASE("luck that settings share does not count as sensitivity, nor does luck of their own when it is replicated") {
  const auto design = sensitivity_design(2048, 3, 2);
  // Standard deviation of the function: 3.7.
  const auto shared = sensitivity(
      3,
      values_of(design, 2, [](const CubePoint& u, auto, std::uint32_t r) { return ishigami(u) + luck_of(0, r, 50.0); }),
      0.95, 1);
  const auto own = sensitivity(3,
                               values_of(design, 4,
                                         [](const CubePoint& u, std::uint32_t p, std::uint32_t r) {
                                           return ishigami(u) + luck_of(1 + p, r, 4.0);
                                         }),
                               0.95, 1);
  REQUIRE((shared && own));
  for (std::size_t f = 0; f < 3; ++f) {
    INFO("factor " << f);
    CHECK(shared->index[f].total == Approx(total[f]).margin(0.03));
    CHECK(own->index[f].first == Approx(first[f]).margin(0.06));
    CHECK(own->index[f].total == Approx(total[f]).margin(0.06));
  }
}

TEST_CASE("where nothing varies there is no variance to share out") {
  const auto design = sensitivity_design(8, 2, 1);
  CHECK_FALSE(sensitivity(2, values_of(design, 2, [](auto&&...) { return 3.0; }), 0.95, 1));
  CHECK_FALSE(sensitivity(2, values_of(design, 0, [](auto&&...) { return 3.0; }), 0.95, 1));
}

TEST_CASE("screening moves one factor at a time by two thirds of its range, on a grid of four levels") {
  const auto design = screening_design(5, 4, 7);
  REQUIRE(design.size() == 25);
  for (std::size_t p = 0; p < design.size(); ++p) {
    for (const double x : design[p]) CHECK(3.0 * x == Approx(std::round(3.0 * x)).margin(1e-9));
    if (p % 5 == 4) continue;
    std::size_t moved = 0;
    for (std::size_t f = 0; f < 4; ++f) {
      if (design[p][f] == design[p + 1][f]) continue;
      ++moved;
      CHECK(std::abs(design[p][f] - design[p + 1][f]) == Approx(2.0 / 3.0));
    }
    CHECK(moved == 1);
  }
  CHECK(screening_design(5, 4, 7) == design);
  CHECK(screening_design(5, 4, 8) != design);
}

TEST_CASE("elementary effects of a line are its slopes without spread, and a product spreads") {
  const auto design = screening_design(40, 3, 3);
  const auto line = elementary_effects(design,
                                       values_of(design, 3,
                                                 [](const CubePoint& u, auto, std::uint32_t r) {
                                                   return 2.0 * u[0] - 5.0 * u[1] + luck_of(0, r, 10.0);
                                                 }),
                                       0.95);
  REQUIRE(line);
  CHECK((*line)[0].mean.mean == Approx(2.0));
  CHECK((*line)[1].mean.mean == Approx(-5.0));
  CHECK((*line)[1].mean_size.mean == Approx(5.0));
  CHECK((*line)[2].mean_size.mean == Approx(0.0).margin(1e-9));
  CHECK((*line)[1].sd == Approx(0.0).margin(1e-9));
  // The slope of x z along x is z: 0, 1/3, 2/3 or 1 with equal chance, mean 1/2 and variance 5/36.
  const auto product = elementary_effects(
      design, values_of(design, 1, [](const CubePoint& u, auto, auto) { return u[0] * u[2]; }), 0.95);
  REQUIRE(product);
  CHECK((*product)[0].mean.contains(0.5));
  CHECK((*product)[0].sd == Approx(std::sqrt(5.0 / 36.0)).epsilon(0.25));
  CHECK_FALSE(elementary_effects(std::span(design).first(4),
                                 values_of({design.begin(), design.begin() + 4}, 2, [](auto&&...) { return 1.0; }),
                                 0.95));
}

TEST_CASE("interactions of a full factorial are those that were put in, and an additive response has none") {
  const std::vector<std::size_t> levels{2, 2, 3};
  const auto design = full_factorial(levels);
  std::vector<std::vector<Value>> values(design.size());
  for (std::size_t p = 0; p < design.size(); ++p) {
    const auto at = [&](std::size_t f) { return static_cast<double>(design[p][f]); };
    for (std::uint32_t r = 0; r < 4; ++r)
      values[p].push_back(3.0 * at(0) - 2.0 * at(2) + 8.0 * at(0) * at(1) + luck_of(0, r, 10.0));
  }
  // Of 8 x y with x and y 0 or 1: 8 - 4 - 4 + 2 where both are 1, and where both are 0.
  const auto both = interactions(design, 0, 1, values, 0.95);
  REQUIRE(both.size() == 4);
  for (const Interaction& one : both) CHECK(one.effect.mean == Approx(one.level_a == one.level_b ? 2.0 : -2.0));
  for (const Interaction& one : interactions(design, 0, 2, values, 0.95))
    CHECK(one.effect.mean == Approx(0.0).margin(1e-9));
}

TEST_CASE("a surface predicts a bent response that a line does not, and no better where there is nothing to tell") {
  const auto design = sobol(64, 2, 1);
  const auto bent = linear_effects(
      design,
      values_of(design, 2, [](const CubePoint& u, auto, auto) { return (u[0] - 0.5) * (u[0] - 0.5) + u[0] * u[1]; }),
      0.95);
  REQUIRE((bent && bent->predicted && bent->predicted_curved));
  CHECK(*bent->predicted_curved == Approx(1.0));
  CHECK(*bent->predicted < 0.9);
  const auto noise = linear_effects(
      design, values_of(design, 2, [](auto&&, std::uint32_t p, std::uint32_t r) { return luck_of(p, r, 1.0); }), 0.95);
  REQUIRE((noise && noise->predicted && noise->predicted_curved));
  CHECK(*noise->predicted < 0.1);
  CHECK(*noise->predicted_curved < 0.1);
  CHECK_FALSE(linear_effects(std::span(design).first(6),
                             values_of({design.begin(), design.begin() + 6}, 2,
                                       [](const CubePoint& u, auto, auto) { return u[0] + u[1]; }),
                             0.95)
                  ->predicted_curved);
}

}  // namespace yuanluo::plan
