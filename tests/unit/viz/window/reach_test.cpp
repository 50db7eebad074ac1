#include "viz/window/reach.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <vector>

using namespace yuanluo::viz;

namespace {

StaticMap cross() {
  StaticMap map;
  map.streets.push_back({{}, {}, {{-1000.0, 0.0}, {0.0, 0.0}, {1000.0, 0.0}}});
  map.streets.push_back({{}, {}, {{0.0, 0.0}, {0.0, 1000.0}}});
  return map;
}

// Metres of street in each band.
std::vector<double> lengths(const std::vector<ReachedStretch>& stretches, std::size_t bands) {
  std::vector<double> sum(bands, 0.0);
  for (const ReachedStretch& s : stretches) sum[s.band] += yuanluo::models::distance(s.a, s.b).value;
  return sum;
}

}  // namespace

TEST_CASE("from a crossing of three streets three times each distance is reached") {
  const StreetNet net(cross());
  const std::array<PlanePoint, 1> from{{{0.0, 0.0}}};
  const std::array<double, 3> limits{100.0, 300.0, 600.0};
  const auto sums = lengths(net.reach(from, limits), 3);
  CHECK(sums[0] == Approx(300.0));
  CHECK(sums[1] == Approx(600.0));
  CHECK(sums[2] == Approx(900.0));
}

TEST_CASE("the way to the street counts") {
  const StreetNet net(cross());
  const std::array<PlanePoint, 1> from{{{500.0, -40.0}}};
  const std::array<double, 1> limits{100.0};
  CHECK(lengths(net.reach(from, limits), 1)[0] == Approx(120.0));
}

TEST_CASE("two places reach what either reaches, and nothing twice") {
  const StreetNet net(cross());
  const std::array<PlanePoint, 2> from{{{500.0, 0.0}, {520.0, 0.0}}};
  const std::array<double, 1> limits{100.0};
  CHECK(lengths(net.reach(from, limits), 1)[0] == Approx(220.0));
}

TEST_CASE("without streets, places or limits nothing is reached") {
  const std::array<PlanePoint, 1> from{{{0.0, 0.0}}};
  const std::array<double, 1> limits{100.0};
  CHECK(StreetNet(StaticMap{}).reach(from, limits).empty());
  CHECK(StreetNet(cross()).reach({}, limits).empty());
  CHECK(StreetNet(cross()).reach(from, {}).empty());
}
