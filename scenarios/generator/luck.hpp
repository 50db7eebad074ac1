// The luck of the synthetic district: what its random details are drawn for.
#pragma once

#include <cstdint>

#include "sim/random.hpp"

namespace yuanluo::scenarios {

// Each detail has its own addresses, so that drawing one more of one kind does not change another kind.
enum class Detail : std::uint32_t {
  community_cut,
  block_cut,
  dead_end,
  oneway,
  plot_use,
  compound_year,
  compound_floors,
  compound_tower,
  gatehouse,
  safety_lead,
  narrow_lane,
  lift_retrofit,
  flat_occupied,
  flat_rank,
  household_rank,
  family,
  sex,
  disabled,
  mobility,
  hearing,
  relative,
  device_rank,
};

class DistrictLuck {
 public:
  explicit DistrictLuck(std::int64_t seed) : luck_(static_cast<std::uint64_t>(seed), never_a_replication) {}

  sim::Draw draw(Detail detail, std::size_t entity, std::uint32_t n = 0) const {
    return luck_.draw(static_cast<std::uint32_t>(entity), static_cast<std::uint32_t>(detail), n);
  }
  double uniform(Detail detail, std::size_t entity, std::uint32_t n = 0) const {
    return draw(detail, entity, n).uniform();
  }

 private:
  // The last of the 2^24 numbers of replications: a run with the same seed shares no luck with its district.
  static constexpr std::uint32_t never_a_replication = 0xffffff;

  sim::Luck luck_;
};

}  // namespace yuanluo::scenarios
