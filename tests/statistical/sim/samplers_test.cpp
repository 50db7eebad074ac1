// Goodness of fit. Every test draws n = 100,000 numbers from fixed seeds and rejects a right sampler with probability
// 0.0001; there are about thirty of them. Draws differ in entity or number, so independence between addresses is
// tested with the fit.
#include <algorithm>
#include <array>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <catch2/catch.hpp>
#include <cmath>
#include <functional>
#include <vector>

#include "sim/arrivals.hpp"
#include "sim/distributions.hpp"
#include "sim/normal.hpp"

namespace {

using namespace yuanluo::sim;

constexpr std::uint32_t n = 100'000;
constexpr double false_alarm = 1e-4;

// Kolmogorov-Smirnov: the largest distance between `values` and the distribution function `below`, times sqrt(n), is
// above 2.2254 with probability 0.0001 (2 exp(-2 x²) = 0.0001).
void check_fit(std::vector<double> values, const std::function<double(double)>& below) {
  std::sort(values.begin(), values.end());
  const auto count = static_cast<double>(values.size());
  double distance = 0.0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double p = below(values[i]);
    distance = std::max({distance, p - static_cast<double>(i) / count, static_cast<double>(i + 1) / count - p});
  }
  CHECK(distance * std::sqrt(count) < std::sqrt(-0.5 * std::log(false_alarm / 2.0)));
}

void check_counts(const std::vector<double>& found, const std::vector<double>& expected) {
  double chi_squared = 0.0;
  for (std::size_t i = 0; i < found.size(); ++i) {
    REQUIRE(expected[i] > 5.0);
    chi_squared += (found[i] - expected[i]) * (found[i] - expected[i]) / expected[i];
  }
  const boost::math::chi_squared law(static_cast<double>(found.size() - 1));
  CHECK(chi_squared < boost::math::quantile(boost::math::complement(law, false_alarm)));
}

template <class Distribution>
std::vector<double> sampled(const Distribution& distribution, std::uint32_t purpose) {
  const Luck luck{99, 3};
  std::vector<double> values;
  for (std::uint32_t i = 0; i < n; ++i) {
    Draw draw = luck.draw(i / 10, purpose, i % 10);
    values.push_back(static_cast<double>(distribution.sample(draw)));
  }
  return values;
}

}  // namespace

TEST_CASE("samples follow the distribution they are named after") {
  check_fit(sampled(Uniform(2.0, 5.0), 1), [](double x) { return (x - 2.0) / 3.0; });
  check_fit(sampled(Exponential{4.0}, 2), [](double x) { return 1.0 - std::exp(-x / 4.0); });
  check_fit(sampled(Normal(10.0, 3.0), 3), [](double x) { return normal_probability((x - 10.0) / 3.0); });
  check_fit(sampled(Lognormal(5.0, 2.0), 4),
            [](double x) { return normal_probability(std::log(x / 5.0) / std::log(2.0)); });
  check_fit(sampled(Weibull(3.0, 0.7), 5), [](double x) { return 1.0 - std::exp(-std::pow(x / 3.0, 0.7)); });
  check_fit(sampled(Gamma(2.5, 3.0), 6), [](double x) { return boost::math::gamma_p(2.5, x / 3.0); });
  check_fit(sampled(TruncatedNormal(0.0, 1.0, 0.5, 2.0), 7), [](double x) {
    return (normal_probability(x) - normal_probability(0.5)) / (normal_probability(2.0) - normal_probability(0.5));
  });
  check_fit(sampled(Mixture({{1.0, Uniform(0.0, 1.0)}, {3.0, Exponential{2.0}}}), 8),
            [](double x) { return 0.25 * std::min(x, 1.0) + 0.75 * (1.0 - std::exp(-x / 2.0)); });
  // Linear between 0, 1 and 10, which are its quantiles 0, 1/2 and 1.
  check_fit(sampled(Empirical({10.0, 0.0, 1.0}), 9),
            [](double x) { return x < 1.0 ? 0.5 * x : 0.5 + 0.5 * (x - 1.0) / 9.0; });
}

TEST_CASE("sample means agree with the means that the distributions state") {
  // |mean - stated| < 3.89 standard errors with probability 0.9999.
  const auto check_mean = [](const auto& distribution, std::uint32_t purpose) {
    const std::vector<double> values = sampled(distribution, purpose);
    double sum = 0.0;
    double squares = 0.0;
    for (const double x : values) sum += x;
    for (const double x : values) squares += (x - sum / n) * (x - sum / n);
    CHECK(std::abs(sum / n - distribution.mean()) < 3.89 * std::sqrt(squares / n / n));
  };
  check_mean(Lognormal(3.0, 1.6), 21);
  check_mean(Weibull::of_mean(2.0, 1.4), 22);
  check_mean(Gamma::of_mean(5.0, 0.6), 23);
  check_mean(TruncatedNormal(1.0, 2.0, 2.0, 9.0), 24);
  check_mean(Poisson{3.7}, 25);
  check_mean(Poisson{150.0}, 26);
  check_mean(Empirical({1.0, 5.0, 6.0, 20.0}), 27);
  check_mean(Mixture({{1.0, Constant{4.0}}, {2.0, Exponential{1.0}}}), 28);
  check_mean(Discrete{1.0, 4.0, 2.0}, 29);
}

TEST_CASE("counts follow the Poisson law, and choices their weights") {
  std::vector<double> found(12, 0.0);
  for (const double count : sampled(Poisson{4.0}, 31))
    found[std::min<std::size_t>(static_cast<std::size_t>(count), 11)] += 1.0;
  std::vector<double> expected(12, 0.0);
  double term = std::exp(-4.0);
  double rest = 1.0;
  for (std::size_t k = 0; k < 11; ++k) {
    expected[k] = n * term;
    rest -= term;
    term *= 4.0 / static_cast<double>(k + 1);
  }
  expected[11] = n * rest;
  check_counts(found, expected);

  std::vector<double> chosen(3, 0.0);
  for (const double index : sampled(Discrete{1.0, 2.0, 7.0}, 32)) chosen[static_cast<std::size_t>(index)] += 1.0;
  check_counts(chosen, {0.1 * n, 0.2 * n, 0.7 * n});
}

TEST_CASE("neighbouring addresses give independent numbers") {
  // Pairs of uniform numbers from addresses that differ in one word fall evenly into 16 × 16 cells.
  const auto check_pairs = [](const std::function<double(std::uint32_t)>& first,
                              const std::function<double(std::uint32_t)>& second) {
    std::vector<double> cells(256, 0.0);
    for (std::uint32_t i = 0; i < n; ++i)
      cells[static_cast<std::size_t>(first(i) * 16) * 16 + static_cast<std::size_t>(second(i) * 16)] += 1.0;
    check_counts(cells, std::vector<double>(256, n / 256.0));
  };
  const auto at = [](std::uint64_t seed, std::uint32_t replication, std::uint32_t entity, std::uint32_t purpose,
                     std::uint32_t number) {
    return Luck{seed, replication}.draw(entity, purpose, number).uniform();
  };
  const auto base = [&](std::uint32_t i) { return at(5, 0, i, 0, 0); };
  check_pairs(base, [&](std::uint32_t i) { return at(5, 0, i + 1, 0, 0); });
  check_pairs(base, [&](std::uint32_t i) { return at(5, 0, i, 1, 0); });
  check_pairs(base, [&](std::uint32_t i) { return at(5, 0, i, 0, 1); });
  check_pairs(base, [&](std::uint32_t i) { return at(5, 1, i, 0, 0); });
  check_pairs(base, [&](std::uint32_t i) { return at(6, 0, i, 0, 0); });
  check_pairs(base, [](std::uint32_t i) {
    Draw draw = Luck{5, 0}.draw(i, 0, 0);
    draw.next();
    return draw.uniform();
  });
}

TEST_CASE("arrivals come at the rates of the weekly profile, by inversion and by thinning") {
  std::array<double, 24> hours{};
  for (std::size_t h = 0; h < 24; ++h) hours[h] = h < 6 ? 0.3 : h < 18 ? 1.0 : 2.0;
  const std::array<double, 7> days{1.0, 1.1, 0.9, 1.0, 1.2, 1.6, 1.4};
  const WeeklyProfile profile(hours, days);
  const Luck luck{17, 0};
  const double per_year = 4.0;
  const SimTime end = epoch + 52 * one_week;
  const double per_entity = per_year * 52 * 7 / 365;
  std::vector<double> by_inversion(168, 0.0);
  std::vector<double> by_thinning(168, 0.0);
  std::vector<double> counts(9, 0.0);
  const ArrivalProcess process(profile, luck, 1);
  const auto hour_of = [](SimTime t) { return static_cast<std::size_t>((t - epoch) % one_week / one_hour); };
  const std::uint32_t entities = 25'000;
  for (std::uint32_t entity = 0; entity < entities; ++entity) {
    std::size_t count = 0;
    for (auto a = process.next(entity, per_year, end); a; a = process.next(entity, per_year, end, *a)) {
      by_inversion[hour_of(a->at)] += 1.0;
      count += 1;
    }
    counts[std::min<std::size_t>(count, 8)] += 1.0;
    const auto rate = [&](SimTime t) { return per_year * profile.rate_factor(t); };
    const double highest = per_year * profile.highest_factor();
    for (auto a = next_by_thinning(rate, highest, luck, entity, 2, end); a;
         a = next_by_thinning(rate, highest, luck, entity, 2, end, *a))
      by_thinning[hour_of(a->at)] += 1.0;
  }
  std::vector<double> expected(168);
  for (std::size_t h = 0; h < 168; ++h)
    expected[h] = entities * per_entity / 168.0 * profile.rate_factor(epoch + static_cast<std::int64_t>(h) * one_hour);
  // Totals vary too, so all 168 cells are free: one degree of freedom more than check_counts takes, on the safe side.
  check_counts(by_inversion, expected);
  check_counts(by_thinning, expected);
  std::vector<double> poisson(9);
  double rest = 1.0;
  for (std::size_t k = 0; k < 8; ++k) {
    const double p =
        std::exp(-per_entity + static_cast<double>(k) * std::log(per_entity) - std::lgamma(static_cast<double>(k + 1)));
    poisson[k] = entities * p;
    rest -= p;
  }
  poisson[8] = entities * rest;
  check_counts(counts, poisson);
}
