#include "scenarios/import/datum.hpp"

#include <cmath>
#include <numbers>

namespace yuanluo::scenarios {
namespace {

using std::numbers::pi;

// A wave of two amplitudes on top of each other; `x` in degrees from the reference point, the result in metres.
double waves(double x, double first, double second) {
  return first * std::sin(x * pi) + second * std::sin(x * pi / 3.0);
}

// Source: [Gcj02Offset]: polynomials about 105 E, 35 N with waves on them, in metres east and north.
struct DatumShift {
  double east_m, north_m;
};

DatumShift shift_at(Degrees p) {
  const double x = p.lon - 105.0, y = p.lat - 35.0;
  const double common = (20.0 * std::sin(6.0 * x * pi) + 20.0 * std::sin(2.0 * x * pi)) * 2.0 / 3.0;
  const double root = std::sqrt(std::abs(x));
  const double north = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + common +
                       waves(y, 20.0, 40.0) * 2.0 / 3.0 +
                       (160.0 * std::sin(y / 12.0 * pi) + 320.0 * std::sin(y * pi / 30.0)) * 2.0 / 3.0;
  const double east = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + common +
                      waves(x, 20.0, 40.0) * 2.0 / 3.0 +
                      (150.0 * std::sin(x / 12.0 * pi) + 300.0 * std::sin(x / 30.0 * pi)) * 2.0 / 3.0;
  return {east, north};
}

}  // namespace

bool gcj02_covers(Degrees p) { return p.lon >= 72.004 && p.lon <= 137.8347 && p.lat >= 0.8293 && p.lat <= 55.8271; }

Degrees to_gcj02(Degrees p) {
  if (!gcj02_covers(p)) return p;
  constexpr double axis_m = 6378245.0, eccentricity_squared = 0.00669342162296594323;  // Krasovsky 1940
  const DatumShift shift = shift_at(p);
  const double latitude = p.lat * pi / 180.0, sine = std::sin(latitude);
  const double w = 1.0 - eccentricity_squared * sine * sine, root = std::sqrt(w);
  const double meridian_m = axis_m * (1.0 - eccentricity_squared) / (w * root);
  const double parallel_m = axis_m / root * std::cos(latitude);
  return {p.lon + shift.east_m / parallel_m * 180.0 / pi, p.lat + shift.north_m / meridian_m * 180.0 / pi};
}

Degrees from_gcj02(Degrees gcj02) {
  // The shift changes by less than a hundredth over its own length, so each round leaves a hundredth of the error.
  Degrees wgs84 = gcj02;
  for (int round = 0; round < 12; ++round) {
    const Degrees shown = to_gcj02(wgs84);
    const double lon = gcj02.lon - shown.lon, lat = gcj02.lat - shown.lat;
    wgs84.lon += lon;
    wgs84.lat += lat;
    if (std::abs(lon) < 1e-10 && std::abs(lat) < 1e-10) break;
  }
  return wgs84;
}

models::GeoPoint place_of(Degrees p, Datum datum) {
  if (datum == Datum::gcj02) p = from_gcj02(p);
  return models::GeoPoint::from_degrees(p.lon, p.lat);
}

}  // namespace yuanluo::scenarios
