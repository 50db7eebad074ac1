// The district's mains and what they give, on a small town of 5 by 5 streets.
#include "models/water/waterworks.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <thread>

namespace yuanluo::models {
namespace {

constexpr std::int32_t step_e7 = 10000;  // about 100 m

GeoPoint corner(int i, int j) { return {1041000000 + i * step_e7, 306600000 + j * step_e7}; }

// A hydrant at every corner; a pump station in the middle.
District town() {
  District d;
  d.name = {"镇", "town"};
  for (int i = 0; i < 5; ++i) {
    for (int j = 0; j < 5; ++j) {
      if (i < 4) d.streets.push_back({{}, StreetClass::residential, false, {corner(i, j), corner(i + 1, j)}});
      if (j < 4) d.streets.push_back({{}, StreetClass::residential, false, {corner(i, j), corner(i, j + 1)}});
      d.hydrants.push_back({corner(i, j), 150});
    }
  }
  d.pump_stations.push_back({{"泵站", "station"}, corner(2, 2), 30, 60});
  return d;
}

MainsParams params() {
  MainsParams p;
  p.pump_station_reach_m = 120.0;  // the middle and its four neighbours
  return p;
}

constexpr HydrantId middle{12};
constexpr HydrantId edge{0};

WaterUse open(std::vector<HydrantId> hydrants) {
  WaterUse use;
  for (const HydrantId h : hydrants) use.open.push_back({h, 13.2e-3, 10.0});
  return use;
}

TEST_CASE("mains lie under every street, in one network, with trunks and every hydrant tied") {
  const MainsPlan plan = lay_mains(town(), params());
  REQUIRE(plan.parts.size() == 1);
  CHECK(plan.parts[0].mains.size() >= 40);
  double length_m = 0.0;
  for (const Main& main : plan.parts[0].mains) length_m += plan.parts[0].network.links[main.link].length_m;
  CHECK(length_m == Approx(40 * 100.0).epsilon(0.15));
  for (const auto& tie : plan.hydrants) CHECK(tie.has_value());
  REQUIRE(plan.pumps[0].has_value());
  CHECK(plan.pumps[0]->nodes.size() >= 5);
}

TEST_CASE("a district without streets has no mains, and its hydrants give nothing") {
  District d = town();
  d.streets.clear();
  const Waterworks works(lay_mains(d, params()), params());
  CHECK(!works.tied(middle));
  CHECK(works.give(open({middle})).at(0).flow.value == 0.0);
}

TEST_CASE("more open hydrants give less each, and an outlet keeps the pressure that must remain") {
  const Waterworks works(lay_mains(town(), params()), params());
  const WaterGiven alone = works.give(open({middle})).at(0);
  const auto several = works.give(open({HydrantId{6}, HydrantId{7}, middle}));
  CHECK(alone.flow.value > 0.0);
  CHECK(alone.pressure.value > 10.0);
  CHECK(several[2].flow.value < alone.flow.value);
  CHECK(alone.pressure.value < works.static_pressure(middle).value);
}

// A hose line with its nozzle, which shows pressure better than a free outlet.
WaterUse line_from(HydrantId hydrant) {
  WaterUse use;
  use.open.push_back({hydrant, 1.2e-3, 0.0});
  return use;
}

TEST_CASE("a running pump station lifts its zone and leaves the rest as it is") {
  const Waterworks works(lay_mains(town(), params()), params());
  REQUIRE(works.zone_of(middle) == PumpStationId{0});
  REQUIRE(!works.zone_of(edge).has_value());
  WaterUse use = line_from(middle);
  const double without = works.give(use).at(0).flow.value;
  CHECK(without == Approx(1.2 * std::sqrt(28.0)).epsilon(0.05));  // hardly any loss: the trunks' pressure
  use.running = {PumpStationId{0}};
  const double with = works.give(use).at(0).flow.value;
  CHECK(with > 1.3 * without);  // nearly the pump's shut-off head of 4/3 of 60 m, and 3 m of tank
  CHECK(with < 1.2 * std::sqrt(83.0));
  WaterUse far = line_from(edge);
  const double before = works.give(far).at(0).flow.value;
  far.running = {PumpStationId{0}};
  CHECK(works.give(far).at(0).flow.value == Approx(before).epsilon(0.01));
}

TEST_CASE("a broken main takes water from its hydrant or leaves it less") {
  const Waterworks works(lay_mains(town(), params()), params());
  const double whole = works.give(open({edge})).at(0).flow.value;
  WaterUse use = open({edge});
  use.broken_mains = {edge};
  CHECK(works.give(use).at(0).flow.value < whole);
}

TEST_CASE("the memo answers what was asked before, with the same bits, on any thread") {
  const Waterworks works(lay_mains(town(), params()), params());
  const Waterworks fresh(lay_mains(town(), params()), params());
  std::vector<std::vector<double>> seen(4);
  std::vector<std::thread> threads;
  for (std::size_t t = 0; t < seen.size(); ++t)
    threads.emplace_back([&, t] {
      for (std::uint32_t k = 0; k < 50; ++k)
        seen[t].push_back(
            works.give(open({HydrantId{(k * (2 * static_cast<std::uint32_t>(t) + 1)) % 25}})).at(0).flow.value);
    });
  for (std::thread& thread : threads) thread.join();
  for (std::size_t t = 0; t < seen.size(); ++t)
    for (std::uint32_t k = 0; k < 50; ++k)
      CHECK(seen[t][k] ==
            fresh.give(open({HydrantId{(k * (2 * static_cast<std::uint32_t>(t) + 1)) % 25}})).at(0).flow.value);
  CHECK(works.counts().asked == 200);
  CHECK(works.counts().solved < 200);
  CHECK(fresh.counts().solved == 25);
}

}  // namespace
}  // namespace yuanluo::models
