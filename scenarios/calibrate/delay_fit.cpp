#include "scenarios/calibrate/delay_fit.hpp"

#include <algorithm>
#include <boost/math/special_functions/digamma.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <boost/math/special_functions/trigamma.hpp>
#include <cmath>
#include <numbers>

#include "sim/contract.hpp"
#include "sim/normal.hpp"

namespace yuanluo::scenarios {
namespace {

double normal_cdf(double z) { return 0.5 * std::erfc(-z / std::numbers::sqrt2); }

double mean_of(std::span<const double> values) {
  double sum = 0.0;
  for (const double v : values) sum += v;
  return sum / static_cast<double>(values.size());
}

Distribution fit_lognormal(std::span<const double> logs) {
  const double mean = mean_of(logs);
  double square = 0.0;
  for (const double l : logs) square += (l - mean) * (l - mean);
  return {DelayFamily::lognormal, std::exp(mean), std::exp(std::sqrt(square / static_cast<double>(logs.size())))};
}

// The shape k solves ln k - psi(k) = ln(mean) - mean(ln). Newton's steps in 1/k. Source: [Minka2002].
Distribution fit_gamma(std::span<const double> delays, std::span<const double> logs) {
  const double mean = mean_of(delays), gap = std::max(std::log(mean) - mean_of(logs), 1e-12);
  double k = (3.0 - gap + std::sqrt((gap - 3.0) * (gap - 3.0) + 24.0 * gap)) / (12.0 * gap);
  for (int round = 0; round < 50; ++round) {
    const double error = std::log(k) - boost::math::digamma(k) - gap;
    const double slope = 1.0 / k - boost::math::trigamma(k);
    const double next = 1.0 / (1.0 / k + error / (k * k * slope));
    const bool done = std::abs(next - k) < 1e-12 * k;
    if (std::isfinite(next) && next > 0.0) k = next;
    if (done) break;
  }
  return {DelayFamily::gamma, k, mean / k};
}

// The shape k solves sum x^k ln x / sum x^k - 1/k = mean(ln x), whose left side grows with k.
Distribution fit_weibull(std::span<const double> logs) {
  const double mean = mean_of(logs), highest = *std::max_element(logs.begin(), logs.end());
  struct Sums {
    double plain = 0.0, first = 0.0, second = 0.0;
  };
  // With x divided by the largest one, so that no power overflows.
  const auto sums = [&](double k) {
    Sums s;
    for (const double l : logs) {
      const double y = l - highest, w = std::exp(k * y);
      s.plain += w;
      s.first += w * y;
      s.second += w * y * y;
    }
    return s;
  };
  double k = 1.0, low = 0.0, high = 1e6;
  for (int round = 0; round < 200; ++round) {
    const Sums s = sums(k);
    const double ratio = s.first / s.plain, error = ratio - 1.0 / k - (mean - highest);
    (error > 0.0 ? high : low) = k;
    const double slope = s.second / s.plain - ratio * ratio + 1.0 / (k * k);
    double next = k - error / slope;
    if (!(next > low && next < high)) next = high < 1e6 ? 0.5 * (low + high) : 2.0 * k;
    const bool done = std::abs(next - k) < 1e-12 * k;
    k = next;
    if (done) break;
  }
  const double scale = std::exp(highest + std::log(sums(k).plain / static_cast<double>(logs.size())) / k);
  return {DelayFamily::weibull, k, scale};
}

// A logistic distribution of the logarithms, in a = 1 / s and b = m / s, in which the likelihood is concave.
Distribution fit_log_logistic(std::span<const double> logs) {
  const double mean = mean_of(logs), n = static_cast<double>(logs.size());
  double square = 0.0;
  for (const double l : logs) square += (l - mean) * (l - mean);
  const double spread = std::sqrt(std::max(square / n, 1e-300));
  const auto likelihood = [&](double a, double b) {
    double sum = n * std::log(a);
    for (const double l : logs) {
      const double z = std::abs(a * (l - mean) / spread - b);
      sum += -z - 2.0 * std::log1p(std::exp(-z));
    }
    return sum;
  };
  double a = std::numbers::pi / std::numbers::sqrt3, b = 0.0, best = likelihood(a, b);
  for (int round = 0; round < 100; ++round) {
    double da = n / a, db = 0.0, daa = -n / (a * a), dab = 0.0, dbb = 0.0;
    for (const double l : logs) {
      const double y = (l - mean) / spread, f = 1.0 / (1.0 + std::exp(b - a * y)), v = 2.0 * f * (1.0 - f);
      da -= y * (2.0 * f - 1.0);
      db += 2.0 * f - 1.0;
      daa -= v * y * y;
      dab += v * y;
      dbb -= v;
    }
    const double determinant = daa * dbb - dab * dab;
    double step_a = -(dbb * da - dab * db) / determinant, step_b = -(daa * db - dab * da) / determinant;
    double next = best;
    for (int half = 0; half < 60; ++half, step_a *= 0.5, step_b *= 0.5) {
      if (a + step_a <= 0.0) continue;
      next = likelihood(a + step_a, b + step_b);
      if (next >= best) break;
    }
    if (!(next >= best) || !std::isfinite(next)) break;
    a += step_a;
    b += step_b;
    best = next;
    if (std::abs(step_a) < 1e-12 * a && std::abs(step_b) < 1e-12) break;
  }
  return {DelayFamily::log_logistic, a / spread, std::exp(mean + spread * b / a)};
}

double deviation_after_fit(const Distribution& from, std::size_t count, sim::Luck luck, std::uint32_t replication) {
  constexpr std::size_t numbers_of_an_address = 500;
  std::vector<double> sample;
  sample.reserve(count);
  while (sample.size() < count) {
    sim::Draw draw = luck.draw(replication, static_cast<std::uint32_t>(from.family),
                               static_cast<std::uint32_t>(sample.size() / numbers_of_an_address));
    for (std::size_t i = 0; i < numbers_of_an_address && sample.size() < count; ++i) {
      sample.push_back(from.quantile(draw.uniform()));
    }
  }
  const Distribution again = fit(from.family, sample);
  std::sort(sample.begin(), sample.end());
  return deviation(again, sample).anderson_darling;
}

// Each delay spread over its unit of resolution.
std::vector<double> spread_out(std::span<const double> delays, double resolution, sim::Luck luck) {
  constexpr std::uint32_t of_resolution = 100;
  std::vector<double> all(delays.begin(), delays.end());
  for (std::size_t i = 0; i < all.size(); ++i) {
    const double shift = luck.draw(static_cast<std::uint32_t>(i), of_resolution).uniform() - 0.5;
    all[i] = std::max(all[i] + shift * resolution, 1e-3 * resolution);
  }
  return all;
}

}  // namespace

models::Text family_name(DelayFamily family) {
  constexpr std::array<models::Text, families> names{
      {{"对数正态", "lognormal"}, {"伽马", "gamma"}, {"威布尔", "Weibull"}, {"对数逻辑", "log-logistic"}}};
  return names[static_cast<std::size_t>(family)];
}

double Distribution::cdf(double x) const {
  if (x <= 0.0) return 0.0;
  switch (family) {
    case DelayFamily::lognormal:
      return normal_cdf(std::log(x / first) / std::log(second));
    case DelayFamily::gamma:
      return boost::math::gamma_p(first, x / second);
    case DelayFamily::weibull:
      return -std::expm1(-std::pow(x / second, first));
    case DelayFamily::log_logistic:
      return 1.0 / (1.0 + std::pow(x / second, -first));
  }
  return 0.0;
}

double Distribution::quantile(double p) const {
  switch (family) {
    case DelayFamily::lognormal:
      return first * std::exp(std::log(second) * sim::normal_quantile(p));
    case DelayFamily::gamma:
      return second * boost::math::gamma_p_inv(first, p);
    case DelayFamily::weibull:
      return second * std::pow(-std::log1p(-p), 1.0 / first);
    case DelayFamily::log_logistic:
      return second * std::pow(p / (1.0 - p), 1.0 / first);
  }
  return 0.0;
}

double Distribution::log_density(double x) const {
  const double log_x = std::log(x);
  switch (family) {
    case DelayFamily::lognormal: {
      const double sigma = std::log(second), z = (log_x - std::log(first)) / sigma;
      return -log_x - std::log(sigma) - 0.5 * std::log(2.0 * std::numbers::pi) - 0.5 * z * z;
    }
    case DelayFamily::gamma:
      return (first - 1.0) * log_x - x / second - std::lgamma(first) - first * std::log(second);
    case DelayFamily::weibull: {
      const double ratio = log_x - std::log(second);
      return std::log(first) - log_x + first * ratio - std::exp(first * ratio);
    }
    case DelayFamily::log_logistic: {
      const double z = first * (log_x - std::log(second));
      return std::log(first) - log_x - std::abs(z) - 2.0 * std::log1p(std::exp(-std::abs(z)));
    }
  }
  return 0.0;
}

Distribution fit(DelayFamily family, std::span<const double> delays) {
  std::vector<double> logs;
  logs.reserve(delays.size());
  for (const double d : delays) {
    sim::require(d > 0.0, "fit: delays must be above 0");
    logs.push_back(std::log(d));
  }
  const auto [low, high] = std::minmax_element(logs.begin(), logs.end());
  sim::require(delays.size() >= 2 && *low < *high, "fit: needs two different delays");
  switch (family) {
    case DelayFamily::lognormal:
      return fit_lognormal(logs);
    case DelayFamily::gamma:
      return fit_gamma(delays, logs);
    case DelayFamily::weibull:
      return fit_weibull(logs);
    case DelayFamily::log_logistic:
      break;
  }
  return fit_log_logistic(logs);
}

Deviation deviation(const Distribution& distribution, std::span<const double> sorted) {
  const auto n = static_cast<double>(sorted.size());
  constexpr double least = 1e-300, most = 1.0 - 1e-16;
  std::vector<double> at;
  at.reserve(sorted.size());
  for (const double x : sorted) at.push_back(std::clamp(distribution.cdf(x), least, most));
  Deviation result;
  double sum = 0.0;
  for (std::size_t i = 0; i < at.size(); ++i) {
    const auto rank = static_cast<double>(i);
    sum += (2.0 * rank + 1.0) * (std::log(at[i]) + std::log1p(-at[at.size() - 1 - i]));
    result.kolmogorov_smirnov = std::max({result.kolmogorov_smirnov, at[i] - rank / n, (rank + 1.0) / n - at[i]});
  }
  result.anderson_darling = -n - sum / n;
  return result;
}

std::optional<DelayFamily> FamilyFits::fitting() const {
  std::optional<DelayFamily> best;
  for (const Fit& f : fits) {
    if (f.p_value < 0.05) continue;
    if (!best || f.log_likelihood > fits[static_cast<std::size_t>(*best)].log_likelihood) best = f.distribution.family;
  }
  return best;
}

DelayFamily FamilyFits::likeliest() const {
  const auto best = std::max_element(fits.begin(), fits.end(),
                                     [](const Fit& a, const Fit& b) { return a.log_likelihood < b.log_likelihood; });
  return best->distribution.family;
}

FamilyFits fit_delays(std::span<const double> delays, const FitOptions& options) {
  constexpr std::size_t enough = 500;
  sim::require(delays.size() >= 20, "fit_delays: at least 20 delays");
  const sim::Luck luck(options.seed, 0);
  std::vector<double> sample = spread_out(delays, options.resolution, luck);
  std::vector<double> sorted = sample;
  std::sort(sorted.begin(), sorted.end());
  FamilyFits result;
  result.count = delays.size();
  for (std::size_t k = 0; k < families; ++k) {
    Fit& f = result.fits[k];
    f.distribution = fit(static_cast<DelayFamily>(k), sample);
    for (const double x : sample) f.log_likelihood += f.distribution.log_density(x);
    f.deviation = deviation(f.distribution, sorted);
    int as_far = 0;
    for (int r = 0; r < options.replications; ++r) {
      const double other = deviation_after_fit(f.distribution, std::min(enough, delays.size()), luck,
                                               static_cast<std::uint32_t>(r) + 1u);
      as_far += other >= f.deviation.anderson_darling ? 1 : 0;
    }
    f.p_value = static_cast<double>(1 + as_far) / static_cast<double>(1 + options.replications);
  }
  return result;
}

}  // namespace yuanluo::scenarios
