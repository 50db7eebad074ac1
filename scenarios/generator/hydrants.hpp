// Hydrants of the synthetic district.
#pragma once

#include "models/district.hpp"
#include "scenarios/deployment.hpp"
#include "scenarios/generator/layout.hpp"

namespace yuanluo::scenarios {

// Along all streets that cars use, 1 m from the kerb. As counted: `hydrants` of them, each next in the middle of the
// longest stretch without one, so that a larger count keeps the places of a smaller one. Compliant: as many as it takes
// that along streets none is farther from the next than `hydrant_spacing_m`, also across crossings, and no building
// farther from one than `hydrant_radius_m`; the district's buildings must be there. Source: [GB50974] 7.2.3, 7.2.5,
// 7.2.6.
void add_hydrants(const DeploymentParams& deployment, const Layout& layout, const models::LocalPlane& plane,
                  models::District& district);

}  // namespace yuanluo::scenarios
