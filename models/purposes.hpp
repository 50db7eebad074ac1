// What luck is drawn for. With the entity and a number, a purpose makes the address of a draw (architecture decision
// 5).
#pragma once

#include <cstdint>

#include "models/hazard.hpp"
#include "sim/random.hpp"

namespace yuanluo::models {

enum class Purpose : std::uint32_t {
  // arrivals: one stream per entity
  fires = 1,
  gas_leaks,
  falls,
  cardiac_arrests,
  strokes,
  other_illnesses,
  false_alarms,
  power_cuts,
  mobile_outages,
  platform_outages,
  device_battery,
  device_failures,
  hydrant_failures,
  pump_station_failures,
  main_breaks,
  // what an entity is like
  fall_frailty,
  nuisance_rate,
  hydrant_flow,
  hydrant_initially_down,
  presence,
  sleep,
  device_offline,
  round_place,
  // what happens in an incident; each is drawn at the incident's address
  cause,
  growth,
  occupants,
  device_reacts,
  occupant_notices,
  neighbour_notices,
  passer_by_notices,
  uplink,
  attention,
  shared_night,
  acknowledge,
  centre_answers,
  verification,
  sets_out,
  travel,
  access,
  fighting,
  calls_service,
  service_handles,
  water,
  harm,
  course,
  outcome,
  treatment,
  finding,
  duration,
  repair,
  traffic,  // of an hour, for all
  street_accidents,
  street_floods,
  flood_reaches,
  street_works,
  pump_start,
};

inline sim::Draw draw_of(const sim::Luck& luck, std::uint32_t entity, Purpose purpose, std::uint32_t n = 0) {
  return luck.draw(entity, static_cast<std::uint32_t>(purpose), n);
}

// The luck of an incident: the same incident meets the same luck in every scenario. `part` tells apart what is drawn
// more than once for one purpose (recipients, helpers, residents): 0 to 255.
inline sim::Draw draw_of(const sim::Luck& luck, IncidentId incident, Purpose purpose, std::uint32_t part = 0) {
  const std::uint32_t hazard = static_cast<std::uint32_t>(incident.hazard()) + 1u;
  return luck.draw(incident.entity(),
                   static_cast<std::uint32_t>(purpose) | hazard << 8 | incident.stream() << 12 | (part & 0xffu) << 20,
                   incident.ordinal());
}

}  // namespace yuanluo::models
