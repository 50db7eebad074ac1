// Who can do what.
#pragma once

#include "models/hazard.hpp"

namespace yuanluo::models {

// Is already inside the compound when called.
constexpr bool lives_in_compound(Helper h) {
  return h == Helper::household_member || h == Helper::neighbour || h == Helper::gatehouse_guard ||
         h == Helper::safety_lead;
}

// Belongs to a pool of another process, and goes back to it.
constexpr bool belongs_to_pool(Helper h) {
  return h == Helper::grid_worker || h == Helper::care_worker || h == Helper::micro_fire_crew ||
         h == Helper::fire_engine || h == Helper::ambulance;
}

// Comes with a vehicle or stretcher, so the way in takes a crew's time.
constexpr bool carries_equipment(Helper h) {
  return h == Helper::micro_fire_crew || h == Helper::fire_engine || h == Helper::ambulance;
}

// Comes with hoses and breathing apparatus.
constexpr bool equipped_for_fire(Helper h) { return h == Helper::micro_fire_crew || h == Helper::fire_engine; }

// Brigade, ambulance, repair crew: who is called by telephone.
constexpr bool is_service(Helper h) {
  return h == Helper::fire_engine || h == Helper::ambulance || h == Helper::repair_crew;
}

// Trained with an extinguisher.
constexpr bool trained_to_fight(Helper h) {
  return h == Helper::gatehouse_guard || h == Helper::safety_lead || h == Helper::grid_worker ||
         h == Helper::micro_fire_crew || h == Helper::fire_engine;
}

// Can really help, so that the response latency ends with this helper: against illness only people with medical
// training, otherwise everybody but the household itself.
constexpr bool capable(Hazard hazard, Helper h) {
  if (h == Helper::household_member) return false;
  if (hazard == Hazard::medical) return h == Helper::ambulance || h == Helper::care_worker;
  if (hazard == Hazard::outage) return h == Helper::repair_crew;
  return true;
}

}  // namespace yuanluo::models
