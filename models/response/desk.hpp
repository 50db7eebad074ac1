// The state of a dispatch desk: its units, and who waits for one.
#pragma once

#include <cstdint>
#include <deque>
#include <vector>

#include "models/response/unit.hpp"

namespace yuanluo::models {

// All that changes at a desk.
struct Desk {
  std::vector<Unit> units;
  std::deque<Request> waiting;   // by arrival
  std::vector<Place> bases;      // the units' own ones first; more to relocate to may follow
  std::uint32_t engaged = 0;     // units that are at work or on their way back
  std::uint32_t relocating = 0;  // on their way to another base

  // One unit at each of the first `homes` bases.
  static Desk at(std::vector<Place> bases, std::uint32_t homes);

  friend bool operator==(const Desk&, const Desk&) = default;
};

}  // namespace yuanluo::models
