// Where help is based, and who is on duty there. All nested: a larger count keeps the places of a smaller one.
#pragma once

#include "models/district.hpp"
#include "scenarios/deployment.hpp"
#include "scenarios/generator/layout.hpp"
#include "scenarios/generator/luck.hpp"

namespace yuanluo::scenarios {

// Pump stations, and the stations that a district has of its own: governance centre, care, micro fire stations. Places
// are gates of compounds. `of` names whose centre it is. Throws ScenarioError if there are more of a kind than places
// for it.
void add_local_stations(const DeploymentParams& deployment, const models::Name& of, const models::LocalPlane& plane,
                        models::District& district);

// These, and fire and ambulance stations outside. Throws ScenarioError if there are more of a kind than places for it.
void add_stations(const DeploymentParams& deployment, const Layout& layout, const models::LocalPlane& plane,
                  models::District& district);

// Posts by day (8 to 20 h), by night (20 to 8 h) and around the clock; also which compounds have a staffed gatehouse.
// Throws ScenarioError if there are posts without a station for them.
void add_staff(const DeploymentParams& deployment, const DistrictLuck& luck, models::District& district);

}  // namespace yuanluo::scenarios
