// How many values fall between equally spaced limits.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace yuanluo::sim {

// `bins` intervals from `low` to `high`, each with its lower limit and without its upper one; values outside are
// counted apart.
class Histogram {
 public:
  Histogram(double low, double high, std::size_t bins);

  void add(double value, std::uint64_t times = 1);
  // Throws ContractError unless the limits are the same.
  void merge(const Histogram& other);

  std::size_t size() const { return counts_.size(); }
  std::uint64_t count(std::size_t bin) const { return counts_.at(bin); }
  double lower_limit(std::size_t bin) const;  // also of `size()`: the upper limit of the last
  std::uint64_t below() const { return below_; }
  std::uint64_t above() const { return above_; }
  std::uint64_t total() const { return total_; }

  friend bool operator==(const Histogram&, const Histogram&) = default;

 private:
  double low_;
  double high_;
  std::vector<std::uint64_t> counts_;
  std::uint64_t below_ = 0;
  std::uint64_t above_ = 0;
  std::uint64_t total_ = 0;
};

}  // namespace yuanluo::sim
