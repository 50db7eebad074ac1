// How long helpers are on the way to the compound's gate.
#pragma once

#include "models/state.hpp"
#include "models/world.hpp"

namespace yuanluo::models {

// A vehicle that starts and stops: v/a + D/v, or 2 sqrt(D/a) where it never reaches v.
// Source: [Kolesar1975].
sim::Duration vehicle_time(double distance_m, double speed_mps, double acceleration_mps2);

// Fire engine or ambulance: the way's time by the traffic of the hour and weekday and one factor for the trip, of which
// a part is common to all trips of an hour; then starting and stopping, by the way's mean speed.
sim::Duration engine_time(const World& world, const sim::Luck& luck, IncidentId incident, Helper helper, Way way,
                          sim::SimTime at);

// The time of a trip without luck at an hour (0 to 23) of a weekday (0: Monday): traffic for motor vehicles, starting
// and stopping, getting the e-bike out.
double typical_seconds(const Settings& settings, TravelMode mode, Way way, std::size_t hour, std::size_t weekday);

// Grid worker or care worker by e-bike, or running where that is quicker.
sim::Duration e_bike_time(const World& world, const sim::Luck& luck, IncidentId incident, Helper helper, Way way);

// On foot, hurrying.
sim::Duration running_time(const World& world, double distance_m);

// Somebody near the incident: nothing inside the compound, the way from their home for a relative.
sim::Duration local_travel_time(const World& world, const CompoundState& compound, const ActiveIncident& incident,
                                Helper helper);

}  // namespace yuanluo::models
