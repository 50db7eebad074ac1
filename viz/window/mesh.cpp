#include "viz/window/mesh.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace yuanluo::viz {

using models::PlanePoint;

namespace {

// Twice the area of a triangle, positive if it runs counter-clockwise.
double turn(PlanePoint a, PlanePoint b, PlanePoint c) { return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x); }

double twice_area(std::span<const PlanePoint> ring) {
  double sum = 0.0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const PlanePoint p = ring[i], q = ring[(i + 1) % ring.size()];
    sum += p.x * q.y - q.x * p.y;
  }
  return sum;
}

std::span<const PlanePoint> without_repetition(std::span<const PlanePoint> ring) {
  while (ring.size() > 1 && ring.front().x == ring.back().x && ring.front().y == ring.back().y)
    ring = ring.first(ring.size() - 1);
  return ring;
}

MapVertex at(PlanePoint p, Colour colour) {
  MapVertex v;
  v.x = static_cast<float>(p.x), v.y = static_cast<float>(p.y);
  v.colour = colour;
  return v;
}

bool inside(PlanePoint p, PlanePoint a, PlanePoint b, PlanePoint c) {
  return turn(a, b, p) >= 0.0 && turn(b, c, p) >= 0.0 && turn(c, a, p) >= 0.0;
}

}  // namespace

std::vector<std::uint32_t> triangles_of(std::span<const PlanePoint> ring) {
  std::vector<std::uint32_t> triangles;
  if (ring.size() < 3) return triangles;
  std::vector<std::uint32_t> left(ring.size());
  std::iota(left.begin(), left.end(), 0U);
  if (twice_area(ring) < 0.0) std::reverse(left.begin(), left.end());

  const auto corner = [&](std::size_t i) { return ring[left[i]]; };
  const auto is_ear = [&](std::size_t i) {
    const std::size_t n = left.size(), before = (i + n - 1) % n, after = (i + 1) % n;
    const PlanePoint a = corner(before), b = corner(i), c = corner(after);
    if (turn(a, b, c) <= 0.0) return false;
    for (std::size_t k = 0; k < n; ++k) {
      if (k == before || k == i || k == after) continue;
      const PlanePoint p = corner(k);
      const bool same = (p.x == a.x && p.y == a.y) || (p.x == b.x && p.y == b.y) || (p.x == c.x && p.y == c.y);
      if (!same && inside(p, a, b, c)) return false;
    }
    return true;
  };
  std::size_t i = 0, refused = 0;
  while (left.size() > 3) {
    i %= left.size();
    // Nothing is an ear in a ring that crosses itself, or is flat: cut anywhere then.
    if (is_ear(i) || refused >= left.size()) {
      const std::size_t n = left.size();
      for (const std::size_t k : {(i + n - 1) % n, i, (i + 1) % n}) triangles.push_back(left[k]);
      left.erase(left.begin() + static_cast<std::ptrdiff_t>(i));
      refused = 0;
    } else {
      ++i, ++refused;
    }
  }
  triangles.insert(triangles.end(), left.begin(), left.end());
  return triangles;
}

bool MeshPiece::may_meet(PlanePoint from, PlanePoint to, double metres_per_pixel) const {
  // Two pixels for soft edges.
  const double around =
      std::max(static_cast<double>(most_half_m), static_cast<double>(most_half_px) * metres_per_pixel) *
          std::sqrt(2.0) +
      2.0 * metres_per_pixel;
  return low.x - around <= to.x && high.x + around >= from.x && low.y - around <= to.y && high.y + around >= from.y;
}

std::vector<MeshPiece> pieces_of(const Mesh& mesh, std::size_t vertices) {
  std::vector<MeshPiece> pieces;
  const auto& all = mesh.vertices();
  for (std::size_t first = 0; first < all.size(); first += vertices) {
    MeshPiece piece;
    piece.first = first;
    piece.count = std::min(vertices, all.size() - first);
    const auto place = [](const MapVertex& v) {
      return PlanePoint{static_cast<double>(v.x), static_cast<double>(v.y)};
    };
    piece.low = piece.high = place(all[first]);
    for (std::size_t i = first; i < first + piece.count; ++i) {
      const PlanePoint p = place(all[i]);
      piece.low = {std::min(piece.low.x, p.x), std::min(piece.low.y, p.y)};
      piece.high = {std::max(piece.high.x, p.x), std::max(piece.high.y, p.y)};
      piece.most_half_m = std::max(piece.most_half_m, all[i].half_m);
      piece.most_half_px = std::max(piece.most_half_px, all[i].half_px);
    }
    for (std::size_t i = first; i + 2 < first + piece.count; i += 3)
      if (all[i].shape == Shape::fill)
        piece.area_m2 += 0.5 * std::abs(turn(place(all[i]), place(all[i + 1]), place(all[i + 2])));
    pieces.push_back(piece);
  }
  return pieces;
}

void Mesh::polygon(std::span<const PlanePoint> ring, Colour colour, Hatch hatch) {
  ring = without_repetition(ring);
  for (const std::uint32_t i : triangles_of(ring)) {
    MapVertex v = at(ring[i], colour);
    v.hatch = hatch;
    vertices_.push_back(v);
  }
}

void Mesh::segment(PlanePoint a, PlanePoint b, float half_m, float half_px, Colour colour) {
  const double length = std::hypot(b.x - a.x, b.y - a.y);
  if (length <= 0.0) return;
  const float nx = static_cast<float>(-(b.y - a.y) / length), ny = static_cast<float>((b.x - a.x) / length);
  const auto corner = [&](PlanePoint p, int side) {
    MapVertex v = at(p, colour);
    v.dx = nx * static_cast<float>(side), v.dy = ny * static_cast<float>(side);
    v.half_m = half_m, v.half_px = half_px;
    v.u = static_cast<std::int8_t>(side);
    v.shape = Shape::line;
    vertices_.push_back(v);
  };
  corner(a, -1), corner(b, -1), corner(b, 1);
  corner(a, -1), corner(b, 1), corner(a, 1);
}

void Mesh::polyline(std::span<const PlanePoint> points, float half_m, float half_px, Colour colour) {
  for (std::size_t i = 0; i + 1 < points.size(); ++i) segment(points[i], points[i + 1], half_m, half_px, colour);
  // Joins of hairlines are not seen, and through a translucent line they would be.
  if (half_m <= 0.0F || colour.a < 255) return;
  for (const PlanePoint p : points) symbol(p, Shape::disc, half_m, half_px, colour);
}

void Mesh::outline(std::span<const PlanePoint> ring, float half_m, float half_px, Colour colour) {
  ring = without_repetition(ring);
  if (ring.size() < 2) return;
  polyline(ring, half_m, half_px, colour);
  segment(ring.back(), ring.front(), half_m, half_px, colour);
}

void Mesh::symbol(PlanePoint p, Shape shape, float half_m, float half_px, Colour colour) {
  const auto corner = [&](int u, int v) {
    MapVertex vertex = at(p, colour);
    vertex.dx = static_cast<float>(u), vertex.dy = static_cast<float>(v);
    vertex.half_m = half_m, vertex.half_px = half_px;
    vertex.u = static_cast<std::int8_t>(u), vertex.v = static_cast<std::int8_t>(v);
    vertex.shape = shape;
    vertices_.push_back(vertex);
  };
  corner(-1, -1), corner(1, -1), corner(1, 1);
  corner(-1, -1), corner(1, 1), corner(-1, 1);
}

void Mesh::triangle(PlanePoint a, Colour ca, PlanePoint b, Colour cb, PlanePoint c, Colour cc) {
  vertices_.push_back(at(a, ca));
  vertices_.push_back(at(b, cb));
  vertices_.push_back(at(c, cc));
}

}  // namespace yuanluo::viz
