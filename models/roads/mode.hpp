// How somebody moves.
#pragma once

#include <cstdint>

#include "models/street.hpp"

namespace yuanluo::models {

enum class TravelMode : std::uint8_t { walking, stretcher, e_bike, car, fire_engine, ambulance };
inline constexpr std::size_t travel_modes = 6;

constexpr Traveller traveller_of(TravelMode mode) {
  switch (mode) {
    case TravelMode::walking:
    case TravelMode::stretcher:
      return Traveller::foot;
    case TravelMode::e_bike:
      return Traveller::bike;
    default:
      return Traveller::vehicle;
  }
}

// On a call, so that signs may not bind it.
constexpr bool is_emergency(TravelMode mode) {
  return mode == TravelMode::fire_engine || mode == TravelMode::ambulance;
}

}  // namespace yuanluo::models
