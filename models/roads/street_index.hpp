// Which street is nearest to a place.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "models/geo.hpp"

namespace yuanluo::models {

// A point on a street.
struct StreetPlace {
  std::uint32_t street = 0;  // row of District::streets
  double share = 0.0;        // of the street's length, from its first point
  PlanePoint at;
  double aside_m = 0.0;  // straight from the place that was asked for
};

// An R-tree over the segments of streets. Source: [Leutenegger1997].
class StreetIndex {
 public:
  struct Line {
    std::uint32_t street;
    std::span<const PlanePoint> points;
  };
  explicit StreetIndex(std::span<const Line> lines);

  // The point of the lines nearest to `p`; none if there is no line. Of equally near lines, that of the lowest street.
  std::optional<StreetPlace> nearest(PlanePoint p) const;

 private:
  struct Tree;
  std::shared_ptr<const Tree> tree_;
};

}  // namespace yuanluo::models
