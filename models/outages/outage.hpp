// Outages: what is out does not detect, report, lift or pump, until it is mended.
#pragma once

#include "models/state.hpp"
#include "models/world.hpp"

namespace yuanluo::models {

enum class OutageStep : std::uint32_t { noticed, crew_sent, crew_arrives, mended };

// At the compound: power and devices.
void handle(const World& world, CompoundState& compound, const PowerFailed& event, Outbox& out);
void handle(const World& world, CompoundState& compound, const DeviceDied& event, Outbox& out);
// What the compound is told of the rest.
void handle(const World& world, CompoundState& compound, const LifelineChanged& event, Outbox& out);

// At the utility: mobile network, platform, hydrants, pump stations, mains.
void handle(const World& world, UtilityState& utility, const MobileNetworkFailed& event, Outbox& out);
void handle(const World& world, UtilityState& utility, const PlatformFailed& event, Outbox& out);
void handle(const World& world, UtilityState& utility, const HydrantFailed& event, Outbox& out);
void handle(const World& world, UtilityState& utility, const PumpStationFailed& event, Outbox& out);
void handle(const World& world, UtilityState& utility, const MainBroke& event, Outbox& out);
void handle(const World& world, UtilityState& utility, const StepFellDue& event, Outbox& out);

// Closed streets: the utility of the area keeps a closure, and tells those who send units of all areas, who may pass.
void handle(const World& world, UtilityState& utility, const StreetClosed& event, Outbox& out);
void reopen(const World& world, UtilityState& utility, const ActiveIncident& closure, Outbox& out);

}  // namespace yuanluo::models
