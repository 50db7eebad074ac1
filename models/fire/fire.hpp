// Fires in homes: ignition, growth, discovery, fighting, escape. docs/models.md says what is left out.
#pragma once

#include "models/state.hpp"
#include "models/world.hpp"

namespace yuanluo::models {

enum class FireStep : std::uint32_t {
  alarm_sounds,      // detail: device
  occupant_notices,  // detail: index of the occupant
  household_fights,  // detail: index of the occupant
  neighbour_notices,
  passer_by_notices,
  brigade_is_called,
  flashover,
  beyond_room,
  untenable,  // detail: 0 open doors, 1 closed doors
  occupant_is_out,
  occupant_dies,
  water_on,  // detail: helper
  burns_out,
  burns_down,
  is_out,      // detail: helper who put it out
  reassessed,  // detail: helper
};

void handle(const World& world, CompoundState& compound, const FireIgnited& event, Outbox& out);

}  // namespace yuanluo::models
