#include "viz/window/camera.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace yuanluo;
using namespace yuanluo::viz;

namespace {

View a_view() {
  View view;
  view.width = 800.0, view.height = 600.0;
  view.camera = {{120.0, -40.0}, 2.5, 0.7};
  return view;
}

}  // namespace

TEST_CASE("a place that goes to the screen and back is where it was, at any turn") {
  View view = a_view();
  for (const double turn : {0.0, 0.3, 1.6, -2.9}) {
    view.camera.turn_rad = turn;
    const models::PlanePoint p{-311.0, 742.5};
    const models::PlanePoint q = view.to_plane(view.to_pixel(p));
    CHECK(q.x == Approx(p.x));
    CHECK(q.y == Approx(p.y));
  }
}

TEST_CASE("north is up and east is right where the map is not turned") {
  View view = a_view();
  view.camera = {{0.0, 0.0}, 2.0, 0.0};
  CHECK(view.to_pixel({0.0, 0.0}).x == Approx(400.0));
  CHECK(view.to_pixel({100.0, 0.0}).x == Approx(450.0));
  CHECK(view.to_pixel({0.0, 100.0}).y == Approx(250.0));
}

TEST_CASE("a quarter turn brings north to the left") {
  View view = a_view();
  view.camera = {{0.0, 0.0}, 1.0, 0.0};
  view.turn(1.5707963267948966);
  const Pixel north = view.to_pixel({0.0, 100.0});
  CHECK(north.x == Approx(300.0));
  CHECK(north.y == Approx(300.0));
}

TEST_CASE("zooming keeps what lies under the pointer") {
  View view = a_view();
  const Pixel pointer{613.0, 77.0};
  const models::PlanePoint before = view.to_plane(pointer);
  view.zoom(3.0, pointer);
  CHECK(view.to_plane(pointer).x == Approx(before.x));
  CHECK(view.to_plane(pointer).y == Approx(before.y));
  CHECK(view.camera.metres_per_pixel == Approx(2.5 / 3.0));
}

TEST_CASE("zooming ends at its limits and nonsense does nothing") {
  View view = a_view();
  view.zoom(1e12, {1.0, 1.0});
  CHECK(view.camera.metres_per_pixel == View::least_metres_per_pixel);
  view.zoom(1e-12, {1.0, 1.0});
  CHECK(view.camera.metres_per_pixel == View::most_metres_per_pixel);
  view.zoom(-1.0, {1.0, 1.0});
  view.zoom(std::nan(""), {1.0, 1.0});
  CHECK(view.camera.metres_per_pixel == View::most_metres_per_pixel);
}

TEST_CASE("the map moves with the pointer by as many pixels, at any turn") {
  View view = a_view();
  const models::PlanePoint p{90.0, 10.0};
  const Pixel before = view.to_pixel(p);
  view.pan(35.0, -12.0);
  CHECK(view.to_pixel(p).x == Approx(before.x + 35.0));
  CHECK(view.to_pixel(p).y == Approx(before.y - 12.0));
}

TEST_CASE("a box that is fitted is seen whole, also on a turned map") {
  PlaneBox box{{-1000.0, 200.0}, {500.0, 2600.0}};
  for (const double turn : {0.0, 0.9}) {
    View view = a_view();
    view.camera.turn_rad = turn;
    view.fit(box, 0.05, false);
    for (const models::PlanePoint corner : {box.low, box.high, models::PlanePoint{box.low.x, box.high.y}})
      CHECK(view.sees(corner));
  }
}

TEST_CASE("a box that is fitted lies beside what covers the borders, in the middle of what is left") {
  const PlaneBox box{{-1000.0, 200.0}, {500.0, 2600.0}};
  for (const double turn : {0.0, 0.9}) {
    View view = a_view();
    view.camera.turn_rad = turn;
    view.fit(box, 0.0, false, {200.0, 60.0, 10.0, 30.0});
    for (const models::PlanePoint corner :
         {box.low, box.high, models::PlanePoint{box.low.x, box.high.y}, models::PlanePoint{box.high.x, box.low.y}}) {
      const Pixel p = view.to_pixel(corner);
      CHECK(p.x >= 200.0 - 1e-6);
      CHECK(p.y >= 60.0 - 1e-6);
      CHECK(p.x <= view.width - 10.0 + 1e-6);
      CHECK(p.y <= view.height - 30.0 + 1e-6);
    }
    CHECK(view.to_pixel(box.centre()).x == Approx(200.0 + (view.width - 210.0) / 2.0));
    CHECK(view.to_pixel(box.centre()).y == Approx(60.0 + (view.height - 90.0) / 2.0));
  }
  // Covered wholly: some of it is used all the same.
  View view = a_view();
  view.fit(box, 0.0, true, {5000.0, 0.0, 0.0, 0.0});
  CHECK(view.camera.metres_per_pixel < 100.0);
}

TEST_CASE("a scale bar's length is 1, 2 or 5 times a power of ten and fits") {
  for (const double mpp : {0.02, 0.31, 1.0, 7.7, 423.0}) {
    const double length = round_length_m(mpp, 150.0);
    CHECK(length <= 150.0 * mpp * (1.0 + 1e-12));
    CHECK(length >= 150.0 * mpp / 2.5 * (1.0 - 1e-12));
    const double digit = length / std::pow(10.0, std::floor(std::log10(length * 1.000001)));
    CHECK((std::abs(digit - 1.0) < 1e-9 || std::abs(digit - 2.0) < 1e-9 || std::abs(digit - 5.0) < 1e-9));
  }
}

TEST_CASE("a picture of a view that was moved, zoomed and turned lies where each of its places is now") {
  const View drawn = a_view();
  View seen = drawn;
  seen.pan(33.0, -12.0);
  CHECK(motion_between(drawn, seen).shift_only());
  seen.zoom(1.7, {90.0, 410.0});
  seen.turn(-0.4);
  const Motion motion = motion_between(drawn, seen);
  CHECK_FALSE(motion.shift_only());
  for (const Pixel p : {Pixel{0.0, 0.0}, Pixel{800.0, 0.0}, Pixel{211.0, 599.0}}) {
    // From the picture's middle, up being up; then enlarged, turned and put down again.
    const double x = (p.x - 400.0) * motion.scale, y = (300.0 - p.y) * motion.scale;
    const double c = std::cos(motion.turn_rad), s = std::sin(motion.turn_rad);
    const Pixel now = seen.to_pixel(drawn.to_plane(p));
    CHECK(motion.middle.x + c * x - s * y == Approx(now.x));
    CHECK(motion.middle.y - (s * x + c * y) == Approx(now.y));
  }
}
