// Isochrones against circles, trips against closed forms.
#include <catch2/catch.hpp>
#include <cmath>
#include <numbers>

#include "models/response/travel.hpp"
#include "models/roads/coverage.hpp"
#include "tests/unit/models/small_world.hpp"

using namespace yuanluo;
using namespace yuanluo::models;

namespace {

GridField distance_from_middle(std::size_t size, double cell_m) {
  GridField field;
  field.cell_m = cell_m;
  field.columns = field.rows = size;
  const double middle = 0.5 * static_cast<double>(size - 1);
  for (std::size_t j = 0; j < size; ++j)
    for (std::size_t i = 0; i < size; ++i)
      field.value.push_back(cell_m * std::hypot(static_cast<double>(i) - middle, static_cast<double>(j) - middle));
  return field;
}

}  // namespace

TEST_CASE("the contour of distance is a circle, and a ring of distances has a hole") {
  GridField field = distance_from_middle(101, 2.0);
  for (const double radius : {20.0, 55.5, 90.0}) {
    const auto disc = below(field, radius);
    REQUIRE(disc.size() == 1);
    CHECK(disc[0].holes.empty());
    CHECK(disc[0].outer.front().x == disc[0].outer.back().x);
    CHECK(signed_area_m2(disc[0].outer) == Approx(std::numbers::pi * radius * radius).epsilon(0.005));
  }
  for (double& value : field.value) value = std::abs(value - 60.0);
  const auto ring = below(field, 15.0);
  REQUIRE(ring.size() == 1);
  REQUIRE(ring[0].holes.size() == 1);
  CHECK(signed_area_m2(ring[0].outer) == Approx(std::numbers::pi * 75.0 * 75.0).epsilon(0.005));
  CHECK(signed_area_m2(ring[0].holes[0]) == Approx(-std::numbers::pi * 45.0 * 45.0).epsilon(0.01));
}

TEST_CASE("along a straight street one gets as far as the minutes allow") {
  const World world = small_world();  // one residential street of 957 m
  CoverageQuestion question;
  question.mode = TravelMode::walking;
  question.origins = {world.roads.doorstep(TravelMode::walking, {0.0, 0.0})};
  question.seconds = [](Way way) { return way.seconds(); };
  question.limit_s = 300.0;
  question.cell_m = 5.0;
  const double speed = world.settings.roads.walking_mps;
  const auto polygons = below(arrival_field(world.roads, world.settings.roads, question), 300.0);
  REQUIRE(polygons.size() == 1);
  double west = 0.0, east = 0.0;
  for (const PlanePoint p : polygons[0].outer) {
    west = std::min(west, p.x);
    east = std::max(east, p.x);
  }
  CHECK(east == Approx(300.0 * speed).margin(10.0));
  CHECK(west == Approx(-question.beside_m).margin(10.0));
  std::vector<Doorstep> places;
  for (const double x : {0.0, 100.0, 360.5, 500.0})
    places.push_back(world.roads.doorstep(TravelMode::walking, {x, 30.0}));
  const auto seconds = arrival_seconds(world.roads, question, places);
  CHECK(seconds[0] == 0.0);
  CHECK(seconds[1] == Approx(100.0 / speed).margin(0.01));
  CHECK(seconds[2] == Approx(360.5 / speed).margin(0.01));
}

TEST_CASE("a typical trip of 1 km at 9 m/s with 0.5 m/s2 takes 129.1 s, and traffic stretches the driving") {
  Settings settings;
  settings.roads.hour_times.fill(1.0);
  settings.roads.weekday_times.fill(1.0);
  settings.response.acceleration_mps2 = 0.5;
  const Way way(1000.0 / 9.0, 1000.0);
  CHECK(typical_seconds(settings, TravelMode::fire_engine, way, 3, 0) == Approx(129.1).margin(0.05));
  settings.roads.hour_times[18] = 2.0;
  CHECK(typical_seconds(settings, TravelMode::fire_engine, way, 18, 0) == Approx(9.0 + 2000.0 / 9.0).margin(0.05));
  CHECK(typical_seconds(settings, TravelMode::walking, way, 18, 0) == Approx(1000.0 / 9.0).margin(0.001));
}

// The driving time behind a trip's time: the inverse of v/a + D/v with v = D/T.
double driven_s(double trip_s, double metres, double acceleration) {
  return 0.5 * (trip_s + std::sqrt(trip_s * trip_s - 4.0 * metres / acceleration));
}

// n = 20,000 pairs; the standard errors are 0.007 (correlation) and 0.5 % (spread), so each check fails by chance in
// less than one of 10,000 runs. The seed is fixed.
TEST_CASE("trips of an hour share the stated part of their variance, trips of different hours nothing") {
  Settings settings;
  settings.roads.hour_times.fill(1.0);
  settings.roads.weekday_times.fill(1.0);
  const World world = small_world(settings);
  const Way way(600.0, 5000.0);
  const sim::Luck luck(7, 0);
  const auto factor = [&](std::uint32_t number, std::int64_t hour) {
    const IncidentId id = IncidentId(Hazard::fire, 0, 0, number);
    const auto trip = engine_time(world, luck, id, Helper::fire_engine, way, sim::epoch + std::chrono::hours{hour});
    return std::log(driven_s(sim::to_seconds(trip), 5000.0, settings.response.acceleration_mps2) / 600.0);
  };
  constexpr int n = 20000;
  double same = 0.0, apart = 0.0, square = 0.0, sum = 0.0;
  for (int i = 0; i < n; ++i) {
    const auto k = static_cast<std::uint32_t>(3 * i);
    const double a = factor(k, i), b = factor(k + 1, i), c = factor(k + 2, i + n);
    same += a * b / n;
    apart += a * c / n;
    square += a * a / n;
    sum += a / n;
  }
  CHECK(sum == Approx(0.0).margin(0.012));
  CHECK(std::sqrt(square) == Approx(std::log(settings.roads.trip_gsd)).epsilon(0.02));
  CHECK(same / square == Approx(settings.roads.shared_in_hour).margin(0.03));
  CHECK(apart / square == Approx(0.0).margin(0.03));
}
