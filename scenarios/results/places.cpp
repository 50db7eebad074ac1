#include "scenarios/results/rows.hpp"

#include "models/water/waterworks.hpp"
#include "models/world.hpp"

namespace yuanluo::scenarios {
namespace {

constexpr double most_work = 2e7;  // hydrants × nodes: some ten seconds

void add(PlaceFigures& to, const PlaceFigures& from) {
  to.buildings += from.buildings;
  to.households += from.households;
  to.residents += from.residents;
  to.aged_80 += from.aged_80;
  to.living_alone += from.living_alone;
  to.disabled += from.disabled;
  for (std::size_t k = 0; k < models::device_kinds; ++k) to.devices[k] += from.devices[k];
  to.linked_devices += from.linked_devices;
}

}  // namespace

Places places_of(const models::District& district) {
  Places places;
  places.district = district.name;
  places.boundary = district.boundary;
  places.streets = district.streets;
  places.stations = district.stations;
  places.pump_stations = static_cast<std::uint32_t>(district.pump_stations.size());
  for (const models::PumpStation& p : district.pump_stations) places.pump_station_names.push_back(p.name);
  places.hydrants.reserve(district.hydrants.size());
  for (const models::Hydrant& h : district.hydrants) places.hydrants.push_back(h.position);

  places.compounds.reserve(district.compounds.size());
  for (const models::Compound& c : district.compounds) {
    CompoundRow row;
    row.name = c.name;
    row.community = c.community.value;
    row.centre = c.centre;
    row.gate = c.gate;
    row.boundary = c.boundary;
    row.built_year = c.built_year;
    row.gatehouse_staffed = c.gatehouse_staffed;
    row.fire_lane_narrow = c.fire_lane_narrow;
    places.compounds.push_back(std::move(row));
  }

  const auto figures_of = [&](models::HouseholdId household) -> PlaceFigures& {
    const models::BuildingId building = district.households[household.index()].building;
    return places.compounds[district.buildings[building.index()].compound.index()].figures;
  };
  for (const models::Building& b : district.buildings) ++places.compounds[b.compound.index()].figures.buildings;
  for (std::uint32_t h = 0; h < district.households.size(); ++h) ++figures_of(models::HouseholdId{h}).households;
  for (const models::Resident& r : district.residents) {
    PlaceFigures& f = figures_of(r.household);
    ++f.residents;
    if (r.age >= 80) ++f.aged_80;
    if (r.lives_alone) ++f.living_alone;
    if (r.disabled) ++f.disabled;
  }
  for (const models::Device& d : district.devices) {
    PlaceFigures& f = figures_of(d.household);
    ++f.devices[static_cast<std::size_t>(d.kind)];
    if (d.linked) ++f.linked_devices;
  }

  places.communities.reserve(district.communities.size());
  for (const models::Community& c : district.communities) {
    CommunityRow row;
    row.name = c.name;
    row.boundary = c.boundary;
    places.communities.push_back(std::move(row));
  }
  for (const CompoundRow& c : places.compounds) {
    CommunityRow& community = places.communities[c.community];
    ++community.compounds;
    add(community.figures, c.figures);
  }
  for (const models::Staff& s : district.staff) {
    if (s.role == models::StaffRole::grid_worker && s.community)
      ++places.communities[s.community->index()].grid_workers;
  }
  return places;
}

Places places_of(const models::World& world) {
  Places places = places_of(world.district);
  double work = 0.0;
  const models::MainsPlan& plan = world.waterworks->plan();
  for (const auto& tie : plan.hydrants)
    if (tie) work += static_cast<double>(plan.parts[tie->part].network.nodes.size());
  if (work <= most_work) places.hydrant_figures = models::hydrant_figures(world);
  return places;
}

}  // namespace yuanluo::scenarios
