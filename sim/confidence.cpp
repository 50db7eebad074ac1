#include "sim/confidence.hpp"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>
#include <vector>

#include "sim/contract.hpp"
#include "sim/normal.hpp"

namespace yuanluo::sim {

double student_t_quantile(double p, double degrees) {
  require(p > 0.0 && p < 1.0 && degrees >= 1.0, "student_t_quantile: 0 < p < 1 and degrees >= 1");
  return boost::math::quantile(boost::math::students_t(degrees), p);
}

double student_t_probability(double t, double degrees) {
  require(degrees >= 1.0, "student_t_probability: degrees >= 1");
  return boost::math::cdf(boost::math::students_t(degrees), t);
}

ConfidenceInterval mean_interval(std::span<const double> values, double level) {
  require(!values.empty(), "mean_interval: there are no values");
  require(level > 0.0 && level < 1.0, "mean_interval: the level must be between 0 and 1");
  const auto n = static_cast<double>(values.size());
  double sum = 0.0;
  for (const double value : values) sum += value;
  const double mean = sum / n;
  if (values.size() == 1) return {mean, std::numeric_limits<double>::infinity(), level, 1};
  double squares = 0.0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  const double t = student_t_quantile(0.5 + 0.5 * level, n - 1.0);
  return {mean, t * std::sqrt(squares / (n - 1.0) / n), level, values.size()};
}

ConfidenceInterval paired_difference_interval(std::span<const double> a, std::span<const double> b, double level) {
  require(a.size() == b.size(), "paired_difference_interval: as many values of one as of the other");
  std::vector<double> differences(a.size());
  for (std::size_t i = 0; i < a.size(); ++i) differences[i] = a[i] - b[i];
  return mean_interval(differences, level);
}

ShareInterval share_interval(std::size_t successes, std::size_t trials, double level) {
  require(trials > 0 && successes <= trials, "share_interval: trials > 0, successes <= trials");
  require(level > 0.0 && level < 1.0, "share_interval: the level must be between 0 and 1");
  const auto n = static_cast<double>(trials);
  const double share = static_cast<double>(successes) / n;
  const double z = normal_quantile(0.5 + 0.5 * level);
  const double centre = (share + z * z / (2.0 * n)) / (1.0 + z * z / n);
  const double reach = z / (1.0 + z * z / n) * std::sqrt(share * (1.0 - share) / n + z * z / (4.0 * n * n));
  return {share, std::max(0.0, centre - reach), std::min(1.0, centre + reach)};
}

std::size_t replications_for(const ConfidenceInterval& interval, double target) {
  require(target > 0.0 && interval.count >= 2, "replications_for: target > 0 and at least two replications");
  const double p = 0.5 + 0.5 * interval.level;
  const auto n = static_cast<double>(interval.count);
  const double deviation = interval.half_width / student_t_quantile(p, n - 1.0) * std::sqrt(n);
  // Fewer replications widen t, so the count is looked for upwards from the normal approximation.
  const double least = std::pow(normal_quantile(p) * deviation / target, 2.0);
  auto wanted = static_cast<std::size_t>(std::max(2.0, std::ceil(least)));
  while (student_t_quantile(p, static_cast<double>(wanted) - 1.0) * deviation / std::sqrt(static_cast<double>(wanted)) >
         target)
    wanted += 1;
  return wanted;
}

}  // namespace yuanluo::sim
