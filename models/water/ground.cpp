#include "models/water/ground.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace yuanluo::models {

namespace {

constexpr std::size_t enough = 4;
constexpr double first_look_m = 100.0;
constexpr double same_place_m = 0.01;

std::vector<PlanePoint> places_of(const District& district, const LocalPlane& plane) {
  std::vector<PlanePoint> places;
  for (const SpotHeight& height : district.spot_heights) places.push_back(plane.to_plane(height.position));
  return places;
}

}  // namespace

Ground::Ground(const District& district, const LocalPlane& plane, const MainsParams& params)
    : places_(places_of(district, plane)), index_(places_) {
  for (const SpotHeight& height : district.spot_heights) heights_m_.push_back(0.01 * height.elevation_cm);
  const double bearing = params.ground_falls_towards_deg * std::numbers::pi / 180.0;
  const double slope = 1e-3 * params.ground_falls_m_per_km;
  fall_ = {slope * std::sin(bearing), slope * std::cos(bearing)};
}

Metres Ground::at(PlanePoint place) const {
  if (places_.empty()) return {-(fall_.x * place.x + fall_.y * place.y)};
  const std::size_t wanted = std::min(enough, places_.size());
  const double nearest_m = distance(places_[index_.nearest(place)], place).value;
  double radius_m = std::max(first_look_m, 2.0 * nearest_m);
  std::vector<std::uint32_t> near = index_.within(place, radius_m);
  while (near.size() < wanted) near = index_.within(place, radius_m *= 2.0);
  double sum = 0.0, weights = 0.0;
  for (const std::uint32_t i : near) {
    const double weight = 1.0 / std::pow(std::max(distance(places_[i], place).value, same_place_m), 2.0);
    sum += weight * heights_m_[i];
    weights += weight;
  }
  return {sum / weights};
}

}  // namespace yuanluo::models
