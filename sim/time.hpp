// Simulated time: an integer count of microseconds since the epoch of the run.
#pragma once

#include <chrono>
#include <cmath>
#include <cstdint>

namespace yuanluo::sim {

using Duration = std::chrono::duration<std::int64_t, std::micro>;

// The clock of simulated time. Its epoch is Monday 00:00, local time, of the run's first day.
struct SimClock {
  using duration = Duration;
  using rep = Duration::rep;
  using period = Duration::period;
  using time_point = std::chrono::time_point<SimClock, Duration>;
  static constexpr bool is_steady = true;
};

using SimTime = SimClock::time_point;

inline constexpr SimTime epoch{};
inline constexpr SimTime never = SimTime::max();
inline constexpr Duration one_hour = std::chrono::hours{1};
inline constexpr Duration one_day = std::chrono::hours{24};

// `value` seconds, rounded to the nearest microsecond.
inline Duration seconds(double value) { return Duration{std::llround(value * 1e6)}; }
inline Duration minutes(double value) { return seconds(value * 60.0); }
inline Duration hours(double value) { return seconds(value * 3600.0); }

constexpr double to_seconds(Duration d) { return static_cast<double>(d.count()) * 1e-6; }
constexpr double to_minutes(Duration d) { return to_seconds(d) / 60.0; }
constexpr double to_hours(Duration d) { return to_seconds(d) / 3600.0; }

// Whole days since the epoch.
constexpr std::int64_t day_of(SimTime t) { return std::chrono::floor<std::chrono::days>(t).time_since_epoch().count(); }

// Hour of the day, 0 to 23.
constexpr int hour_of_day(SimTime t) {
  return static_cast<int>((t - std::chrono::floor<std::chrono::days>(t)) / one_hour);
}

// Time since the last midnight, in hours, 0 to below 24.
constexpr double clock_hours(SimTime t) { return to_hours(t - std::chrono::floor<std::chrono::days>(t)); }

// Day of the week, 0 is Monday.
constexpr int weekday_of(SimTime t) {
  const std::int64_t day = day_of(t) % 7;
  return static_cast<int>(day < 0 ? day + 7 : day);
}

}  // namespace yuanluo::sim
