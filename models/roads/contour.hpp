// Where a value on a grid stays below a level: polygons with holes.
#pragma once

#include <cstdint>
#include <vector>

#include "models/geo.hpp"

namespace yuanluo::models {

// Values at the nodes of a square grid; node (i, j) lies at `origin` + (i, j) x `cell_m`.
struct GridField {
  PlanePoint origin;
  double cell_m = 25.0;
  std::size_t columns = 0, rows = 0;
  std::vector<double> value;  // row by row, from the south

  double& at(std::size_t i, std::size_t j) { return value[j * columns + i]; }
  double at(std::size_t i, std::size_t j) const { return value[j * columns + i]; }
};

// Closed rings, the first point repeated at the end: the outer one counter-clockwise, holes clockwise.
struct GridPolygon {
  std::vector<PlanePoint> outer;
  std::vector<std::vector<PlanePoint>> holes;
};

// Twice the area on the left of a ring is positive. In square metres.
double signed_area_m2(const std::vector<PlanePoint>& ring);

// The polygons in which the field, linear along the grid's edges, is at most `level`; all of a lower level lie within
// those of a higher one. The nodes of the grid's rim must be above `level`. Source: [LorensenCline1987], in the plane.
std::vector<GridPolygon> below(const GridField& field, double level);

}  // namespace yuanluo::models
