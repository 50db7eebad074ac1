#include "models/roads/coverage.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "models/roads/way_graph.hpp"
#include "models/roads/way_search.hpp"

namespace yuanluo::models {

namespace {

// A point of the streets and the way to it.
struct Sample {
  PlanePoint at;
  Way way;
};

// Points of the part of an arc between two shares of it, not further apart than `step_m`.
template <class Function>
void along(const WayGraph& graph, ArcIndex a, double from, double to, double step_m, Function&& f) {
  const Arc& arc = graph.arcs()[a];
  const auto points = graph.map().points(arc.street);
  const double length_m = graph.map().length_m(arc.street);
  double passed_m = 0.0;
  for (std::size_t k = 1; k < points.size(); ++k) {
    const PlanePoint p = arc.forward ? points[k - 1] : points[points.size() - k];
    const PlanePoint q = arc.forward ? points[k] : points[points.size() - k - 1];
    const double piece_m = distance(p, q).value;
    const int steps = std::max(1, static_cast<int>(std::ceil(piece_m / step_m)));
    for (int i = 0; i <= steps; ++i) {
      const double t = static_cast<double>(i) / steps;
      const double share = length_m > 0.0 ? std::min((passed_m + t * piece_m) / length_m, 1.0) : 0.0;
      if (share >= from && share <= to) f(PlanePoint{p.x + t * (q.x - p.x), p.y + t * (q.y - p.y)}, share);
    }
    passed_m += piece_m;
  }
}

std::vector<Sample> samples_of(const WayGraph& graph, const WaySearch& search, std::span<const StreetPlace> origins,
                               double step_m) {
  std::vector<Sample> samples;
  for (const StreetPlace& origin : origins)
    for (const bool forward : {true, false})
      if (const auto a = graph.arc(origin.street, forward)) {
        const double begin = forward ? origin.share : 1.0 - origin.share;
        const Way whole = graph.arcs()[*a].way;
        samples.push_back({origin.at, {}});
        along(graph, *a, begin, 1.0, step_m, [&](PlanePoint p, double share) {
          samples.push_back({p, whole.part(share) - whole.part(begin)});
        });
      }
  for (const std::uint32_t state : search.reached()) {
    const Way label = search.way_of(state);
    if (graph.by_arcs()) {
      const Way whole = graph.arcs()[graph.arc_of(state)].way;
      if (label < whole) continue;
      along(graph, graph.arc_of(state), 0.0, 1.0, step_m, [&](PlanePoint p, double share) {
        samples.push_back({p, label - (whole - whole.part(share))});
      });
    } else {
      const auto [first, last] = graph.arcs_out_of(state);
      for (ArcIndex a = first; a < last; ++a)
        along(graph, a, 0.0, 1.0, step_m, [&](PlanePoint p, double share) {
          samples.push_back({p, label + graph.arcs()[a].way.part(share)});
        });
    }
  }
  return samples;
}

WaySearch explored(const Roads& roads, const CoverageQuestion& q, std::vector<StreetPlace>& origins) {
  for (const Doorstep& origin : q.origins)
    if (origin.street) origins.push_back(*origin.street);
  WaySearch search(roads.graph(q.mode));
  search.explore(origins, Way(q.limit_s / q.slowest_factor, 0.0));
  return search;
}

}  // namespace

GridField arrival_field(const Roads& roads, const RoadParams& params, const CoverageQuestion& q) {
  std::vector<StreetPlace> origins;
  const WaySearch search = explored(roads, q, origins);
  std::vector<Sample> samples = samples_of(roads.graph(q.mode), search, origins, q.cell_m);
  std::erase_if(samples, [&](const Sample& s) { return q.seconds(s.way) > q.limit_s; });
  GridField field;
  field.cell_m = q.cell_m;
  const double above = q.limit_s + 2.0 * q.cell_m / params.walking_mps;
  if (samples.empty()) {
    field.columns = field.rows = 2;
    field.value.assign(4, above);
    return field;
  }
  PlanePoint low = samples.front().at, high = low;
  for (const Sample& s : samples) {
    low = {std::min(low.x, s.at.x), std::min(low.y, s.at.y)};
    high = {std::max(high.x, s.at.x), std::max(high.y, s.at.y)};
  }
  const auto size = [&](double from, double to) {
    return static_cast<std::size_t>(std::ceil((to - from + 2.0 * (q.beside_m + field.cell_m)) / field.cell_m)) + 2;
  };
  while (size(low.x, high.x) * size(low.y, high.y) > 20'000'000) field.cell_m *= 1.5;
  const double margin = q.beside_m + field.cell_m;
  // Multiples of the cell, so that the same streets give the same grid whatever else was reached.
  field.origin = {std::floor((low.x - margin) / field.cell_m) * field.cell_m,
                  std::floor((low.y - margin) / field.cell_m) * field.cell_m};
  field.columns = size(low.x, high.x) + 1;
  field.rows = size(low.y, high.y) + 1;
  field.value.assign(field.columns * field.rows, above);
  const auto reach = static_cast<long>(std::ceil(q.beside_m / field.cell_m));
  for (const Sample& s : samples) {
    const double seconds = q.seconds(s.way);
    const long i0 = std::lround((s.at.x - field.origin.x) / field.cell_m);
    const long j0 = std::lround((s.at.y - field.origin.y) / field.cell_m);
    for (long j = std::max(0L, j0 - reach); j <= std::min(static_cast<long>(field.rows) - 1, j0 + reach); ++j)
      for (long i = std::max(0L, i0 - reach); i <= std::min(static_cast<long>(field.columns) - 1, i0 + reach); ++i) {
        const PlanePoint node{field.origin.x + field.cell_m * static_cast<double>(i),
                              field.origin.y + field.cell_m * static_cast<double>(j)};
        const double walk_m = distance(node, s.at).value;
        if (walk_m > q.beside_m) continue;
        double& value = field.at(static_cast<std::size_t>(i), static_cast<std::size_t>(j));
        value = std::min(value, seconds + walk_m / params.walking_mps);
      }
  }
  return field;
}

std::vector<double> arrival_seconds(const Roads& roads, const CoverageQuestion& q, std::span<const Doorstep> places) {
  std::vector<StreetPlace> origins;
  const WaySearch search = explored(roads, q, origins);
  const WayGraph& graph = roads.graph(q.mode);
  std::vector<double> seconds;
  for (const Doorstep& place : places) {
    Way best = Way::none();
    if (place.street) {
      const WayGraph::Ends ends = graph.arrivals(*place.street);
      for (const Entry& e : ends.after)
        if (const Way way = search.way_of(e.state); way.exists()) best = std::min(best, way + e.way);
      for (const Entry& e : ends.before)
        if (const Way way = search.way_of(e.state); way.exists() && way >= e.way) best = std::min(best, way - e.way);
      for (const StreetPlace& origin : origins) best = std::min(best, graph.direct(origin, *place.street));
    }
    seconds.push_back(best.exists() ? q.seconds(best) : std::numeric_limits<double>::infinity());
  }
  return seconds;
}

}  // namespace yuanluo::models
