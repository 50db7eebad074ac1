// Water on its way to a fire: hoses over streets and stairs, tanks that run dry, power cuts, the lie of the land.
#include "models/water/supply.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "models/outages/course.hpp"
#include "models/water/ground.hpp"
#include "models/water/hose_ways.hpp"
#include "models/water/station_tanks.hpp"
#include "models/water/waterworks.hpp"
#include "tests/unit/models/bench.hpp"
#include "tests/unit/models/small_world.hpp"

namespace yuanluo::models {
namespace {

// The utility that keeps the mains, and what it sends.
struct Utility : Bench {
  explicit Utility(const World& w) : world(w), state(w, sim::Luck(1, 0)) {}

  UtilityState& self() { return state.utilities[0]; }
  template <class E>
  void tell(const E& event, sim::SimTime at = sim::epoch) {
    Outbox outbox = out(world.processes.of(AreaId{0}, ProcessKind::utility), at);
    handle(world, self(), event, outbox);
  }
  // A crew at the household's fire has its hose at a hydrant from `at` on.
  void open(Helper helper, sim::SimTime at = sim::epoch) {
    tell(HydrantSought{fire, static_cast<std::uint32_t>(helper), 0}, at);
    REQUIRE(!of<HydrantOpened>().empty());
    tell(of<HydrantOpened>().back().second, at);
  }
  int flow_dlps() const { return of<HydrantFlowed>().back().second.flow_dlps; }

  const World& world;
  State state;
  IncidentId fire{Hazard::fire, 0, 0, 0};
};

GeoPoint east_north(const World& world, double east_m, double north_m) { return world.plane.to_geo({east_m, north_m}); }

// The small world with a hydrant round the corner: 100 m along one street, then 60 m along another.
World round_the_corner(Settings settings = {}) {
  const World plain = small_world();
  District d = plain.district;
  const GeoPoint gate = east_north(plain, 0, 0), corner = east_north(plain, 100, 0), end = east_north(plain, 100, 60);
  d.streets = {{{}, StreetClass::residential, false, {gate, corner}},
               {{}, StreetClass::residential, false, {corner, end}}};
  d.hydrants = {{end, 100}};
  return make_world(std::move(d), std::move(settings));
}

TEST_CASE("a crew with no hydrant in reach asks the utility of its own area, which finds none") {
  World world = small_world();
  District bare = world.district;
  bare.hydrants.clear();
  world = make_world(std::move(bare), {});
  REQUIRE(world.hose_ways->to(CompoundId{0}).empty());
  CHECK(water_keeper(world, CompoundId{0}) == world.processes.of(AreaId{0}, ProcessKind::utility));
  Utility utility(world);
  utility.tell(HydrantSought{utility.fire, static_cast<std::uint32_t>(Helper::fire_engine), 0});
  CHECK(utility.sent.empty());
  utility.tell(HydrantsClosed{utility.fire});
  CHECK(utility.self().water.lines.empty());
}

TEST_CASE("a hose lies along the streets to the gate, and from there to the building") {
  World world = round_the_corner();
  REQUIRE(world.hose_ways->to(CompoundId{0}).size() == 1);
  CHECK(world.hose_ways->to(CompoundId{0})[0].to_gate_m == Approx(160.0).margin(0.5));  // straight: 117 m
  Utility utility(world);
  const auto found = usable_hydrant(world, utility.self(), HouseholdId{0});
  REQUIRE(found);
  CHECK(found->hose.value == Approx(160.0).margin(0.5));
  world.district.buildings[0].position = east_north(world, 0, 20);
  CHECK(usable_hydrant(world, utility.self(), HouseholdId{0})->hose.value ==
        Approx(160.0 + 20.0 * world.settings.response.detour_in_compound).margin(0.5));
  world.district.buildings[0].position = east_north(world, 0, 50);  // 225 m: longer than all hoses
  CHECK(!usable_hydrant(world, utility.self(), HouseholdId{0}));
}

TEST_CASE("a hydrant inside the compound's wall needs no way through the gate") {
  const World plain = round_the_corner();
  District d = plain.district;
  const auto at = [&](double e, double n) { return east_north(plain, e, n); };
  d.compounds[0].boundary = {at(-10, -10), at(150, -10), at(150, 100), at(-10, 100), at(-10, -10)};
  d.buildings[0].position = at(100, 40);
  const World world = make_world(std::move(d), {});
  Utility utility(world);
  CHECK(usable_hydrant(world, utility.self(), HouseholdId{0})->hose.value ==
        Approx(20.0 * world.settings.response.detour_in_compound).margin(0.5));
}

TEST_CASE("each floor and each further hose takes its time") {
  const World world = round_the_corner();
  const sim::Luck luck(1, 0);
  const IncidentId fire(Hazard::fire, 0, 0, 0);
  const auto time_s = [&](double way_m, int floor) {
    return sim::to_seconds(hose_laying_time(world, luck, fire, Metres{way_m}, floor));
  };
  const WaterParams& p = world.settings.water;
  CHECK(time_s(40.0, 6) - time_s(40.0, 1) == Approx(5 * p.hose_per_floor_s));
  CHECK(time_s(100.0, 1) - time_s(40.0, 1) == Approx(3 * p.hose_per_20m_s));
}

// Little pressure in the mains, and a pump station at the gate that lifts its only hydrant.
World with_station(Settings settings) {
  settings.water.pump_starts = 1.0;
  settings.water.mains.trunk_pressure_m = 10.2;  // hardly more than an engine leaves
  const World plain = small_world();
  District d = plain.district;
  d.pump_stations.push_back({{"泵站", "station"}, d.hydrants[0].position, 10, 60});
  return make_world(std::move(d), std::move(settings));
}

TEST_CASE("a pump station's tank runs dry after what it holds over what leaves it, and fills again in its time") {
  Settings settings;
  settings.water.mains.pump_tank_h = 0.1;
  settings.water.mains.pump_refill_h = 2.0;
  const World world = with_station(settings);
  const PumpStationId station{0};
  const double full_m3 = 10e-3 * 3600.0 * 0.1;
  CHECK(station_tank_m3(world, station).value() == Approx(full_m3));
  Utility utility(world);
  utility.open(Helper::fire_engine);
  REQUIRE(utility.of<PumpTankDue>().size() == 1);
  const int lifted_dlps = utility.flow_dlps();
  const auto [due, payload] = utility.of<PumpTankDue>()[0];
  WaterUse use;
  const WaterParams& p = world.settings.water;
  use.open = {{HydrantId{0}, 1e-3 * p.hydrant_outlet_lps, p.hydrant_residual_m, 1e-3 * p.engine_pump_lps}};
  use.running = {station};
  const double pumped_lps = world.waterworks->answer(use).pumped.at(0).value;
  CHECK(pumped_lps > 5.0);
  const double lasts_s = 1e3 * full_m3 / (pumped_lps - 1e3 * full_m3 / 7200.0);
  CHECK(sim::to_seconds(due.key.at - sim::epoch) == Approx(lasts_s).epsilon(0.02));  // flows are told to 0.1 L/s
  utility.tell(payload, due.key.at);
  CHECK(utility.of<PumpStationRanDry>().size() == 1);
  CHECK(utility.flow_dlps() < lifted_dlps);
  CHECK(water_in_tank_m3(world, utility.self(), station, due.key.at) == Approx(0.0).margin(1e-3));
  utility.tell(HydrantsClosed{utility.fire}, due.key.at);
  CHECK(water_in_tank_m3(world, utility.self(), station, due.key.at + sim::one_hour) ==
        Approx(0.5 * full_m3).epsilon(0.01));
  CHECK(water_in_tank_m3(world, utility.self(), station, due.key.at + 3 * sim::one_hour) == Approx(full_m3));
}

TEST_CASE("a tank whose fire is over in time stays as it is told, and the moment at which it was due passes unseen") {
  Settings settings;
  settings.water.mains.pump_tank_h = 0.1;
  const World world = with_station(settings);
  Utility utility(world);
  utility.open(Helper::fire_engine);
  const auto [due, payload] = utility.of<PumpTankDue>().at(0);
  utility.tell(HydrantsClosed{utility.fire}, sim::epoch + (due.key.at - sim::epoch) / 2);
  utility.tell(payload, due.key.at);
  CHECK(utility.of<PumpStationRanDry>().empty());
  CHECK(water_in_tank_m3(world, utility.self(), PumpStationId{0}, due.key.at) > 0.4 * 3.6);
}

TEST_CASE("a power cut stops a pump station, unless its standby pump has an engine of its own") {
  const LifelineChanged off{static_cast<std::uint32_t>(Lifeline::pump_station_power), 0, 0};
  const LifelineChanged on{static_cast<std::uint32_t>(Lifeline::pump_station_power), 0, 1};
  for (const bool diesel : {false, true}) {
    Settings settings;
    settings.water.standby_diesel = diesel;
    const World world = with_station(settings);
    Utility utility(world);
    utility.open(Helper::micro_fire_crew);
    const int lifted_dlps = utility.flow_dlps();
    utility.tell(off);
    CHECK((utility.flow_dlps() == lifted_dlps) == diesel);
    utility.tell(on);
    CHECK(utility.flow_dlps() == lifted_dlps);
  }
}

TEST_CASE("a hydrant that broken mains have cut off is passed over, and used again when one of them is mended") {
  const World plain = small_world();
  District d = plain.district;
  d.streets.clear();
  d.hydrants.clear();
  for (int k = 0; k < 4; ++k)
    d.streets.push_back(
        {{}, StreetClass::residential, false, {east_north(plain, 90.0 * k, 0), east_north(plain, 90.0 * (k + 1), 0)}});
  for (int k = 0; k <= 4; ++k) d.hydrants.push_back({east_north(plain, 90.0 * k, 0), 100});
  d.compounds[0].gate = d.compounds[0].centre = d.buildings[0].position = d.hydrants[2].position;
  const World world = make_world(std::move(d), {});
  Utility utility(world);
  REQUIRE(usable_hydrant(world, utility.self(), HouseholdId{0})->hydrant == HydrantId{2});
  // The mains on both sides of the middle hydrant, which is fed through them only.
  const auto break_of = [](std::uint32_t hydrant) {
    ActiveIncident incident;
    incident.id = IncidentId(Hazard::outage, 15, hydrant, 0);
    incident.variety = Variety::outage_main;
    incident.course = OutageCourse{};
    return incident;
  };
  std::vector<std::uint32_t> both;
  const auto& plan = world.waterworks->plan();
  for (std::uint32_t h = 0; h < 5; ++h) {
    const auto& link = plan.parts[0].network.links[plan.parts[0].mains[*plan.hydrants[h]->main].link];
    const std::uint32_t middle = plan.hydrants[2]->node;
    if (link.from == middle || link.to == middle) both.push_back(h);
  }
  REQUIRE(both.size() >= 2);
  for (const std::uint32_t h : both) utility.self().active.push_back(break_of(h));
  const auto round = usable_hydrant(world, utility.self(), HouseholdId{0});
  REQUIRE(round);
  CHECK(round->hydrant != HydrantId{2});
  CHECK(round->dead >= 1);
  utility.self().active.clear();
  CHECK(usable_hydrant(world, utility.self(), HouseholdId{0})->hydrant == HydrantId{2});
}

TEST_CASE("static pressure is the trunks' head less the height of the ground") {
  Settings settings;
  settings.water.mains.domestic_lpd = 0.0;
  settings.water.mains.ground_falls_m_per_km = 20.0;
  settings.water.mains.ground_falls_towards_deg = 90.0;
  const World plain = round_the_corner();
  District d = plain.district;
  d.hydrants.push_back({east_north(plain, 0, 0), 100});
  const World falling = make_world(d, settings);
  const auto pressure_m = [](const World& world, std::uint32_t h) {
    return world.waterworks->static_pressure(HydrantId{h}).value().value;
  };
  CHECK(falling.ground->at({100.0, 0.0}).value == Approx(-2.0).margin(1e-6));
  CHECK(pressure_m(falling, 0) - pressure_m(falling, 1) == Approx(2.0).margin(0.02));
  // Heights that are given take the place of the plane.
  d.spot_heights = {{east_north(plain, 0, 0), 50000}, {east_north(plain, 100, 60), 50800}};
  const World given = make_world(d, settings);
  CHECK(given.ground->at({0.0, 0.0}).value == Approx(500.0).margin(0.01));
  CHECK(given.ground->at({50.0, 30.0}).value == Approx(504.0).margin(0.05));
  CHECK(pressure_m(given, 1) - pressure_m(given, 0) == Approx(8.0).margin(0.05));
}

}  // namespace
}  // namespace yuanluo::models
