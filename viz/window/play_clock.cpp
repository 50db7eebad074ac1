#include "viz/window/play_clock.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace yuanluo::viz {
namespace {

constexpr std::array<double, 19> ladder{0.1,   0.2,   0.5,    1.0,    2.0,    5.0,     10.0,    20.0,    50.0,    100.0,
                                        200.0, 500.0, 1000.0, 2000.0, 5000.0, 10000.0, 20000.0, 50000.0, 100000.0};

}  // namespace

PlayClock::PlayClock(sim::SimTime from, sim::SimTime until) : from_(from), until_(std::max(from, until)), now_(from) {}

void PlayClock::go(sim::SimTime at) {
  now_ = std::clamp(at, from_, until_);
  left_over_us_ = 0.0;
}

void PlayClock::step(sim::Duration by) { go(now_ + by); }

void PlayClock::play(bool on) {
  // Play at the end starts again.
  if (on && !backwards_ && now_ >= until_) go(from_);
  if (on && backwards_ && now_ <= from_) go(until_);
  playing_ = on;
}

void PlayClock::set_speed(double speed) {
  if (std::isfinite(speed)) speed_ = std::clamp(speed, slowest, fastest);
}

void PlayClock::faster() {
  const auto next = std::upper_bound(ladder.begin(), ladder.end(), speed_ * 1.0001);
  speed_ = next == ladder.end() ? fastest : *next;
}

void PlayClock::slower() {
  const auto next = std::lower_bound(ladder.begin(), ladder.end(), speed_ * 0.9999);
  speed_ = next == ladder.begin() ? slowest : *(next - 1);
}

bool PlayClock::advance(double seconds) {
  if (!playing_ || !(seconds > 0.0)) return false;
  const double us = seconds * speed_ * 1e6 + left_over_us_;
  const double whole = std::floor(us);
  const sim::SimTime before = now_;
  const sim::Duration by{static_cast<std::int64_t>(std::min(whole, 9e17))};
  if (backwards_) {
    now_ = now_ - from_ <= by ? from_ : now_ - by;
    if (now_ == from_) playing_ = false;
  } else {
    now_ = until_ - now_ <= by ? until_ : now_ + by;
    if (now_ == until_) playing_ = false;
  }
  left_over_us_ = playing_ ? us - whole : 0.0;
  return now_ != before;
}

}  // namespace yuanluo::viz
