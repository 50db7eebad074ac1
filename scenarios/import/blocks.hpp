// Blocks: the land between streets.
#pragma once

#include <vector>

#include "models/geo.hpp"
#include "scenarios/generator/polygon.hpp"
#include "scenarios/import/street_map.hpp"

namespace yuanluo::scenarios {

// The faces of the plane that the vehicles' streets (but service lanes and tracks) cut out, counter-clockwise, largest
// first; up to the streets' middle lines. Where streets cross without meeting, blocks are cut there all the same. Dead
// ends do not count, and neither does what lies outside all streets.
std::vector<Ring> street_blocks(const StreetMap& map, const models::LocalPlane& plane);

// A block without the street space around it (`edge_m` from the middle lines), cut into plots of about `plot_m2` by
// lines across its longer extent; plots smaller than a quarter of that are left out.
std::vector<Ring> plots_of(const Ring& block, double edge_m, double plot_m2);

// The smallest convex ring around the points, `margin_m` wider; at least 3 points that are not on one line, or a square
// about them.
Ring hull(std::vector<models::PlanePoint> points, double margin_m);

}  // namespace yuanluo::scenarios
