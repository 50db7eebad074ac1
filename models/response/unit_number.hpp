// How compounds call the units of pools: by their place in the pool, and those of another community or area than their
// own, which come in mutual aid, by a number that tells which.
#pragma once

#include <cstdint>

#include "models/response/capability.hpp"

namespace yuanluo::models {

inline constexpr std::uint32_t own_units = 1u << 12;  // a pool has fewer units

// `home`: of the community, or the area, whose unit it is.
constexpr std::uint32_t unit_number(bool own, std::uint32_t home, std::uint32_t unit) {
  return own ? unit : (home + 1) * own_units + unit;
}
// The home of a unit that is not the compound's own.
constexpr std::uint32_t home_in(std::uint32_t number) { return number / own_units - 1; }

// The place in its pool, whoever calls the unit; helpers of no pool keep their number.
constexpr std::uint32_t number_in_pool(Helper helper, std::uint32_t number) {
  return belongs_to_pool(helper) ? number % own_units : number;
}

}  // namespace yuanluo::models
