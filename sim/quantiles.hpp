// Quantiles of measured values: exact while they are few, within a stated error when they are many.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

namespace yuanluo::sim {

// Keeps every value up to `exact_up_to` of them. Beyond, it counts values in buckets of which each octave of magnitude
// has 128 (one bucket for zero), so that a quantile is off by at most 1/256 of its size. What it holds depends on the
// values alone, so merging in any order gives the same answers. Compare [Masson2019].
class Quantiles {
 public:
  static constexpr double relative_error = 1.0 / 256.0;

  Quantiles() : Quantiles(4096) {}
  explicit Quantiles(std::size_t exact_up_to) : exact_up_to_(exact_up_to) {}

  // Throws ContractError if `value` is not finite.
  void add(double value);
  // Throws ContractError unless both keep the same number of values exactly.
  void merge(const Quantiles& other);

  std::uint64_t count() const { return count_; }
  bool exact() const { return count_ <= exact_up_to_; }
  // The smallest value that a share `p` (0 to 1) of the values does not exceed. Throws ContractError if there are none.
  double quantile(double p) const;
  double median() const { return quantile(0.5); }

 private:
  void to_buckets();

  std::size_t exact_up_to_;
  std::uint64_t count_ = 0;
  std::vector<double> values_;                     // all, while exact
  std::map<std::int64_t, std::uint64_t> buckets_;  // bucket -> count, when not; buckets are in the order of values
};

}  // namespace yuanluo::sim
