#include "sim/tally.hpp"

#include <algorithm>
#include <cmath>

#include "sim/contract.hpp"

namespace yuanluo::sim {

namespace {

constexpr double largest = 0x1.0p47;  // squares stay below 2^94, and 2^32 of them below 2^126

}  // namespace

Tally::Tally(double resolution) : resolution_(resolution) {
  require(resolution > 0.0, "Tally: resolution must be > 0");
}

void Tally::add(double value) {
  const double steps = value / resolution_;
  require(std::abs(steps) < largest, "Tally: a value is not finite or too large for the resolution");
  require(count_ < std::uint64_t{1} << 32, "Tally: more than 2^32 values");
  const std::int64_t whole = std::llround(steps);
  count_ += 1;
  sum_ += whole;
  sum_of_squares_ += WideInt{whole} * whole;
  min_ = std::min(min_, whole);
  max_ = std::max(max_, whole);
}

void Tally::merge(const Tally& other) {
  require(resolution_ == other.resolution_, "Tally: only tallies of one resolution can be merged");
  require(count_ + other.count_ <= std::uint64_t{1} << 32, "Tally: more than 2^32 values");
  count_ += other.count_;
  sum_ += other.sum_;
  sum_of_squares_ += other.sum_of_squares_;
  min_ = std::min(min_, other.min_);
  max_ = std::max(max_, other.max_);
}

double Tally::sum() const { return static_cast<double>(sum_) * resolution_; }

double Tally::mean() const { return count_ == 0 ? 0.0 : sum() / static_cast<double>(count_); }

double Tally::variance() const {
  if (count_ < 2) return 0.0;
  // Squares about the rounded mean, in whole numbers: no digits are lost however far the values are from zero.
  const WideInt n = count_;
  const WideInt centre = sum_ / n;
  const WideInt squares = sum_of_squares_ - 2 * centre * sum_ + n * centre * centre;
  const auto rest = static_cast<double>(sum_ - n * centre);
  const double about_mean = static_cast<double>(squares) - rest * rest / static_cast<double>(n);
  return std::max(0.0, about_mean) / static_cast<double>(n - 1) * resolution_ * resolution_;
}

double Tally::standard_deviation() const { return std::sqrt(variance()); }

double Tally::min() const { return count_ == 0 ? 0.0 : static_cast<double>(min_) * resolution_; }

double Tally::max() const { return count_ == 0 ? 0.0 : static_cast<double>(max_) * resolution_; }

}  // namespace yuanluo::sim
