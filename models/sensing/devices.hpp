// Devices in homes: whether one works, is online, and how its alarms travel.
#pragma once

#include <optional>

#include "models/state.hpp"
#include "models/world.hpp"

namespace yuanluo::models {

// The household's device of that kind, if there is one and it is not dead.
std::optional<DeviceId> working_device(const World& world, const CompoundState& compound, HouseholdId household,
                                       DeviceKind kind);

// True if the device can reach the platform at `at`: linked, not temporarily offline (drawn by device and day), and the
// mobile network is there (it fades when the compound's power has been out for longer than base stations last).
bool online(const World& world, const CompoundState& compound, DeviceId device, sim::SimTime at);

// Delay of an alarm message, lost messages repeated.
sim::Duration uplink_delay(const World& world, const sim::Luck& luck, IncidentId incident);

}  // namespace yuanluo::models
