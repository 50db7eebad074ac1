// Everything that changes in a run, as values: copying a State forks the future.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "models/events.hpp"
#include "models/falls/course.hpp"
#include "models/fire/course.hpp"
#include "models/gas/course.hpp"
#include "models/medical/course.hpp"
#include "models/outages/course.hpp"
#include "models/processes.hpp"
#include "models/response/desk.hpp"
#include "models/roads/closed_streets.hpp"
#include "models/sensing/course.hpp"
#include "models/water/lines.hpp"

namespace yuanluo::models {

// A helper who is at, or on the way to, an incident, and who is to be sent home when it is over.
struct EngagedUnit {
  std::uint32_t unit = 0;
  std::uint8_t helper = 0;
  bool arrived = false;  // at the gate
  bool reached = false;
  bool sought_hydrant = false;
  bool nozzle_ready = false;       // a hose is laid up to the fire
  std::uint32_t hydrant_dlps = 0;  // what its hydrant gives, 0.1 L/s

  friend bool operator==(const EngagedUnit&, const EngagedUnit&) = default;
};

using Course = std::variant<FireCourse, GasCourse, FallCourse, MedicalCourse, FalseAlarmCourse, OutageCourse>;

// An incident that is not over, as its compound (or the utility) knows it.
struct ActiveIncident {
  IncidentId id;
  Variety variety = Variety::fire_other;
  sim::SimTime onset;
  std::optional<HouseholdId> household;
  std::optional<ResidentId> resident;
  bool noticed = false;
  bool alarmed = false;  // a device has told the recipients
  bool acknowledged = false;
  bool escalated = false;  // the centre, or somebody on the spot, has asked for all the help there is
  bool helper_there = false;
  std::uint8_t reminders = 0;
  std::array<bool, helpers> requested{};  // help that was asked for
  std::vector<EngagedUnit> units;
  Course course;

  friend bool operator==(const ActiveIncident&, const ActiveIncident&) = default;
};

struct CompoundState {
  sim::Luck luck{0, 0};
  CompoundId id;
  std::vector<ActiveIncident> active;
  std::vector<DeviceId> dead_devices;
  std::vector<sim::SimTime> false_alarms;  // those still remembered
  std::optional<sim::SimTime> power_failed_at;
  bool mobile_network = true;
  bool platform = true;
  bool guard_busy = false;
  bool safety_lead_busy = false;

  friend bool operator==(const CompoundState&, const CompoundState&) = default;
};

// An alarm that waits for an operator.
struct WaitingAlarm {
  IncidentId incident;
  CompoundId compound;

  friend bool operator==(const WaitingAlarm&, const WaitingAlarm&) = default;
};

// For one of the own waiting requests a neighbour was asked too.
struct AskedNeighbour {
  std::uint64_t name = 0;             // of the request
  sim::SimTime arrives = sim::never;  // its unit, as it has promised; never: it has promised none yet
  std::uint64_t neighbour = 0;        // index of the community or area

  friend bool operator==(const AskedNeighbour&, const AskedNeighbour&) = default;
};

// Units of one kind of one process.
struct PoolState {
  Desk desk;
  bool review_due = false;  // a look at the waiting requests is scheduled
  std::vector<AskedNeighbour> asked{};

  friend bool operator==(const PoolState&, const PoolState&) = default;
};

// A false alarm that a grid worker was told of.
struct RememberedAlarm {
  sim::SimTime at;
  IncidentId incident;

  friend bool operator==(const RememberedAlarm&, const RememberedAlarm&) = default;
};

struct CommunityState {
  sim::Luck luck{0, 0};
  CommunityId id;
  PoolState grid_workers;
  PoolState micro_crews;
  ClosedStreets closed;
  std::vector<std::vector<RememberedAlarm>> false_alarms;  // by grid: those that its worker remembers

  friend bool operator==(const CommunityState&, const CommunityState&) = default;
};

struct CentreState {
  sim::Luck luck{0, 0};
  AreaId id;
  std::uint32_t busy_operators = 0;
  std::vector<WaitingAlarm> waiting;
  bool platform_works = true;

  friend bool operator==(const CentreState&, const CentreState&) = default;
};

// Brigade, ambulance service, care service.
struct ServiceState {
  sim::Luck luck{0, 0};
  AreaId id;
  Helper helper = Helper::fire_engine;
  PoolState units;
  ClosedStreets closed;

  friend bool operator==(const ServiceState&, const ServiceState&) = default;
};

struct UtilityState {
  sim::Luck luck{0, 0};
  AreaId id;
  std::vector<ActiveIncident> active;
  WaterLines water;

  friend bool operator==(const UtilityState&, const UtilityState&) = default;
};

struct State {
  State(const struct World& world, sim::Luck luck);

  std::vector<CompoundState> compounds;
  std::vector<CommunityState> communities;
  std::vector<CentreState> centres;
  std::vector<ServiceState> brigades;
  std::vector<ServiceState> ambulance_services;
  std::vector<ServiceState> care_services;
  std::vector<UtilityState> utilities;

  // Bytes held, with everything inside.
  std::size_t memory() const;

  friend bool operator==(const State&, const State&) = default;
};

}  // namespace yuanluo::models
