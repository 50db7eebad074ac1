// The district as tables: what a planner may edit in a spreadsheet or a GIS. Rows refer to each other by index; rows of
// one owner stand together (the buildings of a compound, the households of a building, the residents of a household).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/geo.hpp"
#include "models/ids.hpp"
#include "models/street.hpp"
#include "models/text.hpp"
#include "models/water/own_mains.hpp"

namespace yuanluo::models {

struct Community {
  Name name;
  std::vector<GeoPoint> boundary;  // closed ring, counter-clockwise, first point repeated at the end

  friend bool operator==(const Community&, const Community&) = default;
};

struct Compound {
  Name name;
  CommunityId community;
  GeoPoint centre;
  GeoPoint gate;                   // on a street: where helpers enter
  std::vector<GeoPoint> boundary;  // closed ring
  std::int16_t built_year = 1990;
  bool gatehouse_staffed = false;  // a guard day and night
  bool fire_lane_narrow = false;   // parked cars can block the fire engine

  friend bool operator==(const Compound&, const Compound&) = default;
};

struct Building {
  CompoundId compound;
  GeoPoint position;
  std::uint8_t floors = 6;
  std::uint8_t stairwells = 1;
  bool lift = false;
  std::int16_t built_year = 1990;

  friend bool operator==(const Building&, const Building&) = default;
};

// A lift added to one stairwell of a building whose others have none (`Building::lift`: all have one).
struct StairwellLift {
  BuildingId building;
  std::uint8_t stairwell = 1;  // from 1

  friend bool operator==(const StairwellLift&, const StairwellLift&) = default;
};

struct Household {
  BuildingId building;
  std::uint8_t stairwell = 1;  // from 1
  std::uint8_t floor = 1;      // from 1, the ground floor
  // Street distance to the home of the nearest relative who lives elsewhere and is told of alarms; none if nobody is.
  std::optional<std::uint32_t> relative_distance_m;

  friend bool operator==(const Household&, const Household&) = default;
};

enum class Sex : std::uint8_t { female, male };

// How a resident moves: `free`, `slow` (old or with a stick), `assisted` (needs a person's help to leave the flat).
enum class Mobility : std::uint8_t { free, slow, assisted };

struct Resident {
  HouseholdId household;
  std::uint8_t age = 0;
  Sex sex = Sex::female;
  Mobility mobility = Mobility::free;
  bool disabled = false;     // registered
  bool lives_alone = false;  // on the subdistrict's register of elders living alone (the only member of the household)
  bool hard_of_hearing = false;

  friend bool operator==(const Resident&, const Resident&) = default;
};

enum class DeviceKind : std::uint8_t { smoke_alarm, gas_sensor, water_flow_sensor, sos_button, motion_sensor };
inline constexpr std::size_t device_kinds = 5;

struct Device {
  DeviceKind kind = DeviceKind::smoke_alarm;
  HouseholdId household;
  std::int16_t installed_year = 2021;
  bool linked = true;  // sends alarms to the governance centre; a stand-alone unit only sounds

  friend bool operator==(const Device&, const Device&) = default;
};

struct Hydrant {
  GeoPoint position;
  std::uint16_t diameter_mm = 100;

  friend bool operator==(const Hydrant&, const Hydrant&) = default;
};

// An automated external defibrillator that anybody may fetch, day and night.
struct Aed {
  GeoPoint position;

  friend bool operator==(const Aed&, const Aed&) = default;
};

// How high the ground lies at a place.
struct SpotHeight {
  GeoPoint position;
  std::int32_t elevation_cm = 0;

  friend bool operator==(const SpotHeight&, const SpotHeight&) = default;
};

struct PumpStation {
  Name name;
  GeoPoint position;
  std::uint16_t flow_lps = 30;
  std::uint16_t head_m = 60;

  friend bool operator==(const PumpStation&, const PumpStation&) = default;
};

enum class StationKind : std::uint8_t {
  governance_centre,
  care_complex,
  day_care_centre,
  micro_fire_station,
  fire_station,       // of the brigade; may lie outside the district
  ambulance_station,  // may lie outside the district
};
inline constexpr std::size_t station_kinds = 6;

struct Station {
  StationKind kind = StationKind::care_complex;
  Name name;
  GeoPoint position;
  std::uint16_t vehicles = 0;  // fire engines or ambulances

  friend bool operator==(const Station&, const Station&) = default;
};

enum class StaffRole : std::uint8_t {
  grid_worker,      // of a community
  safety_lead,      // of a compound
  gatehouse_guard,  // of a compound
  care_worker,      // of a care complex or day-care centre
  micro_fire_crew,  // of a micro fire station
  operator_,        // of the governance centre
};
inline constexpr std::size_t staff_roles = 6;

// One post: filled by somebody during its shift, every day.
struct Staff {
  StaffRole role = StaffRole::grid_worker;
  std::optional<CommunityId> community;  // of grid workers
  std::optional<CompoundId> compound;    // of safety leads and guards
  std::optional<StationId> station;      // of all others
  std::uint8_t shift_start_hour = 0;     // 0 to 23
  std::uint8_t shift_hours = 24;         // 1 to 24; past midnight it goes on into the next day

  friend bool operator==(const Staff&, const Staff&) = default;
};

struct District {
  Name name;
  std::vector<GeoPoint> boundary;  // closed ring
  std::vector<Community> communities;
  std::vector<Compound> compounds;
  std::vector<Building> buildings;    // sorted by compound
  std::vector<Household> households;  // sorted by building
  std::vector<Resident> residents;    // sorted by household
  std::vector<Device> devices;        // sorted by household, then kind
  std::vector<Hydrant> hydrants;
  std::vector<PumpStation> pump_stations;
  std::vector<Station> stations;
  std::vector<Staff> staff;
  std::vector<Street> streets;
  std::vector<TurnRestriction> turn_restrictions;
  std::vector<Aed> aeds;
  std::vector<StairwellLift> stairwell_lifts;  // sorted by building
  std::vector<SpotHeight> spot_heights;        // none: see MainsParams
  std::optional<OwnMains> mains;               // none: mains are laid under the streets

  friend bool operator==(const District&, const District&) = default;
};

// Who counts as vulnerable: registered as living alone or disabled, or aged 80 and over.
inline bool vulnerable(const Resident& r) { return r.lives_alone || r.disabled || r.age >= 80; }

}  // namespace yuanluo::models
