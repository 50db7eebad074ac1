// How long helpers are on the way to the compound's gate.
#pragma once

#include "models/state.hpp"
#include "models/world.hpp"

namespace yuanluo::models {

// A vehicle that starts and stops: v/a + D/v, or 2 sqrt(D/a) where it never reaches v.
// Source: [Kolesar1975].
sim::Duration vehicle_time(double distance_m, double speed_mps, double acceleration_mps2);

// Fire engine or ambulance over `distance_m`; one speed factor a trip.
sim::Duration engine_time(const World& world, const sim::Luck& luck, IncidentId incident, Helper helper,
                          double distance_m, sim::SimTime at);

// Grid worker or care worker by e-bike.
sim::Duration e_bike_time(const World& world, const sim::Luck& luck, IncidentId incident, Helper helper,
                          double distance_m);

// On foot, hurrying.
sim::Duration running_time(const World& world, double distance_m);

// Somebody near the incident: nothing inside the compound, the way from their home for a relative.
sim::Duration local_travel_time(const World& world, const CompoundState& compound, const ActiveIncident& incident,
                                Helper helper);

}  // namespace yuanluo::models
