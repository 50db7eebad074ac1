// Equipment of the synthetic district: devices in homes, defibrillators. All nested: a larger count keeps the
// places of a smaller one.
#pragma once

#include "models/district.hpp"
#include "scenarios/deployment.hpp"
#include "scenarios/generator/layout.hpp"
#include "scenarios/generator/luck.hpp"

namespace yuanluo::scenarios {

// At most one device of a kind in a home. Homes are taken in the order: elders living alone, the disabled, aged 80 and
// over, aged 60 and over, all others. Throws ScenarioError if there are more devices of a kind than homes.
void add_devices(const DeploymentParams& deployment, const DistrictLuck& luck, models::District& district);

// At compounds' gates, the first in the middle, each next as far as can be from those before. Throws ScenarioError if
// there are more than compounds.
void add_aeds(const DeploymentParams& deployment, const models::LocalPlane& plane, models::District& district);

}  // namespace yuanluo::scenarios
