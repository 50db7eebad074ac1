#include "models/roads/street_index.hpp"

#include <algorithm>
#include <boost/geometry.hpp>
#include <boost/geometry/geometries/box.hpp>
#include <boost/geometry/geometries/point_xy.hpp>
#include <boost/geometry/index/rtree.hpp>
#include <cmath>
#include <iterator>

namespace yuanluo::models {

namespace bgi = boost::geometry::index;

namespace {

using Point = boost::geometry::model::d2::point_xy<double>;
using Box = boost::geometry::model::box<Point>;

struct Segment {
  PlanePoint a, b;
  std::uint32_t street;
  double from_m, length_m, street_m;  // where it begins along its street, its length, the street's length
};

// How far along the segment, from 0 to 1, the point nearest to `p` lies.
double share_of(const Segment& s, PlanePoint p) {
  const double dx = s.b.x - s.a.x, dy = s.b.y - s.a.y;
  const double square = dx * dx + dy * dy;
  return square > 0.0 ? std::clamp(((p.x - s.a.x) * dx + (p.y - s.a.y) * dy) / square, 0.0, 1.0) : 0.0;
}

PlanePoint along(const Segment& s, double share) {
  return {s.a.x + share * (s.b.x - s.a.x), s.a.y + share * (s.b.y - s.a.y)};
}

}  // namespace

struct StreetIndex::Tree {
  std::vector<Segment> segments;
  bgi::rtree<std::pair<Box, std::uint32_t>, bgi::rstar<16>> boxes;
};

StreetIndex::StreetIndex(std::span<const Line> lines) {
  auto tree = std::make_shared<Tree>();
  std::vector<std::pair<Box, std::uint32_t>> boxes;
  for (const Line& line : lines) {
    double street_m = 0.0;
    for (std::size_t i = 1; i < line.points.size(); ++i) street_m += distance(line.points[i - 1], line.points[i]).value;
    double from_m = 0.0;
    for (std::size_t i = 1; i < line.points.size(); ++i) {
      const PlanePoint a = line.points[i - 1], b = line.points[i];
      const double length_m = distance(a, b).value;
      boxes.emplace_back(
          Box(Point(std::min(a.x, b.x), std::min(a.y, b.y)), Point(std::max(a.x, b.x), std::max(a.y, b.y))),
          static_cast<std::uint32_t>(tree->segments.size()));
      tree->segments.push_back({a, b, line.street, from_m, length_m, street_m});
      from_m += length_m;
    }
  }
  tree->boxes = decltype(tree->boxes)(boxes.begin(), boxes.end());
  tree_ = std::move(tree);
}

// A box is never further than its segment: the nearest boxes are looked at, and more of them until the last one is
// further than the best segment.
std::optional<StreetPlace> StreetIndex::nearest(PlanePoint p) const {
  if (tree_->segments.empty()) return std::nullopt;
  const Point here(p.x, p.y);
  std::vector<std::pair<Box, std::uint32_t>> boxes;
  for (std::size_t count = 16;; count *= 4) {
    boxes.clear();
    tree_->boxes.query(bgi::nearest(here, static_cast<unsigned>(count)), std::back_inserter(boxes));
    std::optional<StreetPlace> best;
    double furthest_m = 0.0;
    for (const auto& [box, index] : boxes) {
      furthest_m = std::max(furthest_m, boost::geometry::distance(here, box));
      const Segment& s = tree_->segments[index];
      const double share = share_of(s, p);
      const PlanePoint at = along(s, share);
      const double aside_m = distance(p, at).value;
      if (best && (aside_m > best->aside_m || (aside_m == best->aside_m && s.street >= best->street))) continue;
      const double whole = s.street_m > 0.0 ? (s.from_m + share * s.length_m) / s.street_m : 0.0;
      best = StreetPlace{s.street, std::clamp(whole, 0.0, 1.0), at, aside_m};
    }
    if (boxes.size() == tree_->segments.size() || furthest_m > best->aside_m) return best;
  }
}

}  // namespace yuanluo::models
