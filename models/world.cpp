#include "models/world.hpp"

#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <map>
#include <tuple>

#include "models/response/covers.hpp"
#include "models/roads/point_index.hpp"
#include "models/roads/way_search.hpp"
#include "models/water/ground.hpp"
#include "models/water/hose_ways.hpp"
#include "models/water/waterworks.hpp"
#include "sim/contract.hpp"
#include "sim/large_block.hpp"

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

// Puts a large table into memory that huge pages back: events touch it all over, and in a world of a hundred districts
// looking up pages would take a fifth of the time.
template <class T>
void settle(std::vector<T>& table) {
  if (table.size() * sizeof(T) < 2 * sim::large_block_bytes) return;
  std::vector<T> settled;
  settled.reserve(table.size());
  sim::ask_for_huge_pages(settled.data(), table.size() * sizeof(T));
  settled.insert(settled.end(), std::make_move_iterator(table.begin()), std::make_move_iterator(table.end()));
  table = std::move(settled);
}

class Builder {
 public:
  Builder(District district, Settings settings) {
    world_.district = std::move(district);
    world_.settings = std::move(settings);
    require(!world_.district.compounds.empty(), "a district has at least one compound");
    world_.plane = LocalPlane(world_.district.compounds.front().centre);
    constexpr std::array modes{TravelMode::walking, TravelMode::e_bike, TravelMode::fire_engine};
    world_.roads = Roads(world_.district, world_.plane, world_.settings.roads, modes);
  }

  World build() {
    index_tables();
    make_areas();
    place_stations();
    place_staff();
    train_grid_workers();
    place_hydrants();
    place_aeds();
    place_lifts();
    share_out_mains();
    measure_station_ways();
    measure_gate_ways();
    make_profiles();
    make_fall_rates();
    prepare_dispatch(world_);
    settle_tables();
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
    const PointIndex centre_index(centre_places);
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
      community.area = {centre_index.nearest(middle)};
      AreaPlace& area = world_.areas[community.area.index()];
      area.communities.push_back({c});
      area.compounds.insert(area.compounds.end(), community.compounds.begin(), community.compounds.end());
      for (const CompoundId id : community.compounds) world_.compounds[id.index()].area = community.area;
    }
    world_.place_in_area.resize(d.compounds.size());
    for (AreaPlace& area : world_.areas) {
      area.main_length_km = world_.roads.map().total_length_m() / 1000.0 / static_cast<double>(world_.areas.size());
      for (std::uint32_t i = 0; i < area.compounds.size(); ++i) world_.place_in_area[area.compounds[i].index()] = i;
    }
  }

  // A station belongs to the area of the nearest governance centre and to the community of the nearest compound.
  void place_stations() {
    const District& d = world_.district;
    std::vector<PlanePoint> centres, compounds;
    for (const StationId s : stations_of(d, StationKind::governance_centre)) centres.push_back(at(s));
    for (const CompoundPlace& c : world_.compounds) compounds.push_back(c.centre);
    const PointIndex centre_index(centres), compound_index(compounds);
    for (std::uint32_t i = 0; i < d.stations.size(); ++i) {
      const PlanePoint here = at(StationId{i});
      area_of_station_.push_back(centre_index.nearest(here));
      community_of_station_.push_back(d.compounds[compound_index.nearest(here)].community);
      AreaPlace& area = world_.areas[area_of_station_.back()];
      std::uint32_t place = 0;
      const auto add = [&](std::vector<StationPlace>& to) {
        place = static_cast<std::uint32_t>(to.size());
        to.push_back({StationId{i}, {}});
      };
      switch (d.stations[i].kind) {
        case StationKind::governance_centre:
          break;
        case StationKind::care_complex:
        case StationKind::day_care_centre:
          add(area.care_stations);
          break;
        case StationKind::micro_fire_station:
          add(world_.communities[community_of_station_.back().index()].micro_stations);
          break;
        case StationKind::fire_station:
          add(area.fire_stations);
          area.engines.insert(area.engines.end(), d.stations[i].vehicles, place);
          break;
        case StationKind::ambulance_station:
          add(area.ambulance_stations);
          area.ambulances.insert(area.ambulances.end(), d.stations[i].vehicles, place);
          break;
      }
      place_of_station_.push_back(place);
    }
  }

  void place_staff() {
    const District& d = world_.district;
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
          world_.areas[area_of_station_[s.station->index()]].care_workers.push_back(
              {id, place_of_station_[s.station->index()]});
          break;
        case StaffRole::micro_fire_crew:
          world_.communities[community_of_station_[s.station->index()].index()].micro_crews.push_back(
              {id, place_of_station_[s.station->index()]});
          break;
        case StaffRole::operator_:
          world_.areas[area_of_station_[s.station->index()]].operators.push_back(id);
          break;
      }
    }
  }

  void settle_tables() {
    settle(world_.district.residents);
    settle(world_.district.households);
    settle(world_.district.buildings);
    settle(world_.district.devices);
    settle(world_.compounds);
    settle(world_.compound_of_household);
    settle(world_.first_resident);
    settle(world_.first_device);
    settle(world_.fall_rates);
    settle(world_.near_aeds);
    settle(world_.gate_ways);
  }

  // One in so many of all grid workers, in the order of their posts.
  void train_grid_workers() {
    const double share = world_.settings.dispatch.first_aid_share;
    double posts = 0.0;
    for (CommunityPlace& community : world_.communities)
      for (Post& post : community.grid_workers) {
        const bool trained = std::floor((posts + 1.0) * share) > std::floor(posts * share);
        post.skills = trained ? first_aid_skill : 0;
        ++posts;
      }
  }

  void place_hydrants() {
    const District& d = world_.district;
    const WaterParams& water = world_.settings.water;
    world_.waterworks =
        std::make_shared<const Waterworks>(d.mains ? plan_of(*d.mains, d.pump_stations, water.mains)
                                                   : lay_mains(d, water.mains, water.pump_station_reach_m),
                                           water.pump_station_reach_m);
    world_.ground = std::make_shared<const Ground>(d, world_.plane, water.mains);
    world_.hose_ways = std::make_shared<const HoseWays>(d, world_.plane, world_.roads, Metres{water.hose_length_m});
    std::vector<PlanePoint> pumps, hydrants;
    for (const PumpStation& p : d.pump_stations) pumps.push_back(at(p.position));
    for (const Hydrant& h : d.hydrants) hydrants.push_back(at(h.position));
    const PointIndex pump_index(pumps);
    for (std::uint32_t h = 0; h < hydrants.size(); ++h) {
      std::optional<PumpStationId> zone = world_.waterworks->zone_of({h});
      if (!pumps.empty() && !world_.waterworks->tied({h})) {
        const std::uint32_t pump = pump_index.nearest(hydrants[h]);
        if (distance(hydrants[h], pumps[pump]).value <= water.pump_station_reach_m) zone = PumpStationId{pump};
      }
      world_.hydrant_zone.push_back(zone);
    }
  }

  void place_aeds() {
    const District& d = world_.district;
    if (d.aeds.empty()) return;
    std::vector<PlanePoint> places;
    for (const Aed& aed : d.aeds) places.push_back(at(aed.position));
    const PointIndex index(places);
    world_.near_aeds.resize(d.buildings.size());
    for (std::size_t b = 0; b < d.buildings.size(); ++b) {
      const PlanePoint door = at(d.buildings[b].position);
      const std::uint32_t nearest = index.nearest(door);
      const double way_m = Roads::detour * distance(door, places[nearest]).value;
      if (way_m > world_.settings.medical.aed_reach_m) continue;
      world_.near_aeds[b] = NearAed{AedId{nearest}, static_cast<float>(way_m)};
    }
  }

  void place_lifts() {
    const District& d = world_.district;
    if (d.stairwell_lifts.empty()) return;
    world_.stairwells_with_lift.assign(d.buildings.size(), 0);
    for (const StairwellLift& lift : d.stairwell_lifts) {
      require(lift.building.index() < d.buildings.size() && lift.stairwell < 64,
              "a lift names a stairwell of a building");
      world_.stairwells_with_lift[lift.building.index()] |= std::uint64_t{1} << lift.stairwell;
    }
  }

  // Mains are kept by the utility of the area in which the first hydrant that is tied to them stands, so that all
  // hydrants of one network are of one utility; what is tied to nothing by that of its own area.
  void share_out_mains() {
    const District& d = world_.district;
    std::vector<PlanePoint> centres;
    for (const CompoundPlace& c : world_.compounds) centres.push_back(c.centre);
    const PointIndex compound_index(centres);
    const auto compound_near = [&](GeoPoint p) { return CompoundId{compound_index.nearest(at(p))}; };
    const MainsPlan& plan = world_.waterworks->plan();
    std::vector<std::optional<AreaId>> keeper(plan.parts.size());
    const auto keep = [&](GeoPoint p, const std::optional<std::uint32_t>& part) {
      const AreaId own = world_.areas.size() == 1 ? AreaId{0} : world_.area_of(compound_near(p));
      if (!part) return own;
      if (!keeper[*part]) keeper[*part] = own;
      return *keeper[*part];
    };
    const auto part_of = [](const auto& tie) { return tie ? std::optional(tie->part) : std::nullopt; };
    for (std::size_t h = 0; h < d.hydrants.size(); ++h)
      world_.hydrant_keeper.push_back(keep(d.hydrants[h].position, part_of(plan.hydrants[h])));
    for (std::size_t s = 0; s < d.pump_stations.size(); ++s) {
      world_.pump_keeper.push_back(keep(d.pump_stations[s].position, part_of(plan.pumps[s])));
      world_.pump_compound.push_back(compound_near(d.pump_stations[s].position));
    }
  }

  std::vector<Doorstep> gates(TravelMode mode, const std::vector<CompoundId>& compounds) const {
    std::vector<Doorstep> doorsteps;
    for (const CompoundId id : compounds)
      doorsteps.push_back(world_.roads.doorstep(mode, world_.compounds[id.index()].gate));
    return doorsteps;
  }

  void measure_station_ways() {
    struct Task {
      StationPlace* station;
      TravelMode mode;
      const std::vector<CompoundId>* compounds;
    };
    std::vector<Task> tasks;
    for (AreaPlace& area : world_.areas) {
      for (StationPlace& s : area.fire_stations) tasks.push_back({&s, TravelMode::fire_engine, &area.compounds});
      for (StationPlace& s : area.ambulance_stations) tasks.push_back({&s, TravelMode::ambulance, &area.compounds});
      for (StationPlace& s : area.care_stations) tasks.push_back({&s, TravelMode::e_bike, &area.compounds});
    }
    for (CommunityPlace& community : world_.communities)
      for (StationPlace& s : community.micro_stations) tasks.push_back({&s, TravelMode::walking, &community.compounds});
    tbb::parallel_for(std::size_t{0}, tasks.size(), [&](std::size_t i) {
      const Task& task = tasks[i];
      const Doorstep door = world_.roads.doorstep(task.mode, at(task.station->station));
      task.station->ways = world_.roads.ways(task.mode, door, gates(task.mode, *task.compounds));
    });
  }

  void measure_gate_ways() {
    const TravelMode mode = TravelMode::e_bike;
    world_.gate_row.resize(world_.compounds.size());
    std::uint32_t size = 0;
    for (const CommunityPlace& community : world_.communities)
      for (const CompoundId id : community.compounds) {
        world_.gate_row[id.index()] = size;
        size += static_cast<std::uint32_t>(community.compounds.size());
      }
    world_.gate_ways.assign(size, Way::none());
    tbb::enumerable_thread_specific<WaySearch> searches([&] { return WaySearch(world_.roads.graph(mode)); });
    tbb::parallel_for(std::size_t{0}, world_.communities.size(), [&](std::size_t k) {
      const auto& compounds = world_.communities[k].compounds;
      const std::vector<Doorstep> doors = gates(mode, compounds);
      std::vector<StreetPlace> places;
      for (const Doorstep& door : doors)
        if (door.street) places.push_back(*door.street);
      WaySearch& search = searches.local();
      if (places.size() == doors.size()) search.aim(places);
      for (std::size_t i = 0; i < doors.size(); ++i) {
        const auto row = std::span(world_.gate_ways).subspan(world_.gate_row[compounds[i].index()], doors.size());
        if (places.size() == doors.size()) search.run(places[i], row);
        for (std::size_t j = 0; j < doors.size(); ++j) row[j] = world_.roads.whole(mode, doors[i], doors[j], row[j]);
      }
    });
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
  std::vector<std::uint32_t> area_of_station_;
  std::vector<CommunityId> community_of_station_;
  std::vector<std::uint32_t> place_of_station_;  // among those of its service
};

}  // namespace

std::optional<DeviceId> World::device_of(HouseholdId h, DeviceKind kind) const {
  for (std::uint32_t i = first_device[h.index()]; i < first_device[h.index() + 1]; ++i)
    if (district.devices[i].kind == kind) return DeviceId{i};
  return std::nullopt;
}

bool World::has_lift(HouseholdId h) const {
  if (building_of(h).lift) return true;
  const Household& home = household(h);
  return !stairwells_with_lift.empty() && (stairwells_with_lift[home.building.index()] >> home.stairwell & 1) != 0;
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
