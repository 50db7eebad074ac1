#include <catch2/catch.hpp>
#include <map>

#include "plan/experiment/comparison.hpp"
#include "plan/experiment/effects.hpp"
#include "plan/experiment/precision.hpp"
#include "plan/experiment/variance.hpp"
#include "sim/contract.hpp"
#include "sim/distributions.hpp"

namespace yuanluo::plan {
namespace {

Value noise(const Trial& t, double sd, std::uint64_t seed = 3) {
  sim::Draw draw = sim::Luck(seed, t.replication).draw(t.candidate, 0);
  return sim::Normal(0.0, sd).sample(draw);
}

}  // namespace

TEST_CASE("Holm adjusts a published example as published") {
  // Source: [Holm1979] by hand: sorted .01 .02 .03 .04 times 4 3 2 1, never falling.
  const std::vector<double> p{0.04, 0.01, 0.03, 0.02};
  const std::vector<double> adjusted = holm(p);
  CHECK(adjusted[1] == Approx(0.04));
  CHECK(adjusted[3] == Approx(0.06));
  CHECK(adjusted[2] == Approx(0.06));
  CHECK(adjusted[0] == Approx(0.06));
  CHECK(holm(std::vector<double>{0.9, 0.8})[0] == 1.0);
}

TEST_CASE("simultaneous intervals share out the error") {
  CHECK(simultaneous_level(0.95, 1) == Approx(0.95));
  CHECK(simultaneous_level(0.95, 10) == Approx(0.995));
}

TEST_CASE("a difference has Student's p, and none is made of fewer than two pairs") {
  // Differences 1 2 3 4: mean 2.5, standard error 0.6455, t = 3.873 with 3 degrees of freedom: p = 0.03047.
  const std::vector<Value> base{0.0, 0.0, 0.0, 0.0, 5.0};
  const std::vector<std::vector<Value>> others{{1.0, 2.0, 3.0, 4.0, std::nullopt}, {1.0}, {2.0, 1.0, 4.0, 3.0}};
  const auto all = compare_with_base(base, others, 0.95);
  REQUIRE(all[0]);
  CHECK(all[0]->interval.mean == Approx(2.5));
  CHECK(all[0]->interval.half_width == Approx(2.054260).epsilon(1e-5));
  CHECK(all[0]->p == Approx(0.03047).epsilon(1e-3));
  CHECK(all[0]->p_holm == Approx(2 * 0.03047).epsilon(1e-3));
  CHECK(all[0]->simultaneous.level == Approx(0.975));
  CHECK_FALSE(all[1]);
}

TEST_CASE("replications are added until the interval is as tight as asked") {
  UntilPrecise procedure(2, {.half_width = 0.2, .first = 10, .most = 5000});
  std::map<std::uint32_t, std::vector<double>> values;
  run(procedure, [&](std::span<const Trial> trials) {
    std::vector<Value> all;
    for (const Trial& t : trials) {
      CHECK(t.replication == values[t.candidate].size());
      all.push_back(noise(t, t.candidate == 0 ? 1.0 : 3.0));
      values[t.candidate].push_back(*all.back());
    }
    return all;
  });
  CHECK(procedure.all_reached());
  for (auto& [candidate, v] : values) CHECK(sim::mean_interval(v, 0.95).half_width <= 0.2);
  // About (1.96 sd / 0.2)^2: 96 and 864.
  CHECK(values[0].size() > 60);
  CHECK(values[0].size() < 150);
  CHECK(values[1].size() > 700);
  CHECK(values[1].size() < 1200);
}

TEST_CASE("a budget ends it, and candidates that were not reached are named") {
  UntilPrecise procedure(2, {.half_width = 0.2, .first = 10, .most = 200});
  std::size_t trials = 0;
  run(procedure, [&](std::span<const Trial> batch) {
    std::vector<Value> all;
    for (const Trial& t : batch) all.push_back(noise(t, t.candidate == 0 ? 1.0 : 30.0));
    trials += batch.size();
    return all;
  });
  CHECK(procedure.reached(0));
  CHECK_FALSE(procedure.reached(1));
  CHECK(trials <= 400);
}

TEST_CASE("the base of differences has as many replications as the candidate that needs most") {
  UntilPrecise procedure(3, {.half_width = 0.1, .base = 1u, .first = 10, .most = 5000});
  std::map<std::uint32_t, std::uint32_t> count;
  run(procedure, [&](std::span<const Trial> batch) {
    std::vector<Value> all;
    for (const Trial& t : batch) {
      ++count[t.candidate];
      // A great deal of luck that all share, and a little of their own.
      all.push_back(*noise({0, t.replication}, 100.0, 8) + *noise(t, 0.2 * (t.candidate + 1)));
    }
    return all;
  });
  CHECK(procedure.all_reached());
  CHECK(count[1] == count[2]);
  CHECK(count[0] < count[2]);
  CHECK(count[2] < 500);
}

TEST_CASE("mirrored luck takes away all variance of a linear response") {
  std::vector<Value> values;
  for (std::uint32_t r = 0; r < 20; ++r) {
    const double u = *noise({0, r / 2}, 1.0);
    values.push_back(5.0 + (r % 2 == 0 ? u : -u));
  }
  const auto estimate = antithetic_estimate(values, 0.95);
  REQUIRE(estimate);
  CHECK(estimate->interval.mean == Approx(5.0));
  CHECK(estimate->interval.half_width == Approx(0.0).margin(1e-12));
  CHECK(estimate->variance_saved == Approx(1.0));
  CHECK_FALSE(antithetic_estimate(std::span(values).first(5), 0.95));
}

TEST_CASE("a control that explains all leaves no variance, and repeats of it do no harm") {
  std::vector<Value> values;
  Control control{{}, 1.0}, constant{{}, 4.0};
  for (std::uint32_t r = 0; r < 12; ++r) {
    const double x = 1.0 + *noise({0, r}, 1.0);
    control.values.push_back(x);
    constant.values.push_back(4.0);
    values.push_back(3.0 * x + 7.0);
  }
  const std::vector<Control> once{control}, more{control, constant, control};
  for (const auto& controls : {once, more}) {
    const auto estimate = control_estimate(values, controls, 0.95);
    REQUIRE(estimate);
    CHECK(estimate->interval.mean == Approx(10.0));
    CHECK(estimate->interval.half_width == Approx(0.0).margin(1e-6));
    CHECK(estimate->variance_saved == Approx(1.0));
  }
  const auto none = control_estimate(values, {}, 0.95);
  REQUIRE(none);
  CHECK(none->variance_saved == Approx(0.0).margin(1e-12));
  const std::vector<Control> three{Control{{1, 2, 3}, 2}};
  CHECK_FALSE(control_estimate(std::span(values).first(3), three, 0.95));
}

TEST_CASE("main effects of a line are its slopes, whatever the luck that all points share") {
  const auto design = latin_hypercube(12, 2, 4);
  std::vector<std::vector<Value>> values(12);
  for (std::size_t p = 0; p < 12; ++p)
    for (std::uint32_t r = 0; r < 6; ++r)
      values[p].push_back(2.0 * design[p][0] - 5.0 * design[p][1] + *noise({0, r}, 10.0));
  const auto effects = linear_effects(design, values, 0.95);
  REQUIRE(effects);
  CHECK(effects->change[0].mean == Approx(2.0));
  CHECK(effects->change[1].mean == Approx(-5.0));
  CHECK(effects->change[0].half_width == Approx(0.0).margin(1e-9));
  CHECK(effects->explained == Approx(1.0));
  CHECK_FALSE(linear_effects(std::span(design).first(2), std::span(values).first(2), 0.95));
}

TEST_CASE("level effects of an additive response are those that were put in") {
  const std::vector<std::size_t> levels{2, 3};
  const auto design = full_factorial(levels);
  const double first[] = {0.0, 4.0}, second[] = {1.0, 2.0, 6.0};
  std::vector<std::vector<Value>> values(design.size());
  for (std::size_t p = 0; p < design.size(); ++p)
    for (std::uint32_t r = 0; r < 5; ++r) values[p].push_back(first[design[p][0]] + second[design[p][1]] + r);
  values[0].push_back(100.0);  // a replication that only one point has does not count
  const auto effects = level_effects(design, 1, values, 0.95);
  REQUIRE(effects.size() == 3);
  CHECK(effects[0].effect.mean == Approx(-2.0));
  CHECK(effects[1].effect.mean == Approx(-1.0));
  CHECK(effects[2].effect.mean == Approx(3.0));
  CHECK(effects[2].mean.mean == Approx(2.0 + 6.0 + 2.0));
  CHECK(effects[2].effect.half_width == Approx(0.0).margin(1e-12));
}

}  // namespace yuanluo::plan
