// What time it is in the replay, and how it runs on while the person watches.
#pragma once

#include "sim/time.hpp"

namespace yuanluo::viz {

class PlayClock {
 public:
  // Seconds of the run that pass in one second of watching.
  static constexpr double slowest = 0.1;
  static constexpr double fastest = 100000.0;

  PlayClock(sim::SimTime from, sim::SimTime until);

  sim::SimTime from() const { return from_; }
  sim::SimTime until() const { return until_; }
  sim::SimTime now() const { return now_; }
  bool playing() const { return playing_; }
  bool backwards() const { return backwards_; }
  double speed() const { return speed_; }

  // Goes to a moment; before the start or behind the end means there.
  void go(sim::SimTime at);
  void step(sim::Duration by);
  void play(bool on);
  void toggle() { play(!playing_); }
  void reverse() { backwards_ = !backwards_; }
  // Within slowest and fastest.
  void set_speed(double speed);
  // The next higher or lower of 0.1, 0.2, 0.5, 1, 2, 5, 10, … 100,000.
  void faster();
  void slower();

  // Lets `seconds` of watching pass; at either end the clock stops. Returns whether time has changed.
  bool advance(double seconds);

 private:
  sim::SimTime from_, until_, now_;
  double left_over_us_ = 0.0;  // less than a microsecond of the run, kept for the next time
  double speed_ = 60.0;
  bool playing_ = false;
  bool backwards_ = false;
};

}  // namespace yuanluo::viz
