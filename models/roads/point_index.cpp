#include "models/roads/point_index.hpp"

#include <algorithm>
#include <boost/geometry.hpp>
#include <boost/geometry/geometries/box.hpp>
#include <boost/geometry/geometries/point_xy.hpp>
#include <boost/geometry/index/rtree.hpp>
#include <iterator>

#include "sim/contract.hpp"

namespace yuanluo::models {

namespace bgi = boost::geometry::index;

namespace {

using Point = boost::geometry::model::d2::point_xy<double>;
using Box = boost::geometry::model::box<Point>;
using Value = std::pair<Point, std::uint32_t>;

}  // namespace

struct PointIndex::Tree {
  std::vector<PlanePoint> points;
  bgi::rtree<Value, bgi::rstar<16>> rtree;
};

PointIndex::PointIndex(std::span<const PlanePoint> points) {
  auto tree = std::make_shared<Tree>();
  tree->points.assign(points.begin(), points.end());
  std::vector<Value> values;
  for (std::uint32_t i = 0; i < points.size(); ++i) values.emplace_back(Point(points[i].x, points[i].y), i);
  tree->rtree = decltype(tree->rtree)(values.begin(), values.end());
  tree_ = std::move(tree);
}

bool PointIndex::empty() const { return tree_->points.empty(); }

std::uint32_t PointIndex::nearest(PlanePoint p) const {
  sim::require(!empty(), "nearest of no points");
  std::vector<Value> one;
  tree_->rtree.query(bgi::nearest(Point(p.x, p.y), 1), std::back_inserter(one));
  // The tree may return any of equally near points.
  const std::vector<std::uint32_t> same = within(p, distance(p, tree_->points[one.front().second]).value);
  std::uint32_t best = one.front().second;
  for (const std::uint32_t i : same) {
    const double d = distance(p, tree_->points[i]).value, least = distance(p, tree_->points[best]).value;
    if (d < least || (d == least && i < best)) best = i;
  }
  return best;
}

std::vector<std::uint32_t> PointIndex::within(PlanePoint p, double radius_m) const {
  std::vector<Value> in_box;
  tree_->rtree.query(bgi::intersects(Box(Point(p.x - radius_m, p.y - radius_m), Point(p.x + radius_m, p.y + radius_m))),
                     std::back_inserter(in_box));
  std::vector<std::uint32_t> found;
  for (const Value& value : in_box)
    if (distance(p, tree_->points[value.second]).value <= radius_m) found.push_back(value.second);
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace yuanluo::models
