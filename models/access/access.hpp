// From the compound's gate to the patient or the fire: lane, gate, stairs or lift, door.
#pragma once

#include "models/state.hpp"
#include "models/world.hpp"

namespace yuanluo::models {

// From the gate (local people: from where they were in the compound) to the flat's door, for a helper who arrives at
// `at`. `met`: somebody is there to show the way. `power`: lifts run.
// Source: [Morrison2005], [Silverman2007] for crews.
sim::Duration access_time(const World& world, const CompoundState& compound, const ActiveIncident& incident,
                          Helper helper, sim::SimTime at);

// To go down from a flat, `way_m` on foot, and back up with what was fetched there.
sim::Duration fetch_time(const World& world, const CompoundState& compound, HouseholdId household, double way_m);

// To carry a patient down to the street. Source: [Park2008]; stairs: [StretcherPress].
sim::Duration carry_down_time(const World& world, const CompoundState& compound, HouseholdId household);

}  // namespace yuanluo::models
