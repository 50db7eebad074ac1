// Closed streets in a replay: shown as long as they are closed, and gone round.
#include <algorithm>
#include <catch2/catch.hpp>

#include "models/outages/closure.hpp"
#include "models/roads/route.hpp"
#include "tests/unit/viz/recorded_toy.hpp"
#include "viz/replay/places.hpp"
#include "viz/replay/recorded_run.hpp"
#include "viz/replay/replay.hpp"
#include "viz/replay/ways.hpp"

namespace yuanluo::viz {
namespace {

using models::Language;

const RecordedToy& toy_with_closures() {
  static const RecordedToy recorded([](scenarios::Spec& spec) {
    spec.run.days = 400;
    spec.settings.closures.accidents_per_km_year = 60.0;
    spec.settings.closures.works_per_km_year = 10.0;
  });
  return recorded;
}

std::vector<IncidentRow> closures_of(Replay& replay) {
  std::vector<IncidentRow> all;
  for (const IncidentRow& row : replay.incidents())
    if (models::is_closure(row.variety)) all.push_back(row);
  return all;
}

TEST_CASE("a frame shows exactly the streets that are closed") {
  Replay replay = Replay::open(toy_with_closures().path);
  const auto closures = closures_of(replay);
  REQUIRE(closures.size() > 10);
  for (const IncidentRow& closure : closures) {
    for (const sim::SimTime at : {closure.onset, closure.ended - sim::Duration{1}, closure.ended}) {
      if (at > replay.range().until) continue;
      const Frame frame = replay.frame_at(at, {});
      std::vector<models::IncidentId> shown, expected;
      for (const ClosureMark& mark : frame.closures) {
        shown.push_back(mark.incident);
        CHECK(mark.line.size() >= 2);
        CHECK_FALSE(mark.label.empty());
      }
      for (const IncidentRow& row : closures)
        if (row.open_at(at)) expected.push_back(row.id);
      std::sort(shown.begin(), shown.end()), std::sort(expected.begin(), expected.end());
      CHECK(shown == expected);
      for (const FailureMark& failure : frame.failures) CHECK(failure.thing.kind != ThingKind::street);
    }
  }
}

TEST_CASE("a street tells whether it is closed, and its past; its closure has a chain") {
  Replay replay = Replay::open(toy_with_closures().path);
  const auto closures = closures_of(replay);
  REQUIRE_FALSE(closures.empty());
  const IncidentRow& row = closures.front();
  const Thing street{ThingKind::street, row.id.entity()};
  for (const Language language : {Language::zh, Language::en}) {
    const Inspection during = replay.inspect(street, row.onset, language);
    CHECK_FALSE(during.title.empty());
    REQUIRE_FALSE(during.facts.empty());
    CHECK(during.facts.front().thing == thing_of(row.id));
    CHECK_FALSE(during.history.empty());
    CHECK_FALSE(replay.place_of(row, language).empty());
    const Chain chain = replay.chain(row.id, language);
    REQUIRE_FALSE(chain.links.empty());
    CHECK(chain.links.front().kind == LinkKind::onset);
    CHECK(chain.links.front().text == models::word(row.variety).text.in(language));
  }
  CHECK(replay.inspect(street, row.onset - sim::Duration{1}, Language::en).facts.front().value == "open");
}

TEST_CASE("a way past closed streets takes none of them, unless there is no other") {
  const models::World& world = *toy_with_closures().world;
  Ways ways(world);
  constexpr models::TravelMode mode = models::TravelMode::fire_engine;
  const PlanePoint from = world.plane.to_plane(world.district.stations.front().position);
  for (const models::CompoundPlace& compound : world.compounds) {
    const auto open = models::find_route(world.roads.graph(mode), from, compound.gate);
    if (!open) continue;
    for (const std::uint32_t closed : open->streets) {
      const std::vector<std::uint32_t> streets{closed};
      const models::Roads without = world.roads.with_closed(streets);
      const auto round = models::find_route(without.graph(mode), from, compound.gate);
      const Journeying& way = ways.between(mode, from, compound.gate, streets);
      const Journeying& as_open = ways.between(mode, from, compound.gate);
      if (round) {
        REQUIRE(way.points().size() == round->points.size() + 2);
        for (std::size_t i = 0; i < round->points.size(); ++i)
          CHECK(models::distance(way.points()[i + 1], round->points[i]).value < 1e-9);
      } else {
        CHECK(way.points().size() == as_open.points().size());
      }
    }
  }
}

}  // namespace
}  // namespace yuanluo::viz
