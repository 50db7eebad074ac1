// Which of many points are near to a place.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "models/geo.hpp"

namespace yuanluo::models {

// An R-tree over points. Source: [Leutenegger1997].
class PointIndex {
 public:
  explicit PointIndex(std::span<const PlanePoint> points);

  bool empty() const;
  // The index of the nearest point, of equally near ones the lowest; there must be one.
  std::uint32_t nearest(PlanePoint p) const;
  // The indices of all points not further than `radius_m` from `p`, in rising order.
  std::vector<std::uint32_t> within(PlanePoint p, double radius_m) const;

 private:
  struct Tree;
  std::shared_ptr<const Tree> tree_;
};

}  // namespace yuanluo::models
