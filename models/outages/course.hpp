// An outage that is not mended.
#pragma once

#include <cstdint>

#include "sim/time.hpp"

namespace yuanluo::models {

struct OutageCourse {
  std::uint32_t which = 0;    // device, hydrant, pump station, community
  sim::Duration work{};       // that the repair takes
  sim::SimTime not_before{};  // when power cuts and network outages end at the earliest

  friend bool operator==(const OutageCourse&, const OutageCourse&) = default;
};

}  // namespace yuanluo::models
