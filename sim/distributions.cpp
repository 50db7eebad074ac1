#include "sim/distributions.hpp"

#include <algorithm>
#include <boost/math/special_functions/gamma.hpp>
#include <numeric>

namespace yuanluo::sim {

namespace {

// Doubles stay doubles: 80-bit intermediate values would be slower and differ between machines.
using Plain = boost::math::policies::policy<boost::math::policies::promote_double<false>>;

double poisson_probability_up_to(double count, double mean) { return boost::math::gamma_q(count + 1.0, mean, Plain{}); }

std::vector<double> weights_of(const std::vector<Mixture::Part>& parts) {
  std::vector<double> weights;
  weights.reserve(parts.size());
  for (const Mixture::Part& part : parts) weights.push_back(part.first);
  return weights;
}

}  // namespace

TruncatedNormal::TruncatedNormal(double mean, double sd, double low, double high)
    : mean_(mean), sd_(sd), low_(low), high_(high), side_(low > mean ? -1.0 : 1.0) {
  require(sd > 0.0, "TruncatedNormal: sd must be > 0");
  require(low < high, "TruncatedNormal: low must be < high");
  const double from = side_ > 0.0 ? low : 2.0 * mean - high;
  const double to = side_ > 0.0 ? high : 2.0 * mean - low;
  p_low_ = normal_probability((from - mean) / sd);
  p_high_ = normal_probability((to - mean) / sd);
  require(p_high_ > p_low_, "TruncatedNormal: the interval has no probability");
}

double TruncatedNormal::quantile(double p) const {
  const double q = side_ > 0.0 ? p : 1.0 - p;
  const double z = normal_quantile(p_low_ + (p_high_ - p_low_) * q);
  return std::clamp(mean_ + side_ * sd_ * z, low_, high_);
}

double TruncatedNormal::mean() const {
  const auto density = [this](double x) {
    const double z = (x - mean_) / sd_;
    return std::exp(-0.5 * z * z) / std::sqrt(2.0 * std::numbers::pi);
  };
  return mean_ + sd_ * (density(low_) - density(high_)) / (p_high_ - p_low_);
}

double Gamma::quantile(double p) const { return scale_ * boost::math::gamma_p_inv(shape_, p, Plain{}); }

std::uint32_t Poisson::quantile(double p) const {
  if (mean_ == 0.0) return 0;
  // From zero while that is quick; otherwise from a normal guess, stepping to the exact place.
  if (mean_ < 20.0) {
    double term = std::exp(-mean_);
    double sum = term;
    std::uint32_t count = 0;
    while (sum < p && count < 200) {
      count += 1;
      term *= mean_ / count;
      sum += term;
    }
    return count;
  }
  double count = std::max(0.0, std::floor(mean_ + std::sqrt(mean_) * normal_quantile(p)));
  while (poisson_probability_up_to(count, mean_) < p) count += 1.0;
  while (count > 0.0 && poisson_probability_up_to(count - 1.0, mean_) >= p) count -= 1.0;
  return static_cast<std::uint32_t>(count);
}

Discrete::Discrete(std::span<const double> weights) : cumulated_(weights.size()), last_possible_(0) {
  double sum = 0.0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    require(weights[i] >= 0.0, "Discrete: weights must be >= 0");
    if (weights[i] > 0.0) last_possible_ = i;
    sum += weights[i];
    cumulated_[i] = sum;
  }
  require(sum > 0.0 && std::isfinite(sum), "Discrete: the weights must have a sum > 0");
}

std::size_t Discrete::quantile(double p) const {
  const auto found = std::upper_bound(cumulated_.begin(), cumulated_.end(), p * cumulated_.back());
  return std::min(static_cast<std::size_t>(found - cumulated_.begin()), last_possible_);
}

double Discrete::probability(std::size_t index) const {
  require(index < cumulated_.size(), "Discrete: no such index");
  return (cumulated_[index] - (index == 0 ? 0.0 : cumulated_[index - 1])) / cumulated_.back();
}

double Discrete::mean() const {
  double sum = 0.0;
  for (std::size_t i = 0; i < size(); ++i) sum += static_cast<double>(i) * probability(i);
  return sum;
}

Empirical::Empirical(std::vector<double> values) : sorted_(std::move(values)) {
  require(!sorted_.empty(), "Empirical: at least one value is needed");
  std::sort(sorted_.begin(), sorted_.end());
}

double Empirical::quantile(double p) const {
  const double place = p * static_cast<double>(sorted_.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const std::size_t above = std::min(below + 1, sorted_.size() - 1);
  return sorted_[below] + (sorted_[above] - sorted_[below]) * (place - static_cast<double>(below));
}

double Empirical::mean() const {
  if (sorted_.size() == 1) return sorted_.front();
  const double ends = 0.5 * (sorted_.front() + sorted_.back());
  return (std::accumulate(sorted_.begin(), sorted_.end(), 0.0) - ends) / static_cast<double>(sorted_.size() - 1);
}

Mixture::Mixture(std::vector<Part> parts)
    : parts_(std::move(parts)), choice_(std::span<const double>(weights_of(parts_))) {}

double Mixture::mean() const {
  double sum = 0.0;
  for (std::size_t i = 0; i < parts_.size(); ++i) sum += choice_.probability(i) * sim::mean(parts_[i].second);
  return sum;
}

}  // namespace yuanluo::sim
