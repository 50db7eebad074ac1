#include "viz/replay/ways.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "models/roads/roads.hpp"
#include "models/roads/route.hpp"

namespace yuanluo::viz {

namespace {

std::vector<double> steady(const std::vector<PlanePoint>& points) {
  std::vector<double> gone{0.0};
  for (std::size_t i = 1; i < points.size(); ++i)
    gone.push_back(gone.back() + models::distance(points[i - 1], points[i]).value);
  return gone;
}

}  // namespace

Journeying::Journeying(std::vector<PlanePoint> points) : points_(std::move(points)) {
  if (points_.empty()) points_.push_back({});
  seconds_ = steady(points_);
}

Journeying::Journeying(std::vector<PlanePoint> points, std::vector<double> seconds)
    : points_(std::move(points)), seconds_(std::move(seconds)) {}

PlanePoint Journeying::at(double share) const {
  const double now = std::clamp(share, 0.0, 1.0) * seconds_.back();
  const auto next = std::lower_bound(seconds_.begin(), seconds_.end(), now);
  const auto i = static_cast<std::size_t>(next - seconds_.begin());
  if (i == 0) return points_.front();
  if (i >= points_.size()) return points_.back();
  const double piece = seconds_[i] - seconds_[i - 1];
  const double part = piece > 0.0 ? (now - seconds_[i - 1]) / piece : 1.0;
  return {points_[i - 1].x + part * (points_[i].x - points_[i - 1].x),
          points_[i - 1].y + part * (points_[i].y - points_[i - 1].y)};
}

double Journeying::heading(double share) const {
  const double now = std::clamp(share, 0.0, 1.0) * seconds_.back();
  double angle = 0.0;  // of the last piece that leads anywhere
  for (std::size_t i = 1; i < points_.size(); ++i) {
    if (models::distance(points_[i - 1], points_[i]).value <= 0.0) continue;
    angle = std::atan2(points_[i].y - points_[i - 1].y, points_[i].x - points_[i - 1].x);
    if (seconds_[i] >= now) return angle;
  }
  return angle;
}

std::vector<PlanePoint> Journeying::stretch(double from, double to) const {
  std::vector<PlanePoint> all{at(from)};
  for (std::size_t i = 0; i < points_.size(); ++i)
    if (seconds_[i] > from * seconds_.back() && seconds_[i] < to * seconds_.back()) all.push_back(points_[i]);
  all.push_back(at(to));
  return all;
}

models::TravelMode mode_of(models::Helper helper) {
  switch (helper) {
    case models::Helper::fire_engine:
      return models::TravelMode::fire_engine;
    case models::Helper::ambulance:
      return models::TravelMode::ambulance;
    case models::Helper::micro_fire_crew:
      return models::TravelMode::walking;
    default:
      return models::TravelMode::e_bike;
  }
}

models::TravelMode mode_from(models::StationKind kind) {
  switch (kind) {
    case models::StationKind::fire_station:
      return models::TravelMode::fire_engine;
    case models::StationKind::ambulance_station:
      return models::TravelMode::ambulance;
    case models::StationKind::micro_fire_station:
      return models::TravelMode::walking;
    default:
      return models::TravelMode::e_bike;
  }
}

struct Ways::Streets {
  explicit Streets(const models::WayGraph& all) : graph(all), search(graph) {}
  models::WayGraph graph;  // a copy of the world's
  models::WaySearch search;
};

Ways::Ways(const models::World& world) : world_(world) {}
Ways::~Ways() = default;

const Journeying& Ways::between(models::TravelMode mode, PlanePoint from, PlanePoint to,
                                const std::vector<std::uint32_t>& closed) {
  auto& way = known_[{mode, from.x, from.y, to.x, to.y, closed}];
  if (!way) way = std::make_unique<const Journeying>(find(mode, from, to, closed));
  return *way;
}

Journeying Ways::find(models::TravelMode mode, PlanePoint from, PlanePoint to,
                      const std::vector<std::uint32_t>& closed) {
  const models::Doorstep start = world_.roads.doorstep(mode, from), end = world_.roads.doorstep(mode, to);
  if (!start.street || !end.street) return Journeying({from, to});
  auto& streets = streets_[static_cast<std::size_t>(mode)];
  if (!streets) streets = std::make_unique<Streets>(world_.roads.graph(mode));
  for (const std::uint32_t street : closed) streets->graph.close(street);
  auto route = models::find_route(streets->search, streets->graph, *start.street, *end.street);
  for (const std::uint32_t street : closed) streets->graph.open(street);
  // Who is called to a closed street, or is cut off, goes on it: the model lets the rest be walked.
  if (!route && !closed.empty())
    route = models::find_route(streets->search, streets->graph, *start.street, *end.street);
  if (!route) return Journeying({from, to});

  const double aside_s = world_.roads.whole(mode, start, end, models::Way()).seconds();
  const double aside_m = start.street->aside_m + end.street->aside_m;
  const double first_s = aside_m > 0.0 ? aside_s * start.street->aside_m / aside_m : 0.0;
  std::vector<PlanePoint> points{from};
  std::vector<double> seconds{0.0};
  for (std::size_t i = 0; i < route->points.size(); ++i) {
    points.push_back(route->points[i]);
    seconds.push_back(first_s + route->seconds[i]);
  }
  points.push_back(to);
  seconds.push_back(seconds.back() + aside_s - first_s);
  if (seconds.back() <= 0.0) return Journeying(std::move(points));
  return {std::move(points), std::move(seconds)};
}

}  // namespace yuanluo::viz
