// Water in a replay: the map of what hydrants could give, and what they gave at fires.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "models/water/rules.hpp"
#include "models/water/waterworks.hpp"
#include "tests/unit/viz/recorded_toy.hpp"
#include "viz/replay/fire_flow.hpp"
#include "viz/replay/recorded_run.hpp"
#include "viz/replay/replay.hpp"

namespace yuanluo::viz {
namespace {

using models::HydrantId;
using models::Language;

const RecordedToy& burning_toy() {
  static const RecordedToy recorded([](scenarios::Spec& spec) {
    spec.settings.fire.reported_per_100k_year *= 300.0;
    spec.settings.outages.hydrant_failures_per_year = 0.5;
    spec.settings.outages.main_breaks_per_100km_year = 2000.0;
  });
  return recorded;
}

models::Situation nothing_wrong() { return {}; }

template <class Failure>
models::Situation since_the_start(const Failure& failure) {
  models::Situation now;
  models::Event event{};
  event.key.at = sim::epoch;
  event.payload = failure;
  now(event);
  return now;
}

TEST_CASE("what a hydrant could give is what the fire-flow map of its district says") {
  const models::World& world = *burning_toy().world;
  const sim::Luck luck(1, 0);
  FireFlow flow(world, luck);
  const WaterFailures none(world, nothing_wrong());
  const auto figures = models::hydrant_figures(world);
  REQUIRE(figures.size() >= 2);
  for (std::uint32_t h = 0; h < figures.size(); ++h) {
    REQUIRE(figures[h].lifted_flow);
    CHECK_FALSE(flow.drawn(HydrantId{h}));
    CHECK(flow.flow_lps(HydrantId{h}, none) == Approx(figures[h].lifted_flow->value).epsilon(1e-6));
  }
  const auto by_compound = flow.by_compound(none);
  REQUIRE(by_compound.size() == world.compounds.size());
  for (std::uint32_t c = 0; c < by_compound.size(); ++c) {
    const auto& reach = flow.in_reach(models::CompoundId{c});
    const double expected = reach.empty() ? 0.0 : figures[reach.front().hydrant.index()].lifted_flow->value;
    CHECK(static_cast<double>(by_compound[c]) == Approx(expected).epsilon(1e-6));
  }
}

TEST_CASE("a pump station that is out of order, or has no power, lifts nothing") {
  const models::World& world = *burning_toy().world;
  const sim::Luck luck(1, 0);
  FireFlow flow(world, luck);
  const auto figures = models::hydrant_figures(world);
  for (const bool power : {false, true}) {
    const models::IncidentId of_power(models::Hazard::outage, 10, world.pump_compound[0].value, 0);
    const models::IncidentId of_pump(models::Hazard::outage, 14, 0, 0);
    const WaterFailures failures(world, power ? since_the_start(models::PowerFailed{of_power})
                                              : since_the_start(models::PumpStationFailed{of_pump}));
    CHECK(failures.stations.at(0));
    for (std::uint32_t h = 0; h < figures.size(); ++h) {
      const bool lifted = world.zone_of(HydrantId{h}).has_value();
      CHECK(flow.flow_lps(HydrantId{h}, failures) ==
            Approx((lifted ? figures[h].flow : figures[h].lifted_flow)->value).epsilon(1e-6));
    }
  }
}

TEST_CASE("a hydrant that is dead, or on a main that is broken, is passed by for the next one") {
  const models::World& world = *burning_toy().world;
  const sim::Luck luck(1, 0);
  FireFlow flow(world, luck);
  const auto failing = [&](const auto& failed) { return WaterFailures(world, since_the_start(failed)); };
  for (std::uint32_t c = 0; c < world.compounds.size(); ++c) {
    const auto& near = flow.in_reach(models::CompoundId{c});
    if (near.size() < 2) continue;
    const models::IncidentId id(models::Hazard::outage, 13, near[0].hydrant.value, 0);
    CHECK(flow.usable(models::CompoundId{c}, failing(models::HydrantFailed{id})) == near[1].hydrant);
    const auto broken = failing(models::MainBroke{id});
    const auto usable = flow.usable(models::CompoundId{c}, broken);
    CHECK(usable != near[0].hydrant);
    if (usable) CHECK_FALSE(world.waterworks->same_main(*usable, near[0].hydrant));
  }
}

TEST_CASE("the map takes the hydrant that the model's crews take at a fire in the middle of the compound") {
  models::World world = *burning_toy().world;
  for (models::Building& building : world.district.buildings)
    building.position = world.plane.to_geo(world.compounds[building.compound.index()].centre);
  const sim::Luck luck(1, 0);
  FireFlow flow(world, luck);
  models::State state(world, luck);
  for (std::uint32_t c = 0; c < world.compounds.size(); ++c) {
    const models::CompoundId compound{c};
    const models::HouseholdId home{world.compounds[c].first_household};
    models::UtilityState& utility = state.utilities[world.area_of(compound).index()];
    models::Situation now;
    // One hydrant after the other fails, until there is none.
    for (std::size_t failed = 0; failed <= flow.in_reach(compound).size(); ++failed) {
      const auto crew = usable_hydrant(world, utility, home);
      const auto shown = flow.usable(compound, WaterFailures(world, now));
      CHECK(shown.has_value() == (failed < flow.in_reach(compound).size()));
      CHECK(shown == (crew ? std::optional(crew->hydrant) : std::nullopt));
      if (!crew) break;
      models::ActiveIncident outage;
      outage.id = models::IncidentId(models::Hazard::outage, 13, crew->hydrant.value, 0);
      outage.variety = models::Variety::outage_hydrant;
      utility.active.push_back(outage);
      models::Event event{};
      event.payload = models::HydrantFailed{outage.id};
      now(event);
    }
    utility.active.clear();
  }
}

TEST_CASE("a map that is worked out bit by bit ends as one that is waited for, and tells how much is missing") {
  Replay patient = Replay::open(burning_toy().path), hasty = Replay::open(burning_toy().path);
  hasty.solve_at_most(1);
  Choices choices;
  choices.measure = Measure::fire_flow;
  const sim::SimTime at = sim::epoch + 500 * sim::one_day;
  const MeasureValues whole = patient.frame_at(at, choices).values;
  CHECK(whole.unfinished == 0);
  std::size_t before = whole.by_compound.size() + 1;
  for (int frames = 0; frames < 100; ++frames) {
    const MeasureValues values = hasty.frame_at(at, choices).values;
    CHECK(values.unfinished < before);
    before = values.unfinished;
    if (before > 0) continue;
    CHECK(values.by_compound == whole.by_compound);
    return;
  }
  FAIL("it never ends");
}

TEST_CASE("a fire shows the hydrants that its crews draw from, with what they give, until they are closed") {
  RecordedRun run(burning_toy().path);
  Replay replay = Replay::open(burning_toy().path);
  std::size_t fires = 0;
  for (const models::IncidentRecord& record : burning_toy().result.incidents) {
    if (!record.hydrant) continue;
    ++fires;
    INFO(record.id.str());
    double most = 0.0;
    bool named = false;
    for (const HydrantMoment& moment : run.hydrants_of(record.id)) {
      const Frame frame = replay.frame_at(moment.at, {});
      for (const WaterMark& mark : frame.water) {
        if (models::distance(mark.to, replay.position_of(thing_of(record.id), moment.at).value()).value > 0.01)
          continue;
        most = std::max(most, mark.flow_lps);
        named = named || mark.hydrant == Thing{ThingKind::hydrant, record.hydrant->value};
        CHECK_FALSE(mark.label.empty());
      }
    }
    CHECK(named);
    CHECK(most == Approx(0.1 * record.hydrant_dlps).margin(0.05));
    // Told in the chain, and over with the fire.
    const Chain chain = replay.chain(record.id, Language::en);
    CHECK(std::any_of(chain.links.begin(), chain.links.end(), [](const Link& l) {
      return l.kind == LinkKind::hydrant && l.text.find("L/s at") != std::string::npos;
    }));
    if (const auto ended = record.times.at(models::Stage::ended))
      for (const WaterMark& mark : replay.frame_at(*ended + sim::one_hour, {}).water)
        CHECK(models::distance(mark.to, replay.position_of(thing_of(record.id), *ended).value()).value > 0.01);
  }
  CHECK(fires >= 3);
}

TEST_CASE("a hydrant tells its pressure and what it gives now") {
  Replay replay = Replay::open(burning_toy().path);
  const Inspection seen = replay.inspect({ThingKind::hydrant, 0}, sim::epoch, Language::en);
  const auto row = [&](const std::string& label) {
    const auto found =
        std::find_if(seen.facts.begin(), seen.facts.end(), [&](const Row& r) { return r.label == label; });
    return found == seen.facts.end() ? std::string() : found->value;
  };
  CHECK(row("static pressure").find("MPa") != std::string::npos);
  CHECK(row("gives now, alone").find("L/s at 0.10 MPa") != std::string::npos);
}

}  // namespace
}  // namespace yuanluo::viz
