// Turn restrictions as moves between streets.
#pragma once

#include <vector>

#include "scenarios/import/notes.hpp"
#include "scenarios/import/street_map.hpp"

namespace yuanluo::scenarios {

// By the index of the streets. Restrictions whose streets are all for vehicles. Those whose members do not touch, or
// touch in several places, are left out and counted.
std::vector<models::TurnRestriction> resolve_turns(const StreetMap& map, ImportNotes& notes);

}  // namespace yuanluo::scenarios
