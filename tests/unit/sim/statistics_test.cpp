#include "sim/statistics.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>

#include "sim/distributions.hpp"

namespace {

using namespace yuanluo::sim;

std::vector<double> some_values(std::size_t n) {
  const Luck luck{21, 0};
  std::vector<double> values;
  for (std::uint32_t i = 0; i < n; ++i) {
    Draw draw = luck.draw(i, 0);
    values.push_back(Lognormal(100.0, 4.0).sample(draw) - 20.0);
  }
  return values;
}

// The parts of `values`, collected apart and merged forwards or backwards.
template <class Collector>
Collector merged(const std::vector<double>& values, std::size_t parts, bool backwards, Collector empty) {
  std::vector<Collector> collectors(parts, empty);
  for (std::size_t i = 0; i < values.size(); ++i) collectors[i * 7 % parts].add(values[i]);
  if (backwards) std::reverse(collectors.begin(), collectors.end());
  Collector all = empty;
  for (const Collector& one : collectors) all.merge(one);
  return all;
}

}  // namespace

TEST_CASE("a tally of one to a hundred has the known mean, variance and limits") {
  Tally tally;
  for (int i = 1; i <= 100; ++i) tally.add(i);
  CHECK(tally.count() == 100);
  CHECK(tally.sum() == Approx(5050.0));
  CHECK(tally.mean() == Approx(50.5));
  CHECK(tally.variance() == Approx(100.0 * 101.0 / 12.0));
  CHECK(tally.min() == 1.0);
  CHECK(tally.max() == 100.0);
  CHECK(Tally{}.mean() == 0.0);
}

TEST_CASE("a tally keeps the spread of values far from zero") {
  Tally tally;
  for (const int i : {4, 7, 13, 16}) tally.add(1e8 + i);
  CHECK(tally.variance() == Approx(30.0).epsilon(1e-9));
}

TEST_CASE("tallies merged in any order are equal to the last bit") {
  const std::vector<double> values = some_values(5000);
  Tally whole;
  for (const double value : values) whole.add(value);
  for (const std::size_t parts : {1u, 2u, 3u, 16u}) {
    CHECK(merged(values, parts, false, Tally{}) == whole);
    CHECK(merged(values, parts, true, Tally{}) == whole);
  }
}

TEST_CASE("what a tally cannot hold exactly is refused") {
  Tally tally;
  CHECK_THROWS_AS(tally.add(1e9), ContractError);
  CHECK_THROWS_AS(tally.add(std::nan("")), ContractError);
  CHECK_THROWS_AS(tally.merge(Tally{1e-3}), ContractError);
}

TEST_CASE("a time-weighted average weighs each value with how long it lasted") {
  TimeWeighted length;
  length.set(epoch + seconds(10.0), 2.0);
  length.add(epoch + seconds(30.0), 1.0);
  length.set(epoch + seconds(40.0), 0.0);
  CHECK(length.integral(epoch + seconds(100.0)) == Approx(2.0 * 20 + 3.0 * 10));
  CHECK(length.mean(epoch + seconds(100.0)) == Approx(0.7));
  length.restart(epoch + seconds(100.0));
  CHECK(length.mean(epoch + seconds(200.0)) == 0.0);
  CHECK_THROWS_AS(length.set(epoch, 1.0), ContractError);
}

TEST_CASE("quantiles are exact while values are few") {
  Quantiles quantiles;
  for (int i = 100; i >= 1; --i) quantiles.add(i);
  CHECK(quantiles.exact());
  CHECK(quantiles.quantile(0.0) == 1.0);
  CHECK(quantiles.quantile(0.01) == 1.0);
  CHECK(quantiles.quantile(0.011) == 2.0);
  CHECK(quantiles.median() == 50.0);
  CHECK(quantiles.quantile(1.0) == 100.0);
  CHECK_THROWS_AS(Quantiles{}.median(), ContractError);
}

TEST_CASE("quantiles of many values are within the stated error of the sorted values") {
  std::vector<double> values = some_values(50000);
  Quantiles quantiles(1000);
  for (const double value : values) quantiles.add(value);
  CHECK_FALSE(quantiles.exact());
  std::sort(values.begin(), values.end());
  for (double p = 0.001; p < 1.0; p += 0.001) {
    const double exact = values[static_cast<std::size_t>(std::ceil(p * 50000.0)) - 1];
    CAPTURE(p, exact);
    CHECK(std::abs(quantiles.quantile(p) - exact) <= Quantiles::relative_error * std::abs(exact));
  }
}

TEST_CASE("quantiles merged in any order give the same answers") {
  const std::vector<double> values = some_values(3000);
  for (const std::size_t keep : {100u, 2999u, 3000u}) {
    Quantiles whole(keep);
    for (const double value : values) whole.add(value);
    for (const std::size_t parts : {2u, 5u, 40u}) {
      const Quantiles forwards = merged(values, parts, false, Quantiles{keep});
      const Quantiles backwards = merged(values, parts, true, Quantiles{keep});
      for (double p = 0.0; p <= 1.0; p += 0.01) {
        CHECK(forwards.quantile(p) == whole.quantile(p));
        CHECK(backwards.quantile(p) == whole.quantile(p));
      }
    }
  }
}

TEST_CASE("a histogram counts every value once") {
  Histogram histogram(0.0, 10.0, 5);
  for (const double value : {-1.0, 0.0, 1.9, 2.0, 9.999, 10.0, 50.0}) histogram.add(value);
  CHECK(histogram.below() == 1);
  CHECK(histogram.count(0) == 2);
  CHECK(histogram.count(1) == 1);
  CHECK(histogram.count(4) == 1);
  CHECK(histogram.above() == 2);
  CHECK(histogram.total() == 7);
  CHECK(histogram.lower_limit(5) == 10.0);
}

TEST_CASE("Student's t has the values of the published tables") {
  CHECK(student_t_quantile(0.975, 1) == Approx(12.7062).epsilon(1e-5));
  CHECK(student_t_quantile(0.975, 10) == Approx(2.228139).epsilon(1e-6));
  CHECK(student_t_quantile(0.995, 5) == Approx(4.032143).epsilon(1e-6));
  CHECK(student_t_quantile(0.95, 120) == Approx(1.657651).epsilon(1e-6));
}

TEST_CASE("the interval of a mean agrees with a textbook example") {
  // Source: [Law2015] example 4.26: ten values, mean 1.34, 90 % interval 1.34 +- 0.24.
  const std::vector<double> values{1.20, 1.50, 1.68, 1.89, 0.95, 1.49, 1.58, 1.55, 0.50, 1.09};
  const ConfidenceInterval interval = mean_interval(values, 0.9);
  CHECK(interval.mean == Approx(1.34).margin(0.005));
  CHECK(interval.half_width == Approx(0.24).margin(0.005));
  CHECK(interval.contains(1.5));
  CHECK_FALSE(interval.contains(1.6));
  CHECK(std::isinf(mean_interval(std::vector<double>{3.0}, 0.95).half_width));
}

TEST_CASE("a paired interval sees a constant difference through common luck") {
  const std::vector<double> a = some_values(20);
  std::vector<double> b = a;
  for (double& value : b) value -= 2.0;
  const ConfidenceInterval interval = paired_difference_interval(a, b, 0.95);
  CHECK(interval.mean == Approx(2.0));
  CHECK(interval.half_width < 1e-9);
}

TEST_CASE("the interval of a share stays between zero and one") {
  const ShareInterval none = share_interval(0, 10, 0.95);
  CHECK(none.low == Approx(0.0).margin(1e-15));
  CHECK(none.high == Approx(0.2775).margin(1e-4));  // z^2 / (n + z^2)
  const ShareInterval half = share_interval(50, 100, 0.95);
  CHECK(half.low == Approx(0.4038).margin(1e-4));
  CHECK(half.high == Approx(0.5962).margin(1e-4));
}

TEST_CASE("the replications asked for bring the half width to the target, and one fewer would not") {
  const std::vector<double> values = some_values(10);
  const ConfidenceInterval now = mean_interval(values, 0.95);
  const double deviation = now.half_width / student_t_quantile(0.975, 9) * std::sqrt(10.0);
  const auto half_width = [&](std::size_t n) {
    const auto count = static_cast<double>(n);
    return student_t_quantile(0.975, count - 1.0) * deviation / std::sqrt(count);
  };
  const std::size_t wanted = replications_for(now, now.half_width / 4.0);
  CHECK(half_width(wanted) <= now.half_width / 4.0);
  CHECK(half_width(wanted - 1) > now.half_width / 4.0);
}

TEST_CASE("batch means average equal stretches from the end") {
  std::vector<double> values(11);
  std::iota(values.begin(), values.end(), 0.0);
  CHECK(batch_means(values, 2) == std::vector<double>{3.0, 8.0});
}

TEST_CASE("MSER leaves out a transient and nothing else") {
  std::vector<double> values;
  const Luck luck{4, 0};
  for (std::uint32_t i = 0; i < 1000; ++i) {
    Draw draw = luck.draw(i, 0);
    values.push_back(Normal(10.0, 1.0).sample(draw) + (i < 100 ? 50.0 * (1.0 - i / 100.0) : 0.0));
  }
  const auto cut = warm_up_by_mser(values);
  REQUIRE(cut);
  CHECK(*cut >= 80);
  CHECK(*cut <= 200);
}

TEST_CASE("MSER says so when a run never settles") {
  std::vector<double> values(200);
  std::iota(values.begin(), values.end(), 0.0);
  CHECK_FALSE(warm_up_by_mser(values));
}
