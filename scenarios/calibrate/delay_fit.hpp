// Distributions of delays fitted by maximum likelihood, and how well they fit.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "models/text.hpp"
#include "sim/random.hpp"

namespace yuanluo::scenarios {

enum class DelayFamily : std::uint8_t { lognormal, gamma, weibull, log_logistic };
inline constexpr std::size_t families = 4;

models::Text family_name(DelayFamily family);

// Two parameters: lognormal: median, geometric standard deviation; gamma: shape, scale; Weibull: shape, scale;
// log-logistic: shape, median. Scales and medians in the unit of the data.
struct Distribution {
  DelayFamily family = DelayFamily::lognormal;
  double first = 1.0;
  double second = 1.0;

  double cdf(double x) const;  // x > 0
  double quantile(double p) const;
  double log_density(double x) const;
};

// The maximum likelihood estimate. `delays` > 0, at least two different ones.
Distribution fit(DelayFamily family, std::span<const double> delays);

// How far the distribution function of the data is from that of the model.
struct Deviation {
  double anderson_darling = 0.0;    // A squared
  double kolmogorov_smirnov = 0.0;  // D
};
Deviation deviation(const Distribution& distribution, std::span<const double> sorted);

struct Fit {
  Distribution distribution;
  double log_likelihood = 0.0;
  Deviation deviation;
  double p_value = 0.0;  // of A squared; see fit_delays
};

// All families, fitted to the same delays.
struct FamilyFits {
  std::size_t count = 0;
  std::array<Fit, families> fits;

  // Not rejected at the 5 % level, and the likeliest of those.
  std::optional<DelayFamily> fitting() const;
  DelayFamily likeliest() const;
};

struct FitOptions {
  double resolution = 1.0;  // delays are known to multiples of this
  int replications = 199;   // of the parametric bootstrap
  std::uint64_t seed = 1;
};

// p values are those of a parametric bootstrap: samples are drawn from the fitted model, fitted again, and their A
// squared compared with that of the data; p = (1 + samples at least as far off) / (1 + samples). Beyond 500 delays the
// samples have 500, as the distribution of A squared does not change any more. Before A squared is reckoned each delay
// is spread evenly over its unit of resolution, so that a long log is not refused for being written in whole seconds.
// `delays`: at least 20, > 0, not all the same. Source: [Stute1993].
FamilyFits fit_delays(std::span<const double> delays, const FitOptions& options);

}  // namespace yuanluo::scenarios
