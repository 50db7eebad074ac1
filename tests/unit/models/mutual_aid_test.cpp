// Neighbouring communities and areas that help each other out: who is asked, who goes, who is recalled.
#include <catch2/catch.hpp>
#include <cmath>

#include "models/response/chain.hpp"
#include "models/response/pool.hpp"
#include "models/response/unit_number.hpp"
#include "tests/unit/models/bench.hpp"
#include "tests/unit/models/small_world.hpp"

namespace yuanluo::models {
namespace {

using namespace std::chrono_literals;

constexpr auto engine = static_cast<std::uint32_t>(Helper::fire_engine);
constexpr auto grid = static_cast<std::uint32_t>(Helper::grid_worker);

// Two areas of one community and one compound each, 3 km apart, each with a governance centre and a fire station of one
// engine 1 km from its compound.
World two_areas(const Settings& settings) {
  District d = small_world().district;
  const LocalPlane plane(d.compounds[0].gate);
  const auto at = [&](double x) { return plane.to_geo({x, 0.0}); };
  d.communities.push_back({{"邻社区", "next community"}, d.communities[0].boundary});
  Compound compound = d.compounds[0];
  compound.community = CommunityId{1};
  compound.centre = compound.gate = at(3000.0);
  d.compounds.push_back(compound);
  d.stations.clear();
  for (const double x : {0.0, 3000.0}) {
    d.stations.push_back({StationKind::governance_centre, {"中心", "centre"}, at(x), 0});
    d.stations.push_back({StationKind::fire_station, {"站", "station"}, at(x - 1000.0), 1});
  }
  d.streets.clear();
  for (const double x : {-1000.0, 0.0, 1000.0, 2000.0})
    d.streets.push_back({{}, StreetClass::residential, false, {at(x), at(x + 1000.0)}});
  return make_world(std::move(d), settings);
}

// A unit that arrives when the incident is over is sent home by the compound, to where it belongs.
UnitReleased sent_home(const World& world, State& state, const UnitArrived& arrived, sim::ProcessId home) {
  Bench over;
  Outbox out = over.out(world.processes.of(CompoundId{0}), sim::epoch + 1h);
  handle(world, state.compounds[0], arrived, out);
  const auto released = over.of<UnitReleased>();
  REQUIRE(released.size() == 1);
  CHECK(released[0].first.to == home);
  return released[0].second;
}

double way_s(const Unit& u) { return sim::to_seconds(u.leg.arrives - u.leg.left); }

// Two fires in one compound for one engine: the second waits, and after 4 min the next area is asked.
struct TwoFires {
  explicit TwoFires(bool from_the_road = false)
      : world(two_areas([&] {
          Settings settings;
          settings.dispatch.next_area_after_min = 4.0;
          settings.dispatch.from_the_road = from_the_road;
          settings.dispatch.engine_refit_min = 0.0;
          settings.response.brigade_engines_elsewhere = 0.0;
          settings.roads.trip_gsd = 1.0;
          return settings;
        }())),
        state(world, sim::Luck(1, 0)) {
    tell(0, CallHandled{first, CompoundId{0}, engine}, sim::epoch);
    tell(0, CallHandled{second, CompoundId{0}, engine}, sim::epoch);
  }

  ServiceState& brigade(std::uint32_t area) { return state.brigades[area]; }
  const Unit& own() { return brigade(0).units.desk.units.at(0); }
  const Unit& lent() { return brigade(1).units.desk.units.at(0); }
  const PoolState& pool() { return brigade(0).units; }
  sim::ProcessId process(std::uint32_t area) const { return world.processes.of(AreaId{area}, ProcessKind::brigade); }

  // What is sent when a brigade is told something.
  template <class E>
  Bench tell(std::uint32_t area, const E& event, sim::SimTime at) {
    Bench bench;
    Outbox out = bench.out(process(area), at);
    handle(world, brigade(area), event, out);
    return bench;
  }
  // The next area is asked, sends its engine and says so.
  void ask() {
    const Bench asks = tell(0, WaitingReviewed{engine}, asked_at);
    REQUIRE(asks.of<CallHandled>().size() == 1);
    CHECK(asks.of<CallHandled>()[0].first.to == process(1));
    const Bench promises = tell(1, asks.of<CallHandled>()[0].second, asked_at + least_delay);
    REQUIRE(promises.of<AidPromised>().size() == 1);
    CHECK(promises.of<AidPromised>()[0].first.to == process(0));
    tell(0, promises.of<AidPromised>()[0].second, asked_at + 2 * least_delay);
  }
  // Moves a unit on to its next phase, at the moment at which it is due.
  Bench advance(std::uint32_t area, sim::SimTime at) {
    return tell(area, UnitMoment{engine, 0, brigade(area).units.desk.units[0].task}, at);
  }

  World world;
  State state;
  IncidentId first{Hazard::fire, 0, 0, 0}, second{Hazard::fire, 0, 0, 1};
  sim::SimTime asked_at = sim::epoch + 4min;
};

TEST_CASE("the next community helps out when nobody is free for long, and its worker goes home there") {
  Settings settings;
  settings.dispatch.mutual_aid_after_min = 15.0;
  const World world = two_communities(settings);
  State state(world, sim::Luck(1, 0));
  CommunityState& own = state.communities[0];
  CommunityState& next = state.communities[1];
  const IncidentId first(Hazard::fall, 0, 0, 0), second(Hazard::fall, 0, 1, 0);
  const sim::ProcessId here = world.processes.of(CommunityId{0}), there = world.processes.of(CommunityId{1});
  Bench bench;
  Outbox out = bench.out(here, sim::epoch);
  handle(world, own, HelpRequested{first, CompoundId{0}, grid}, out);
  handle(world, own, HelpRequested{second, CompoundId{0}, grid}, out);
  Bench review;
  Outbox soon = review.out(here, sim::epoch + 10min);
  handle(world, own, WaitingReviewed{grid}, soon);
  CHECK(review.of<HelpRequested>().empty());
  Outbox late = review.out(here, sim::epoch + 20min);
  handle(world, own, WaitingReviewed{grid}, late);
  REQUIRE(review.of<HelpRequested>().size() == 1);
  const auto asked = review.of<HelpRequested>()[0];
  CHECK(asked.first.to == there);
  CHECK(asked.second.incident == second);
  Outbox again = review.out(here, sim::epoch + 30min);
  handle(world, own, WaitingReviewed{grid}, again);
  CHECK(review.of<HelpRequested>().size() == 1);  // once is enough

  Bench aid;
  Outbox helps = aid.out(there, asked.first.key.at);
  handle(world, next, asked.second, helps);
  const Unit& helper = next.grid_workers.desk.units.at(0);
  handle(world, next, UnitMoment{grid, 0, helper.task}, helps);
  handle(world, next, UnitMoment{grid, 0, helper.task}, helps);
  REQUIRE(aid.of<UnitArrived>().size() == 1);
  const UnitArrived arrived = aid.of<UnitArrived>()[0].second;
  CHECK(arrived.unit == unit_number(false, 1, 0));
  // It was promised, and it is told that it is there: nobody waits any longer.
  REQUIRE(aid.of<AidPromised>().size() == 2);
  CHECK(own.grid_workers.desk.waiting.size() == 1);
  for (const auto& [event, promised] : aid.of<AidPromised>()) {
    CHECK(event.to == here);
    Outbox told = bench.out(here, event.key.at);
    handle(world, own, promised, told);
  }
  CHECK(own.grid_workers.desk.waiting.empty());
  CHECK(own.grid_workers.asked.empty());
  handle(world, next, sent_home(world, state, arrived, there), helps);
  CHECK(helper.phase == UnitPhase::idle);
}

TEST_CASE("the next area's engine comes when the own one is out for long, by the streets, and goes home there") {
  TwoFires fires;
  REQUIRE(fires.world.areas.size() == 2);
  REQUIRE(fires.world.areas[1].engines.size() == 1);
  CHECK(fires.pool().desk.waiting.size() == 1);
  fires.ask();
  CHECK(fires.pool().desk.waiting.size() == 1);
  REQUIRE(fires.lent().phase == UnitPhase::turning_out);
  REQUIRE(fires.pool().asked.size() == 1);
  CHECK(sim::to_seconds(fires.pool().asked[0].arrives - fires.lent().leg.arrives) == Approx(0.0).margin(0.001));

  // From 2,000 m east of the compound, where the own engine comes from 1,000 m west: nothing shorter leads there.
  const double a = fires.world.settings.response.acceleration_mps2, v = 30.0 / 3.6, message_s = 0.1;
  CHECK(way_s(fires.own()) + message_s == Approx(v / a + 1000.0 / v).margin(0.1));
  CHECK(way_s(fires.lent()) + message_s == Approx(v / a + 2000.0 / v).margin(0.1));
  fires.advance(1, fires.lent().leg.left);
  const Bench there = fires.advance(1, fires.lent().leg.arrives);
  REQUIRE(there.of<UnitArrived>().size() == 1);
  const UnitArrived arrived = there.of<UnitArrived>()[0].second;
  CHECK(arrived.unit == unit_number(false, 1, 0));
  REQUIRE(there.of<AidPromised>().size() == 1);
  CHECK(there.of<AidPromised>()[0].second.arrives_in_ms == 0);
  fires.tell(0, there.of<AidPromised>()[0].second, fires.lent().leg.arrives + least_delay);
  CHECK(fires.pool().desk.waiting.empty());
  CHECK(fires.pool().asked.empty());
  fires.tell(1, sent_home(fires.world, fires.state, arrived, fires.process(1)), sim::epoch + 1h);
  CHECK(fires.lent().phase == UnitPhase::returning);
  CHECK(way_s(fires.lent()) == Approx(v / a + 2000.0 / v).margin(0.1));
}

TEST_CASE("nobody is asked who was not told to help") {
  Settings settings;
  const World world = two_areas(settings);
  State state(world, sim::Luck(1, 0));
  Bench bench;
  Outbox out = bench.out(world.processes.of(AreaId{0}, ProcessKind::brigade), sim::epoch);
  for (const std::uint32_t fire : {0u, 1u})
    handle(world, state.brigades[0], CallHandled{IncidentId(Hazard::fire, 0, 0, fire), CompoundId{0}, engine}, out);
  CHECK(state.brigades[0].units.desk.waiting.size() == 1);
  CHECK(bench.of<WaitingReviewed>().empty());
}

TEST_CASE("an own engine that is free and sooner there goes, and the neighbour's is recalled on its way") {
  TwoFires fires(true);
  fires.ask();
  fires.advance(1, fires.lent().leg.left);
  REQUIRE(fires.lent().phase == UnitPhase::under_way);
  const sim::SimTime half_way = fires.lent().leg.left + (fires.lent().leg.arrives - fires.lent().leg.left) / 2;
  // The own one has put out the first fire, in the same compound.
  fires.advance(0, fires.own().leg.left);
  fires.advance(0, fires.own().leg.arrives);
  REQUIRE(fires.own().phase == UnitPhase::on_scene);
  const Bench freed = fires.tell(0, UnitReleased{fires.first, engine, 0, 0}, half_way);
  CHECK(fires.own().request.name == fires.second.bits());
  CHECK(fires.pool().desk.waiting.empty());
  CHECK(fires.pool().asked.empty());
  REQUIRE(freed.of<AidRecalled>().size() == 1);
  CHECK(freed.of<AidRecalled>()[0].first.to == fires.process(1));
  const Bench recalled = fires.tell(1, freed.of<AidRecalled>()[0].second, half_way + least_delay);
  REQUIRE(recalled.of<UnitReleased>().size() == 1);
  fires.tell(1, recalled.of<UnitReleased>()[0].second, half_way + least_delay);
  CHECK(fires.lent().phase == UnitPhase::returning);
}

TEST_CASE("an own engine that is free but later there stays, and what the neighbour has come for is met") {
  TwoFires fires;
  fires.ask();
  fires.advance(1, fires.lent().leg.left);
  // The own one is back at its station, 1,000 m away, half a minute before the neighbour's arrives.
  const sim::SimTime arrives = fires.lent().leg.arrives;
  fires.advance(0, fires.own().leg.left);
  fires.advance(0, fires.own().leg.arrives);
  fires.tell(0, UnitReleased{fires.first, engine, 1, 0}, arrives - 30s);
  REQUIRE(fires.own().phase == UnitPhase::idle);
  CHECK(fires.pool().desk.waiting.size() == 1);
  const Bench there = fires.advance(1, arrives);
  REQUIRE(there.of<AidPromised>().size() == 1);
  fires.tell(0, there.of<AidPromised>()[0].second, arrives + least_delay);
  CHECK(fires.pool().desk.waiting.empty());
  CHECK(fires.own().phase == UnitPhase::idle);
}

TEST_CASE("a promise that is not kept holds nobody back") {
  TwoFires fires;
  fires.ask();
  fires.advance(0, fires.own().leg.left);
  fires.advance(0, fires.own().leg.arrives);
  // An hour later the neighbour's engine has still not come.
  const Bench freed = fires.tell(0, UnitReleased{fires.first, engine, 1, 0}, fires.lent().leg.arrives + 1h);
  CHECK(fires.own().request.name == fires.second.bits());
  CHECK(freed.of<AidRecalled>().size() == 1);
}

TEST_CASE("an incident that is over takes back what a neighbour was asked for") {
  TwoFires fires;
  fires.ask();
  const sim::SimTime under_way = fires.lent().leg.left + 30s;
  fires.advance(1, fires.lent().leg.left);
  const Bench over = fires.tell(0, HelpWithdrawn{fires.second, CompoundId{0}, engine}, under_way);
  CHECK(fires.pool().desk.waiting.empty());
  CHECK(fires.pool().asked.empty());
  REQUIRE(over.of<HelpWithdrawn>().size() == 1);
  CHECK(over.of<HelpWithdrawn>()[0].first.to == fires.process(1));
  fires.tell(1, over.of<HelpWithdrawn>()[0].second, under_way + least_delay);
  CHECK(fires.lent().phase == UnitPhase::returning);
}

TEST_CASE("of two engines that a neighbour was asked for one is recalled when an own one goes") {
  TwoFires fires;
  // Another engine for the second fire; the neighbour has only one, so that the other request waits there too.
  fires.tell(0, CallHandled{fires.second, CompoundId{0}, engine}, sim::epoch);
  const Bench asks = fires.tell(0, WaitingReviewed{engine}, fires.asked_at);
  REQUIRE(asks.of<CallHandled>().size() == 2);
  for (const auto& [event, call] : asks.of<CallHandled>()) {
    const Bench answer = fires.tell(1, call, event.key.at);
    for (const auto& [sent, promise] : answer.of<AidPromised>()) fires.tell(0, promise, sent.key.at);
  }
  CHECK(fires.pool().asked.size() == 2);
  CHECK(fires.brigade(1).units.desk.waiting.size() == 1);
  fires.advance(0, fires.own().leg.left);
  fires.advance(0, fires.own().leg.arrives);
  const Bench freed = fires.tell(0, UnitReleased{fires.first, engine, 1, 0}, fires.own().leg.arrives + 1s);
  CHECK(fires.own().request.name == fires.second.bits());
  REQUIRE(freed.of<AidRecalled>().size() == 1);
  CHECK(fires.pool().asked.size() == 1);
  CHECK(fires.pool().desk.waiting.size() == 1);
  // The one that waits there is dropped; the engine under way is still needed.
  const Bench recalled = fires.tell(1, freed.of<AidRecalled>()[0].second, fires.own().leg.arrives + 2s);
  CHECK(recalled.sent.empty());
  CHECK(fires.brigade(1).units.desk.waiting.empty());
  CHECK(fires.lent().phase == UnitPhase::turning_out);
}

}  // namespace
}  // namespace yuanluo::models
