// False alarms: cooking fumes, dust, accidental presses. They load the same people and wear out trust.
#pragma once

#include "models/state.hpp"
#include "models/world.hpp"

namespace yuanluo::models {

enum class FalseAlarmStep : std::uint32_t { household_clears };

void handle(const World& world, CompoundState& compound, const FalseAlarmBegan& event, Outbox& out);

}  // namespace yuanluo::models
