// Streets that close and open again during a run.
#include <catch2/catch.hpp>
#include <cmath>
#include <random>
#include <set>

#include "models/model.hpp"
#include "models/onsets.hpp"
#include "models/outages/closure.hpp"
#include "models/outages/outage.hpp"
#include "models/response/pool.hpp"
#include "models/response/pool_field.hpp"
#include "models/response/travel.hpp"
#include "models/roads/way_graph.hpp"
#include "models/roads/way_table.hpp"
#include "scenarios/generator/generate.hpp"
#include "scenarios/run.hpp"
#include "tests/fixtures/same_trace.hpp"

namespace yuanluo::models {
namespace {

Settings many_closures() {
  Settings settings;
  settings.closures.accidents_per_km_year = 20.0;
  settings.closures.floods_per_year = 24.0;
  settings.closures.flooded_share = 0.05;
  settings.closures.works_per_km_year = 1.0;
  PlannedClosure planned;
  planned.street = 7;
  planned.from_day = 3.25;
  planned.to_day = 9.5;
  planned.stops_bikes = true;
  settings.closures.planned.push_back(planned);
  return settings;
}

const World& district() {
  static const World world = built_alone([] {
    return make_world(scenarios::generate(scenarios::GeneratorParams{}, scenarios::DeploymentParams{}),
                      many_closures());
  });
  return world;
}

// Names a unit's trip to an incident.
using Trip = std::pair<std::uint64_t, std::uint32_t>;

// What a run says of closures and detours.
struct Ledger {
  std::vector<std::pair<sim::SimTime, IncidentId>> closed;
  std::vector<std::pair<sim::SimTime, IncidentId>> opened;
  std::vector<DetourTaken> detours;
  std::set<Trip> set_out;
  std::size_t under_way = 0;  // detours that somebody began who had set out

  void operator()(const Event& event) {
    if (const auto* e = std::get_if<StreetClosed>(&event.payload)) closed.emplace_back(event.key.at, e->incident);
    if (const auto* e = std::get_if<IncidentEnded>(&event.payload))
      if (is_closure(static_cast<Variety>(e->variety))) opened.emplace_back(event.key.at, e->incident);
    if (const auto* e = std::get_if<UnitDispatched>(&event.payload)) set_out.emplace(e->incident.bits(), e->helper);
    if (const auto* e = std::get_if<DetourTaken>(&event.payload)) {
      detours.push_back(*e);
      under_way += set_out.count({e->incident.bits(), e->helper});
    }
  }
};

TEST_CASE("a month with closed streets leaves the same trace under both kernels, and shows closures and detours") {
  Ledger expected;
  check_same_trace(district(), sim::Luck(5, 0), sim::epoch + 30 * sim::one_day,
                   [&](const Event& event) { expected(event); });
  CHECK(expected.closed.size() > 100);
  CHECK(expected.detours.size() > 3);
  for (const DetourTaken& detour : expected.detours) CHECK(detour.longer_ms > 0);
  const IncidentId works(Hazard::outage, static_cast<std::uint32_t>(ClosureStream::planned), 7, 0);
  const auto of_works = [&](const auto& list) {
    for (const auto& [at, id] : list)
      if (id == works) return sim::to_hours(at - sim::epoch) / 24.0;
    return -1.0;
  };
  CHECK(of_works(expected.closed) == 3.25);
  CHECK(of_works(expected.opened) == 9.5);
}

TEST_CASE("units turn off while they are under way, and both kernels agree on when they arrive") {
  World world = district();
  world.settings.closures.accidents_per_km_year = 1000.0;
  world.settings.closures.accident_stops_bikes = true;
  Ledger expected;
  check_same_trace(world, sim::Luck(6, 0), sim::epoch + 20 * sim::one_day,
                   [&](const Event& event) { expected(event); });
  CHECK(expected.closed.size() > 1000);
  CHECK(expected.under_way > 1);
}

TEST_CASE("closures come as often as their rates say, and are measured") {
  // Accidents and works are Poisson; five standard deviations (false alarm 6e-7), the seed is fixed.
  World world = district();
  world.settings.closures.floods_per_year = 0.0;
  world.settings.closures.planned.clear();
  const KpiCatalogue catalogue(world);
  scenarios::RunRequest request;
  request.measured = 100 * sim::one_day;
  const auto result = scenarios::run_replication(world, catalogue, request, 0);
  const double km = world.roads.map().total_length_m() / 1000.0;
  const double expected = 21.0 * km;
  const double years = 100.0 / 365.0;
  const auto closures = result.kpis[*catalogue.find("outage.street_closures.per_year")];
  REQUIRE(closures);
  CHECK(std::abs(*closures - expected) < 5.0 * std::sqrt(expected / years));
  CHECK(*result.kpis[*catalogue.find("outage.street_closed.per_year")] > *closures);  // more than an hour each
  CHECK(*result.kpis[*catalogue.find("medical.detours.per_year")] > 0.0);
  CHECK(*result.kpis[*catalogue.find("medical.detour.per_year")] > 0.0);
}

TEST_CASE("units count on the ways that a world with those streets closed would have") {
  const World& world = district();
  const sim::Luck luck(1, 0);
  std::mt19937 draw(11);
  const auto streets = static_cast<std::uint32_t>(world.roads.map().streets());
  std::size_t longer = 0, compared = 0;
  for (int round = 0; round < 12; ++round) {
    State state(world, luck);
    ServiceState& brigade = state.brigades[0];
    std::set<std::uint32_t> shut;
    while (shut.size() < 60) shut.insert(static_cast<std::uint32_t>(draw() % streets));
    std::vector<Event> sent;
    std::uint64_t counter = 0;
    Event cause{};
    cause.to = world.processes.of(AreaId{0}, ProcessKind::brigade);
    cause.key.at = sim::epoch;
    Outbox out(cause, least_delay, counter, sent);
    for (const std::uint32_t street : shut) handle(world, brigade, PassageChanged{street, 0, 0}, out);
    const Roads closed = world.roads.with_closed(std::vector<std::uint32_t>(shut.begin(), shut.end()));
    const auto& stations = world.areas[0].fire_stations;
    for (int i = 0; i < 25; ++i) {
      const CompoundId to{static_cast<std::uint32_t>(draw() % world.compounds.size())};
      const Doorstep gate = closed.doorstep(TravelMode::fire_engine, world.compounds[to.index()].gate);
      if (shut.count(gate.street->street) > 0) continue;
      PoolField field(world, luck, Helper::fire_engine, 0, brigade.units, brigade.closed, out);
      const Request request = field.request_of(IncidentId(Hazard::fire, 0, 0, 0), to);
      for (std::uint32_t unit = 0; unit < world.areas[0].engines.size(); ++unit) {
        const StationPlace& station = stations[world.areas[0].engines[unit]];
        const Doorstep start = closed.doorstep(
            TravelMode::fire_engine, world.plane.to_plane(world.district.stations[station.station.index()].position));
        if (shut.count(start.street->street) > 0) continue;
        // Who is cut off altogether is reached on foot.
        if (!find_ways(closed.graph(TravelMode::fire_engine), {&*start.street, 1}, {&*gate.street, 1}).front().exists())
          continue;
        const Way way = closed.ways(TravelMode::fire_engine, start, {&gate, 1}).front();
        const Way open = world.way(station, to);
        const double at_night = typical_seconds(world.settings, TravelMode::fire_engine, way, 0, 0);
        CAPTURE(round, to.value, unit);
        // Some engines are taken to be elsewhere, at a factor of the way.
        const double elsewhere = typical_seconds(world.settings, TravelMode::fire_engine,
                                                 way.times(world.settings.response.elsewhere_way_factor), 0, 0);
        const double found = field.time_to(unit, request);
        CHECK((found == Approx(at_night).epsilon(1e-9) || found == Approx(elsewhere).epsilon(1e-9)));
        ++compared;
        if (open < way) ++longer;
      }
    }
    // All open again: as at first.
    for (const std::uint32_t street : shut) handle(world, brigade, PassageChanged{street, 1, 0}, out);
    CHECK(brigade.closed.none());
  }
  CHECK(compared > 500);
  CHECK(longer > 20);
}

}  // namespace
}  // namespace yuanluo::models
