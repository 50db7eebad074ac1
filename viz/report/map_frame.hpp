// The ground plan that all maps of the report stand on.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "models/geo.hpp"
#include "scenarios/results/rows.hpp"
#include "viz/report/svg.hpp"

namespace yuanluo::viz {

// From degrees to units of the picture, which shows the district and a margin.
class MapFrame {
 public:
  static constexpr double width = 960.0;

  explicit MapFrame(const scenarios::Places& places);

  std::pair<double, double> at(models::GeoPoint p) const;
  bool holds(models::GeoPoint p) const;
  double height() const { return (high_.y - low_.y) * scale_; }
  double units_per_metre() const { return scale_; }

 private:
  void include(models::GeoPoint p);

  models::LocalPlane plane_;
  models::PlanePoint low_, high_;
  double scale_ = 1.0;
};

// A path as short as SVG allows: one absolute point, then steps in tenths of a unit.
std::string path_data(const MapFrame& frame, const std::vector<models::GeoPoint>& points, bool closed);

// One path for all streets of a class; service lanes and footways only where `lanes`.
void draw_streets(Svg& svg, const MapFrame& frame, const scenarios::Places& places, bool lanes);

void draw_scale(Svg& svg, const MapFrame& frame);

}  // namespace yuanluo::viz
