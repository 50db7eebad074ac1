// What water a fire can be fought with. First version: each hydrant has a flow of its own, less where no pump station
// boosts it; the hydraulics of the mains are left out.
#pragma once

#include <optional>

#include "models/state.hpp"
#include "models/world.hpp"

namespace yuanluo::models {

struct HydrantSupply {
  LitresPerSecond flow;
  Metres hose;
};

// The nearest usable hydrant within hose length of the compound, and what it gives; none if there is none.
std::optional<HydrantSupply> hydrant_supply(const World& world, const CompoundState& compound, IncidentId incident);

// Time to lay a hose over `way` and up to `floor` (1 is the ground floor). Source: [FirefighterGrading].
sim::Duration hose_laying_time(const World& world, const sim::Luck& luck, IncidentId incident, Metres way, int floor);

}  // namespace yuanluo::models
