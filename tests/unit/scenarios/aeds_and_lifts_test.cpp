// Defibrillators and lifts of single stairwells: in tables, in the world, and in what happens.
#include <catch2/catch.hpp>
#include <cmath>
#include <string>

#include "models/access/access.hpp"
#include "models/kpi/catalogue.hpp"
#include "scenarios/build.hpp"
#include "scenarios/problem.hpp"
#include "scenarios/run.hpp"
#include "scenarios/tables/tables.hpp"

namespace {

using namespace yuanluo::scenarios;
namespace models = yuanluo::models;
namespace sim = yuanluo::sim;

const Spec& toy() {
  static const Spec spec = load_spec("scenarios/toy/two-compounds.json");
  return spec;
}

// The toy with a defibrillator at its first building, and the lift of one stairwell.
models::District fitted() {
  models::District district = build_district(toy());
  district.aeds.push_back({district.buildings.front().position});
  for (models::Building& b : district.buildings) b.lift = false;
  district.buildings.front().stairwells = 2;
  district.stairwell_lifts.push_back({models::BuildingId{0}, 2});
  district.spot_heights = {{district.buildings.front().position, 50327}, {district.buildings.back().position, -150}};
  return district;
}

}  // namespace

TEST_CASE(
    "defibrillators, lifts and heights of the ground are the same after a round through tables, and need no tables "
    "where there are none") {
  const models::District district = fitted();
  const TableTexts texts = table_texts(district);
  CHECK(texts.count("aeds.csv") == 1);
  CHECK(texts.count("lifts.csv") == 1);
  CHECK(texts.at("elevations.csv").find(",503.27\r\n") != std::string::npos);
  CHECK(read_tables(texts, "x") == district);
  const models::District plain = build_district(toy());
  CHECK(table_texts(plain).count("aeds.csv") == 0);
  CHECK(read_tables(table_texts(plain), "x") == plain);
}

TEST_CASE("a lift in a stairwell that is not there, or twice in one, is refused") {
  models::District district = fitted();
  district.stairwell_lifts = {{models::BuildingId{0}, 2}, {models::BuildingId{0}, 2}, {models::BuildingId{0}, 3}};
  try {
    read_tables(table_texts(district), "x");
    FAIL("accepted");
  } catch (const ScenarioError& error) {
    REQUIRE(error.problems().size() == 2);
    const std::string text = error.what();
    CHECK(text.find("one row for each stairwell") != std::string::npos);
    CHECK(text.find("1 to 2 in this building") != std::string::npos);
  }
}

TEST_CASE("a lift serves its own stairwell only") {
  models::District district = fitted();
  std::size_t first = 0;
  for (models::Household& home : district.households) {
    if (home.building.index() == 0) home.stairwell = static_cast<std::uint8_t>(1 + first++ % 2);
  }
  const models::World world = models::make_world(district, toy().settings);
  for (std::uint32_t h = 0; h < district.households.size(); ++h) {
    const models::Household& home = district.households[h];
    CHECK(world.has_lift(models::HouseholdId{h}) == (home.building.index() == 0 && home.stairwell == 2));
  }
}

TEST_CASE("a defibrillator is fetched there and back, down and up the stairs") {
  const models::World world = models::make_world(fitted(), toy().settings);
  const models::State state(world, sim::Luck(1, 0));
  std::uint32_t h = 0;
  while (world.household(models::HouseholdId{h}).stairwell != 1) ++h;
  const int floor = world.household(models::HouseholdId{h}).floor;
  // 2.0 m/s and 15 s a floor.
  const sim::Duration time = models::fetch_time(world, state.compounds.front(), models::HouseholdId{h}, 60.0);
  CHECK(sim::to_seconds(time) == Approx(2.0 * (60.0 / 2.0 + 15.0 * (floor - 1))));
}

TEST_CASE("only buildings within reach have a defibrillator, the nearest one") {
  models::District district = fitted();
  const models::LocalPlane plane(district.compounds.front().centre);
  const auto at = plane.to_plane(district.buildings.front().position);
  district.aeds.push_back({plane.to_geo({at.x + 70.0, at.y})});  // 89 m on foot
  models::Settings settings = toy().settings;
  settings.medical.aed_reach_m = 95.0;
  const models::World world = models::make_world(district, settings);
  for (std::size_t b = 0; b < district.buildings.size(); ++b) {
    const auto p = plane.to_plane(district.buildings[b].position);
    const double first = 1.27 * std::hypot(p.x - at.x, p.y - at.y);
    const double second = 1.27 * std::hypot(p.x - at.x - 70.0, p.y - at.y);
    REQUIRE(world.near_aeds[b].has_value() == (std::min(first, second) <= 95.0));
    if (!world.near_aeds[b]) continue;
    CHECK(world.near_aeds[b]->way_m == Approx(std::min(first, second)).margin(0.1));
    CHECK(world.near_aeds[b]->aed.value == (first <= second ? 0u : 1u));
  }
}

TEST_CASE("who is shocked sooner lives more often, and without a shockable rhythm nothing changes") {
  Spec spec = load_spec("scenarios/shuangqiaozi/today.json");
  spec.settings.medical.aed_fetched_share = 1.0;
  models::District district = build_district(spec);
  const models::World before = models::make_world(district, spec.settings);
  for (const models::Compound& c : district.compounds) district.aeds.push_back({c.gate});
  const models::World after = models::make_world(district, spec.settings);
  const models::KpiCatalogue catalogue(before);
  RunRequest request;
  request.measured = 365 * sim::one_day;
  std::size_t applied = 0, shocked = 0, saved = 0, lost = 0;
  for (std::uint32_t r = 0; r < 6; ++r) {
    const auto then = run_replication(after, catalogue, request, r).incidents;
    const auto now = run_replication(before, catalogue, request, r).incidents;
    std::size_t k = 0;
    for (const models::IncidentRecord& with : then) {
      if (with.variety != models::Variety::cardiac_arrest) continue;
      while (k < now.size() && now[k].id != with.id) ++k;
      REQUIRE(k < now.size());
      const models::IncidentRecord& without = now[k];
      CHECK_FALSE(without.aed_applied);
      applied += with.aed_applied ? 1 : 0;
      shocked += with.aed_shocked ? 1 : 0;
      if (with.survived == without.survived) continue;
      (with.survived ? saved : lost) += 1;
      CHECK(with.aed_shocked);
    }
  }
  CHECK(applied > 100);
  CHECK(shocked > 0);
  CHECK(shocked < applied / 5);
  CHECK(lost == 0);  // the same draw against a greater chance
  CHECK(saved > 0);
}
