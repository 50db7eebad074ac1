// Units on the road when a street closes or opens, on six streets laid by hand:
//
//        C ---3--- D
//        |         |
//        2         4
//        |         |
//  S -0- A ---1--- B -5- G
//
// S to A 1,000 m, A to B and B to G 500 m, A to C 600 m, B to D 500 m; the station is at S, the compound's gate at G.
#include <catch2/catch.hpp>
#include <cmath>

#include "models/response/pool.hpp"
#include "models/response/under_way.hpp"
#include "models/roads/way_graph.hpp"
#include "tests/unit/models/small_world.hpp"

namespace yuanluo::models {
namespace {

constexpr auto engine = static_cast<std::uint32_t>(Helper::fire_engine);
constexpr double mps = 30.0 / 3.6;  // a fire engine on residential streets
constexpr double left_turn_s = 6.0, right_turn_s = 3.0, u_turn_s = 15.0;
const double c_to_d_m = std::hypot(500.0, 100.0);
// From A to G: by 1 and 5, or by 2, 3, 4 and 5 with left turns at A and at B.
constexpr double straight_s = 1000.0 / mps;
const double round_s = (600.0 + c_to_d_m + 500.0 + 500.0) / mps + 2.0 * left_turn_s;
const IncidentId fire(Hazard::fire, 0, 0, 0);

World streets_by_hand() {
  Settings settings;
  settings.response.brigade_engines_elsewhere = 0.0;
  settings.roads.trip_gsd = 1.0;
  District d = small_world().district;
  const LocalPlane plane(d.stations[1].position);
  const auto at = [&](double x, double y) { return plane.to_geo({x, y}); };
  const GeoPoint s = at(0, 0), a = at(1000, 0), b = at(1500, 0), c = at(1000, 600), e = at(1500, 500), g = at(2000, 0);
  d.stations[1].position = s;
  d.compounds[0].centre = d.compounds[0].gate = g;
  d.buildings[0].position = g;
  d.streets.clear();
  for (const auto& [from, to] : {std::pair{s, a}, {a, b}, {a, c}, {c, e}, {e, b}, {b, g}})
    d.streets.push_back({{}, StreetClass::residential, false, {from, to}});
  return make_world(std::move(d), settings);
}

const World& world() {
  static const World made = streets_by_hand();
  return made;
}

// The brigade with its one engine on the way to the fire since `left`.
struct Brigade {
  Brigade() {
    cause.to = world().processes.of(AreaId{0}, ProcessKind::brigade);
    give(CallHandled{fire, CompoundId{0}, engine}, sim::epoch);
    set_out = unit().leg.left;
    arrives = unit().leg.arrives;
  }
  void leave() { give(UnitMoment{engine, 0, unit().task}, set_out); }

  template <class E>
  void give(const E& event, sim::SimTime at) {
    cause.key.at = at;
    Outbox out(cause, least_delay, counter, sent);
    handle(world(), service, event, out);
  }
  const Unit& unit() const { return service.units.desk.units.at(0); }
  // When the engine has done so much of a way of 240 s without start and stop.
  sim::SimTime after(double way_s) const { return set_out + sim::seconds(slower() * way_s); }
  double slower() const { return sim::to_seconds(arrives - set_out) / (1000.0 / mps + straight_s); }
  double late_s() const { return sim::to_seconds(unit().leg.arrives - arrives); }
  std::size_t detours() const {
    std::size_t count = 0;
    for (const Event& e : sent) count += std::holds_alternative<DetourTaken>(e.payload) ? 1 : 0;
    return count;
  }

  State state{world(), sim::Luck(1, 0)};
  ServiceState& service = state.brigades[0];
  Event cause{};
  std::uint64_t counter = 0;
  std::vector<Event> sent;
  sim::SimTime set_out, arrives;
};

TEST_CASE("an engine turns off before a street that closes ahead of it, and is later by the detour") {
  for (const double gone_s : {0.0, 30.0, 119.0}) {  // on street 0, which ends after 120 s
    Brigade brigade;
    if (gone_s > 0.0) brigade.leave();
    const std::uint32_t task = brigade.unit().task;
    const sim::SimTime now = gone_s > 0.0 ? brigade.after(gone_s) : sim::epoch + sim::seconds(1.0);
    brigade.give(PassageChanged{1, 0, 0}, now);
    CAPTURE(gone_s);
    const double longer_s = round_s - straight_s;
    CHECK(brigade.late_s() == Approx(brigade.slower() * longer_s).margin(0.01));
    REQUIRE(brigade.detours() == 1);
    for (const Event& e : brigade.sent)
      if (const auto* detour = std::get_if<DetourTaken>(&e.payload))
        CHECK(detour->longer_ms == Approx(1000.0 * longer_s).margin(10.0));
    if (gone_s == 0.0) {
      CHECK(brigade.unit().task == task);  // it still gets ready
      continue;
    }
    // Where it is: so far along street 0. Its old arrival is passed over, the new one is not.
    CHECK(brigade.unit().leg.from.x ==
          Approx(world().plane.to_plane(world().district.streets[0].points[0]).x + gone_s * mps).margin(0.5));
    CHECK(brigade.unit().task == task + 1);
    brigade.give(UnitMoment{engine, 0, task}, brigade.arrives);
    CHECK(brigade.unit().phase == UnitPhase::under_way);
    brigade.give(UnitMoment{engine, 0, task + 1}, brigade.unit().leg.arrives);
    CHECK(brigade.unit().phase == UnitPhase::on_scene);
  }
}

TEST_CASE("streets that close behind an engine, under it, or elsewhere change nothing") {
  for (const std::uint32_t street : {0u, 1u, 2u, 3u, 4u}) {
    Brigade brigade;
    brigade.leave();
    const std::uint32_t task = brigade.unit().task;
    brigade.give(PassageChanged{street, 0, 0}, brigade.after(150.0));  // it is on street 1
    CAPTURE(street);
    CHECK(brigade.late_s() == 0.0);
    CHECK(brigade.unit().task == task);
    CHECK(brigade.detours() == 0);
  }
}

TEST_CASE("an engine that goes round goes straight on again when the street opens in time") {
  Brigade brigade;
  brigade.leave();
  brigade.give(PassageChanged{1, 0, 0}, brigade.after(30.0));
  const sim::SimTime later = brigade.unit().leg.arrives;
  SECTION("before the junction nothing is lost") {
    brigade.give(PassageChanged{1, 1, 0}, brigade.after(100.0));
    CHECK(brigade.late_s() == Approx(0.0).margin(0.01));
  }
  SECTION("on the way round turning back may be quicker than going on") {
    // 100 m into street 2: 15 s for the U-turn, 100 m back, and a left turn into street 1.
    const double gone_s = 120.0 + left_turn_s + 100.0 / mps;
    brigade.give(PassageChanged{1, 1, 0}, brigade.after(gone_s));
    const double expected_s = gone_s + u_turn_s + 100.0 / mps + left_turn_s + straight_s - (120.0 + straight_s);
    CHECK(brigade.late_s() == Approx(brigade.slower() * expected_s).margin(0.02));
  }
  SECTION("far on the way round it goes on") {
    brigade.give(PassageChanged{1, 1, 0}, brigade.after(120.0 + left_turn_s + 1000.0 / mps));
    CHECK(brigade.unit().leg.arrives == later);
  }
}

TEST_CASE("an engine between two closures turns round, and one that is cut off is left by its crew on foot") {
  const UnderWay open(world(), TravelMode::fire_engine, {});
  const PlanePoint s = world().plane.to_plane(world().district.streets[0].points[0]);
  const auto place = [&](double x, double y) { return Place{s.x + x, s.y + y, 0}; };
  // To D, by 0, 1 and 4: 2,000 m and a left turn at B.
  const double whole_s = 2000.0 / mps + left_turn_s;
  const Leg leg{place(0, 0), place(1500, 500), sim::epoch, sim::epoch + sim::seconds(whole_s)};
  const sim::SimTime now = sim::epoch + sim::seconds(1200.0 / mps);
  // At 200 m of street 1, when street 4 closes: back to A, right into street 2, and by 3.
  const UnderWay closed(world(), TravelMode::fire_engine, {4});
  const auto changed = closed.change(leg, now, {4, false}, open);
  const double back_s = u_turn_s + (200.0 + 600.0 + c_to_d_m) / mps + right_turn_s;
  CHECK(sim::to_seconds(changed.leg.arrives - now) == Approx(back_s).margin(0.02));
  CHECK(changed.longer_s == Approx(back_s - (800.0 / mps + left_turn_s)).margin(0.02));
  // Street 2 closes too: nothing leads there any more.
  const UnderWay cut(world(), TravelMode::fire_engine, {2, 4});
  const auto on_foot = cut.change(leg, now, {4, false}, UnderWay(world(), TravelMode::fire_engine, {2}));
  CHECK(sim::to_seconds(on_foot.leg.arrives - now) ==
        Approx(800.0 / world().settings.response.hurrying_mps).epsilon(0.001));
}

TEST_CASE("a unit under way is on the streets, and is sent elsewhere by them") {
  const UnderWay open(world(), TravelMode::fire_engine, {});
  const PlanePoint s = world().plane.to_plane(world().district.streets[0].points[0]);
  const Leg leg{Place{s.x, s.y, 0}, Place{s.x + 1500, s.y + 500, 0}, sim::epoch,
                sim::epoch + sim::seconds(2.0 * (2000.0 / mps + left_turn_s))};
  // Twice as slow as the empty streets: after 1,600 m of them it is 100 m up street 4.
  const Place here = open.place(leg, sim::epoch + sim::seconds(2.0 * (1600.0 / mps + left_turn_s)));
  CHECK(here.x - s.x == Approx(1500.0).margin(0.1));
  CHECK(here.y - s.y == Approx(100.0).margin(0.5));
  // To G: turning round there, back to B and left; or on by D, C and A.
  CHECK(open.way(here, Place{s.x + 2000, s.y, 0}).seconds() ==
        Approx(u_turn_s + 600.0 / mps + left_turn_s).margin(0.1));
  CHECK(open.way(here, Place{s.x + 1500, s.y + 300, 0}).seconds() == Approx(200.0 / mps).margin(0.1));
}

}  // namespace
}  // namespace yuanluo::models
