#include "viz/window/camera.hpp"

#include <algorithm>
#include <cmath>

namespace yuanluo::viz {

using models::PlanePoint;

void PlaneBox::include(PlanePoint p) {
  low = {std::min(low.x, p.x), std::min(low.y, p.y)};
  high = {std::max(high.x, p.x), std::max(high.y, p.y)};
}

Pixel View::to_pixel(PlanePoint p) const {
  const double x = (p.x - camera.centre.x) / camera.metres_per_pixel;
  const double y = (p.y - camera.centre.y) / camera.metres_per_pixel;
  const double c = std::cos(camera.turn_rad), s = std::sin(camera.turn_rad);
  return {width / 2.0 + c * x - s * y, height / 2.0 - (s * x + c * y)};
}

PlanePoint View::to_plane(Pixel p) const {
  const double x = p.x - width / 2.0, y = height / 2.0 - p.y;
  const double c = std::cos(camera.turn_rad), s = std::sin(camera.turn_rad);
  return {camera.centre.x + (c * x + s * y) * camera.metres_per_pixel,
          camera.centre.y + (c * y - s * x) * camera.metres_per_pixel};
}

PlaneBox View::seen() const {
  PlaneBox box;
  for (const Pixel corner : {Pixel{0.0, 0.0}, Pixel{width, 0.0}, Pixel{width, height}, Pixel{0.0, height}})
    box.include(to_plane(corner));
  return box;
}

bool View::sees(PlanePoint p, double margin_px) const {
  const Pixel q = to_pixel(p);
  return q.x >= -margin_px && q.y >= -margin_px && q.x <= width + margin_px && q.y <= height + margin_px;
}

void View::pan(double dx_px, double dy_px) { camera.centre = to_plane({width / 2.0 - dx_px, height / 2.0 - dy_px}); }

void View::zoom(double factor, Pixel about) {
  if (!(factor > 0.0)) return;
  const PlanePoint kept = to_plane(about);
  camera.metres_per_pixel = std::clamp(camera.metres_per_pixel / factor, least_metres_per_pixel, most_metres_per_pixel);
  const PlanePoint now = to_plane(about);
  camera.centre = {camera.centre.x + kept.x - now.x, camera.centre.y + kept.y - now.y};
}

void View::turn(double radians) {
  constexpr double full = 6.283185307179586;
  camera.turn_rad = std::remainder(camera.turn_rad + radians, full);
}

void View::fit(const PlaneBox& box, double margin, bool north_up, const Inset& inset) {
  if (north_up) camera.turn_rad = 0.0;
  if (box.empty()) return;
  const double c = std::abs(std::cos(camera.turn_rad)), s = std::abs(std::sin(camera.turn_rad));
  const double across = c * box.width() + s * box.height(), up = s * box.width() + c * box.height();
  const double room = std::max(1.0 - 2.0 * margin, 0.1);
  const double least_m = 20.0;  // a single place is not shown larger than this
  // Whatever lies over it, some of the rectangle is used.
  const double free_width = std::max(width - inset.left - inset.right, 0.2 * width);
  const double free_height = std::max(height - inset.top - inset.bottom, 0.2 * height);
  camera.centre = box.centre();
  camera.metres_per_pixel = std::clamp(
      std::max(std::max(across, least_m) / (room * free_width), std::max(up, least_m) / (room * free_height)),
      least_metres_per_pixel, most_metres_per_pixel);
  pan((inset.left - inset.right) / 2.0, (inset.top - inset.bottom) / 2.0);
}

Motion motion_between(const View& drawn, const View& seen) {
  return {seen.to_pixel(drawn.camera.centre), drawn.camera.metres_per_pixel / seen.camera.metres_per_pixel,
          seen.camera.turn_rad - drawn.camera.turn_rad};
}

double round_length_m(double metres_per_pixel, double most_px) {
  const double most = metres_per_pixel * most_px;
  const double power = std::pow(10.0, std::floor(std::log10(most)));
  for (const double digit : {5.0, 2.0}) {
    if (digit * power <= most) return digit * power;
  }
  return power;
}

}  // namespace yuanluo::viz
