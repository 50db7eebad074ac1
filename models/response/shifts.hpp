// Shifts of posts.
#pragma once

#include <cstdint>

#include "models/district.hpp"
#include "models/response/dispatch_params.hpp"
#include "sim/time.hpp"

namespace yuanluo::models {

// True if the post is filled at `at`; a shift that passes midnight goes on into the next day.
inline bool on_duty(const Staff& post, sim::SimTime at) {
  const int since_start = (sim::hour_of_day(at) - post.shift_start_hour + 24) % 24;
  return since_start < post.shift_hours;
}

// True if who fills the post can be sent at `at` to something of `severity` (0 the most urgent): on duty, not handing
// over, and not on the break in the middle of the shift unless it is most urgent. Posts filled day and night change
// hands without a gap.
inline bool can_be_sent(const DispatchParams& params, const Staff& post, sim::SimTime at, std::uint8_t severity) {
  if (!on_duty(post, at)) return false;
  if (post.shift_hours == 24) return true;
  const sim::SimTime midnight = std::chrono::floor<std::chrono::days>(at);
  sim::Duration since_start = at - midnight - post.shift_start_hour * sim::one_hour;
  if (since_start < sim::Duration::zero()) since_start += sim::one_day;
  if (since_start < sim::minutes(params.handover_min)) return false;
  const sim::Duration since_break = since_start - post.shift_hours * sim::one_hour / 2;
  return severity == 0 || since_break < sim::Duration::zero() || since_break >= sim::minutes(params.break_min);
}

}  // namespace yuanluo::models
