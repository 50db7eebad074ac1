// GeoJSON geometries (RFC 7946) of the places in a results database.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "models/geo.hpp"

namespace yuanluo::scenarios {

// A closed ring as a Polygon, a path as a LineString; 7 decimals, so a round trip is exact.
std::string polygon_text(const std::vector<models::GeoPoint>& ring);
std::string line_text(const std::vector<models::GeoPoint>& path);

// The points of a geometry that one of the above wrote. Throws std::invalid_argument with what was found.
std::vector<models::GeoPoint> points_of(std::string_view geometry);

}  // namespace yuanluo::scenarios
