// The times within which things should happen. JSON `operations.targets`.
#pragma once

#include <array>
#include <optional>

#include "models/hazard.hpp"
#include "models/kpi/latency.hpp"
#include "models/params.hpp"

namespace yuanluo::models {

struct Targets {
  // Seconds; by hazard and latency.
  std::array<std::array<double, latencies>, hazards> limit_s;

  Targets();
  double of(Hazard hazard, Latency latency) const {
    return limit_s[static_cast<std::size_t>(hazard)][static_cast<std::size_t>(latency)];
  }
};

void describe(ParamVisitor& visitor, Targets& targets);

}  // namespace yuanluo::models
