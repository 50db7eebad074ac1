// Expected coverage: how much of the demand a unit can reach in time, when each is busy with some probability.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace yuanluo::models {

// Demand points, and the bases from which each is reached within the target time.
class CoverTable {
 public:
  CoverTable() = default;
  // `reaches`: bases x points, row by row. `busy_share` in [0, 1): the probability that a unit is not free.
  // Throws sim::ContractError where sizes do not fit or a share is out of range.
  CoverTable(std::vector<double> demand, std::vector<bool> reaches, double busy_share);

  bool empty() const { return demand_.empty(); }
  std::size_t bases() const { return demand_.empty() ? 0 : reaches_.size() / demand_.size(); }
  std::size_t points() const { return demand_.size(); }
  double busy_share() const { return busy_share_; }

  // Expected demand reached in time, when `units[b]` units stand at base b: the sum over points of
  // demand (1 - q^k), k units in reach. Source: [Daskin1983] MEXCLP.
  double expected(std::span<const std::uint32_t> units) const;
  // What one more unit at `base` adds to it: the sum of demand (1 - q) q^k.
  double gain(std::span<const std::uint32_t> units, std::uint32_t base) const;

 private:
  std::uint32_t in_reach(std::span<const std::uint32_t> units, std::size_t point) const;

  std::vector<double> demand_;
  std::vector<bool> reaches_;
  double busy_share_ = 0.0;
};

}  // namespace yuanluo::models
