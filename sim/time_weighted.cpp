#include "sim/time_weighted.hpp"

#include <cmath>

#include "sim/contract.hpp"

namespace yuanluo::sim {

namespace {

std::int64_t in_steps(double value, double resolution) {
  const double steps = value / resolution;
  require(std::abs(steps) < 0x1.0p53, "TimeWeighted: a value is not finite or too large for the resolution");
  return std::llround(steps);
}

}  // namespace

TimeWeighted::TimeWeighted(SimTime start, double value, double resolution)
    : resolution_(resolution), last_(start), value_(0) {
  require(resolution > 0.0, "TimeWeighted: resolution must be > 0");
  value_ = in_steps(value, resolution);
}

void TimeWeighted::set(SimTime now, double value) {
  require(now >= last_, "TimeWeighted: time runs backwards");
  integral_ += WideInt{value_} * (now - last_).count();
  observed_ += now - last_;
  last_ = now;
  value_ = in_steps(value, resolution_);
}

void TimeWeighted::restart(SimTime now) {
  require(now >= last_, "TimeWeighted: time runs backwards");
  last_ = now;
  observed_ = Duration::zero();
  integral_ = 0;
}

void TimeWeighted::merge(const TimeWeighted& other) {
  require(resolution_ == other.resolution_, "TimeWeighted: only averages of one resolution can be merged");
  integral_ += other.integral_;
  observed_ += other.observed_;
}

double TimeWeighted::value() const { return static_cast<double>(value_) * resolution_; }

double TimeWeighted::integral(SimTime until) const {
  require(until >= last_, "TimeWeighted: time runs backwards");
  const WideInt whole = integral_ + WideInt{value_} * (until - last_).count();
  return static_cast<double>(whole) * resolution_ * 1e-6;
}

double TimeWeighted::mean(SimTime until) const {
  const Duration span = observed_ + (until - last_);
  return span == Duration::zero() ? value() : integral(until) / to_seconds(span);
}

}  // namespace yuanluo::sim
