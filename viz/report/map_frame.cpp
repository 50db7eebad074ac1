#include "viz/report/map_frame.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace yuanluo::viz {

namespace {

using models::GeoPoint;
using models::PlanePoint;
using models::StreetClass;
using scenarios::Places;

GeoPoint origin_of(const Places& places) {
  return places.compounds.empty() ? GeoPoint{} : places.compounds.front().centre;
}

double street_width(StreetClass c) {
  switch (c) {
    case StreetClass::motorway:
    case StreetClass::trunk:
    case StreetClass::primary:
      return 5.0;
    case StreetClass::secondary:
      return 3.6;
    case StreetClass::tertiary:
      return 2.6;
    case StreetClass::unclassified:
    case StreetClass::residential:
    case StreetClass::living_street:
      return 1.6;
    default:
      return 0.7;
  }
}

}  // namespace

MapFrame::MapFrame(const Places& places) : plane_(origin_of(places)), low_{1e12, 1e12}, high_{-1e12, -1e12} {
  for (const GeoPoint p : places.boundary) include(p);
  for (const auto& c : places.compounds) {
    for (const GeoPoint p : c.boundary) include(p);
  }
  const double margin = 0.02 * std::max(high_.x - low_.x, 1.0);
  low_ = {low_.x - margin, low_.y - margin};
  high_ = {high_.x + margin, high_.y + margin};
  scale_ = width / std::max(high_.x - low_.x, 1.0);
}

std::pair<double, double> MapFrame::at(GeoPoint p) const {
  const PlanePoint q = plane_.to_plane(p);
  return {(q.x - low_.x) * scale_, (high_.y - q.y) * scale_};
}

bool MapFrame::holds(GeoPoint p) const {
  const auto [x, y] = at(p);
  return x >= 0.0 && x <= width && y >= 0.0 && y <= height();
}

void MapFrame::include(GeoPoint p) {
  const PlanePoint q = plane_.to_plane(p);
  low_ = {std::min(low_.x, q.x), std::min(low_.y, q.y)};
  high_ = {std::max(high_.x, q.x), std::max(high_.y, q.y)};
}

std::string path_data(const MapFrame& frame, const std::vector<GeoPoint>& points, bool closed) {
  std::string d;
  long long last_x = 0, last_y = 0;
  const std::size_t n = closed && points.size() > 1 ? points.size() - 1 : points.size();
  for (std::size_t i = 0; i < n; ++i) {
    const auto [x, y] = frame.at(points[i]);
    const long long tx = std::llround(x * 10.0), ty = std::llround(y * 10.0);
    if (i > 0 && tx == last_x && ty == last_y) continue;
    const auto step = [](long long tenths) { return px(static_cast<double>(tenths) / 10.0); };
    fmt::format_to(std::back_inserter(d), "{}{} {}", i == 0 ? "M" : (i == 1 ? "l" : " "), step(tx - last_x),
                   step(ty - last_y));
    last_x = tx, last_y = ty;
  }
  return closed ? d + "z" : d;
}

void draw_streets(Svg& svg, const MapFrame& frame, const Places& places, bool lanes) {
  for (std::size_t c = models::street_classes; c-- > 0;) {
    const auto kind = static_cast<StreetClass>(c);
    if (!lanes && kind >= StreetClass::service) continue;
    std::string d;
    for (const models::Street& s : places.streets) {
      if (s.kind == kind && std::any_of(s.points.begin(), s.points.end(), [&](GeoPoint p) { return frame.holds(p); })) {
        d += path_data(frame, s.points, false);
      }
    }
    if (!d.empty()) {
      svg.raw(fmt::format("<path class=street stroke-width=\"{}\" d=\"{}\"/>", px(street_width(kind)), d));
    }
  }
}

void draw_scale(Svg& svg, const MapFrame& frame) {
  const double length = 500.0 * frame.units_per_metre();
  const double y = frame.height() - 14.0;
  if (length > MapFrame::width / 2) return;
  svg.raw(fmt::format("<path class=scale d=\"M14 {0}v5h{1}v-5\"/>", px(y - 5.0), px(length)));
  svg.text(14.0 + length / 2, y - 5.0, "middle", {"500 米", "500 m"}, "scale-text");
}

}  // namespace yuanluo::viz
