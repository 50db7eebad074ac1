// Falls of people aged 60 and over: can they rise, who finds them, how long do they lie.
#pragma once

#include "models/state.hpp"
#include "models/world.hpp"

namespace yuanluo::models {

enum class FallStep : std::uint32_t {
  button_pressed,  // detail: device
  calls_by_phone,
  household_finds,
  neighbour_hears,
  visitor_finds,
  relative_worries,
  grid_worker_visits,
  motion_missing,     // detail: device
  water_use_missing,  // detail: device
  passer_by_finds,
  ambulance_called,
  rose_unaided,
  is_up,  // detail: helper
};

void handle(const World& world, CompoundState& compound, const ResidentFell& event, Outbox& out);

// Probability of death of somebody found helpless `after` the fall, beyond what a short lie brings.
// Source: [Gurley1996], [Wild1981].
double long_lie_risk(const FallParams& params, sim::Duration after);

}  // namespace yuanluo::models
