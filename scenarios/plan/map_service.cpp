#include "scenarios/plan/map_service.hpp"

#include <algorithm>

#include "models/roads/roads.hpp"
#include "sim/contract.hpp"

namespace yuanluo::scenarios {
namespace {

using Stand = MapService::Stand;

std::vector<Stand> care_stations(const models::World& world) {
  std::vector<Stand> stands;
  for (const models::Station& station : world.district.stations) {
    const bool care =
        station.kind == models::StationKind::care_complex || station.kind == models::StationKind::day_care_centre;
    if (care) stands.push_back({world.plane.to_plane(station.position), std::nullopt});
  }
  return stands;
}

std::vector<Stand> micro_fire_stations(const models::World& world) {
  std::vector<Stand> stands;
  for (std::uint32_t c = 0; c < world.communities.size(); ++c) {
    for (const models::StationPlace& place : world.communities[c].micro_stations)
      stands.push_back({world.plane.to_plane(world.district.stations[place.station.index()].position), c});
  }
  return stands;
}

}  // namespace

double MapService::way_m(std::size_t compound, models::PlanePoint place) const {
  return models::Roads::detour * models::distance(compounds[compound], place).value;
}

double MapService::today_m(std::size_t compound) const {
  double nearest = beyond_m;
  for (const Stand& stand : existing) {
    if (serves(stand.community, compound)) nearest = std::min(nearest, counted_m(way_m(compound, stand.place)));
  }
  return nearest;
}

MapService map_service(const models::World& world, DecisionKind kind, const Risks& risks) {
  // Farther than this makes no difference any more. Source: assumption.
  constexpr double farthest_care_m = 5000.0, farthest_crew_m = 3000.0;
  const auto fires = [&](std::uint32_t h) { return risks.weighted_fires(h); };
  MapService service;
  bool gates = true;
  switch (kind) {
    case DecisionKind::hydrants:
      service.events = by_compound(world, fires);
      for (const models::Hydrant& h : world.district.hydrants)
        service.existing.push_back({world.plane.to_plane(h.position), std::nullopt});
      // Beyond the hose there is no water from mains: as bad as twice the hose. Source: assumption.
      service.longest_m = world.settings.water.hose_length_m;
      service.beyond_m = 2.0 * service.longest_m;
      gates = false;
      break;
    case DecisionKind::care_stations:
      service.events = by_compound(world, [&](std::uint32_t h) { return risks.falls(h) + risks.illnesses(h); });
      service.existing = care_stations(world);
      service.longest_m = service.beyond_m = farthest_care_m;
      break;
    case DecisionKind::micro_fire_stations:
      service.events = by_compound(world, fires);
      service.existing = micro_fire_stations(world);
      service.own_community_only = true;
      service.longest_m = service.beyond_m = farthest_crew_m;
      break;
    default:
      throw sim::ContractError("map_service: the kind does not serve compounds");
  }
  for (const auto& compound : world.compounds) service.compounds.push_back(gates ? compound.gate : compound.centre);
  for (const models::Compound& compound : world.district.compounds)
    service.community.push_back(compound.community.value);
  return service;
}

}  // namespace yuanluo::scenarios
