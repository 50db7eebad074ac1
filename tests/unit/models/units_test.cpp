// Equipment that runs out, units that neighbours lend, posts and their shifts, closed streets counted.
#include <catch2/catch.hpp>

#include "models/alarms/alarms.hpp"
#include "models/alarms/attention.hpp"
#include "models/response/chain.hpp"
#include "models/response/pool.hpp"
#include "models/roads/closed_streets.hpp"
#include "tests/unit/models/small_world.hpp"

namespace yuanluo::models {
namespace {

using namespace std::chrono_literals;

constexpr auto engine = static_cast<std::uint32_t>(Helper::fire_engine);
constexpr auto ambulance = static_cast<std::uint32_t>(Helper::ambulance);
const IncidentId fire(Hazard::fire, 0, 0, 0), next_fire(Hazard::fire, 0, 0, 1), third_fire(Hazard::fire, 0, 0, 2);

// A service of the small world, and what it sends.
struct Service {
  Service(const World& its_world, ProcessKind kind)
      : world(its_world),
        state(its_world, sim::Luck(1, 0)),
        service(kind == ProcessKind::brigade ? state.brigades[0] : state.ambulance_services[0]) {
    cause.to = its_world.processes.of(AreaId{0}, kind);
  }

  template <class E>
  void give(const E& event, sim::SimTime at) {
    cause.key.at = at;
    Outbox out(cause, least_delay, counter, sent);
    handle(world, service, event, out);
  }
  // Lets time pass for one unit until it is in the phase, or no phase of it ends any more.
  void until(std::uint32_t unit, UnitPhase phase) {
    for (int steps = 0; steps < 10 && units()[unit].phase != phase; ++steps) {
      sim::SimTime at = sim::never;
      for (const Event& e : sent)
        if (const auto* moment = std::get_if<UnitMoment>(&e.payload))
          if (moment->unit == unit && moment->task == units()[unit].task && e.key.at > now(unit)) at = e.key.at;
      if (at == sim::never) return;
      give(UnitMoment{static_cast<std::uint32_t>(service.helper), unit, units()[unit].task}, at);
    }
  }
  sim::SimTime now(std::uint32_t unit) const { return units()[unit].since; }
  const std::vector<Unit>& units() const { return service.units.desk.units; }

  const World& world;
  State state;
  ServiceState& service;
  Event cause{};
  std::uint64_t counter = 0;
  std::vector<Event> sent;
};

TEST_CASE("an engine without air is sent to no fire until it has been refitted at its station") {
  Settings settings;
  settings.dispatch.engine_sets = 1.0;
  settings.dispatch.engine_refit_min = 25.0;
  settings.dispatch.from_the_road = true;
  const World world = small_world(settings);
  Service brigade(world, ProcessKind::brigade);
  const Unit& unit = brigade.units().at(0);
  brigade.give(CallHandled{fire, CompoundId{0}, engine}, sim::epoch);
  brigade.until(0, UnitPhase::on_scene);
  CHECK(unit.used == 1);
  const sim::SimTime leaves = unit.since + 1h;
  brigade.give(UnitReleased{fire, static_cast<std::uint16_t>(engine), 0, 0}, leaves);
  REQUIRE(unit.phase == UnitPhase::returning);
  // A fire has to wait; a false alarm takes no air, so the engine goes there from the road.
  brigade.give(CallHandled{next_fire, CompoundId{0}, engine}, leaves + 1s);
  CHECK(unit.phase == UnitPhase::returning);
  CHECK(brigade.service.units.desk.waiting.size() == 1);
  brigade.until(0, UnitPhase::resting);
  REQUIRE(unit.phase == UnitPhase::resting);
  const sim::SimTime home = unit.since;
  brigade.until(0, UnitPhase::under_way);
  CHECK(unit.request.name == next_fire.bits());
  CHECK(unit.assigned == home + 25min);
  CHECK(unit.used == 0);
}

TEST_CASE("an ambulance uses up a set at a cardiac arrest, not at another illness") {
  Settings settings;
  settings.dispatch.ambulance_sets = 2.0;
  const World world = small_world(settings);
  const IncidentId arrest(Hazard::medical, 0, 0, 0), illness(Hazard::medical, 2, 0, 0);
  for (const IncidentId incident : {arrest, illness}) {
    Service service(world, ProcessKind::ambulance_service);
    service.give(CallHandled{incident, CompoundId{0}, ambulance}, sim::epoch);
    service.until(0, UnitPhase::on_scene);
    REQUIRE(service.units().at(0).phase == UnitPhase::on_scene);
    CHECK(service.units().at(0).used == (incident == arrest ? 1 : 0));
    service.give(UnitReleased{incident, static_cast<std::uint16_t>(ambulance), 1, 0}, service.now(0) + 1h);
    CHECK(service.units().at(0).phase == (incident == arrest ? UnitPhase::resting : UnitPhase::idle));
  }
}

TEST_CASE("neighbours lend an engine while all own ones are out, and it takes longer") {
  Settings settings;
  settings.dispatch.outside_engines = 1.0;
  settings.dispatch.outside_way_factor = 4.0;
  settings.response.brigade_engines_elsewhere = 0.0;
  settings.roads.trip_gsd = 1.0;
  const World world = small_world(settings);
  Service brigade(world, ProcessKind::brigade);
  REQUIRE(brigade.units().size() == 2);
  brigade.give(CallHandled{fire, CompoundId{0}, engine}, sim::epoch);
  CHECK(brigade.units()[0].request.name == fire.bits());
  CHECK(brigade.units()[1].phase == UnitPhase::idle);
  brigade.give(CallHandled{next_fire, CompoundId{0}, engine}, sim::epoch);
  CHECK(brigade.units()[1].request.name == next_fire.bits());
  const auto way = [&](std::size_t unit) {
    return sim::to_seconds(brigade.units()[unit].leg.arrives - brigade.units()[unit].leg.left);
  };
  // Starting and stopping takes the same time on both ways.
  CHECK(way(1) > 2.5 * way(0));
  // A third fire waits for whoever is free first.
  brigade.give(CallHandled{third_fire, CompoundId{0}, engine}, sim::epoch);
  CHECK(brigade.service.units.desk.waiting.size() == 1);
}

TEST_CASE("a guard off duty is not told of an alarm and does not go") {
  const World always = small_world();
  District d = always.district;
  d.staff[1].shift_start_hour = 8;
  d.staff[1].shift_hours = 12;
  const World by_day = make_world(std::move(d), Settings{});
  for (const World* world : {&always, &by_day})
    for (const int hour : {12, 23}) {
      State state(*world, sim::Luck(1, 0));
      CompoundState& compound = state.compounds[0];
      ActiveIncident incident;
      incident.id = fire;
      incident.household = HouseholdId{0};
      compound.active.push_back(incident);
      Event cause{};
      cause.key.at = sim::epoch + std::chrono::hours{hour};
      std::uint64_t counter = 0;
      std::vector<Event> sent;
      Outbox out(cause, least_delay, counter, sent);
      send_local(*world, compound, compound.active[0], Helper::gatehouse_guard, out);
      const bool there = world == &always || hour == 12;
      CHECK(compound.guard_busy == there);
      CHECK(sent.empty() != there);
    }
}

TEST_CASE("a grid worker who has been told of many false alarms of the own grid sees fewer alarms") {
  Settings settings;
  settings.alarms.trust_per_false_alarm_grid = 0.9;
  settings.alarms.trust_floor = 0.2;
  settings.alarms.phone_off_share = 0.0;
  settings.alarms.sees_day.fill(1.0);
  CHECK(trust_left(settings.alarms, 0.9, 0) == 1.0);
  CHECK(trust_left(settings.alarms, 0.9, 2) == Approx(0.81));
  CHECK(trust_left(settings.alarms, 0.9, 100) == 0.2);
  const World world = small_world(settings);
  // Whether alarm n is seen after as many false ones as `told`; each of the 400 is another replication's.
  const auto seen = [&](std::uint32_t told) {
    int answered = 0;
    for (std::uint32_t n = 0; n < 400; ++n) {
      State state(world, sim::Luck(1, n));
      CommunityState& community = state.communities[0];
      Event cause{};
      cause.to = world.processes.of(CommunityId{0});
      cause.key.at = sim::epoch + 12h;
      std::uint64_t counter = 0;
      std::vector<Event> sent;
      Outbox out(cause, least_delay, counter, sent);
      for (std::uint32_t i = 0; i < told; ++i) {
        const IncidentId nuisance(Hazard::false_alarm, 0, 0, i);
        // A reminder does not count twice.
        handle(world, community, AlarmDelivered{nuisance, CompoundId{0}, 1}, out);
        handle(world, community, AlarmDelivered{nuisance, CompoundId{0}, 1}, out);
      }
      CHECK(community.false_alarms.at(0).size() == told);
      sent.clear();
      handle(world, community, AlarmDelivered{fire, CompoundId{0}, 1}, out);
      for (const Event& e : sent) answered += std::holds_alternative<AlarmAcknowledged>(e.payload) ? 1 : 0;
    }
    return answered / 400.0;
  };
  CHECK(seen(0) == 1.0);
  // 0.9^5 = 0.59; four standard deviations of 400 draws are 0.10.
  CHECK(seen(5) == Approx(0.59).margin(0.10));
  CHECK(seen(40) == Approx(0.2).margin(0.08));
}

TEST_CASE("a street that is closed twice is open when both closures are over") {
  ClosedStreets closed;
  CHECK(closed.none());
  closed.close(7, false);
  closed.close(3, true);
  closed.close(7, true);
  using Streets = std::vector<std::uint32_t>;
  CHECK(closed.to(TravelMode::fire_engine) == Streets{3, 7});
  CHECK(closed.to(TravelMode::e_bike) == Streets{3, 7});
  CHECK(closed.to(TravelMode::walking).empty());
  closed.open(7, true);
  CHECK(closed.to(TravelMode::e_bike) == Streets{3});
  CHECK(closed.to(TravelMode::ambulance) == Streets{3, 7});
  closed.open(7, false);
  closed.open(3, true);
  CHECK(closed.none());
}

}  // namespace
}  // namespace yuanluo::models
