// Putting a fire out: by hand, by hose; and the brigade.
#pragma once

#include "models/state.hpp"
#include "models/world.hpp"

namespace yuanluo::models {

// Probability that one person with an extinguisher puts out a fire of `heat_kw`: the small-fire value up to the small
// limit, the large-fire value from the large limit, linear between. Source: [FIA2021]; limits assumed.
double extinguisher_success(const FireParams& params, double heat_kw, Helper by);

// 119 is called, once; the brigade alerts the community's micro fire station.
void call_brigade(const World& world, CompoundState& compound, ActiveIncident& incident, FireCourse& fire, Outbox& out);

// A crew's hose is laid. Enough water for the burning area puts the fire out after a while; less holds it; still less
// does not stop it, and more engines are asked for. Source: [Sardqvist2019] for the densities.
void water_on(const World& world, CompoundState& compound, ActiveIncident& incident, FireCourse& fire, Helper helper,
              Outbox& out);
// The same while no further hose is laid: the fire has grown.
void reassess(const World& world, CompoundState& compound, ActiveIncident& incident, FireCourse& fire, Helper helper,
              Outbox& out);

// What a crew's hydrant gives has changed, from nothing or since.
void handle(const World& world, CompoundState& compound, const HydrantFlowed& event, Outbox& out);

// The fire is out or has burnt down; ends the incident.
void put_out(const World& world, CompoundState& compound, ActiveIncident& incident, FireCourse& fire, Ending ending,
             Outbox& out);

}  // namespace yuanluo::models
