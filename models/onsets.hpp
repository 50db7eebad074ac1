// When what strikes: the first events of a replication. Every stream belongs to one entity (a household, a resident, a
// device …), so a scenario that adds a device leaves everybody else's luck as it was.
#pragma once

#include <vector>

#include "models/events.hpp"
#include "models/world.hpp"
#include "sim/model.hpp"
#include "sim/random.hpp"

namespace yuanluo::models {

using Onset = sim::FirstEvent<Payload>;

// All onsets from the epoch to `until`.
std::vector<Onset> onsets(const World& world, const sim::Luck& luck, sim::SimTime until);

// Mean number a year, over the whole district, of what `onsets` draws; for checks and for `describe`.
struct ExpectedOnsets {
  double fires = 0.0;
  double gas_leaks = 0.0;
  double falls = 0.0;
  double cardiac_arrests = 0.0;
  double strokes = 0.0;
  double other_illnesses = 0.0;
  double power_cuts = 0.0;
};
ExpectedOnsets expected_onsets(const World& world);

}  // namespace yuanluo::models
