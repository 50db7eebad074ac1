// One incident as it is measured: who was concerned, every time stamp, and the outcome.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "models/hazard.hpp"
#include "models/ids.hpp"
#include "sim/time.hpp"

namespace yuanluo::models {

// The moments of an incident, in the order in which they usually come.
enum class Stage : std::uint8_t {
  onset,
  noticed,          // the first person or device knows
  acknowledged,     // the first responsible person (recipient of an alarm, or the one who takes the call) acts on it
  dispatched,       // the helper who got there first was sent, or set out
  arrived,          // that helper was at the compound's gate (or left the own door, inside the compound)
  reached,          // that helper was with the patient, or at the fire
  service_called,   // the call to brigade, ambulance or repair crew was taken
  service_arrived,  // the service's first crew was at the gate
  service_reached,  // and at the patient or fire
  hydrant_sought,   // a crew at the fire looked for a hydrant
  water,            // the first hose gave water, from whatever source
  hydrant_water,    // the first hydrant gave water
  ended,
};
inline constexpr std::size_t stages = 13;

const Word& word(Stage);

// The moment of each stage; a stage that did not happen has none.
class StageTimes {
 public:
  std::optional<sim::SimTime> at(Stage s) const {
    const sim::SimTime t = times_[static_cast<std::size_t>(s)];
    if (t == sim::never) return std::nullopt;
    return t;
  }
  // Keeps the earliest moment given for a stage.
  void note(Stage s, sim::SimTime t) {
    sim::SimTime& slot = times_[static_cast<std::size_t>(s)];
    if (t < slot) slot = t;
  }
  void set(Stage s, sim::SimTime t) { times_[static_cast<std::size_t>(s)] = t; }

  // From one stage to another; none if either is missing.
  std::optional<sim::Duration> between(Stage from, Stage to) const {
    const auto a = at(from), b = at(to);
    if (!a || !b) return std::nullopt;
    return *b - *a;
  }

 private:
  static constexpr std::array<sim::SimTime, stages> nothing() {
    std::array<sim::SimTime, stages> all{};
    for (auto& t : all) t = sim::never;
    return all;
  }
  std::array<sim::SimTime, stages> times_ = nothing();
};

// The groups that results are broken down by, most vulnerable first; a person or household belongs to the first that
// fits. A fire or gas leak belongs to the group of the household's most vulnerable member.
enum class Group : std::uint8_t { living_alone, disabled, aged_80, aged_60, other };
inline constexpr std::size_t groups = 5;
const Word& word(Group);

struct IncidentRecord {
  IncidentId id;
  Variety variety = Variety::fire_other;
  Group group = Group::other;
  std::optional<CompoundId> compound;  // none for the platform, mains, …
  std::optional<CommunityId> community;
  std::optional<HouseholdId> household;
  std::optional<ResidentId> resident;
  bool alarm_in_home = false;  // the household had a device for this hazard, in whatever state
  bool linked_alarm_in_home = false;

  StageTimes times;
  std::optional<Noticer> noticed_by;
  std::optional<Recipient> acknowledged_by;
  std::optional<Helper> first_helper;

  Ending ending = Ending::open;
  bool reported = false;  // brigade, ambulance or repair crew was called
  FireExtent extent = FireExtent::none;
  std::uint8_t deaths = 0;
  std::uint8_t injuries = 0;
  bool ignited = false;      // gas
  bool survived = true;      // medical
  bool aed_applied = false;  // cardiac arrest: a public defibrillator before any crew
  bool aed_shocked = false;  // and it gave a shock
  std::uint64_t loss_yuan = 0;
  std::uint32_t water_dlps = 0;           // greatest flow on the fire, 0.1 L/s
  std::optional<HydrantId> hydrant;       // the first that gave water
  std::uint32_t hydrant_dlps = 0;         // greatest flow from one hydrant, 0.1 L/s
  std::uint32_t hydrant_pressure_dm = 0;  // least pressure at a flowing hydrant, 0.1 m
  std::uint8_t alarms_sent = 0;           // to recipients
  std::uint8_t alarms_acknowledged = 0;
  bool alarm_unanswered = false;  // reminders and all
  std::uint32_t detour_ms = 0;    // that closed streets cost the unit which lost most

  Hazard hazard() const { return hazard_of(variety); }
};

}  // namespace yuanluo::models
