// Places on the ground: WGS-84 as integers (exact in files), and metres in a local plane.
#pragma once

#include <cmath>
#include <compare>
#include <cstdint>
#include <span>

#include "models/units.hpp"

namespace yuanluo::models {

// Longitude and latitude, WGS-84, in units of 1e-7 degree (about 1 cm). Written to files with 7 decimals, so a round
// trip through text is exact.
struct GeoPoint {
  std::int32_t lon_e7 = 0;
  std::int32_t lat_e7 = 0;

  static GeoPoint from_degrees(double lon, double lat) {
    return {static_cast<std::int32_t>(std::llround(lon * 1e7)), static_cast<std::int32_t>(std::llround(lat * 1e7))};
  }
  double lon() const { return lon_e7 * 1e-7; }
  double lat() const { return lat_e7 * 1e-7; }
  friend constexpr auto operator<=>(GeoPoint, GeoPoint) = default;
};

// Metres east and north of a plane's origin.
struct PlanePoint {
  double x = 0.0;
  double y = 0.0;
};

inline Metres distance(PlanePoint a, PlanePoint b) { return {std::hypot(a.x - b.x, a.y - b.y)}; }

// Whether a ring goes round a point: a ray to the east crosses it an odd number of times. Any simple polygon, either
// way round, its first point repeated at the end or not. Of rings that tile the plane a point on a border is, but for
// rounding, within one. A ring of fewer than three points goes round nothing.
bool goes_round(std::span<const PlanePoint> ring, PlanePoint p);

// Equirectangular projection about an origin; off by less than 1 part in 10,000 within 10 km.
class LocalPlane {
 public:
  explicit LocalPlane(GeoPoint origin) : origin_(origin), east_(metres_per_degree * std::cos(origin.lat() * radians)) {}

  PlanePoint to_plane(GeoPoint p) const {
    return {(p.lon_e7 - static_cast<double>(origin_.lon_e7)) * 1e-7 * east_,
            (p.lat_e7 - static_cast<double>(origin_.lat_e7)) * 1e-7 * metres_per_degree};
  }
  GeoPoint to_geo(PlanePoint p) const {
    return GeoPoint::from_degrees(origin_.lon() + p.x / east_, origin_.lat() + p.y / metres_per_degree);
  }
  GeoPoint origin() const { return origin_; }

 private:
  static constexpr double metres_per_degree = 111194.9266;  // pi / 180 x mean earth radius 6,371,008.8 m
  static constexpr double radians = 0.017453292519943295;

  GeoPoint origin_;
  double east_;
};

}  // namespace yuanluo::models
