// How compounds call the units of pools: by their place in the pool, and those of another community than their own,
// which come in mutual aid, by a number that tells which.
#pragma once

#include <cstdint>

#include "models/response/capability.hpp"

namespace yuanluo::models {

inline constexpr std::uint32_t own_units = 1u << 12;  // a pool has fewer units

constexpr std::uint32_t unit_number(bool own, std::uint32_t community, std::uint32_t unit) {
  return own ? unit : (community + 1) * own_units + unit;
}

// The place in its pool, whoever calls the unit; helpers of no pool keep their number.
constexpr std::uint32_t number_in_pool(Helper helper, std::uint32_t number) {
  return belongs_to_pool(helper) ? number % own_units : number;
}

}  // namespace yuanluo::models
