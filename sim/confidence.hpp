// How far a mean of replications can be trusted.
#pragma once

#include <cstddef>
#include <span>

namespace yuanluo::sim {

// The value below which Student's t with `degrees` >= 1 degrees of freedom lies with probability `p`, 0 < p < 1.
double student_t_quantile(double p, double degrees);

// The probability that it lies at or below `t`.
double student_t_probability(double t, double degrees);

struct ConfidenceInterval {
  double mean = 0.0;
  double half_width = 0.0;  // infinite for a single value
  double level = 0.0;
  std::size_t count = 0;

  double low() const { return mean - half_width; }
  double high() const { return mean + half_width; }
  bool contains(double value) const { return low() <= value && value <= high(); }
};

// The interval that holds the true mean with probability `level` (0 to 1), from independent, about normal values.
// Throws ContractError without a value. Source: [Law2015] section 4.5.
ConfidenceInterval mean_interval(std::span<const double> values, double level);

// The same for the mean of a[i] - b[i], where i is one replication run under two policies with the same luck.
ConfidenceInterval paired_difference_interval(std::span<const double> a, std::span<const double> b, double level);

// The interval (Wilson's) of a share: `successes` of `trials` > 0. Source: [Wilson1927].
struct ShareInterval {
  double share = 0.0;
  double low = 0.0;
  double high = 1.0;
};
ShareInterval share_interval(std::size_t successes, std::size_t trials, double level);

// How many replications would bring the half width of `interval` down to `target` > 0, by its present spread.
std::size_t replications_for(const ConfidenceInterval& interval, double target);

}  // namespace yuanluo::sim
