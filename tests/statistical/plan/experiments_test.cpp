// What the procedures of plan/experiment promise about chance, on responses whose truth is known. Seeds are fixed.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "plan/experiment/comparison.hpp"
#include "plan/experiment/precision.hpp"
#include "plan/experiment/selection.hpp"
#include "plan/experiment/variance.hpp"
#include "sim/distributions.hpp"

namespace yuanluo::plan {
namespace {

constexpr std::uint32_t experiments = 1000;

double standard_normal(std::uint64_t seed, std::uint32_t replication, std::uint32_t candidate) {
  sim::Draw draw = sim::Luck(seed, replication).draw(candidate, 0);
  return sim::Normal(0.0, 1.0).sample(draw);
}

// Share of `experiments` in which `holds(experiment)` is true.
template <class Law>
double share(Law holds) {
  std::uint32_t held = 0;
  for (std::uint32_t e = 0; e < experiments; ++e) held += holds(e) ? 1 : 0;
  return static_cast<double>(held) / experiments;
}

// A selection among normal systems whose luck is correlated with 0.8.
template <class Procedure>
Selection select(const std::vector<double>& means, const SelectionGoal& goal, std::uint64_t seed) {
  Procedure procedure(static_cast<std::uint32_t>(means.size()), goal);
  run(procedure, [&](std::span<const Trial> trials) {
    std::vector<Value> values;
    for (const Trial& t : trials)
      values.push_back(means[t.candidate] + std::sqrt(0.8) * standard_normal(seed, t.replication, 1000) +
                       std::sqrt(0.2) * standard_normal(seed, t.replication, t.candidate));
    return values;
  });
  return procedure.result();
}

}  // namespace

// A right 95 % interval fails the bounds 93 to 97 % of 1,000 experiments with probability 0.004 (z = 2.9).
TEST_CASE("95 % intervals of paired differences cover in 93 to 97 % of 1,000 experiments") {
  const double covered = share([](std::uint32_t e) {
    std::vector<Value> base, other;
    for (std::uint32_t r = 0; r < 12; ++r) {
      // Skewed: squares of normal numbers.
      const double common = std::pow(standard_normal(e, r, 0), 2.0);
      base.push_back(common + standard_normal(e, r, 1));
      other.push_back(common + 0.7 + standard_normal(e, r, 2));
    }
    const std::vector<std::vector<Value>> others{other};
    return compare_with_base(base, others, 0.95)[0]->interval.contains(0.7);
  });
  CHECK(covered > 0.93);
  CHECK(covered < 0.97);
}

TEST_CASE("intervals that were stopped by their width cover in 93 to 97 % of 1,000 experiments") {
  for (const bool relative : {false, true}) {
    const double covered = share([&](std::uint32_t e) {
      UntilPrecise procedure(1, {.half_width = relative ? 0.05 : 0.25, .relative = relative});
      std::vector<double> all;
      run(procedure, [&](std::span<const Trial> trials) {
        std::vector<Value> values;
        for (const Trial& t : trials) {
          all.push_back(5.0 + standard_normal(50'000 + e, t.replication, 0));
          values.push_back(all.back());
        }
        return values;
      });
      return sim::mean_interval(all, 0.95).contains(5.0);
    });
    CHECK(covered > 0.93);
    CHECK(covered < 0.97);
  }
}

TEST_CASE("intervals with controls and with mirrored luck cover in 93 to 97 % of 1,000 experiments, and are narrower") {
  double control_width = 0.0, pair_width = 0.0, plain_width = 0.0;
  std::uint32_t by_controls = 0, by_pairs = 0;
  for (std::uint32_t e = 0; e < experiments; ++e) {
    std::vector<Value> values, mirrored;
    std::vector<double> plain;
    Control control{{}, 0.0};
    for (std::uint32_t r = 0; r < 20; ++r) {
      const double x = standard_normal(90'000 + e, r, 0), own = standard_normal(90'000 + e, r, 1);
      control.values.push_back(x);
      values.push_back(2.0 + x + 0.5 * own);  // correlation 0.894: a fifth of the variance is left
      plain.push_back(*values.back());
      const double u = standard_normal(90'000 + e, r / 2, 2) * (r % 2 == 0 ? 1.0 : -1.0);
      mirrored.push_back(2.0 + u + 0.5 * own);
    }
    const auto controlled = control_estimate(values, std::span(&control, 1), 0.95);
    const auto paired = antithetic_estimate(mirrored, 0.95);
    by_controls += controlled->interval.contains(2.0) ? 1 : 0;
    by_pairs += paired->interval.contains(2.0) ? 1 : 0;
    control_width += controlled->interval.half_width;
    pair_width += paired->interval.half_width;
    plain_width += sim::mean_interval(plain, 0.95).half_width;
  }
  CHECK(by_controls > 0.93 * experiments);
  CHECK(by_controls < 0.97 * experiments);
  CHECK(by_pairs > 0.93 * experiments);
  CHECK(by_pairs < 0.97 * experiments);
  CHECK(control_width < 0.5 * plain_width);
  CHECK(pair_width < 0.6 * plain_width);
}

// If the probability is 0.95, fewer than 930 of 1,000 are right with probability 0.003.
TEST_CASE("Kim and Nelson choose the best in 95 % of 1,000 races against rivals that are just worth telling apart") {
  const std::vector<double> means{0.5, 0.5, 0.5, 0.25, 0.5, 0.5, 0.5, 0.5};
  std::size_t evaluations = 0;
  const double right = share([&](std::uint32_t e) {
    const Selection s = select<KimNelson>(means, {0.25}, 200'000 + e);
    evaluations += s.evaluations;
    return s.decided && s.best == 3;
  });
  CHECK(right > 0.93);
  // Rinott's two-stage procedure without pairing has h = 3.6 for 8 systems, 10 first replications and 95 %:
  // 8 (3.6 sd / 0.25)^2 = 1,659.
  CHECK(static_cast<double>(evaluations) / experiments < 1000.0);
}

TEST_CASE("a good candidate is chosen in 95 % of 1,000 races when many are nearly as good") {
  const auto means_of = [](std::uint32_t e) {
    std::vector<double> means;
    for (std::uint32_t c = 0; c < 15; ++c) means.push_back(0.2 * std::abs(standard_normal(7, e, c)));
    return means;
  };
  for (const bool kim_nelson : {true, false}) {
    const double right = share([&](std::uint32_t e) {
      const std::vector<double> means = means_of(e);
      const SelectionGoal goal{.difference = 0.15, .step = kim_nelson ? 1u : 15u};
      const Selection s =
          kim_nelson ? select<KimNelson>(means, goal, 300'000 + e) : select<Ocba>(means, goal, 300'000 + e);
      return s.decided && means[s.best] < *std::min_element(means.begin(), means.end()) + goal.difference;
    });
    CHECK(right > 0.93);
  }
}

TEST_CASE("Holm calls something a difference where there is none in at most 5 % of 1,000 experiments") {
  // Expected at most 0.05; more than 0.07 with probability 0.002.
  const double fooled = share([](std::uint32_t e) {
    std::vector<Value> base;
    std::vector<std::vector<Value>> others(10);
    for (std::uint32_t r = 0; r < 15; ++r) {
      base.push_back(standard_normal(400'000 + e, r, 100));
      for (std::uint32_t c = 0; c < 10; ++c) others[c].push_back(standard_normal(400'000 + e, r, c));
    }
    for (const auto& d : compare_with_base(base, others, 0.95))
      if (d->p_holm <= 0.05) return true;
    return false;
  });
  CHECK(fooled < 0.07);
}

}  // namespace yuanluo::plan
