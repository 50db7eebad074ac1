// Places on the ground: which rings go round a point.
#include "models/geo.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <numbers>
#include <vector>

#include "sim/random.hpp"

namespace yuanluo::models {
namespace {

using Ring = std::vector<PlanePoint>;

// How often a ring winds round a point, by the angles under which its sides are seen: another rule than the one tested.
int winding(const Ring& ring, PlanePoint p) {
  double sum = 0.0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const PlanePoint a = ring[i], b = ring[(i + 1) % ring.size()];
    const double ax = a.x - p.x, ay = a.y - p.y, bx = b.x - p.x, by = b.y - p.y;
    sum += std::atan2(ax * by - ay * bx, ax * bx + ay * by);
  }
  return static_cast<int>(std::lround(sum / (2.0 * std::numbers::pi)));
}

TEST_CASE("a ring goes round a point if it winds round it, whichever way and wherever it begins") {
  const sim::Luck luck(7, 0);
  std::size_t inside = 0, outside = 0;
  for (std::uint32_t shape = 0; shape < 200; ++shape) {
    sim::Draw draw = luck.draw(shape, 1);
    Ring ring;  // a star: all of it is seen from its middle
    const int corners = 3 + static_cast<int>(draw.uniform() * 12.0);
    for (int k = 0; k < corners; ++k) {
      const double angle = 2.0 * std::numbers::pi * k / corners, far = 1.0 + 9.0 * draw.uniform();
      ring.push_back({100.0 + far * std::cos(angle), -50.0 + far * std::sin(angle)});
    }
    for (int k = 0; k < 50; ++k) {
      const PlanePoint p{89.0 + 22.0 * draw.uniform(), -61.0 + 22.0 * draw.uniform()};
      const bool round = winding(ring, p) != 0;
      ++(round ? inside : outside);
      Ring turned = ring, closed = ring, elsewhere = ring;
      std::reverse(turned.begin(), turned.end());
      closed.push_back(ring.front());
      std::rotate(elsewhere.begin(), elsewhere.begin() + 1, elsewhere.end());
      for (const Ring& same : {ring, turned, closed, elsewhere}) CHECK(goes_round(same, p) == round);
    }
  }
  CHECK(inside > 1000);
  CHECK(outside > 1000);
}

TEST_CASE("a point on the border between tiles is within one of them") {
  const auto tile = [](double x, double y) { return Ring{{x, y}, {x + 1.0, y}, {x + 1.0, y + 1.0}, {x, y + 1.0}}; };
  for (const PlanePoint p : {PlanePoint{1.0, 1.0}, {1.0, 1.5}, {1.5, 1.0}, {2.0, 1.0}, {1.25, 2.0}}) {
    int within = 0;
    for (double x = 0.0; x < 4.0; ++x)
      for (double y = 0.0; y < 4.0; ++y) within += goes_round(tile(x, y), p) ? 1 : 0;
    CHECK(within == 1);
  }
}

TEST_CASE("nothing goes round a point but an area") {
  const PlanePoint p{0.5, 0.5};
  CHECK_FALSE(goes_round({}, p));
  CHECK_FALSE(goes_round(Ring{{0.5, 0.5}}, p));
  CHECK_FALSE(goes_round(Ring{{0.0, 0.0}, {1.0, 1.0}}, p));
}

}  // namespace
}  // namespace yuanluo::models
