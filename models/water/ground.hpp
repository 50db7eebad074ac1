// How high the ground lies: where spot heights are given between them, otherwise a plane.
#pragma once

#include <vector>

#include "models/district.hpp"
#include "models/roads/point_index.hpp"
#include "models/water/mains_params.hpp"

namespace yuanluo::models {

class Ground {
 public:
  Ground(const District& district, const LocalPlane& plane, const MainsParams& params);

  // The mean of the nearest spot heights, at least four where there are so many, weighed by the inverse square of their
  // distance. Where there are none: a plane through 0 at the plane's origin, which falls as the parameters tell.
  Metres at(PlanePoint place) const;

 private:
  std::vector<PlanePoint> places_;
  std::vector<double> heights_m_;
  PointIndex index_;
  PlanePoint fall_;  // metres a metre, to the east and to the north
};

}  // namespace yuanluo::models
