// Probability distributions as small values. All sample by inversion of the distribution function: one address gives
// the same luck whatever the parameters, and a larger parameter moves every sample the same way (common random
// numbers).
//
// Each has `quantile(p)` for 0 < p < 1, `mean()`, and `sample(Draw&)`, which uses exactly one number of the draw
// (Mixture: two). Parameters out of range throw ContractError at construction.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <utility>
#include <variant>
#include <vector>

#include "sim/contract.hpp"
#include "sim/normal.hpp"
#include "sim/random.hpp"

namespace yuanluo::sim {

// Equally likely anywhere between `low` and `high`.
class Uniform {
 public:
  Uniform(double low, double high) : low_(low), high_(high) { require(low <= high, "Uniform: low must be <= high"); }

  double quantile(double p) const { return low_ + (high_ - low_) * p; }
  double mean() const { return 0.5 * (low_ + high_); }
  double sample(Draw& draw) const { return quantile(draw.uniform()); }

 private:
  double low_;
  double high_;
};

// Waiting time without memory.
class Exponential {
 public:
  explicit Exponential(double mean) : mean_(mean) { require(mean > 0.0, "Exponential: mean must be > 0"); }

  double quantile(double p) const { return -mean_ * std::log1p(-p); }
  double mean() const { return mean_; }
  double sample(Draw& draw) const { return quantile(draw.uniform()); }

 private:
  double mean_;
};

class Normal {
 public:
  Normal(double mean, double sd) : mean_(mean), sd_(sd) { require(sd >= 0.0, "Normal: sd must be >= 0"); }

  double quantile(double p) const { return mean_ + sd_ * normal_quantile(p); }
  double mean() const { return mean_; }
  double sample(Draw& draw) const { return quantile(draw.uniform()); }

 private:
  double mean_;
  double sd_;
};

// A normal number on condition that it lies between `low` and `high`. `mean` and `sd` are those before the condition.
class TruncatedNormal {
 public:
  TruncatedNormal(double mean, double sd, double low, double high);

  double quantile(double p) const;
  double mean() const;
  double sample(Draw& draw) const { return quantile(draw.uniform()); }

 private:
  double mean_;
  double sd_;
  double low_;
  double high_;
  double side_;  // -1 if the interval was mirrored so that it lies in the lower tail, where doubles are dense
  double p_low_;
  double p_high_;
};

// exp of a normal number; `gsd`, the geometric standard deviation, is exp of that number's standard deviation.
class Lognormal {
 public:
  Lognormal(double median, double gsd) : log_median_(std::log(median)), log_gsd_(std::log(gsd)) {
    require(median > 0.0 && gsd >= 1.0, "Lognormal: median must be > 0 and gsd >= 1");
  }

  double quantile(double p) const { return std::exp(log_median_ + log_gsd_ * normal_quantile(p)); }
  double mean() const { return std::exp(log_median_ + 0.5 * log_gsd_ * log_gsd_); }
  double sample(Draw& draw) const { return quantile(draw.uniform()); }

 private:
  double log_median_;
  double log_gsd_;
};

// Lifetimes: failures fall off with age for shape < 1, become more frequent for shape > 1.
class Weibull {
 public:
  Weibull(double scale, double shape) : scale_(scale), shape_(shape) {
    require(scale > 0.0 && shape > 0.0, "Weibull: scale and shape must be > 0");
  }
  static Weibull of_mean(double mean, double shape) { return Weibull{mean / std::tgamma(1.0 + 1.0 / shape), shape}; }

  double quantile(double p) const { return scale_ * std::pow(-std::log1p(-p), 1.0 / shape_); }
  double mean() const { return scale_ * std::tgamma(1.0 + 1.0 / shape_); }
  double sample(Draw& draw) const { return quantile(draw.uniform()); }

 private:
  double scale_;
  double shape_;
};

class Gamma {
 public:
  Gamma(double shape, double scale) : shape_(shape), scale_(scale) {
    require(shape > 0.0 && scale > 0.0, "Gamma: shape and scale must be > 0");
  }
  static Gamma of_mean(double mean, double shape) { return Gamma{shape, mean / shape}; }

  double quantile(double p) const;
  double mean() const { return shape_ * scale_; }
  double sample(Draw& draw) const { return quantile(draw.uniform()); }

 private:
  double shape_;
  double scale_;
};

// How many independent rare things happen. Mean at most 1e6.
class Poisson {
 public:
  explicit Poisson(double mean) : mean_(mean) {
    require(mean >= 0.0 && mean <= 1e6, "Poisson: mean must be from 0 to 1e6");
  }

  // The smallest count that is not exceeded with probability p or more.
  std::uint32_t quantile(double p) const;
  double mean() const { return mean_; }
  std::uint32_t sample(Draw& draw) const { return quantile(draw.uniform()); }

 private:
  double mean_;
};

// One of the indices 0, 1, ... with probability proportional to its weight.
class Discrete {
 public:
  explicit Discrete(std::span<const double> weights);
  Discrete(std::initializer_list<double> weights) : Discrete(std::span(weights.begin(), weights.size())) {}

  std::size_t quantile(double p) const;
  double mean() const;
  double probability(std::size_t index) const;
  std::size_t size() const { return cumulated_.size(); }
  std::size_t sample(Draw& draw) const { return quantile(draw.uniform()); }

 private:
  std::vector<double> cumulated_;  // the last is the total weight
  std::size_t last_possible_;      // the last index of a weight above zero
};

// Measured values, equally likely, interpolated between neighbours.
class Empirical {
 public:
  explicit Empirical(std::vector<double> values);

  double quantile(double p) const;
  double mean() const;
  double sample(Draw& draw) const { return quantile(draw.uniform()); }

 private:
  std::vector<double> sorted_;
};

// Always the same value.
class Constant {
 public:
  explicit Constant(double value) : value_(value) {}

  double quantile(double) const { return value_; }
  double mean() const { return value_; }
  // Uses one number too, so that changing a distribution does not shift what is drawn after it.
  double sample(Draw& draw) const {
    draw.next();
    return value_;
  }

 private:
  double value_;
};

// Any continuous distribution, for settings that name one.
using AnyDistribution =
    std::variant<Constant, Uniform, Exponential, Normal, TruncatedNormal, Lognormal, Weibull, Gamma, Empirical>;

inline double sample(const AnyDistribution& distribution, Draw& draw) {
  return std::visit([&draw](const auto& d) { return d.sample(draw); }, distribution);
}
inline double mean(const AnyDistribution& distribution) {
  return std::visit([](const auto& d) { return d.mean(); }, distribution);
}

// A value of one of several distributions, chosen by weight.
class Mixture {
 public:
  using Part = std::pair<double, AnyDistribution>;  // weight, distribution

  explicit Mixture(std::vector<Part> parts);

  double mean() const;
  // Uses two numbers: which part, and the part's value.
  double sample(Draw& draw) const { return sim::sample(parts_[choice_.sample(draw)].second, draw); }

 private:
  std::vector<Part> parts_;
  Discrete choice_;
};

}  // namespace yuanluo::sim
