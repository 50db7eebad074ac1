// Where units are between two places, and what is summed up until a moment.
#include <algorithm>
#include <catch2/catch.hpp>
#include <optional>
#include <vector>

#include "models/response/unit_number.hpp"
#include "models/roads/route.hpp"
#include "models/situation/onset.hpp"
#include "models/situation/situation.hpp"
#include "sim/random.hpp"
#include "tests/unit/viz/recorded_toy.hpp"
#include "viz/replay/marks.hpp"
#include "viz/replay/places.hpp"
#include "viz/replay/recorded_run.hpp"
#include "viz/replay/replay.hpp"
#include "viz/replay/running_sums.hpp"

namespace yuanluo::viz {
namespace {

using models::Language;

const RecordedToy& toy() {
  static const RecordedToy recorded;
  return recorded;
}

double metres_to(PlanePoint p, PlanePoint a, PlanePoint b) {
  const double dx = b.x - a.x, dy = b.y - a.y, square = dx * dx + dy * dy;
  const double t = square > 0.0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / square, 0.0, 1.0) : 0.0;
  return models::distance(p, {a.x + t * dx, a.y + t * dy}).value;
}

TEST_CASE("a unit under way stands on the shortest way along the streets, where it is at that share of the time") {
  RecordedRun run(toy().path);
  Replay replay = Replay::open(toy().path);
  const models::WayGraph& graph = run.world().roads.graph(models::TravelMode::fire_engine);
  std::size_t seen = 0, on_streets = 0, off_the_straight_line = 0;
  for (const Journey& j : run.chronicle().journeys()) {
    const UnitKey key = UnitKey::of(j.unit);
    if (j.arrived == sim::never || seen == 20) continue;
    if (key.helper != models::Helper::fire_engine && key.helper != models::Helper::ambulance) continue;
    const auto compound = models::compound_of(run.world(), j.incident, variety_from_id(j.incident));
    const PlanePoint gate = run.world().compounds[compound.value().index()].gate;
    const PlanePoint start =
        Places(run.world(), run.luck()).start_of(key, j.incident, j.set_out).value_or(PlanePoint{});
    const auto route = models::find_route(graph, start, gate);
    REQUIRE(route);
    ++seen;
    for (const double share : {0.2, 0.4, 0.5, 0.6, 0.8}) {
      const sim::SimTime at = j.set_out + sim::seconds(share * sim::to_seconds(j.arrived - j.set_out));
      const Frame frame = replay.frame_at(at, {});
      const auto mark = std::find_if(frame.units.begin(), frame.units.end(),
                                     [&](const UnitMark& m) { return m.unit == key && m.incident == j.incident; });
      REQUIRE(mark != frame.units.end());
      double nearest =
          std::min(metres_to(mark->at, start, route->points.front()), metres_to(mark->at, route->points.back(), gate));
      if (nearest > 0.01) ++on_streets;
      for (std::size_t i = 1; i < route->points.size(); ++i)
        nearest = std::min(nearest, metres_to(mark->at, route->points[i - 1], route->points[i]));
      CHECK(nearest < 0.01);
      if (metres_to(mark->at, start, gate) > 5.0) ++off_the_straight_line;
    }
  }
  CHECK(seen >= 10);
  CHECK(on_streets > seen);
  CHECK(off_the_straight_line > seen);
}

// An ambulance's journey of the run, told for an incident that the trace does not know.
struct Called {
  Journey journey;
  UnitKey unit;
  models::IncidentId incident;
  models::Situation now;

  explicit Called(RecordedRun& run) {
    journey.arrived = journey.set_out;
    for (const Journey& j : run.chronicle().journeys())
      if (UnitKey::of(j.unit).helper == models::Helper::ambulance && j.arrived != sim::never &&
          j.arrived - j.set_out > took())
        journey = j;
    unit = UnitKey::of(journey.unit);
    incident = other(500);
    tell(journey.set_out, models::UnitDispatched{incident, helper(), unit.number});
  }
  sim::Duration took() const { return journey.arrived - journey.set_out; }
  models::IncidentId other(std::uint32_t ordinal) const {
    return {journey.incident.hazard(), journey.incident.stream(), journey.incident.entity(), ordinal};
  }
  std::uint32_t helper() const { return static_cast<std::uint32_t>(unit.helper); }
  void tell(sim::SimTime at, const models::Payload& payload) {
    models::Event event;
    event.key.at = at;
    event.to = sim::ProcessId{unit.home};
    event.payload = payload;
    now(event);
  }
};

TEST_CASE("a unit that is called off turns round where it is and goes home") {
  RecordedRun run(toy().path);
  const Places places(run.world(), run.luck());
  Called call(run);
  const Journeying out = way_out(run, places, call.unit, call.incident, call.journey.set_out);
  const PlanePoint home = out.points().front();
  const sim::SimTime turned = call.journey.set_out + call.took() * 2 / 5;
  call.tell(turned, models::HelpWithdrawn{call.incident, {}, call.helper()});
  REQUIRE(call.now.units().size() == 1);
  const models::UnitOut unit = call.now.units().front();
  CHECK(unit.turned_round());
  const auto mark_at = [&](sim::SimTime at) {
    return unit_mark(run, places, unit, at, std::chrono::minutes{20}, Language::en);
  };
  const UnitMark first = mark_at(turned);
  CHECK(first.state == UnitState::returning);
  double nearest = 1e9;
  for (std::size_t i = 1; i < out.points().size(); ++i)
    nearest = std::min(nearest, metres_to(first.at, out.points()[i - 1], out.points()[i]));
  CHECK(nearest < 0.01);
  CHECK(models::distance(first.at, home).value > 1.0);
  CHECK(models::distance(first.at, out.points().back()).value > 1.0);
  CHECK(models::distance(first.way_ahead.back(), home).value < 0.01);
  CHECK(models::distance(mark_at(turned + sim::one_hour).at, home).value < 0.01);
}

TEST_CASE("a unit that is sent on from the road is out once, for the new incident") {
  RecordedRun run(toy().path);
  Called call(run);
  const sim::SimTime later = call.journey.set_out + call.took() * 2 / 5;
  call.tell(later, models::HelpWithdrawn{call.incident, {}, call.helper()});
  // A neighbour's incident calls it by a number that tells where it belongs.
  const std::uint32_t number = models::unit_number(false, 3, call.unit.number);
  call.tell(later + sim::seconds(1), models::UnitDispatched{call.other(501), call.helper(), number});
  REQUIRE(call.now.units().size() == 1);
  CHECK(call.now.units().front().name.incident == call.other(501));
  CHECK(call.now.units().front().phase == models::OutPhase::on_way);
  CHECK(call.now.units().front().number() == call.unit.number);
  call.tell(later + sim::seconds(9), models::UnitArrived{call.other(501), call.helper(), number});
  CHECK(call.now.units().front().phase == models::OutPhase::returning);  // an incident that is over
  CHECK(!call.now.units().front().turned_round());
}

TEST_CASE("of two units of one number from two homes, the one that is released before it has arrived turns round") {
  RecordedRun run(toy().path);
  Called call(run);
  const sim::SimTime later = call.journey.set_out + sim::seconds(1);
  models::Event lent{};
  lent.key.at = later;
  lent.to = sim::ProcessId{call.unit.home + 1};
  lent.payload = models::UnitDispatched{call.incident, call.helper(), models::unit_number(false, 3, call.unit.number)};
  call.now(lent);
  REQUIRE(call.now.units().size() == 2);
  const models::UnitReleased released{call.incident, static_cast<std::uint16_t>(call.helper()), 0, call.unit.number};
  lent.key.at = later + sim::seconds(1);
  lent.payload = released;
  call.now(lent);
  for (const models::UnitOut& unit : call.now.units())
    CHECK(unit.turned_round() == (unit.home.value != call.unit.home));
}

TEST_CASE("sums that start from a stop are those of all rows, whatever the moment") {
  std::vector<IncidentRow> rows(3 * RunningSums::rows_between);
  std::uint32_t drawn = 0;
  const auto uniform = [&drawn] { return sim::Luck(5, 0).draw(++drawn, 1).uniform(); };
  for (std::size_t i = 0; i < rows.size(); ++i) {
    rows[i].onset = sim::epoch + sim::seconds(static_cast<double>(i));
    rows[i].compound = static_cast<std::uint32_t>(7.0 * uniform());
    if (uniform() < 0.9) rows[i].reached = rows[i].onset + sim::seconds(3000.0 * uniform());
  }
  const auto share = [](const IncidentRow& r, sim::SimTime at) {
    return r.reached <= at ? Share{true, sim::to_minutes(r.reached - r.onset)} : Share{};
  };
  const RunningSums sums(rows, 7, sim::never - sim::Duration{1}, share,
                         [](const IncidentRow& r) { return r.reached == sim::never ? r.onset : r.reached; });
  for (int k = 0; k < 50; ++k) {
    const sim::SimTime at = sim::epoch + sim::seconds(uniform() * static_cast<double>(rows.size() + 4000));
    std::vector<double> sum(7), n(7);
    for (const IncidentRow& r : rows)
      if (r.onset <= at && r.reached <= at) {
        sum[r.compound] += sim::to_minutes(r.reached - r.onset);
        n[r.compound] += 1.0;
      }
    const Sums found = sums.at(rows, at, share);
    CHECK(found.sum == sum);
    CHECK(found.n == n);
  }
}

}  // namespace
}  // namespace yuanluo::viz
