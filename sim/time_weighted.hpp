// The average over time of something that changes in steps: a queue's length, the number of free units.
#pragma once

#include <cstdint>

#include "sim/tally.hpp"
#include "sim/time.hpp"

namespace yuanluo::sim {

// Holds the exact integral of a step function whose values are rounded to multiples of `resolution`.
class TimeWeighted {
 public:
  TimeWeighted() : TimeWeighted(epoch) {}
  explicit TimeWeighted(SimTime start, double value = 0.0, double resolution = 1e-3);

  // The value is `value` from `now` on. Throws ContractError if time runs backwards.
  void set(SimTime now, double value);
  void add(SimTime now, double change) { set(now, value() + change); }
  // Forgets what was before `now`, but not the value (end of a warm-up).
  void restart(SimTime now);
  // Adds the observed span of `other`, whose own span ends at its last change. Throws unless resolutions are equal.
  void merge(const TimeWeighted& other);

  double value() const;
  // Integral of value × seconds up to `until`, and its average; the average is the value if no time has passed.
  double integral(SimTime until) const;
  double mean(SimTime until) const;
  // Up to the last change.
  double mean() const { return mean(last_); }

 private:
  double resolution_;
  SimTime last_;
  std::int64_t value_;
  Duration observed_{};   // before `last_`
  WideInt integral_ = 0;  // before `last_`, in resolution × microseconds
};

}  // namespace yuanluo::sim
