// How long calls wait for a grid worker and how far he rides, by community and hour: what posts are chosen by.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "models/world.hpp"

namespace yuanluo::scenarios {

// How much work grid workers have.
struct StaffLoad {
  std::vector<std::vector<double>> calls_per_hour;  // by community, then hour of the day
  double service_h = 0.5;                           // of one call, with the way there
};

// Posts on duty, by community and hour of the day.
using PostsByHour = std::vector<std::array<std::size_t, 24>>;

// Adds `n` (which may be negative) to the hours of a shift.
void add_shift(PostsByHour& posts, std::size_t community, int first_hour, int hours, int n = 1);

class StaffWaiting {
 public:
  StaffWaiting(const models::World& world, const StaffLoad& load);

  const PostsByHour& today() const { return today_; }
  // Minutes a day that calls of that hour wait and that the way takes, with so many posts: M/M/c [Erlang1917], at most
  // an hour, and the square root law [Kolesar1973]. Where one more post would bring less than the next one (a queue
  // that is overloaded with both), both bring the mean of the two: the figures are the greatest convex function below.
  // So what a post brings never grows with the number of posts.
  double delay_min(std::size_t community, std::size_t hour, std::size_t posts) const;
  // What one more post in a shift saves, in minutes a day.
  double gain(const PostsByHour& posts, std::size_t community, int first_hour, int hours) const;

 private:
  double raw_delay_min(std::size_t community, double calls, double wait_h, std::size_t posts) const;

  StaffLoad load_;
  double speed_m_h_ = 1.0;
  std::vector<double> area_m2_;
  PostsByHour today_;
  std::vector<std::array<std::vector<double>, 24>> delays_;  // by community, hour, posts
};

}  // namespace yuanluo::scenarios
