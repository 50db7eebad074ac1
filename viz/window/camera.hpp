// Which part of the plane a rectangle of the screen shows, and how it is turned. Knows no graphics library.
#pragma once

#include "models/geo.hpp"

namespace yuanluo::viz {

// A place on the screen in pixels: x to the right, y down, from the top left corner of the map.
struct Pixel {
  double x = 0.0;
  double y = 0.0;
};

// A rectangle of the plane, in metres.
struct PlaneBox {
  models::PlanePoint low{1e12, 1e12};
  models::PlanePoint high{-1e12, -1e12};

  void include(models::PlanePoint p);
  bool empty() const { return low.x > high.x; }
  double width() const { return high.x - low.x; }
  double height() const { return high.y - low.y; }
  models::PlanePoint centre() const { return {(low.x + high.x) / 2.0, (low.y + high.y) / 2.0}; }
};

// Where the eye is. North is up at turn 0; a positive turn rotates the map counter-clockwise.
struct Camera {
  models::PlanePoint centre;
  double metres_per_pixel = 5.0;
  double turn_rad = 0.0;

  friend bool operator==(const Camera& a, const Camera& b) {
    return a.centre.x == b.centre.x && a.centre.y == b.centre.y && a.metres_per_pixel == b.metres_per_pixel &&
           a.turn_rad == b.turn_rad;
  }
};

// What something else lies over at the borders of a rectangle, in pixels.
struct Inset {
  double left = 0.0;
  double top = 0.0;
  double right = 0.0;
  double bottom = 0.0;
};

// A camera looking through a rectangle of `width` x `height` pixels.
struct View {
  Camera camera;
  double width = 1.0;
  double height = 1.0;

  Pixel to_pixel(models::PlanePoint p) const;
  models::PlanePoint to_plane(Pixel p) const;
  // The smallest box of the plane that holds all that is seen.
  PlaneBox seen() const;
  bool sees(models::PlanePoint p, double margin_px = 0.0) const;

  // Moves the map along with the pointer.
  void pan(double dx_px, double dy_px);
  // Zooms in by `factor` (below 1: out) and keeps what lies under `about` where it is.
  void zoom(double factor, Pixel about);
  // Turns the map counter-clockwise about the middle.
  void turn(double radians);
  // Shows all of `box` in what `inset` leaves of the rectangle, north up if `north_up`, leaving `margin` (a share of
  // that) free on each side.
  void fit(const PlaneBox& box, double margin = 0.05, bool north_up = true, const Inset& inset = {});

  // Limits of zooming: from a flat's door to a whole province.
  static constexpr double least_metres_per_pixel = 0.02;
  static constexpr double most_metres_per_pixel = 2000.0;

  friend bool operator==(const View&, const View&) = default;
};

// How a picture that was drawn for one view lies in another: its middle, its size relative to before, and by how much
// it is turned counter-clockwise.
struct Motion {
  Pixel middle;
  double scale = 1.0;
  double turn_rad = 0.0;

  bool shift_only() const { return scale == 1.0 && turn_rad == 0.0; }
};
Motion motion_between(const View& drawn, const View& seen);

// A round length (1, 2 or 5 times a power of ten) that takes at most `most_px` pixels, in metres: for the scale bar.
double round_length_m(double metres_per_pixel, double most_px);

}  // namespace yuanluo::viz
