#include "models/roads/network.hpp"

#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <boost/property_map/property_map.hpp>
#include <limits>
#include <map>

namespace yuanluo::models {

namespace {

bool drivable(StreetClass kind) { return kind != StreetClass::footway; }

}  // namespace

StreetNetwork::StreetNetwork(const std::vector<Street>& streets, const LocalPlane& plane) {
  std::map<GeoPoint, std::size_t> junction;
  const auto junction_at = [&](GeoPoint p) {
    const auto [it, is_new] = junction.emplace(p, position_.size());
    if (is_new) {
      position_.push_back(plane.to_plane(p));
      drivable_.push_back(false);
    }
    return it->second;
  };

  std::vector<std::pair<std::size_t, std::size_t>> vehicle_edges, people_edges;
  std::vector<Metric> vehicle_lengths, people_lengths;
  for (const Street& street : streets) {
    const std::size_t a = junction_at(street.points.front());
    const std::size_t b = junction_at(street.points.back());
    double length = 0.0;
    for (std::size_t i = 1; i < street.points.size(); ++i)
      length += distance(plane.to_plane(street.points[i - 1]), plane.to_plane(street.points[i])).value;
    length_m_ += length;
    people_edges.insert(people_edges.end(), {{a, b}, {b, a}});
    people_lengths.insert(people_lengths.end(), 2, Metric{length});
    if (!drivable(street.kind)) continue;
    drivable_[a] = drivable_[b] = true;
    vehicle_edges.push_back({a, b});
    vehicle_lengths.push_back({length});
    if (street.oneway) continue;
    vehicle_edges.push_back({b, a});
    vehicle_lengths.push_back({length});
  }
  const auto unsorted = boost::edges_are_unsorted_multi_pass;
  vehicles_ = Graph(unsorted, vehicle_edges.begin(), vehicle_edges.end(), vehicle_lengths.begin(), position_.size());
  people_ = Graph(unsorted, people_edges.begin(), people_edges.end(), people_lengths.begin(), position_.size());
}

std::size_t StreetNetwork::nearest(PlanePoint p, StreetUser user) const {
  std::size_t best = 0;
  double best_square = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < position_.size(); ++i) {
    if (user == StreetUser::vehicle && !drivable_[i]) continue;
    const double dx = position_[i].x - p.x, dy = position_[i].y - p.y;
    const double square = dx * dx + dy * dy;
    if (square < best_square) {
      best_square = square;
      best = i;
    }
  }
  return best;
}

std::vector<float> StreetNetwork::distances(PlanePoint from, std::span<const PlanePoint> to, StreetUser user) const {
  std::vector<float> result(to.size());
  if (position_.empty()) {
    for (std::size_t i = 0; i < to.size(); ++i) result[i] = static_cast<float>(detour * distance(from, to[i]).value);
    return result;
  }
  const Graph& graph = user == StreetUser::vehicle ? vehicles_ : people_;
  const std::size_t start = nearest(from, user);
  std::vector<double> reach(position_.size(), std::numeric_limits<double>::infinity());
  boost::dijkstra_shortest_paths(
      graph, start,
      boost::weight_map(boost::get(&Metric::length_m, graph))
          .distance_map(boost::make_iterator_property_map(reach.begin(), boost::get(boost::vertex_index, graph))));
  const double first_leg = distance(from, position_[start]).value;
  for (std::size_t i = 0; i < to.size(); ++i) {
    const std::size_t end = nearest(to[i], user);
    const double straight = distance(from, to[i]).value;
    const double way = first_leg + reach[end] + distance(position_[end], to[i]).value;
    const bool known = reach[end] < std::numeric_limits<double>::infinity();
    result[i] = static_cast<float>(known ? std::max(way, straight) : detour * straight);
  }
  return result;
}

}  // namespace yuanluo::models
