// Gas leaks in kitchens: from release to smell, sensor, shut-off or ignition.
#pragma once

#include "models/state.hpp"
#include "models/world.hpp"

namespace yuanluo::models {

enum class GasStep : std::uint32_t {
  sensor_reacts,  // detail: device
  household_smells,
  household_shuts_off,
  neighbour_smells,
  ignites,
  stops,
};

void handle(const World& world, CompoundState& compound, const GasLeakBegan& event, Outbox& out);

}  // namespace yuanluo::models
