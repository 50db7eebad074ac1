// Physical quantities as types, for borders between modules. Inside solvers plain doubles carry their unit in the name.
#pragma once

#include <compare>

#include "sim/time.hpp"

namespace yuanluo::models {

template <class Tag>
struct Quantity {
  double value = 0.0;

  friend constexpr auto operator<=>(Quantity, Quantity) = default;
  friend constexpr Quantity operator+(Quantity a, Quantity b) { return {a.value + b.value}; }
  friend constexpr Quantity operator-(Quantity a, Quantity b) { return {a.value - b.value}; }
  friend constexpr Quantity operator*(double k, Quantity a) { return {k * a.value}; }
};

using Metres = Quantity<struct MetresTag>;
using MetresPerSecond = Quantity<struct MetresPerSecondTag>;
using LitresPerSecond = Quantity<struct LitresPerSecondTag>;
using Kilowatts = Quantity<struct KilowattsTag>;

// Time to cover `distance` at a steady `speed` (above zero).
inline sim::Duration operator/(Metres distance, MetresPerSecond speed) {
  return sim::seconds(distance.value / speed.value);
}

}  // namespace yuanluo::models
