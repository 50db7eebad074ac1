#include "models/state.hpp"

#include "models/world.hpp"

namespace yuanluo::models {

namespace {

PoolState pool_of(std::size_t units) { return {std::vector<bool>(units, false), {}, false}; }

std::size_t memory_of(const std::vector<ActiveIncident>& active) {
  std::size_t bytes = active.capacity() * sizeof(ActiveIncident);
  for (const ActiveIncident& a : active) bytes += a.units.capacity() * sizeof(EngagedUnit);
  return bytes;
}

std::size_t memory_of(const PoolState& pool) {
  return pool.busy.capacity() / 8 + pool.waiting.capacity() * sizeof(WaitingRequest);
}

}  // namespace

State::State(const World& world, sim::Luck luck) {
  compounds.resize(world.compounds.size());
  for (std::uint32_t i = 0; i < compounds.size(); ++i) {
    compounds[i].luck = luck;
    compounds[i].id = {i};
  }
  for (std::uint32_t i = 0; i < world.communities.size(); ++i)
    communities.push_back({luck,
                           {i},
                           pool_of(world.communities[i].grid_workers.size()),
                           pool_of(world.communities[i].micro_stations.size())});
  for (std::uint32_t i = 0; i < world.areas.size(); ++i) {
    const AreaPlace& area = world.areas[i];
    centres.push_back({luck, {i}, 0, {}, true});
    brigades.push_back({luck, {i}, Helper::fire_engine, pool_of(area.engines.size())});
    ambulance_services.push_back({luck, {i}, Helper::ambulance, pool_of(area.ambulances.size())});
    care_services.push_back({luck, {i}, Helper::care_worker, pool_of(area.care_workers.size())});
    utilities.push_back({luck, {i}, {}});
  }
}

std::size_t State::memory() const {
  std::size_t bytes = sizeof(State);
  bytes += compounds.capacity() * sizeof(CompoundState);
  for (const CompoundState& c : compounds)
    bytes += memory_of(c.active) + c.dead_devices.capacity() * sizeof(DeviceId) +
             c.false_alarms.capacity() * sizeof(sim::SimTime);
  bytes += communities.capacity() * sizeof(CommunityState);
  for (const CommunityState& c : communities) bytes += memory_of(c.grid_workers) + memory_of(c.micro_crews);
  bytes += centres.capacity() * sizeof(CentreState);
  for (const CentreState& c : centres) bytes += c.waiting.capacity() * sizeof(WaitingRequest);
  for (const auto* services : {&brigades, &ambulance_services, &care_services}) {
    bytes += services->capacity() * sizeof(ServiceState);
    for (const ServiceState& s : *services) bytes += memory_of(s.units);
  }
  bytes += utilities.capacity() * sizeof(UtilityState);
  for (const UtilityState& u : utilities) bytes += memory_of(u.active);
  return bytes;
}

}  // namespace yuanluo::models
