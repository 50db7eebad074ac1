// Whether it pays to run windows in parallel: measured, not guessed.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>

namespace yuanluo::sim {

// Compares the time per event of stretches of windows run in parallel and not, goes on with the better, and looks again
// at the other now and then, the more seldom the more often it lost. It decides speed only, never results.
class ParallelGain {
 public:
  // Whether the next window should be run in parallel.
  bool parallel() const { return mode_ == 1; }

  // Before the first window: many pending events make it likely that windows hold enough work, and moving them later
  // takes time.
  void start(std::uint64_t pending) {
    mode_ = pending >= many_pending ? 1 : 0;
    least_between_changes_ = 8 * pending;
  }

  // Reports how many events had to be moved for the last change: a change must stay cheap beside what is run.
  void set_moved(std::uint64_t events) { least_between_changes_ = 32 * events; }

  // Reports a window that has been run, with the number of its events.
  void count(std::uint64_t events) {
    events_ += events;
    since_change_ += events;
    if (++windows_ < stretch_windows && events_ < stretch_events) return;
    const auto now = Clock::now();
    // The first stretch after a change of mode wakes or sends home the other threads: not counted.
    if (settled_ && events_ > 0)
      learn(std::chrono::duration<double>(now - start_).count() / static_cast<double>(events_));
    settled_ = true;
    start_ = now;
    events_ = 0;
    windows_ = 0;
  }

 private:
  using Clock = std::chrono::steady_clock;

  static constexpr std::uint64_t stretch_windows = 64;
  static constexpr std::uint64_t stretch_events = 1 << 15;
  static constexpr std::uint64_t many_pending = 8192;
  static constexpr unsigned trial = 2;           // stretches in which the mode that lost is looked at again
  static constexpr unsigned longest_rest = 512;  // stretches between two such looks

  void learn(double seconds_per_event) {
    double& cost = cost_[mode_];
    cost = cost == 0.0 ? seconds_per_event : 0.75 * cost + 0.25 * seconds_per_event;
    if (left_ > 0) left_ -= 1;
    if (left_ > 0 || (!trying_ && since_change_ < least_between_changes_)) return;
    const int other = 1 - mode_;
    const int better = cost_[other] > 0.0 && cost_[other] < cost_[mode_] ? other : mode_;
    if (trying_) {
      // The trial is over: stay if it won, otherwise go back and wait longer.
      trying_ = false;
      rest_ = better == mode_ ? first_rest : std::min(2 * rest_, longest_rest);
      left_ = rest_;
      if (better != mode_) change();
    } else {
      trying_ = true;
      left_ = trial;
      cost_[other] = 0.0;
      change();
    }
  }

  void change() {
    mode_ = 1 - mode_;
    settled_ = false;
    since_change_ = 0;
  }

  static constexpr unsigned first_rest = 16;

  int mode_ = 0;  // 0: one thread, 1: parallel
  bool trying_ = false;
  bool settled_ = false;
  unsigned left_ = trial;
  unsigned rest_ = first_rest;
  double cost_[2] = {0.0, 0.0};  // seconds per event
  std::uint64_t events_ = 0;     // and windows: of the present stretch
  std::uint64_t windows_ = 0;
  std::uint64_t since_change_ = 0;  // events
  std::uint64_t least_between_changes_ = 0;
  Clock::time_point start_{};
};

}  // namespace yuanluo::sim
