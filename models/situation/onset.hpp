// What an incident begins as, and where it is, told from its first event alone.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <type_traits>

#include "models/events.hpp"
#include "models/hazard.hpp"
#include "models/ids.hpp"
#include "models/outages/closure.hpp"
#include "models/world.hpp"

namespace yuanluo::models {

template <class E>
inline constexpr bool is_onset =
    std::is_same_v<E, FireIgnited> || std::is_same_v<E, GasLeakBegan> || std::is_same_v<E, ResidentFell> ||
    std::is_same_v<E, IllnessBegan> || std::is_same_v<E, DeviceDied> || std::is_same_v<E, PowerFailed> ||
    std::is_same_v<E, MobileNetworkFailed> || std::is_same_v<E, PlatformFailed> || std::is_same_v<E, HydrantFailed> ||
    std::is_same_v<E, PumpStationFailed> || std::is_same_v<E, MainBroke> || std::is_same_v<E, StreetClosed>;

// Its variety, until the notice or the end says what it really is. As IncidentLog has it; a false alarm begins with its
// notice.
template <class E>
constexpr std::optional<Variety> begins_as(const E& e) {
  if constexpr (std::is_same_v<E, FireIgnited>) return Variety::fire_other;
  if constexpr (std::is_same_v<E, GasLeakBegan>) return Variety::gas_hose;
  if constexpr (std::is_same_v<E, ResidentFell>) return Variety::fall_home;
  if constexpr (std::is_same_v<E, IllnessBegan>)
    return static_cast<Variety>(static_cast<std::uint32_t>(Variety::cardiac_arrest) +
                                std::min(e.incident.stream(), 2u));
  if constexpr (std::is_same_v<E, DeviceDied>) return Variety::outage_device;
  if constexpr (std::is_same_v<E, PowerFailed>) return Variety::outage_power;
  if constexpr (std::is_same_v<E, MobileNetworkFailed>) return Variety::outage_mobile;
  if constexpr (std::is_same_v<E, PlatformFailed>) return Variety::outage_platform;
  if constexpr (std::is_same_v<E, HydrantFailed>) return Variety::outage_hydrant;
  if constexpr (std::is_same_v<E, PumpStationFailed>) return Variety::outage_pump;
  if constexpr (std::is_same_v<E, MainBroke>) return Variety::outage_main;
  if constexpr (std::is_same_v<E, StreetClosed>) return closure_variety(e.incident);
  return std::nullopt;
}

// The household or resident it happens to; none if it happens to neither, or the world has no such.
std::optional<ResidentId> resident_of(const World& world, IncidentId id);
std::optional<HouseholdId> household_of(const World& world, IncidentId id, Variety variety);
// None for what concerns more than one compound.
std::optional<CompoundId> compound_of(const World& world, IncidentId id, Variety variety);
// In the world's plane: the building, the equipment, the middle of the compound or community, or the centre's house.
PlanePoint position_of(const World& world, IncidentId id, Variety variety);

}  // namespace yuanluo::models
