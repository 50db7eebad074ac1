// Convex polygons whose sides know which street line they lie on.
#pragma once

#include <cstddef>
#include <limits>
#include <utility>
#include <vector>

#include "models/geo.hpp"

namespace yuanluo::scenarios {

using Ring = std::vector<models::PlanePoint>;  // a polygon, counter-clockwise, without repeating the first point

inline constexpr std::size_t no_line = std::numeric_limits<std::size_t>::max();

// A convex polygon; sides[i] is the street line along the side from points[i] to the next point, or no_line.
struct SidedRing {
  Ring points;
  std::vector<std::size_t> sides;
};

double area_m2(const Ring& ring);
models::PlanePoint centroid(const Ring& ring);

inline models::PlanePoint operator+(models::PlanePoint a, models::PlanePoint b) { return {a.x + b.x, a.y + b.y}; }
inline models::PlanePoint operator-(models::PlanePoint a, models::PlanePoint b) { return {a.x - b.x, a.y - b.y}; }
inline models::PlanePoint operator*(double k, models::PlanePoint a) { return {k * a.x, k * a.y}; }
inline double dot(models::PlanePoint a, models::PlanePoint b) { return a.x * b.x + a.y * b.y; }
inline double cross(models::PlanePoint a, models::PlanePoint b) { return a.x * b.y - a.y * b.x; }
inline models::PlanePoint left_of(models::PlanePoint direction) { return {-direction.y, direction.x}; }
models::PlanePoint unit(models::PlanePoint v);
// The unit vector at `degrees` from east, counter-clockwise.
models::PlanePoint heading(double degrees);

// The part of `ring` to the left of the line through `a` along `direction`; its new side lies on `line`.
SidedRing left_part(const SidedRing& ring, models::PlanePoint a, models::PlanePoint direction, std::size_t line);

// Both parts: left and right of the line.
std::pair<SidedRing, SidedRing> split(const SidedRing& ring, models::PlanePoint a, models::PlanePoint direction,
                                      std::size_t line);

// `ring` with each side moved inwards by distance_m(side); empty if nothing is left.
template <class DistanceOfSide>
SidedRing inset(const SidedRing& ring, DistanceOfSide distance_m) {
  SidedRing rest = ring;
  for (std::size_t i = 0; i < ring.points.size() && !rest.points.empty(); ++i) {
    const models::PlanePoint a = ring.points[i], along = unit(ring.points[(i + 1) % ring.points.size()] - a);
    rest = left_part(rest, a + distance_m(ring.sides[i]) * left_of(along), along, ring.sides[i]);
  }
  return rest;
}

// How far the ring reaches along `direction`: lowest and highest projection.
std::pair<double, double> reach(const Ring& ring, models::PlanePoint direction);

// How far along `direction` (a projection) a cut across it must lie so that `share` of the area is before it.
double offset_for_share(const SidedRing& ring, models::PlanePoint direction, double share);

}  // namespace yuanluo::scenarios
