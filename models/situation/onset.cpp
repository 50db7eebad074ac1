#include "models/situation/onset.hpp"

#include "models/roads/street_map.hpp"

namespace yuanluo::models {

std::optional<ResidentId> resident_of(const World& world, IncidentId id) {
  const bool concerns_one = id.hazard() == Hazard::fall || id.hazard() == Hazard::medical;
  if (!concerns_one || id.entity() >= world.district.residents.size()) return std::nullopt;
  return ResidentId{id.entity()};
}

std::optional<HouseholdId> household_of(const World& world, IncidentId id, Variety variety) {
  if (const auto resident = resident_of(world, id)) return world.district.residents[resident->index()].household;
  const bool named = id.hazard() == Hazard::fire || id.hazard() == Hazard::gas_leak ||
                     id.hazard() == Hazard::false_alarm || variety == Variety::outage_device;
  if (!named || id.entity() >= world.district.households.size()) return std::nullopt;
  return HouseholdId{id.entity()};
}

std::optional<CompoundId> compound_of(const World& world, IncidentId id, Variety variety) {
  if (const auto household = household_of(world, id, variety)) return world.compound_of(*household);
  if (variety == Variety::outage_power && id.entity() < world.compounds.size()) return CompoundId{id.entity()};
  return std::nullopt;
}

PlanePoint position_of(const World& world, IncidentId id, Variety variety) {
  const District& d = world.district;
  if (const auto household = household_of(world, id, variety))
    return world.plane.to_plane(world.building_of(*household).position);
  if (const auto compound = compound_of(world, id, variety)) return world.compounds[compound->index()].centre;
  const std::uint32_t entity = id.entity();
  if ((variety == Variety::outage_hydrant || variety == Variety::outage_main) && entity < d.hydrants.size())
    return world.plane.to_plane(d.hydrants[entity].position);
  if (variety == Variety::outage_pump && entity < d.pump_stations.size())
    return world.plane.to_plane(d.pump_stations[entity].position);
  if (variety >= Variety::street_accident && entity < world.roads.map().streets()) {
    const auto points = world.roads.map().points(entity);
    return points[points.size() / 2];
  }
  if (variety == Variety::outage_mobile && entity < world.communities.size()) {
    PlanePoint sum;
    const auto& compounds = world.communities[entity].compounds;
    for (const CompoundId c : compounds) {
      sum.x += world.compounds[c.index()].centre.x / static_cast<double>(compounds.size());
      sum.y += world.compounds[c.index()].centre.y / static_cast<double>(compounds.size());
    }
    return sum;
  }
  std::uint32_t nth = 0;
  for (const Station& s : d.stations)
    if (s.kind == StationKind::governance_centre && nth++ == entity) return world.plane.to_plane(s.position);
  return {};
}

}  // namespace yuanluo::models
