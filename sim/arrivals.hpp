// When things happen that come at random, more often at some hours of the week than at others: a Poisson process whose
// rate is a yearly mean times a weekly profile.
//
// The n-th gap of an entity, in unit time, is an exponential number of mean one at the address (entity, purpose, n).
// Unit time is the expected number of arrivals so far. Scaling the rate therefore moves every arrival the same way,
// and no entity's arrivals depend on another's.
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "sim/random.hpp"
#include "sim/time.hpp"

namespace yuanluo::sim {

inline constexpr std::size_t hours_per_week = 168;
inline constexpr Duration one_week = 7 * one_day;
inline constexpr Duration one_year = 365 * one_day;

// How the rate of something varies over the hours of a week: 168 factors of mean one, the first for Monday 0-1 h.
class WeeklyProfile {
 public:
  // The same rate at every hour.
  WeeklyProfile();
  // Relative weights, >= 0, not all zero: 24 of the hours of a day, and 7 of the days from Monday.
  WeeklyProfile(std::span<const double, 24> hours, std::span<const double, 7> days);
  explicit WeeklyProfile(std::span<const double, hours_per_week> weights);

  // The rate at `t`, as a multiple of the mean rate.
  double rate_factor(SimTime t) const;
  double highest_factor() const;

  // The hours since the epoch, weighted by the rate factor: how long a constant mean rate would take to give as many
  // arrivals as the profile gives from the epoch to `t` >= epoch.
  double weighted_hours(SimTime t) const;
  // The inverse: the time whose weighted hours are `hours` >= 0, to the nearest microsecond.
  SimTime at_weighted_hours(double hours) const;

 private:
  void set(std::span<const double> weights);

  std::array<double, hours_per_week> factor_{};
  std::array<double, hours_per_week + 1> cumulated_{};  // weighted hours at the start of each hour; the last is 168
};

// An arrival, and all that is needed to find the next. Default: before the first.
struct Arrival {
  SimTime at = epoch;
  double unit_time = 0.0;  // the sum of the exponential gaps so far
  std::uint32_t count = 0;
};

// The arrivals of many entities of one kind: who shares rate profile, luck and purpose.
class ArrivalProcess {
 public:
  // `profile` is copied. `purpose`: the draw purpose that belongs to these arrivals alone.
  ArrivalProcess(const WeeklyProfile& profile, const Luck& luck, std::uint32_t purpose)
      : profile_(profile), luck_(luck), purpose_(purpose) {}

  // The arrival of `entity` after `previous`, if it comes by `until`; `per_year` is the entity's mean rate per 365
  // days. Arrivals are a pure function of (rate, entity, count); one random number each. With `previous` left out: the
  // first.
  std::optional<Arrival> next(std::uint32_t entity, double per_year, SimTime until,
                              const Arrival& previous = {}) const {
    if (per_year <= 0.0) return std::nullopt;
    const double limit = expected(per_year, until) - previous.unit_time;
    const double u = luck_.draw(entity, purpose_, previous.count).uniform();
    // -log(u) >= 1 - u: most entities that have no arrival are told so without a logarithm.
    if (1.0 - u > limit) return std::nullopt;
    return finish(per_year, until, previous, -std::log(u));
  }

 private:
  // Expected arrivals from the epoch to `until`.
  double expected(double per_year, SimTime until) const {
    return per_year * (1.0 / to_hours(one_year)) * profile_.weighted_hours(until);
  }
  std::optional<Arrival> finish(double per_year, SimTime until, const Arrival& previous, double gap) const;

  WeeklyProfile profile_;
  Luck luck_;
  std::uint32_t purpose_;
};

// Arrivals of any rate that has a bound, by thinning: candidates come at the highest rate and are kept with probability
// rate(t) / highest. Two random numbers per candidate, addressed by the candidate's number. Source: [Lewis1979].
// `per_year(SimTime)`: the rate at a time, never above `highest_per_year`. `previous.count` counts candidates.
template <class Rate>
std::optional<Arrival> next_by_thinning(const Rate& per_year, double highest_per_year, const Luck& luck,
                                        std::uint32_t entity, std::uint32_t purpose, SimTime until,
                                        Arrival previous = {}) {
  if (highest_per_year <= 0.0) return std::nullopt;
  while (true) {
    Draw draw = luck.draw(entity, purpose, previous.count);
    previous.count += 1;
    previous.unit_time += -std::log(draw.uniform());
    const double years = previous.unit_time / highest_per_year;
    if (years * to_seconds(one_year) > to_seconds(until - epoch)) return std::nullopt;
    previous.at = epoch + seconds(years * to_seconds(one_year));
    if (draw.uniform() * highest_per_year < per_year(previous.at)) return previous;
  }
}

}  // namespace yuanluo::sim
