#include "viz/window/mesh.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "viz/window/map_layers.hpp"

using namespace yuanluo;
using namespace yuanluo::viz;
using models::PlanePoint;

namespace {

double area_of(const std::vector<PlanePoint>& ring) {
  double sum = 0.0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const PlanePoint p = ring[i], q = ring[(i + 1) % ring.size()];
    sum += p.x * q.y - q.x * p.y;
  }
  return std::abs(sum) / 2.0;
}

double area_of_triangles(const std::vector<PlanePoint>& ring) {
  const auto corners = triangles_of(ring);
  double sum = 0.0;
  for (std::size_t i = 0; i + 2 < corners.size(); i += 3)
    sum += area_of({ring[corners[i]], ring[corners[i + 1]], ring[corners[i + 2]]});
  return sum;
}

// A star with `n` spikes, drawn either way round.
std::vector<PlanePoint> star(int n, bool clockwise) {
  std::vector<PlanePoint> ring;
  for (int i = 0; i < 2 * n; ++i) {
    const double a = 3.141592653589793 * i / n * (clockwise ? -1.0 : 1.0), r = i % 2 == 0 ? 100.0 : 31.0;
    ring.push_back({r * std::cos(a), r * std::sin(a)});
  }
  return ring;
}

}  // namespace

TEST_CASE("the triangles of a ring fill its area exactly, hollow or not, in either direction") {
  for (const int n : {3, 5, 17, 60}) {
    for (const bool clockwise : {false, true}) {
      const auto ring = star(n, clockwise);
      CHECK(triangles_of(ring).size() == 3 * (ring.size() - 2));
      CHECK(area_of_triangles(ring) == Approx(area_of(ring)));
    }
  }
  const std::vector<PlanePoint> comb{{0, 0}, {9, 0}, {9, 5}, {8, 5}, {8, 1}, {6, 1},
                                     {6, 5}, {5, 5}, {5, 1}, {1, 1}, {1, 5}, {0, 5}};
  CHECK(area_of_triangles(comb) == Approx(area_of(comb)));
}

TEST_CASE("rings without area, with too few points or that cross themselves do no harm") {
  CHECK(triangles_of(std::vector<PlanePoint>{}).empty());
  CHECK(triangles_of(std::vector<PlanePoint>{{0, 0}, {1, 1}}).empty());
  CHECK(triangles_of(std::vector<PlanePoint>{{0, 0}, {1, 0}, {2, 0}, {3, 0}}).size() == 6);
  CHECK(triangles_of(std::vector<PlanePoint>{{0, 0}, {4, 4}, {4, 0}, {0, 4}}).size() == 6);
  Mesh mesh;
  mesh.polygon(std::vector<PlanePoint>{{1, 1}, {1, 1}, {1, 1}}, {});
  CHECK(mesh.vertices().empty());
}

TEST_CASE("a repeated first point changes nothing") {
  const std::vector<PlanePoint> open{{0, 0}, {4, 0}, {4, 3}, {0, 3}};
  std::vector<PlanePoint> closed = open;
  closed.push_back(open.front());
  Mesh a, b;
  a.polygon(open, {}), b.polygon(closed, {});
  CHECK(a.vertices().size() == 6);
  CHECK(b.vertices().size() == 6);
}

TEST_CASE("a line has two triangles for each piece, and pieces without length none") {
  Mesh mesh;
  mesh.polyline(std::vector<PlanePoint>{{0, 0}, {10, 0}, {10, 0}, {10, 5}}, 0.0F, 1.0F, {});
  CHECK(mesh.vertices().size() == 12);
  for (const MapVertex& v : mesh.vertices()) CHECK(std::hypot(v.dx, v.dy) == Approx(1.0));
}

TEST_CASE("no incident, no heat; heat is greatest where incidents are") {
  const Theme& t = theme(false);
  const PlaneBox box{{0.0, 0.0}, {1000.0, 1000.0}};
  CHECK(heat_mesh({}, box, 100.0, t).vertices().empty());
  const Mesh mesh = heat_mesh({{{250.0, 250.0}, 1.0F}, {{250.0, 250.0}, 1.0F}, {{800.0, 700.0}, 1.0F}}, box, 100.0, t);
  REQUIRE_FALSE(mesh.vertices().empty());
  int most = 0;
  const MapVertex* hottest = nullptr;
  for (const MapVertex& v : mesh.vertices()) {
    const bool near_first = std::hypot(v.x - 250.0F, v.y - 250.0F) < 120.0F,
               near_second = std::hypot(v.x - 800.0F, v.y - 700.0F) < 120.0F;
    if (v.colour.a > 0) CHECK((near_first || near_second));
    // The darkest, among the most opaque.
    const int heat = v.colour.a * 1000 - v.colour.g;
    if (heat > most) most = heat, hottest = &v;
  }
  REQUIRE(hottest != nullptr);
  CHECK(std::hypot(hottest->x - 250.0F, hottest->y - 250.0F) < 25.0F);
}

TEST_CASE("layers are drawn in one order, and small things only near") {
  LayerSwitches all;
  all.mains = all.heat = all.reach = true;
  const auto near = shown_layers(all, 0.5), far = shown_layers(all, 20.0);
  CHECK(near.size() == layer_count);
  CHECK(std::is_sorted(near.begin(), near.end()));
  CHECK(far.size() < near.size());
  CHECK(std::find(far.begin(), far.end(), static_cast<std::size_t>(Layer::hydrants)) == far.end());
  LayerSwitches none;
  none.compounds = none.buildings = none.streets = none.mains = none.communities = none.hydrants = false;
  CHECK(shown_layers(none, 0.5).size() == 1);
}

TEST_CASE("the pieces of a mesh are all of it, in order, and none is left out where any of its vertices is seen") {
  Mesh mesh;
  for (int i = 0; i < 100; ++i) {
    const double x = 50.0 * i;
    mesh.symbol({x, 2.0 * x}, Shape::disc, 3.0F, i % 7 == 0 ? 9.0F : 1.0F, {});
  }
  const auto pieces = pieces_of(mesh, 30);
  std::size_t next = 0;
  for (const MeshPiece& piece : pieces) {
    CHECK(piece.first == next);
    next += piece.count;
  }
  CHECK(next == mesh.vertices().size());
  for (const double metres_per_pixel : {0.5, 4.0}) {
    const PlanePoint low{1210.0, 2300.0}, high{1330.0, 2700.0};
    for (const MeshPiece& piece : pieces) {
      bool seen = false;
      for (std::size_t i = piece.first; i < piece.first + piece.count; ++i) {
        const MapVertex& v = mesh.vertices()[i];
        const double r = std::max(static_cast<double>(v.half_m), v.half_px * metres_per_pixel);
        const double x = v.x + v.dx * r, y = v.y + v.dy * r;
        seen = seen || (x >= low.x && x <= high.x && y >= low.y && y <= high.y);
      }
      if (seen) CHECK(piece.may_meet(low, high, metres_per_pixel));
    }
    CHECK_FALSE(pieces.back().may_meet(low, high, metres_per_pixel));
  }
}

TEST_CASE("the areas reached in rising times share out the plane by its times, to the last piece") {
  // The time rises by a second a metre eastwards, so bands are strips.
  models::GridField field;
  field.cell_m = 10.0;
  field.columns = 11, field.rows = 5;
  for (int j = 0; j < 5; ++j)
    for (int i = 0; i < 11; ++i) field.value.push_back(10.0 * i);
  const Theme& t = theme(false);
  const Mesh mesh = time_mesh(field, {33.0, 70.0}, t);
  const auto& corners = mesh.vertices();
  std::array<double, 2> area{};
  const Colour near = reach_colour(0, 2, t);
  for (std::size_t i = 0; i + 2 < corners.size(); i += 3) {
    const MapVertex &a = corners[i], &b = corners[i + 1], &c = corners[i + 2];
    const double twice = std::abs((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x));
    area[a.colour.with_alpha(255) == near ? 0 : 1] += 0.5 * twice;
  }
  CHECK(area[0] == Approx(33.0 * 40.0));
  CHECK(area[1] == Approx(37.0 * 40.0));
  CHECK(time_mesh({}, {33.0}, t).vertices().empty());
}
