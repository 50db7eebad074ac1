#include "scenarios/import/blocks.hpp"

#include <algorithm>
#include <boost/geometry.hpp>
#include <boost/geometry/index/rtree.hpp>
#include <cmath>
#include <iterator>
#include <map>
#include <set>
#include <utility>

namespace yuanluo::scenarios {
namespace {

namespace bg = boost::geometry;
namespace bgi = boost::geometry::index;
using models::GeoPoint;
using models::PlanePoint;
using models::StreetClass;
using Point = bg::model::d2::point_xy<double>;
using Segment = bg::model::segment<Point>;

bool bounds_blocks(const MapStreet& s) {
  const StreetClass kind = street_class_of(s.use.highway);
  return s.use.vehicles() && kind <= StreetClass::living_street;
}

// Lines cut at all their crossings, as a plane graph.
class PlaneGraph {
 public:
  PlaneGraph(const StreetMap& map, const models::LocalPlane& plane) : plane_(plane) {
    std::vector<std::pair<GeoPoint, GeoPoint>> lines;
    for (const MapStreet& s : map.streets) {
      if (!bounds_blocks(s)) continue;
      for (std::size_t i = 0; i + 1 < s.points.size(); ++i) {
        if (s.points[i] != s.points[i + 1]) lines.emplace_back(s.points[i], s.points[i + 1]);
      }
    }
    cut(lines);
    prune();
  }

  // Walks around each face, keeping it to the left.
  std::vector<Ring> faces() const {
    std::vector<std::vector<std::size_t>> around(at_.size());  // neighbours by angle
    for (std::size_t v = 0; v < at_.size(); ++v) {
      std::vector<std::pair<double, std::size_t>> turned;
      for (const std::size_t w : next_[v]) {
        turned.emplace_back(std::atan2(at_[w].y - at_[v].y, at_[w].x - at_[v].x), w);
      }
      std::sort(turned.begin(), turned.end());
      for (const auto& entry : turned) around[v].push_back(entry.second);
    }
    std::set<std::pair<std::size_t, std::size_t>> walked;
    std::vector<Ring> rings;
    for (std::size_t v = 0; v < at_.size(); ++v) {
      for (const std::size_t first : around[v]) {
        Ring ring;
        std::size_t a = v, b = first;
        while (walked.emplace(a, b).second) {
          ring.push_back(at_[a]);
          // The next edge clockwise from the one we came by.
          const auto& list = around[b];
          const auto back = static_cast<std::size_t>(std::find(list.begin(), list.end(), a) - list.begin());
          const std::size_t onward = list[(back + list.size() - 1) % list.size()];
          a = b;
          b = onward;
        }
        constexpr double least_m2 = 400.0;
        if (ring.size() >= 3 && area_m2(ring) >= least_m2) rings.push_back(std::move(ring));
      }
    }
    return rings;
  }

 private:
  std::size_t vertex(GeoPoint p) {
    const auto [found, fresh] = vertex_of_.try_emplace(p, at_.size());
    if (fresh) {
      at_.push_back(plane_.to_plane(p));
      next_.emplace_back();
    }
    return found->second;
  }

  void cut(const std::vector<std::pair<GeoPoint, GeoPoint>>& lines) {
    std::vector<std::pair<Segment, std::size_t>> segments;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const PlanePoint a = plane_.to_plane(lines[i].first), b = plane_.to_plane(lines[i].second);
      segments.push_back({Segment({a.x, a.y}, {b.x, b.y}), i});
    }
    const bgi::rtree<std::pair<Segment, std::size_t>, bgi::quadratic<16>> tree(segments.begin(), segments.end());
    std::set<std::pair<std::size_t, std::size_t>> edges;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const PlanePoint a = plane_.to_plane(lines[i].first), b = plane_.to_plane(lines[i].second), along = b - a;
      std::vector<std::pair<double, GeoPoint>> stops{{0.0, lines[i].first}, {1.0, lines[i].second}};
      std::vector<std::pair<Segment, std::size_t>> near;
      const bg::model::box<Point> box({std::min(a.x, b.x), std::min(a.y, b.y)},
                                      {std::max(a.x, b.x), std::max(a.y, b.y)});
      tree.query(bgi::intersects(box), std::back_inserter(near));
      for (const auto& other : near) {
        if (other.second == i) continue;
        // Both lines must find the same crossing, to the last digit: always reckoned from the lower number.
        const auto& [p, q] = lines[std::min(i, other.second)];
        const auto& [r, s] = lines[std::max(i, other.second)];
        const PlanePoint c = plane_.to_plane(p), d = plane_.to_plane(q) - c;
        const PlanePoint e = plane_.to_plane(r), f = plane_.to_plane(s) - e;
        const double turn = cross(d, f);
        if (std::abs(turn) < 1e-9) continue;
        const double t = cross(e - c, f) / turn, u = cross(e - c, d) / turn;
        if (t < 0.0 || t > 1.0 || u < 0.0 || u > 1.0) continue;
        const GeoPoint crossing = plane_.to_geo(c + t * d);
        const PlanePoint at = plane_.to_plane(crossing);
        stops.emplace_back(dot(at - a, along) / dot(along, along), crossing);
      }
      std::sort(stops.begin(), stops.end());
      for (std::size_t k = 0; k + 1 < stops.size(); ++k) {
        const std::size_t v = vertex(stops[k].second), w = vertex(stops[k + 1].second);
        if (v != w) edges.emplace(std::min(v, w), std::max(v, w));
      }
    }
    for (const auto& [v, w] : edges) {
      next_[v].push_back(w);
      next_[w].push_back(v);
    }
  }

  // Takes dead ends away, again and again.
  void prune() {
    std::vector<std::size_t> open;
    for (std::size_t v = 0; v < next_.size(); ++v) {
      if (next_[v].size() == 1) open.push_back(v);
    }
    while (!open.empty()) {
      const std::size_t v = open.back();
      open.pop_back();
      if (next_[v].size() != 1) continue;
      const std::size_t w = next_[v].front();
      next_[v].clear();
      next_[w].erase(std::find(next_[w].begin(), next_[w].end(), v));
      if (next_[w].size() == 1) open.push_back(w);
    }
  }

  const models::LocalPlane& plane_;
  std::map<GeoPoint, std::size_t> vertex_of_;
  std::vector<PlanePoint> at_;
  std::vector<std::vector<std::size_t>> next_;
};

using Polygon = bg::model::polygon<Point, false, false>;  // counter-clockwise, not closed
using Polygons = bg::model::multi_polygon<Polygon>;

Polygon polygon_of(const Ring& ring) {
  Polygon polygon;
  for (const PlanePoint p : ring) bg::append(polygon.outer(), Point(p.x, p.y));
  return polygon;
}

Ring ring_of(const Polygon& polygon) {
  Ring ring;
  for (const Point& p : polygon.outer()) ring.push_back({p.x(), p.y()});
  return ring;
}

// Without a strip along the edge; the ring itself if the library cannot do it (rings that touch themselves).
Polygons without_edge(const Ring& ring, double edge_m) {
  Polygons rest;
  try {
    Polygon polygon = polygon_of(ring);
    bg::correct(polygon);
    bg::buffer(polygon, rest, bg::strategy::buffer::distance_symmetric<double>(-edge_m),
               bg::strategy::buffer::side_straight(), bg::strategy::buffer::join_miter(2.0),
               bg::strategy::buffer::end_flat(), bg::strategy::buffer::point_square());
  } catch (const bg::exception&) {
    rest.assign(1, polygon_of(ring));
  }
  return rest;
}

// The direction of the longest side.
PlanePoint longest_side(const Ring& ring) {
  PlanePoint best{1.0, 0.0};
  double longest = 0.0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const PlanePoint side = ring[(i + 1) % ring.size()] - ring[i];
    if (const double length = std::hypot(side.x, side.y); length > longest) {
      longest = length;
      best = (1.0 / length) * side;
    }
  }
  return best;
}

void divide(const Ring& ring, double plot_m2, int depth, std::vector<Ring>& plots) {
  const double area = ring.size() < 3 ? 0.0 : area_m2(ring);
  if (area < 0.25 * plot_m2) return;
  if (area <= 1.5 * plot_m2 || depth == 0) {
    plots.push_back(ring);
    return;
  }
  PlanePoint along = longest_side(ring);
  auto [low, high] = reach(ring, along);
  const auto [left, right] = reach(ring, left_of(along));
  if (right - left > high - low) {
    along = left_of(along);
    low = left;
    high = right;
  }
  const double middle = 0.5 * (low + high), wide = 2.0 * ((high - low) + (right - left)) + 100.0;
  const PlanePoint across = left_of(along), centre = middle * along + dot(centroid(ring), across) * across;
  for (const double side : {-1.0, 1.0}) {
    const PlanePoint ahead = side * wide * along, aside = side * wide * across;
    const Ring half{centre - aside, centre - aside + ahead, centre + aside + ahead, centre + aside};
    Polygons parts;
    try {
      bg::intersection(polygon_of(ring), polygon_of(half), parts);
    } catch (const bg::exception&) {
      plots.push_back(ring);
      return;
    }
    for (const Polygon& part : parts) divide(ring_of(part), plot_m2, depth - 1, plots);
  }
}

}  // namespace

std::vector<Ring> street_blocks(const StreetMap& map, const models::LocalPlane& plane) {
  auto rings = PlaneGraph(map, plane).faces();
  std::stable_sort(rings.begin(), rings.end(), [](const Ring& a, const Ring& b) { return area_m2(a) > area_m2(b); });
  return rings;
}

std::vector<Ring> plots_of(const Ring& block, double edge_m, double plot_m2) {
  constexpr int deepest = 24;
  std::vector<Ring> plots;
  for (const Polygon& rest : without_edge(block, edge_m)) divide(ring_of(rest), plot_m2, deepest, plots);
  return plots;
}

Ring hull(std::vector<PlanePoint> points, double margin_m) {
  const std::size_t given = points.size();
  for (std::size_t i = 0; i < given; ++i) {
    const PlanePoint p = points[i];
    for (const PlanePoint corner : {PlanePoint{-1, -1}, PlanePoint{1, -1}, PlanePoint{1, 1}, PlanePoint{-1, 1}}) {
      points.push_back(p + std::max(margin_m, 0.5) * corner);
    }
  }
  std::sort(points.begin(), points.end(),
            [](PlanePoint a, PlanePoint b) { return a.x != b.x ? a.x < b.x : a.y < b.y; });
  // Lower, then upper half, each turning left only.
  Ring ring;
  for (int half = 0; half < 2; ++half) {
    const std::size_t start = ring.size();
    for (const PlanePoint p : points) {
      while (ring.size() >= start + 2 && cross(ring.back() - ring[ring.size() - 2], p - ring.back()) <= 0.0)
        ring.pop_back();
      ring.push_back(p);
    }
    ring.pop_back();
    std::reverse(points.begin(), points.end());
  }
  return ring;
}

}  // namespace yuanluo::scenarios
