// Count, mean, spread, least and greatest of measured values.
#pragma once

#include <cstdint>
#include <limits>

#include "sim/time.hpp"

namespace yuanluo::sim {

__extension__ using WideInt = __int128;

// Rounds every value to a multiple of `resolution` and sums whole numbers, so that tallies merged in any order hold the
// same bits. Values up to 1.4e14 resolutions in size, at most 2^32 of them; beyond, ContractError.
class Tally {
 public:
  // Suits seconds: keeps every microsecond.
  Tally() : Tally(1e-6) {}
  explicit Tally(double resolution);

  void add(double value);
  // Adds a time in seconds.
  void add(Duration value) { add(to_seconds(value)); }
  // Throws ContractError unless both have the same resolution.
  void merge(const Tally& other);

  std::uint64_t count() const { return count_; }
  double sum() const;
  // These are zero for an empty tally; the spread is that of a sample (divisor count - 1), zero below two values.
  double mean() const;
  double variance() const;
  double standard_deviation() const;
  double min() const;
  double max() const;

  friend bool operator==(const Tally&, const Tally&) = default;

 private:
  double resolution_;
  std::uint64_t count_ = 0;
  WideInt sum_ = 0;
  WideInt sum_of_squares_ = 0;
  std::int64_t min_ = std::numeric_limits<std::int64_t>::max();
  std::int64_t max_ = std::numeric_limits<std::int64_t>::min();
};

}  // namespace yuanluo::sim
