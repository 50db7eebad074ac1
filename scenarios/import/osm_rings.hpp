// Closed outlines of ways and multipolygons.
#pragma once

#include <vector>

#include "scenarios/generator/polygon.hpp"
#include "scenarios/import/osm_data.hpp"

namespace yuanluo::scenarios {

// Counter-clockwise outlines; of holes only how much they take away.
struct OsmArea {
  std::vector<Ring> outlines;
  double holes_m2 = 0.0;
};

// The outline of a closed way; none if it is not closed, a node has no place, or it encloses nothing.
OsmArea area_of(const OsmData& data, const OsmWay& way, const models::LocalPlane& plane);

// The outlines of a multipolygon, its member ways joined end to end whatever their directions; those that cannot be
// closed are left out.
OsmArea area_of(const OsmData& data, const OsmRelation& relation, const models::LocalPlane& plane);

}  // namespace yuanluo::scenarios
