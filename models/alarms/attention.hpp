// Whether and when a recipient sees an alarm.
#pragma once

#include <optional>

#include "models/world.hpp"
#include "sim/random.hpp"

namespace yuanluo::models {

// What `remembered` false alarms leave of trust when each multiplies it by `per_alarm`; never below the floor.
double trust_left(const AttentionParams& params, double per_alarm, std::size_t remembered);

// Time from delivery to acknowledgement, or none if the recipient misses the alarm. `trust` in (0, 1] is what false
// alarms have left of it; `busy`: with another incident;
// `round` counts reminders. At night recipients miss alarms together with the set probability.
std::optional<sim::Duration> attention(const World& world, const sim::Luck& luck, IncidentId incident,
                                       Recipient recipient, sim::SimTime at, double trust, bool busy,
                                       std::uint32_t round);

}  // namespace yuanluo::models
