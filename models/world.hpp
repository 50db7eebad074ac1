// The constant world: the district, the settings, and everything that is derived from them once and shared by all
// replications and threads.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "models/district.hpp"
#include "models/falls/rate.hpp"
#include "models/incident.hpp"
#include "models/processes.hpp"
#include "models/response/cover.hpp"
#include "models/roads/roads.hpp"
#include "models/settings.hpp"
#include "sim/arrivals.hpp"

namespace yuanluo::models {

// The defibrillator nearest to a building.
struct NearAed {
  AedId aed;
  float way_m = 0.0f;  // on foot, one way
};

// What is derived for a compound.
struct CompoundPlace {
  PlanePoint centre;
  PlanePoint gate;
  AreaId area;
  std::uint32_t first_household = 0, last_household = 0;  // half-open
  std::optional<StaffId> safety_lead;
  std::optional<StaffId> guard;
};

// A station as a pool of units sees it: the way to every compound that it serves. Fire engines and ambulances drive,
// care workers ride e-bikes, micro fire crews walk; times are those of the week's quickest hour.
struct StationPlace {
  StationId station;
  std::vector<Way> ways;  // by place in the area (of micro stations: in the community), see World::way
};

// A post that is filled by shifts.
struct Post {
  StaffId staff;
  std::uint32_t station = 0;  // index into the stations of its service, where it has one
  std::uint32_t skills = 0;   // bits, such as first_aid_skill
};
inline constexpr std::uint32_t first_aid_skill = 1;

struct CommunityPlace {
  AreaId area;
  std::vector<CompoundId> compounds;
  std::vector<Post> grid_workers;
  std::vector<Post> micro_crews;
  std::vector<StationPlace> micro_stations;
  std::vector<double> risk_cumulated;  // by compound: vulnerable people so far, and one for each compound
};

struct AreaPlace {
  std::vector<CommunityId> communities;
  std::vector<CompoundId> compounds;
  std::vector<StaffId> operators;
  std::vector<StationPlace> fire_stations;
  std::vector<StationPlace> ambulance_stations;
  std::vector<std::uint32_t> engines;     // the station of each fire engine: index into fire_stations
  std::vector<std::uint32_t> ambulances;  // likewise
  std::vector<StationPlace> care_stations;
  std::vector<Post> care_workers;
  CoverTable engine_cover, ambulance_cover;  // empty where no rule asks for them
  double main_length_km = 0.0;
};

struct Profiles {
  sim::WeeklyProfile fire;
  sim::WeeklyProfile gas;
  sim::WeeklyProfile fall;
  sim::WeeklyProfile medical;
  sim::WeeklyProfile even;
};

class Ground;
class HoseWays;
class Waterworks;

struct World {
  District district;
  Settings settings;
  LocalPlane plane{GeoPoint{}};
  Processes processes;
  Profiles profiles;

  std::vector<CompoundPlace> compounds;
  std::vector<CommunityPlace> communities;
  std::vector<AreaPlace> areas;
  std::vector<CompoundId> compound_of_household;
  std::vector<std::uint32_t> first_resident;        // by household, one more at the end
  std::vector<std::uint32_t> first_device;          // by household, one more at the end
  std::vector<FallRate> fall_rates;                 // by resident
  std::vector<std::optional<NearAed>> near_aeds;    // by building; none within reach. Empty where the district has none
  std::vector<std::uint64_t> stairwells_with_lift;  // by building, bit of the stairwell; empty where none was added
  std::vector<Way> gate_ways;                       // compound x compound of one community, see gate_way
  std::vector<std::uint32_t> gate_row;              // where a compound's row begins
  std::vector<std::uint32_t> place_in_community;
  std::vector<std::uint32_t> place_in_area;
  std::shared_ptr<const Waterworks> waterworks;  // shared by copies: it never changes but for its memo
  std::shared_ptr<const HoseWays> hose_ways;     // likewise
  std::shared_ptr<const Ground> ground;
  std::vector<std::optional<PumpStationId>> hydrant_zone;  // by hydrant: the pump station that lifts it
  std::vector<AreaId> hydrant_keeper;                      // by hydrant: whose utility keeps its mains
  std::vector<AreaId> pump_keeper;                         // by pump station: likewise
  std::vector<CompoundId> pump_compound;                   // by pump station: whose power it has
  Roads roads;                                             // of walking, e-bikes, fire engines and ambulances

  std::span<const Resident> residents_of(HouseholdId h) const {
    return std::span(district.residents)
        .subspan(first_resident[h.index()], first_resident[h.index() + 1] - first_resident[h.index()]);
  }
  std::optional<DeviceId> device_of(HouseholdId h, DeviceKind kind) const;
  const Household& household(HouseholdId h) const { return district.households[h.index()]; }
  const Building& building_of(HouseholdId h) const { return district.buildings[household(h).building.index()]; }
  // Whether the household's stairwell has a lift.
  bool has_lift(HouseholdId h) const;
  std::optional<NearAed> near_aed(HouseholdId h) const {
    return near_aeds.empty() ? std::nullopt : near_aeds[household(h).building.index()];
  }
  CompoundId compound_of(HouseholdId h) const { return compound_of_household[h.index()]; }
  CommunityId community_of(CompoundId c) const { return district.compounds[c.index()].community; }
  AreaId area_of(CompoundId c) const { return compounds[c.index()].area; }
  // Way by e-bike between the gates of two compounds of one community.
  Way gate_way(CompoundId from, CompoundId to) const {
    return gate_ways[gate_row[from.index()] + place_in_community[to.index()]];
  }
  // Way from a station of the compound's area (of brigade, ambulances or care) to its gate.
  Way way(const StationPlace& from, CompoundId to) const { return from.ways[place_in_area[to.index()]]; }
  // The same from a micro fire station of its community.
  Way way_in_community(const StationPlace& from, CompoundId to) const {
    return from.ways[place_in_community[to.index()]];
  }
  // The pump station that lifts a hydrant: along the mains, or where it is tied to none as the crow flies.
  std::optional<PumpStationId> zone_of(HydrantId hydrant) const { return hydrant_zone[hydrant.index()]; }
  Group group_of(const Resident& r) const;
  Group group_of(HouseholdId h) const;
};

// Derives everything. Throws sim::ContractError where the tables contradict the contract of District.
World make_world(District district, Settings settings);

// The least delay between two processes: no message and nobody is faster.
inline constexpr sim::Duration least_delay = std::chrono::milliseconds{100};

}  // namespace yuanluo::models
