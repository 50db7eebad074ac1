// The tanks that pump stations draw from: while a pump runs, its tank loses what is pumped less what flows in, and may
// run dry in a long fire; afterwards it fills again, slowly. Source: [GB50974] 4.3.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "models/state.hpp"
#include "models/world.hpp"

namespace yuanluo::models {

// What a running station pumps from now on.
struct PumpedFlow {
  PumpStationId station;
  std::int64_t flow_mlps = 0;
};

// What a station's tank holds when it is full; none: it draws from what does not run dry.
std::optional<double> station_tank_m3(const World& world, PumpStationId station);

// Water in it now.
double water_in_tank_m3(const World& world, const UtilityState& utility, PumpStationId station, sim::SimTime now);

// From now on running stations pump these flows, all others nothing. `pumped`: by station, each once.
void draw_from_tanks(const World& world, UtilityState& utility, const std::vector<PumpedFlow>& pumped, Outbox& out);

// A tank that is empty now stops its pump, and all crews are told what that leaves them.
void handle(const World& world, UtilityState& utility, const PumpTankDue& event, Outbox& out);

}  // namespace yuanluo::models
