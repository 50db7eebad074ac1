// A planner's own water network, and how the district's hydrants and pump stations are tied to it. Takes the place of
// mains laid under the streets.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "models/water/hydraulics/network.hpp"

namespace yuanluo::models {

// Where a pump station is: a pump of the network, or the node that a pump of the district's table lifts water to.
struct OwnPump {
  bool is_link = true;
  std::uint32_t element = 0;  // index of the link, or of the node

  friend bool operator==(const OwnPump&, const OwnPump&) = default;
};

struct OwnMains {
  hydraulics::Network network;
  std::vector<std::optional<std::uint32_t>> hydrants;  // by hydrant: its node, a junction; none: tied to nothing
  std::vector<std::optional<OwnPump>> pumps;           // by pump station

  friend bool operator==(const OwnMains&, const OwnMains&) = default;
};

}  // namespace yuanluo::models
