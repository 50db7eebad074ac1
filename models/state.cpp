#include "models/state.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "models/world.hpp"
#include "sim/large_block.hpp"

namespace yuanluo::models {

namespace {

// Grid workers have no station: they are placed when somebody asks where they are.
PoolState grid_workers_of(const CommunityPlace& community) {
  std::vector<Place> bases(community.grid_workers.size());
  const auto units = static_cast<std::uint32_t>(bases.size());
  return {Desk::at(std::move(bases), units), false};
}

// One unit at each of `stations` (indices into `places`).
PoolState pool_of(const World& world, const std::vector<StationPlace>& places,
                  const std::vector<std::uint32_t>& stations) {
  std::vector<Place> bases;
  for (const std::uint32_t station : stations) {
    const PlanePoint at = world.plane.to_plane(world.district.stations[places[station].station.index()].position);
    bases.push_back({at.x, at.y, station});
  }
  const auto units = static_cast<std::uint32_t>(bases.size());
  return {Desk::at(std::move(bases), units), false};
}

// Units that neighbours lend count from the last of the own ones on, and stand at their bases' places. An area without
// units of its own gets none.
void lend(Desk& desk, double units) {
  const std::size_t own = desk.units.size();
  for (std::size_t i = 0; own > 0 && i < static_cast<std::size_t>(units); ++i) {
    const Unit like = desk.units[i % own];
    desk.units.push_back(like);
  }
}

std::size_t memory_of(const std::vector<ActiveIncident>& active) {
  std::size_t bytes = active.capacity() * sizeof(ActiveIncident);
  for (const ActiveIncident& a : active) bytes += a.units.capacity() * sizeof(EngagedUnit);
  return bytes;
}

std::size_t memory_of(const PoolState& pool) {
  return pool.desk.units.capacity() * sizeof(Unit) + pool.desk.bases.capacity() * sizeof(Place) +
         pool.desk.waiting.size() * sizeof(Request);
}

}  // namespace

State::State(const World& world, sim::Luck luck) {
  compounds.reserve(world.compounds.size());
  sim::ask_for_huge_pages(compounds.data(), world.compounds.size() * sizeof(CompoundState));
  compounds.resize(world.compounds.size());
  for (std::uint32_t i = 0; i < compounds.size(); ++i) {
    compounds[i].luck = luck;
    compounds[i].id = {i};
  }
  for (std::uint32_t i = 0; i < world.communities.size(); ++i) {
    const CommunityPlace& community = world.communities[i];
    std::vector<std::uint32_t> each(community.micro_stations.size());
    std::iota(each.begin(), each.end(), 0u);
    communities.push_back(
        {luck, {i}, grid_workers_of(community), pool_of(world, community.micro_stations, each), {}, {}});
    communities.back().false_alarms.resize(std::max<std::size_t>(community.grid_workers.size(), 1));
  }
  for (std::uint32_t i = 0; i < world.areas.size(); ++i) {
    const AreaPlace& area = world.areas[i];
    centres.push_back({luck, {i}, 0, {}, true});
    const DispatchParams& p = world.settings.dispatch;
    brigades.push_back({luck, {i}, Helper::fire_engine, pool_of(world, area.fire_stations, area.engines), {}});
    lend(brigades.back().units.desk, p.outside_engines);
    ambulance_services.push_back(
        {luck, {i}, Helper::ambulance, pool_of(world, area.ambulance_stations, area.ambulances), {}});
    lend(ambulance_services.back().units.desk, p.outside_ambulances);
    std::vector<std::uint32_t> carers;
    for (const Post& post : area.care_workers) carers.push_back(post.station);
    care_services.push_back({luck, {i}, Helper::care_worker, pool_of(world, area.care_stations, carers), {}});
    utilities.push_back({luck, {i}, {}, {}});
  }
}

std::size_t State::memory() const {
  std::size_t bytes = sizeof(State);
  bytes += compounds.capacity() * sizeof(CompoundState);
  for (const CompoundState& c : compounds)
    bytes += memory_of(c.active) + c.dead_devices.capacity() * sizeof(DeviceId) +
             c.false_alarms.capacity() * sizeof(sim::SimTime);
  bytes += communities.capacity() * sizeof(CommunityState);
  for (const CommunityState& c : communities) {
    bytes += memory_of(c.grid_workers) + memory_of(c.micro_crews) + c.closed.memory();
    for (const auto& grid : c.false_alarms) bytes += sizeof(grid) + grid.capacity() * sizeof(RememberedAlarm);
  }
  bytes += centres.capacity() * sizeof(CentreState);
  for (const CentreState& c : centres) bytes += c.waiting.capacity() * sizeof(WaitingAlarm);
  for (const auto* services : {&brigades, &ambulance_services, &care_services}) {
    bytes += services->capacity() * sizeof(ServiceState);
    for (const ServiceState& s : *services) bytes += memory_of(s.units) + s.closed.memory();
  }
  bytes += utilities.capacity() * sizeof(UtilityState);
  for (const UtilityState& u : utilities)
    bytes += memory_of(u.active) + u.water.lines.capacity() * sizeof(HydrantLine) +
             u.water.called.capacity() * sizeof(CalledStation) + u.water.unpowered.capacity() * sizeof(PumpStationId) +
             u.water.tanks.capacity() * sizeof(StationTank);
  return bytes;
}

}  // namespace yuanluo::models
