// The district's mains and what they give, on a small town of 5 by 5 streets.
#include "models/water/waterworks.hpp"

#include <algorithm>
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

constexpr double reach_m = 120.0;  // the middle and its four neighbours
constexpr HydrantId middle{12};
constexpr HydrantId edge{0};

MainsPlan plan_for(const District& d, const MainsParams& params = {}) { return lay_mains(d, params, reach_m); }

WaterUse open(std::vector<HydrantId> hydrants) {
  WaterUse use;
  for (const HydrantId h : hydrants) use.open.push_back({h, 13.2e-3, 10.0});
  return use;
}

double flow_lps(const Waterworks& works, const WaterUse& use, std::size_t i = 0) {
  return works.give(use).at(i).value().flow.value;
}

TEST_CASE("mains lie under every street, in one network, with trunks and every hydrant tied") {
  const MainsPlan plan = plan_for(town());
  REQUIRE(plan.parts.size() == 1);
  double streets_m = 0.0, fire_mains_m = 0.0;
  for (const Main& main : plan.parts[0].mains) {
    const hydraulics::Link& link = plan.parts[0].network.links[main.link];
    (link.id[0] == 'F' ? fire_mains_m : streets_m) += link.length_m;
  }
  CHECK(streets_m == Approx(40 * 100.0).epsilon(0.15));
  CHECK(fire_mains_m == Approx(4 * 100.0).epsilon(0.15));
  for (const auto& tie : plan.hydrants) CHECK(tie.has_value());
  REQUIRE(plan.pumps[0].has_value());
  CHECK(plan.pumps[0]->standby.has_value());
}

TEST_CASE("a district without streets has no mains, and its hydrants are tied to nothing") {
  District d = town();
  d.streets.clear();
  const Waterworks works(plan_for(d), reach_m);
  CHECK(!works.tied(middle));
  CHECK(!works.give(open({middle})).at(0).has_value());
  CHECK(!works.static_pressure(middle).has_value());
}

TEST_CASE("the areas of two governance centres have mains of their own, each with feeds and its hydrants") {
  District d = town();
  for (const int i : {0, 4}) {  // west and east; the border lies between the third and the fourth column
    Station centre;
    centre.kind = StationKind::governance_centre;
    centre.position = {1041000000 + i * step_e7 + (i == 4 ? step_e7 : 0), 306600000};
    d.stations.push_back(centre);
  }
  const MainsPlan plan = plan_for(d);
  REQUIRE(plan.parts.size() == 2);
  for (const MainsPart& part : plan.parts) {
    const auto& nodes = part.network.nodes;
    CHECK(std::count_if(nodes.begin(), nodes.end(),
                        [](const auto& n) { return n.kind == hydraulics::NodeKind::reservoir; }) >= 2);
  }
  for (std::uint32_t h = 0; h < plan.hydrants.size(); ++h) {
    REQUIRE(plan.hydrants[h].has_value());
    CHECK(plan.hydrants[h]->part == (h < 15 ? 0u : 1u));
    CHECK(plan.hydrants[h]->main.has_value());
  }
}

TEST_CASE("more open hydrants give less each, and an outlet keeps the pressure that must remain") {
  const Waterworks works(plan_for(town()), reach_m);
  const auto alone = works.give(open({middle})).at(0);
  const auto several = works.give(open({HydrantId{6}, HydrantId{7}, middle}));
  REQUIRE(alone.has_value());
  CHECK(alone->flow.value > 0.0);
  CHECK(alone->pressure.value > 10.0);
  CHECK(several[2].value().flow.value < alone->flow.value);
  CHECK(alone->pressure.value < works.static_pressure(middle).value().value);
}

TEST_CASE("a nozzle takes no more than it can, and leaves the others the rest") {
  const Waterworks works(plan_for(town()), reach_m);
  WaterUse use = open({HydrantId{6}, HydrantId{7}});
  const double free = flow_lps(works, use, 1);
  use.open[0].most_m3s = 5e-3;
  CHECK(flow_lps(works, use, 0) == Approx(5.0).epsilon(0.02));
  CHECK(flow_lps(works, use, 1) > free);
}

// A hose line with its nozzle, which shows pressure better than a free outlet.
WaterUse line_from(HydrantId hydrant) {
  WaterUse use;
  use.open.push_back({hydrant, 1.2e-3, 0.0});
  return use;
}

TEST_CASE("a running pump station lifts its zone and leaves the rest as it is") {
  const Waterworks works(plan_for(town()), reach_m);
  REQUIRE(works.zone_of(middle) == PumpStationId{0});
  REQUIRE(!works.zone_of(edge).has_value());
  WaterUse use = line_from(middle);
  const double without = flow_lps(works, use);
  CHECK(without == Approx(1.2 * std::sqrt(30.0)).epsilon(0.05));  // hardly any loss: the trunks' pressure
  use.running = {PumpStationId{0}};
  const double with = flow_lps(works, use);
  CHECK(with > 1.3 * without);  // nearly the pump's shut-off head of 4/3 of 60 m, and 3 m of tank
  CHECK(with < 1.2 * std::sqrt(83.0));
  WaterUse far = line_from(edge);
  const double before = flow_lps(works, far);
  far.running = {PumpStationId{0}};
  CHECK(flow_lps(works, far) == Approx(before).epsilon(0.01));
}

TEST_CASE("a broken main takes water from its hydrant or leaves it less") {
  const Waterworks works(plan_for(town()), reach_m);
  const double whole = flow_lps(works, open({edge}));
  WaterUse use = open({edge});
  use.broken_mains = {edge};
  CHECK(flow_lps(works, use) < whole);
}

TEST_CASE("older mains are rougher, break more often and give less") {
  District d = town();
  Compound compound;
  compound.centre = compound.gate = corner(2, 2);
  compound.built_year = 1980;
  d.compounds.push_back(compound);
  const MainsPlan old = plan_for(d);
  MainsParams renewed;
  renewed.renewed_before_year = 2000.0;
  const MainsPlan fresh = plan_for(d, renewed);
  CHECK(old.parts[0].network.links[0].roughness < fresh.parts[0].network.links[0].roughness);
  CHECK(old.parts[0].mains[0].breaks > fresh.parts[0].mains[0].breaks);
  CHECK(flow_lps(Waterworks(old, reach_m), open({edge})) < flow_lps(Waterworks(fresh, reach_m), open({edge})));
}

TEST_CASE("a network that was exported and taken as a planner's own gives the same water") {
  const MainsPlan laid = plan_for(town());
  const District d = town();
  const Waterworks here(laid, reach_m), there(plan_of(joined(laid), d.pump_stations, MainsParams{}), reach_m);
  for (std::uint32_t h = 0; h < 25; h += 6) {
    const HydrantId hydrant{h};
    CHECK(here.zone_of(hydrant) == there.zone_of(hydrant));
    WaterUse use = open({hydrant});
    CHECK(flow_lps(here, use) == Approx(flow_lps(there, use)).epsilon(1e-6));
    use.running = {PumpStationId{0}};
    CHECK(flow_lps(here, use) == Approx(flow_lps(there, use)).epsilon(1e-6));
  }
}

TEST_CASE("the memo answers what was asked before, with the same bits, on any thread") {
  const Waterworks works(plan_for(town()), reach_m), fresh(plan_for(town()), reach_m);
  std::vector<std::vector<double>> seen(4);
  std::vector<std::thread> threads;
  for (std::size_t t = 0; t < seen.size(); ++t)
    threads.emplace_back([&, t] {
      for (std::uint32_t k = 0; k < 50; ++k)
        seen[t].push_back(flow_lps(works, open({HydrantId{(k * (2 * static_cast<std::uint32_t>(t) + 1)) % 25}})));
    });
  for (std::thread& thread : threads) thread.join();
  for (std::size_t t = 0; t < seen.size(); ++t)
    for (std::uint32_t k = 0; k < 50; ++k)
      CHECK(seen[t][k] == flow_lps(fresh, open({HydrantId{(k * (2 * static_cast<std::uint32_t>(t) + 1)) % 25}})));
  CHECK(works.counts().asked == 200);
  CHECK(works.counts().remembered + works.counts().solved >= 200);
  CHECK(works.counts().refused == 0);
  CHECK(fresh.counts().solved == 25);
}

}  // namespace
}  // namespace yuanluo::models
