#include "sim/arrivals.hpp"

#include <algorithm>
#include <vector>

#include "sim/contract.hpp"

namespace yuanluo::sim {

namespace {

constexpr double week_hours = static_cast<double>(hours_per_week);

std::size_t hour_of_week(SimTime t) {
  return static_cast<std::size_t>(weekday_of(t)) * 24 + static_cast<std::size_t>(hour_of_day(t));
}

}  // namespace

WeeklyProfile::WeeklyProfile() { set(std::vector<double>(hours_per_week, 1.0)); }

WeeklyProfile::WeeklyProfile(std::span<const double, 24> hours, std::span<const double, 7> days) {
  std::vector<double> weights;
  for (const double day : days) {
    for (const double hour : hours) weights.push_back(day * hour);
  }
  set(weights);
}

WeeklyProfile::WeeklyProfile(std::span<const double, hours_per_week> weights) { set(weights); }

void WeeklyProfile::set(std::span<const double> weights) {
  double sum = 0.0;
  for (const double weight : weights) {
    require(weight >= 0.0, "WeeklyProfile: weights must be >= 0");
    sum += weight;
  }
  require(sum > 0.0 && std::isfinite(sum), "WeeklyProfile: the weights must have a sum > 0");
  cumulated_[0] = 0.0;
  double running = 0.0;
  for (std::size_t h = 0; h < hours_per_week; ++h) {
    factor_[h] = weights[h] * week_hours / sum;
    running += weights[h];
    cumulated_[h + 1] = running / sum * week_hours;
  }
}

double WeeklyProfile::rate_factor(SimTime t) const { return factor_[hour_of_week(t)]; }

double WeeklyProfile::highest_factor() const { return *std::max_element(factor_.begin(), factor_.end()); }

double WeeklyProfile::weighted_hours(SimTime t) const {
  const Duration since = t - epoch;
  const auto weeks = since / one_week;
  const Duration into_week = since % one_week;
  const auto hour = static_cast<std::size_t>(into_week / one_hour);
  const double into_hour = to_hours(into_week % one_hour);
  return static_cast<double>(weeks) * week_hours + cumulated_[hour] + factor_[hour] * into_hour;
}

SimTime WeeklyProfile::at_weighted_hours(double hours) const {
  const double weeks = std::floor(hours / week_hours);
  const double rest = std::min(hours - weeks * week_hours, week_hours);
  // The last hour that starts at or before `rest`; hours without any rate are passed over.
  const auto after = std::upper_bound(cumulated_.begin(), cumulated_.end() - 1, rest);
  const auto hour = static_cast<std::size_t>(after - cumulated_.begin()) - 1;
  const double into_hour = factor_[hour] > 0.0 ? std::min((rest - cumulated_[hour]) / factor_[hour], 1.0) : 0.0;
  return epoch + static_cast<std::int64_t>(weeks) * one_week + static_cast<std::int64_t>(hour) * one_hour +
         sim::hours(into_hour);
}

std::optional<Arrival> ArrivalProcess::finish(double per_year, SimTime until, const Arrival& previous,
                                              double gap) const {
  const double unit_time = previous.unit_time + gap;
  if (unit_time > expected(per_year, until)) return std::nullopt;
  const SimTime at = profile_.at_weighted_hours(unit_time / per_year * to_hours(one_year));
  return Arrival{std::clamp(at, previous.at, until), unit_time, previous.count + 1};
}

}  // namespace yuanluo::sim
