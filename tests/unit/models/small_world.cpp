#include "tests/unit/models/small_world.hpp"

namespace yuanluo::models {

namespace {

Station station(StationKind kind, GeoPoint at, std::uint16_t vehicles = 0) {
  return {kind, {"站", "station"}, at, vehicles};
}

}  // namespace

World small_world(Settings settings) {
  District d;
  const GeoPoint here = GeoPoint::from_degrees(104.1, 30.66);
  const GeoPoint far = GeoPoint::from_degrees(104.11, 30.66);
  d.name = {"小区", "small world"};
  d.communities.push_back({{"社区", "community"}, {here, far, here}});
  Compound compound;
  compound.name = {"院落", "compound"};
  compound.centre = compound.gate = here;
  compound.gatehouse_staffed = true;
  d.compounds.push_back(compound);
  Building building;
  building.position = here;
  d.buildings.push_back(building);
  d.households.push_back({});
  for (const std::uint8_t age : {std::uint8_t{70}, std::uint8_t{68}}) {
    Resident r;
    r.age = age;
    d.residents.push_back(r);
  }
  d.devices.push_back({});
  d.hydrants.push_back({here, 100});
  d.stations = {station(StationKind::governance_centre, here), station(StationKind::fire_station, far, 1),
                station(StationKind::ambulance_station, far, 1)};
  d.staff = {{StaffRole::grid_worker, CommunityId{0}, std::nullopt, std::nullopt, 0, 24},
             {StaffRole::gatehouse_guard, std::nullopt, CompoundId{0}, std::nullopt, 0, 24},
             {StaffRole::operator_, std::nullopt, std::nullopt, StationId{0}, 0, 24}};
  d.streets.push_back({{}, StreetClass::residential, false, {here, far}});
  return make_world(std::move(d), std::move(settings));
}

World two_communities(Settings settings) {
  District d = small_world().district;
  const GeoPoint far = d.stations[1].position;
  d.communities.push_back({{"邻社区", "next community"}, d.communities[0].boundary});
  Compound compound = d.compounds[0];
  compound.community = CommunityId{1};
  compound.centre = compound.gate = far;
  d.compounds.push_back(compound);
  d.staff.push_back({StaffRole::grid_worker, CommunityId{1}, std::nullopt, std::nullopt, 0, 24});
  return make_world(std::move(d), std::move(settings));
}

}  // namespace yuanluo::models
