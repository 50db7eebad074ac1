#include "models/world.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "models/response/covers.hpp"
#include "models/roads/network.hpp"
#include "sim/contract.hpp"

namespace yuanluo::models {

namespace {

using sim::require;

// Where rows of `owner_of(row)` begin for each of `owners` owners; the rows must stand together in order.
template <class Rows, class OwnerOf>
std::vector<std::uint32_t> first_rows(const Rows& rows, std::size_t owners, OwnerOf owner_of, const char* complaint) {
  std::vector<std::uint32_t> first(owners + 1, 0);
  std::size_t previous = 0;
  for (const auto& row : rows) {
    const std::size_t owner = owner_of(row);
    require(owner < owners && owner >= previous, complaint);
    previous = owner;
    ++first[owner + 1];
  }
  for (std::size_t i = 1; i < first.size(); ++i) first[i] += first[i - 1];
  return first;
}

std::vector<StationId> stations_of(const District& district, StationKind kind) {
  std::vector<StationId> found;
  for (std::uint32_t i = 0; i < district.stations.size(); ++i)
    if (district.stations[i].kind == kind) found.push_back({i});
  return found;
}

// Index of the place nearest to `p`.
std::size_t nearest(PlanePoint p, const std::vector<PlanePoint>& places) {
  const auto closer = [&](PlanePoint a, PlanePoint b) { return distance(p, a) < distance(p, b); };
  return static_cast<std::size_t>(std::min_element(places.begin(), places.end(), closer) - places.begin());
}

class Builder {
 public:
  Builder(District district, Settings settings) {
    world_.district = std::move(district);
    world_.settings = std::move(settings);
    require(!world_.district.compounds.empty(), "a district has at least one compound");
    world_.plane = LocalPlane(world_.district.compounds.front().centre);
    network_.emplace(world_.district.streets, world_.plane);
  }

  World build() {
    index_tables();
    make_areas();
    place_staff();
    place_hydrants();
    measure_ways();
    make_profiles();
    make_fall_rates();
    prepare_dispatch(world_);
    return std::move(world_);
  }

 private:
  PlanePoint at(GeoPoint p) const { return world_.plane.to_plane(p); }
  PlanePoint at(StationId s) const { return at(world_.district.stations[s.index()].position); }

  void index_tables() {
    const District& d = world_.district;
    world_.compounds.resize(d.compounds.size());
    world_.compound_of_household.reserve(d.households.size());
    for (const Household& h : d.households) {
      require(h.building.index() < d.buildings.size(), "a household names a building that does not exist");
      world_.compound_of_household.push_back(d.buildings[h.building.index()].compound);
    }
    const auto first = first_rows(
        d.households, d.compounds.size(),
        [&](const Household& h) { return d.buildings[h.building.index()].compound.index(); },
        "households must stand in the order of their compounds");
    world_.first_resident = first_rows(
        d.residents, d.households.size(), [](const Resident& r) { return r.household.index(); },
        "residents must stand in the order of their households");
    world_.first_device = first_rows(
        d.devices, d.households.size(), [](const Device& x) { return x.household.index(); },
        "devices must stand in the order of their households");
    for (std::size_t i = 0; i < d.compounds.size(); ++i) {
      CompoundPlace& place = world_.compounds[i];
      place.centre = at(d.compounds[i].centre);
      place.gate = at(d.compounds[i].gate);
      place.first_household = first[i];
      place.last_household = first[i + 1];
    }
  }

  void make_areas() {
    const District& d = world_.district;
    const auto centres = stations_of(d, StationKind::governance_centre);
    require(!centres.empty(), "a district has at least one governance centre");
    std::vector<PlanePoint> centre_places;
    for (const StationId s : centres) centre_places.push_back(at(s));
    world_.areas.resize(centres.size());
    world_.communities.resize(d.communities.size());
    world_.place_in_community.resize(d.compounds.size());
    world_.processes = {static_cast<std::uint32_t>(d.compounds.size()),
                        static_cast<std::uint32_t>(d.communities.size()), static_cast<std::uint32_t>(centres.size())};
    for (std::uint32_t i = 0; i < d.compounds.size(); ++i) {
      CommunityPlace& community = world_.communities[d.compounds[i].community.index()];
      world_.place_in_community[i] = static_cast<std::uint32_t>(community.compounds.size());
      community.compounds.push_back({i});
    }
    for (std::uint32_t c = 0; c < world_.communities.size(); ++c) {
      CommunityPlace& community = world_.communities[c];
      PlanePoint middle;
      for (const CompoundId id : community.compounds) {
        middle.x += world_.compounds[id.index()].centre.x / static_cast<double>(community.compounds.size());
        middle.y += world_.compounds[id.index()].centre.y / static_cast<double>(community.compounds.size());
      }
      community.area = {static_cast<std::uint32_t>(nearest(middle, centre_places))};
      AreaPlace& area = world_.areas[community.area.index()];
      area.communities.push_back({c});
      area.compounds.insert(area.compounds.end(), community.compounds.begin(), community.compounds.end());
      for (const CompoundId id : community.compounds) world_.compounds[id.index()].area = community.area;
    }
    for (AreaPlace& area : world_.areas)
      area.main_length_km = network_->length_m() / 1000.0 / static_cast<double>(world_.areas.size());
  }

  StationPlace measured(StationId station, StreetUser user) {
    std::vector<PlanePoint> gates;
    for (const CompoundPlace& c : world_.compounds) gates.push_back(c.gate);
    return {station, network_->distances(at(station), gates, user)};
  }

  std::size_t area_of(StationId station) const {
    std::vector<PlanePoint> centres;
    for (const StationId s : stations_of(world_.district, StationKind::governance_centre)) centres.push_back(at(s));
    return nearest(at(station), centres);
  }

  CommunityId community_of(StationId station) const {
    std::vector<PlanePoint> centres;
    for (const CompoundPlace& c : world_.compounds) centres.push_back(c.centre);
    return world_.district.compounds[nearest(at(station), centres)].community;
  }

  void place_staff() {
    const District& d = world_.district;
    std::vector<std::uint32_t> place_of_station(d.stations.size(), 0);
    for (std::uint32_t i = 0; i < d.stations.size(); ++i) {
      const StationId id{i};
      const auto add = [&](std::vector<StationPlace>& to, StreetUser user) {
        place_of_station[i] = static_cast<std::uint32_t>(to.size());
        to.push_back(measured(id, user));
      };
      switch (d.stations[i].kind) {
        case StationKind::governance_centre:
          break;
        case StationKind::care_complex:
        case StationKind::day_care_centre:
          add(world_.areas[area_of(id)].care_stations, StreetUser::person);
          break;
        case StationKind::micro_fire_station:
          add(world_.communities[community_of(id).index()].micro_stations, StreetUser::person);
          break;
        case StationKind::fire_station: {
          AreaPlace& area = world_.areas[area_of(id)];
          add(area.fire_stations, StreetUser::vehicle);
          area.engines.insert(area.engines.end(), d.stations[i].vehicles, place_of_station[i]);
          break;
        }
        case StationKind::ambulance_station: {
          AreaPlace& area = world_.areas[area_of(id)];
          add(area.ambulance_stations, StreetUser::vehicle);
          area.ambulances.insert(area.ambulances.end(), d.stations[i].vehicles, place_of_station[i]);
          break;
        }
      }
    }
    for (std::uint32_t i = 0; i < d.staff.size(); ++i) {
      const Staff& s = d.staff[i];
      const StaffId id{i};
      switch (s.role) {
        case StaffRole::grid_worker:
          world_.communities[s.community.value().index()].grid_workers.push_back({id});
          break;
        case StaffRole::safety_lead:
          world_.compounds[s.compound.value().index()].safety_lead = id;
          break;
        case StaffRole::gatehouse_guard:
          world_.compounds[s.compound.value().index()].guard = id;
          break;
        case StaffRole::care_worker:
          world_.areas[area_of(*s.station)].care_workers.push_back({id, place_of_station[s.station->index()]});
          break;
        case StaffRole::micro_fire_crew:
          world_.communities[community_of(*s.station).index()].micro_crews.push_back(
              {id, place_of_station[s.station->index()]});
          break;
        case StaffRole::operator_:
          world_.areas[area_of(*s.station)].operators.push_back(id);
          break;
      }
    }
  }

  void place_hydrants() {
    constexpr std::size_t most = 8;
    const District& d = world_.district;
    std::vector<PlanePoint> pumps;
    for (const PumpStation& p : d.pump_stations) pumps.push_back(at(p.position));
    std::vector<PlanePoint> hydrants;
    for (const Hydrant& h : d.hydrants) hydrants.push_back(at(h.position));
    const double longest = world_.settings.water.hose_length_m;
    for (CompoundPlace& c : world_.compounds) {
      for (std::uint32_t i = 0; i < hydrants.size(); ++i) {
        const double way = StreetNetwork::detour * distance(c.centre, hydrants[i]).value;
        if (way > longest) continue;
        NearHydrant near{{i}, static_cast<float>(way), std::nullopt};
        if (!pumps.empty()) {
          const std::size_t pump = nearest(hydrants[i], pumps);
          if (distance(hydrants[i], pumps[pump]).value <= world_.settings.water.pump_station_reach_m)
            near.pump_station = PumpStationId{static_cast<std::uint32_t>(pump)};
        }
        c.hydrants.push_back(near);
      }
      std::stable_sort(c.hydrants.begin(), c.hydrants.end(),
                       [](const NearHydrant& a, const NearHydrant& b) { return a.distance_m < b.distance_m; });
      if (c.hydrants.size() > most) c.hydrants.resize(most);
    }
  }

  void measure_ways() {
    world_.gate_row.resize(world_.compounds.size());
    for (const CommunityPlace& community : world_.communities) {
      std::vector<PlanePoint> gates;
      for (const CompoundId id : community.compounds) gates.push_back(world_.compounds[id.index()].gate);
      for (const CompoundId id : community.compounds) {
        const auto row = network_->distances(world_.compounds[id.index()].gate, gates, StreetUser::person);
        world_.gate_row[id.index()] = static_cast<std::uint32_t>(world_.gate_distance_m.size());
        world_.gate_distance_m.insert(world_.gate_distance_m.end(), row.begin(), row.end());
      }
    }
  }

  // People alike in age group, sex and company fall alike.
  void make_fall_rates() {
    std::map<std::tuple<int, Sex, bool>, FallRate> known;
    for (const Resident& r : world_.district.residents) {
      const int age_group = std::clamp(r.age / 10, 5, 8);
      const auto [it, is_new] = known.try_emplace({age_group, r.sex, r.lives_alone});
      if (is_new) it->second = fall_rate(world_.settings.falls, r);
      world_.fall_rates.push_back(it->second);
    }
  }

  void make_profiles() {
    const Settings& s = world_.settings;
    world_.profiles.fire = sim::WeeklyProfile(s.fire.hour_weights, s.fire.weekday_weights);
    world_.profiles.gas = sim::WeeklyProfile(s.gas.hour_weights, s.gas.weekday_weights);
    world_.profiles.fall = sim::WeeklyProfile(s.falls.hour_weights, s.falls.weekday_weights);
    world_.profiles.medical = sim::WeeklyProfile(s.medical.hour_weights, s.medical.weekday_weights);
  }

  World world_;
  std::optional<StreetNetwork> network_;
};

}  // namespace

std::optional<DeviceId> World::device_of(HouseholdId h, DeviceKind kind) const {
  for (std::uint32_t i = first_device[h.index()]; i < first_device[h.index() + 1]; ++i)
    if (district.devices[i].kind == kind) return DeviceId{i};
  return std::nullopt;
}

Group World::group_of(const Resident& r) const {
  if (r.lives_alone) return Group::living_alone;
  if (r.disabled) return Group::disabled;
  if (r.age >= 80) return Group::aged_80;
  if (r.age >= 60) return Group::aged_60;
  return Group::other;
}

Group World::group_of(HouseholdId h) const {
  Group most = Group::other;
  for (const Resident& r : residents_of(h)) most = std::min(most, group_of(r));
  return most;
}

World make_world(District district, Settings settings) {
  return Builder(std::move(district), std::move(settings)).build();
}

}  // namespace yuanluo::models
