#include "models/roads/street_map.hpp"

#include <unordered_map>

#include "sim/contract.hpp"

namespace yuanluo::models {

StreetMap::StreetMap(std::span<const Street> streets, const LocalPlane& plane) {
  std::unordered_map<std::uint64_t, JunctionIndex> junctions;
  junctions.reserve(streets.size());
  const auto junction_at = [&](GeoPoint p) {
    const std::uint64_t key =
        std::uint64_t{static_cast<std::uint32_t>(p.lon_e7)} << 32 | std::uint64_t{static_cast<std::uint32_t>(p.lat_e7)};
    const auto [it, is_new] = junctions.try_emplace(key, static_cast<JunctionIndex>(position_.size()));
    if (is_new) position_.push_back(plane.to_plane(p));
    return it->second;
  };
  ends_.reserve(2 * streets.size());
  length_m_.reserve(streets.size());
  first_point_.reserve(streets.size() + 1);
  first_point_.push_back(0);
  for (const Street& street : streets) {
    sim::require(street.points.size() >= 2, "a street has at least two points");
    ends_.push_back(junction_at(street.points.front()));
    ends_.push_back(junction_at(street.points.back()));
    double length = 0.0;
    for (const GeoPoint p : street.points) {
      const PlanePoint here = plane.to_plane(p);
      if (points_.size() > first_point_.back()) length += distance(points_.back(), here).value;
      points_.push_back(here);
    }
    first_point_.push_back(static_cast<std::uint32_t>(points_.size()));
    length_m_.push_back(length);
    total_length_m_ += length;
  }
}

PlanePoint StreetMap::at(std::uint32_t street, double share) const {
  const auto points = this->points(street);
  double left_m = share * length_m(street);
  for (std::size_t i = 1; i < points.size(); ++i) {
    const double piece_m = distance(points[i - 1], points[i]).value;
    if (left_m <= piece_m && piece_m > 0.0) {
      const double t = left_m / piece_m;
      return {points[i - 1].x + t * (points[i].x - points[i - 1].x),
              points[i - 1].y + t * (points[i].y - points[i - 1].y)};
    }
    left_m -= piece_m;
  }
  return points.back();
}

}  // namespace yuanluo::models
