#include "scenarios/import/ring_index.hpp"

#include <algorithm>
#include <boost/geometry.hpp>
#include <boost/geometry/index/rtree.hpp>
#include <iterator>
#include <utility>

namespace yuanluo::scenarios {

namespace bg = boost::geometry;
namespace bgi = boost::geometry::index;
using Point = bg::model::d2::point_xy<double>;
using Box = bg::model::box<Point>;

struct RingIndex::Tree {
  bgi::rtree<std::pair<Box, std::size_t>, bgi::quadratic<16>> boxes;
};

RingIndex::RingIndex(const std::vector<Ring>& rings) : rings_(rings), tree_(std::make_unique<Tree>()) {
  std::vector<std::pair<Box, std::size_t>> boxes;
  for (std::size_t i = 0; i < rings.size(); ++i) {
    if (rings[i].size() < 3) continue;
    const auto [west, east] = reach(rings[i], {1.0, 0.0});
    const auto [south, north] = reach(rings[i], {0.0, 1.0});
    boxes.emplace_back(Box({west, south}, {east, north}), i);
  }
  tree_->boxes = {boxes.begin(), boxes.end()};
}

RingIndex::~RingIndex() = default;

std::vector<std::size_t> RingIndex::around(models::PlanePoint p) const {
  std::vector<std::pair<Box, std::size_t>> candidates;
  tree_->boxes.query(bgi::intersects(Point(p.x, p.y)), std::back_inserter(candidates));
  std::vector<std::size_t> found;
  for (const auto& candidate : candidates) {
    if (models::goes_round(rings_[candidate.second], p)) found.push_back(candidate.second);
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace yuanluo::scenarios
