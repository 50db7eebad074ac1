// Polygons, lines and symbols as triangles for the graphics card. Knows no graphics library, so its geometry is tested
// without one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "models/geo.hpp"

namespace yuanluo::viz {

// Red, green, blue, opacity, 0 to 255 each; in memory in this order.
struct Colour {
  std::uint8_t r = 0, g = 0, b = 0, a = 255;

  constexpr Colour with_alpha(std::uint8_t alpha) const { return {r, g, b, alpha}; }
  friend constexpr bool operator==(Colour, Colour) = default;
};

// Patterns over a colour, for readers who tell colours apart badly and for black-and-white print.
enum class Hatch : std::uint8_t { none, dots, wide, narrow, cross };

enum class Shape : std::uint8_t { fill, line, disc, ring, square };

// One corner of a triangle. It lies at (x, y) metres, moved by (dx, dy) times a radius of half_m metres, but at least
// half_px pixels. `u`, `v` run from -1 to 1 across the shape and round off its edge.
struct MapVertex {
  float x = 0.0F, y = 0.0F;
  float dx = 0.0F, dy = 0.0F;
  float half_m = 0.0F, half_px = 0.0F;
  Colour colour;
  std::int8_t u = 0, v = 0;
  Shape shape = Shape::fill;
  Hatch hatch = Hatch::none;
};
static_assert(sizeof(MapVertex) == 32);

class Mesh {
 public:
  // The inside of a ring (its first point may be repeated at the end; either direction). Fewer than 3 points, or no
  // area: nothing.
  void polygon(std::span<const models::PlanePoint> ring, Colour colour, Hatch hatch = Hatch::none);
  // A line through `points`, 2 x half_m metres wide but at least 2 x half_px pixels, with round joins and ends.
  void polyline(std::span<const models::PlanePoint> points, float half_m, float half_px, Colour colour);
  // The same, closed.
  void outline(std::span<const models::PlanePoint> ring, float half_m, float half_px, Colour colour);
  // A shape that keeps its size on the screen until metres make it larger.
  void symbol(models::PlanePoint at, Shape shape, float half_m, float half_px, Colour colour);
  // A triangle with a colour at each corner, blended between them.
  void triangle(models::PlanePoint a, Colour ca, models::PlanePoint b, Colour cb, models::PlanePoint c, Colour cc);

  void clear() { vertices_.clear(); }
  const std::vector<MapVertex>& vertices() const { return vertices_; }

 private:
  void segment(models::PlanePoint a, models::PlanePoint b, float half_m, float half_px, Colour colour);

  std::vector<MapVertex> vertices_;  // three for each triangle
};

// A run of a mesh's vertices with what they cover: the box of their places, and the largest radii around these.
struct MeshPiece {
  std::size_t first = 0, count = 0;
  models::PlanePoint low, high;
  float most_half_m = 0.0F, most_half_px = 0.0F;
  double area_m2 = 0.0;  // of its areas, without lines and symbols

  // False only if nothing of it lies in the box between `from` and `to` when a pixel has so many metres.
  bool may_meet(models::PlanePoint from, models::PlanePoint to, double metres_per_pixel) const;
};

// All of a mesh in pieces of `vertices` (a multiple of 3); the last one may be smaller.
std::vector<MeshPiece> pieces_of(const Mesh& mesh, std::size_t vertices);

// Corners of the triangles that fill a simple ring, as indices into it, three for each: n - 2 triangles for n points.
// A ring that crosses itself is filled somehow.
std::vector<std::uint32_t> triangles_of(std::span<const models::PlanePoint> ring);

}  // namespace yuanluo::viz
