#include "scenarios/generator/polygon.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace yuanluo::scenarios {

using models::PlanePoint;

double area_m2(const Ring& ring) {
  double twice = 0.0;
  for (std::size_t i = 0; i < ring.size(); ++i) twice += cross(ring[i], ring[(i + 1) % ring.size()]);
  return 0.5 * twice;
}

PlanePoint centroid(const Ring& ring) {
  PlanePoint sum;
  double twice = 0.0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const PlanePoint a = ring[i], b = ring[(i + 1) % ring.size()];
    const double part = cross(a, b);
    twice += part;
    sum = sum + part * (a + b);
  }
  return {sum.x / (3.0 * twice), sum.y / (3.0 * twice)};
}

PlanePoint unit(PlanePoint v) {
  const double length = std::hypot(v.x, v.y);
  return {v.x / length, v.y / length};
}

PlanePoint heading(double degrees) {
  const double radians = degrees * std::numbers::pi / 180.0;
  return {std::cos(radians), std::sin(radians)};
}

SidedRing left_part(const SidedRing& ring, PlanePoint a, PlanePoint direction, std::size_t line) {
  constexpr double same_m = 1e-3;
  SidedRing part;
  const auto push = [&part](PlanePoint p, std::size_t side) {
    if (!part.points.empty() && models::distance(part.points.back(), p).value < same_m) {
      part.sides.back() = side;
      return;
    }
    part.points.push_back(p);
    part.sides.push_back(side);
  };
  for (std::size_t i = 0; i < ring.points.size(); ++i) {
    const PlanePoint p = ring.points[i], q = ring.points[(i + 1) % ring.points.size()];
    const double at_p = cross(direction, p - a), at_q = cross(direction, q - a);
    if (at_p >= 0.0) push(p, ring.sides[i]);
    if ((at_p >= 0.0) != (at_q >= 0.0)) push(p + at_p / (at_p - at_q) * (q - p), at_p >= 0.0 ? line : ring.sides[i]);
  }
  while (part.points.size() > 1 && models::distance(part.points.back(), part.points.front()).value < same_m) {
    part.points.pop_back();
    part.sides.pop_back();
  }
  if (part.points.size() < 3) return {};
  return part;
}

std::pair<SidedRing, SidedRing> split(const SidedRing& ring, PlanePoint a, PlanePoint direction, std::size_t line) {
  return {left_part(ring, a, direction, line), left_part(ring, a, -1.0 * direction, line)};
}

std::pair<double, double> reach(const Ring& ring, PlanePoint direction) {
  double low = dot(ring.front(), direction), high = low;
  for (const PlanePoint p : ring) {
    low = std::min(low, dot(p, direction));
    high = std::max(high, dot(p, direction));
  }
  return {low, high};
}

double offset_for_share(const SidedRing& ring, PlanePoint direction, double share) {
  auto [low, high] = reach(ring.points, direction);
  const double wanted = share * area_m2(ring.points);
  for (int i = 0; i < 30; ++i) {
    const double middle = 0.5 * (low + high);
    const Ring before = left_part(ring, middle * direction, left_of(direction), no_line).points;
    const double area = before.empty() ? 0.0 : area_m2(before);
    (area < wanted ? low : high) = middle;
  }
  return 0.5 * (low + high);
}

}  // namespace yuanluo::scenarios
