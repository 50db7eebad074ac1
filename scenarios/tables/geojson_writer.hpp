// Places and streets of a district as GeoJSON text. Source: [RFC7946].
#pragma once

#include <string>

#include "models/district.hpp"

namespace yuanluo::scenarios {

// Polygons of the district, its communities and its compounds.
std::string places_geojson(const models::District& district);

// One LineString for each street.
std::string streets_geojson(const models::District& district);

}  // namespace yuanluo::scenarios
