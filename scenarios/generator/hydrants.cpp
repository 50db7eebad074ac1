#include "scenarios/generator/hydrants.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <queue>
#include <vector>

#include "models/roads/point_index.hpp"
#include "scenarios/generator/polygon.hpp"

namespace yuanluo::scenarios {
namespace {

using models::PlanePoint;

constexpr double from_kerb_m = 1.0;  // 0.5 to 2 m  Source: [GB50974] 7.2.6
constexpr double from_wall_m = 5.0;  // at least  Source: [GB50974] 7.2.6

// Half the width of the carriageway and its pavement. Source: assumption, two lanes of 3.5 m each way on main streets.
double half_width_m(models::StreetClass kind) {
  constexpr std::array<double, models::street_classes> half{11.0, 9.0, 7.0, 8.0, 6.0, 4.5, 4.5,
                                                            3.5,  2.5, 2.5, 3.5, 1.5, 1.0, 1.0};
  return half[static_cast<std::size_t>(kind)];
}

// One line of a street, with the distance along it of each of its points.
struct StreetSide {
  std::vector<PlanePoint> points;
  std::vector<double> along;
  models::StreetClass kind;

  void append(const std::vector<PlanePoint>& more) {
    for (const PlanePoint p : more) {
      const double step = points.empty() ? 0.0 : models::distance(points.back(), p).value;
      if (!points.empty() && step == 0.0) continue;
      along.push_back(points.empty() ? 0.0 : along.back() + step);
      points.push_back(p);
    }
  }

  // The point at `distance` along the line, `aside` metres to its left.
  PlanePoint at(double distance, double aside) const {
    const auto next = std::upper_bound(along.begin() + 1, along.end() - 1, distance);
    const auto i = static_cast<std::size_t>(next - along.begin());
    const PlanePoint a = points[i - 1], b = points[i];
    const double length = along[i] - along[i - 1], t = (distance - along[i - 1]) / length;
    return {a.x + t * (b.x - a.x) - aside * (b.y - a.y) / length, a.y + t * (b.y - a.y) + aside * (b.x - a.x) / length};
  }
};

std::vector<StreetSide> drivable_lines(const Layout& layout) {
  std::vector<StreetSide> lines;
  std::size_t last = std::numeric_limits<std::size_t>::max();
  for (const PlannedStreet& street : layout.streets) {
    if (street.kind == models::StreetClass::footway || street.outside) continue;
    if (street.line != last) lines.push_back({{}, {}, street.kind});
    last = street.line;
    lines.back().append(street.points);
  }
  return lines;
}

models::Hydrant hydrant_at(const StreetSide& line, double along_m, double side, const models::LocalPlane& plane) {
  models::Hydrant hydrant;
  hydrant.position = plane.to_geo(line.at(along_m, side * (half_width_m(line.kind) + from_kerb_m)));
  hydrant.diameter_mm = line.kind <= models::StreetClass::tertiary ? 150 : 100;
  return hydrant;
}

// Each next one in the middle of the longest stretch without one.
void place_count(std::int64_t count, const std::vector<StreetSide>& lines, const models::LocalPlane& plane,
                 std::vector<models::Hydrant>& hydrants) {
  struct Stretch {
    double length;
    std::size_t line;
    double from;
  };
  const auto shorter = [](const Stretch& a, const Stretch& b) {
    return a.length != b.length ? a.length < b.length : a.line != b.line ? a.line > b.line : a.from > b.from;
  };
  std::priority_queue<Stretch, std::vector<Stretch>, decltype(shorter)> stretches(shorter);
  for (std::size_t i = 0; i < lines.size(); ++i) stretches.push({lines[i].along.back(), i, 0.0});
  for (std::int64_t k = 0; k < count && !stretches.empty(); ++k) {
    const Stretch s = stretches.top();
    stretches.pop();
    const double middle = s.from + 0.5 * s.length;
    hydrants.push_back(hydrant_at(lines[s.line], middle, k % 2 == 0 ? 1.0 : -1.0, plane));
    stretches.push({0.5 * s.length, s.line, s.from});
    stretches.push({0.5 * s.length, s.line, middle});
  }
}

// On one side of each street, so far apart that also across a crossing, from kerb to kerb, the next one is near enough.
void place_along_streets(const DeploymentParams& d, const std::vector<StreetSide>& lines,
                         const models::LocalPlane& plane, std::vector<models::Hydrant>& hydrants) {
  double widest_m = 0.0;
  for (const StreetSide& line : lines) widest_m = std::max(widest_m, half_width_m(line.kind) + from_kerb_m);
  const double step_m = std::max(d.hydrant_spacing_m - 2.0 * widest_m, 0.5 * d.hydrant_spacing_m);
  for (const StreetSide& line : lines) {
    const double length_m = line.along.back();
    const auto n = std::max(1, static_cast<int>(std::ceil(length_m / step_m)));
    for (int k = 0; k < n; ++k) hydrants.push_back(hydrant_at(line, length_m * (k + 0.5) / n, 1.0, plane));
  }
}

// Where buildings are still out of reach, one more beside them each time, and between it and the nearest other so many
// that none stands alone.
void reach_buildings(const DeploymentParams& d, const models::LocalPlane& plane, const models::District& district,
                     std::vector<models::Hydrant>& hydrants) {
  std::vector<PlanePoint> places;
  for (const models::Hydrant& h : hydrants) places.push_back(plane.to_plane(h.position));
  const models::PointIndex on_streets(places);
  std::vector<PlanePoint> further;
  const auto nearest_m = [](const std::vector<PlanePoint>& among, PlanePoint p) {
    double least = std::numeric_limits<double>::infinity();
    for (const PlanePoint q : among) least = std::min(least, models::distance(p, q).value);
    return least;
  };
  for (const models::Building& building : district.buildings) {
    const PlanePoint home = plane.to_plane(building.position);
    std::optional<PlanePoint> street;
    if (!on_streets.empty()) street = places[on_streets.nearest(home)];
    if (street && models::distance(home, *street).value <= d.hydrant_radius_m) continue;
    if (nearest_m(further, home) <= d.hydrant_radius_m) continue;
    if (!street) {
      further.push_back({home.x + from_wall_m, home.y});
      continue;
    }
    const double way_m = models::distance(home, *street).value;
    const double first_m = std::max(from_wall_m, 0.5 * d.hydrant_radius_m);
    const auto n = std::max(1, static_cast<int>(std::ceil((way_m - first_m) / (0.9 * d.hydrant_spacing_m))));
    for (int k = 0; k < n; ++k)
      further.push_back(home + (first_m + (way_m - first_m) * k / n) / way_m * (*street - home));
  }
  for (const PlanePoint p : further) hydrants.push_back({plane.to_geo(p), 100});
}

}  // namespace

void add_hydrants(const DeploymentParams& deployment, const Layout& layout, const models::LocalPlane& plane,
                  models::District& district) {
  const std::vector<StreetSide> lines = drivable_lines(layout);
  if (deployment.hydrant_placement == HydrantPlacement::counted) {
    place_count(deployment.hydrants, lines, plane, district.hydrants);
    return;
  }
  place_along_streets(deployment, lines, plane, district.hydrants);
  reach_buildings(deployment, plane, district, district.hydrants);
}

}  // namespace yuanluo::scenarios
