// Which ground coordinates refer to: WGS-84, or the shifted GCJ-02 that Chinese maps use.
#pragma once

#include "models/geo.hpp"

namespace yuanluo::scenarios {

enum class Datum { wgs84, gcj02 };

// Longitude and latitude in degrees.
struct Degrees {
  double lon = 0.0;
  double lat = 0.0;
};

// Whether GCJ-02 differs from WGS-84 there: the box that map services use, longitude 72.004 to 137.8347, latitude
// 0.8293 to 55.8271.
bool gcj02_covers(Degrees p);

// Where GCJ-02 shows a place of WGS-84: 300 to 700 m away inside the box, the same outside. Source: [Gcj02Offset].
Degrees to_gcj02(Degrees wgs84);

// The place of WGS-84 that GCJ-02 shows at `gcj02`, to 1e-9 degree; by iteration, as the shift has no closed inverse.
Degrees from_gcj02(Degrees gcj02);

// A place that a file gives in `datum`.
models::GeoPoint place_of(Degrees p, Datum datum);

}  // namespace yuanluo::scenarios
