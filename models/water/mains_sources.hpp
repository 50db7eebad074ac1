// What brings water into the mains: feeds from trunk mains, and pump stations.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "models/geo.hpp"
#include "models/water/mains.hpp"

namespace yuanluo::models {

// Joins one part to trunk mains. `at`: the places of its nodes so far.
void feed_from_trunks(hydraulics::Network& network, const std::vector<PlanePoint>& at, const MainsParams& params);

// Where a pump station stands in the mains.
struct StationSite {
  std::uint32_t part = 0;
  std::uint32_t node = 0;
};

// The pump station nearest along the pipes to each node of a network, where one is within `reach_m` of its node
// (`from`, by station; none: not of this network). Check valves, pumps and closed pipes are no way.
std::vector<std::optional<std::uint32_t>> zones_of(const hydraulics::Network& network,
                                                   const std::vector<std::optional<std::size_t>>& from, double reach_m);

// Gives each station that has a site a tank, a duty and a standby pump, and its fire main: a second pipe beside every
// main of its zone, filled from the mains through a check valve at the station. Ties the hydrants of the zone to it.
void add_pump_stations(MainsPlan& plan, const std::vector<PumpStation>& stations,
                       const std::vector<std::optional<StationSite>>& sites, double zone_reach_m,
                       const MainsParams& params);

// What the tank of a pump station of the table holds: `pump_tank_h` of its rated flow.
double pump_tank_m3(const PumpStation& station, const MainsParams& params);

// A tank and pumps that lift into a node. Returns duty and standby pump.
PumpTie add_pumps(MainsPlan& plan, std::uint32_t part, std::size_t to, std::uint32_t s, const PumpStation& station,
                  const MainsParams& params);

}  // namespace yuanluo::models
