// Shifts of posts.
#pragma once

#include "models/district.hpp"
#include "sim/time.hpp"

namespace yuanluo::models {

// True if the post is filled at `at`; a shift that passes midnight goes on into the next day.
inline bool on_duty(const Staff& post, sim::SimTime at) {
  const int since_start = (sim::hour_of_day(at) - post.shift_start_hour + 24) % 24;
  return since_start < post.shift_hours;
}

}  // namespace yuanluo::models
