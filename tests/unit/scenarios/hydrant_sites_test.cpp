// Where new hydrants may stand: kerbs, walls and neighbours by rule, flow by pipe, radius as a demand.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <set>
#include <vector>

#include "models/water/rules.hpp"
#include "models/water/waterworks.hpp"
#include "scenarios/build.hpp"
#include "scenarios/plan/benefit.hpp"
#include "scenarios/plan/hydrant_rules.hpp"
#include "scenarios/plan/hydrant_sites.hpp"
#include "scenarios/plan/race.hpp"
#include "scenarios/plan/selection.hpp"
#include "scenarios/plan/variants.hpp"

namespace {

using namespace yuanluo::scenarios;
namespace models = yuanluo::models;

const Spec& shuangqiaozi() {
  static const Spec spec = load_spec("scenarios/shuangqiaozi/today.json");
  return spec;
}

// The reference district with every twentieth hydrant.
const models::World& thinned() {
  static const models::World world = [] {
    models::District d = build_district(shuangqiaozi());
    std::vector<models::Hydrant> kept;
    for (std::size_t h = 0; h < d.hydrants.size(); h += 20) kept.push_back(d.hydrants[h]);
    d.hydrants = std::move(kept);
    return models::make_world(std::move(d), shuangqiaozi().settings);
  }();
  return world;
}

Decision new_hydrants() {
  Decision decision;
  decision.kind = DecisionKind::hydrants;
  decision.cost_yuan = 1.0;
  decision.furthest_building_m = 0.0;
  return decision;
}

// A street of 400 m to the east with two lanes; one compound with a building `north_m` north of a point near its
// middle.
models::District one_street(double north_m) {
  const models::LocalPlane plane(models::GeoPoint::from_degrees(104.1, 30.6));
  models::District d;
  d.communities.push_back({{"社区", "Community"}, {}});
  models::Compound compound;
  compound.name = {"院", "Compound"};
  compound.centre = compound.gate = plane.to_geo({0.0, 0.0});
  d.compounds.push_back(compound);
  models::Building building;
  building.position = plane.to_geo({190.0, north_m});
  d.buildings.push_back(building);
  models::Street street;
  street.name = {"路", "Street"};
  street.lanes = std::uint8_t{2};
  street.points = {plane.to_geo({0.0, 0.0}), plane.to_geo({400.0, 0.0})};
  d.streets.push_back(street);
  return d;
}

std::vector<models::PlanePoint> places_of(const models::District& d, const std::vector<Candidate>& candidates) {
  const models::LocalPlane plane(d.compounds.front().centre);
  std::vector<models::PlanePoint> places;
  for (const Candidate& c : candidates) places.push_back(plane.to_plane(c.position));
  return places;
}

std::size_t count(const HydrantSites& sites, Unfit why) { return sites.unfit[static_cast<std::size_t>(why)]; }

}  // namespace

TEST_CASE("hydrants stand 0.5 to 2 m from the kerb, on the right, or on the left where a wall is too near") {
  Decision decision = new_hydrants();
  decision.spacing_m = 20.0;
  const models::District far_wall = one_street(100.0);
  const auto sites = hydrant_sites(far_wall, decision);
  CHECK(sites.fit.size() == 20);
  // Two lanes of 3.5 m: the kerb is 3.5 m from the middle. The street runs east, so right is south.
  for (const auto& p : places_of(far_wall, sites.fit)) CHECK(p.y == Approx(-4.5).margin(0.05));

  // The wall of a building 14 m south is 8 m from the street's middle, so 3.5 m from a hydrant on the right.
  const models::District near_wall = one_street(-14.0);
  std::size_t left = 0;
  const auto moved = hydrant_sites(near_wall, decision);
  CHECK(moved.fit.size() == 20);
  for (const auto& p : places_of(near_wall, moved.fit)) {
    if (p.y > 0.0) {
      ++left;
      CHECK(p.x == Approx(190.0).margin(0.1));
    }
    CHECK(std::hypot(p.x - 190.0, p.y + 14.0) >= 6.0 + 5.0 - 0.05);
  }
  CHECK(left == 1);

  decision.kerb_m = 2.0;
  for (const auto& p : places_of(far_wall, hydrant_sites(far_wall, decision).fit))
    CHECK(p.y == Approx(-5.5).margin(0.05));
}

TEST_CASE("no hydrant is put where a hose reaches no building") {
  const models::District d = one_street(100.0);
  Decision decision = new_hydrants();
  decision.spacing_m = 20.0;
  decision.furthest_building_m = Decision{}.furthest_building_m;
  const auto sites = hydrant_sites(d, decision);
  for (const auto& p : places_of(d, sites.fit)) CHECK(std::hypot(p.x - 190.0, p.y - 100.0) <= 200.05);
  // 104.5 m aside of the building, so 170.5 m along the street to either end: from 19.5 to 360.5 m.
  CHECK(sites.fit.size() == 17);
  CHECK(count(sites, Unfit::far) == 3);
}

TEST_CASE("no hydrant is put on another street's carriageway, or next to one that stands") {
  models::District d = one_street(100.0);
  const models::LocalPlane plane(d.compounds.front().centre);
  models::Street across = d.streets.front();
  across.points = {plane.to_geo({210.0, -150.0}), plane.to_geo({210.0, 0.0})};
  d.streets.push_back(across);
  Decision decision = new_hydrants();
  decision.spacing_m = 20.0;
  const auto sites = hydrant_sites(d, decision);
  for (const auto& p : places_of(d, sites.fit)) {
    const bool on_first = std::abs(p.y) < 4.0 - 0.05 && p.x > -4.0 && p.x < 404.0;
    const bool on_second = std::abs(p.x - 210.0) < 4.0 - 0.05 && p.y > -154.0 && p.y < 4.0;
    CHECK_FALSE(on_first);
    CHECK_FALSE(on_second);
  }
  // The point at the crossing goes to the side where no street comes in.
  const auto places = places_of(d, sites.fit);
  CHECK(std::count_if(places.begin(), places.end(), [](auto p) { return p.y > 0.0; }) == 1);

  d.hydrants.push_back({plane.to_geo({100.0, -4.5}), 100});
  const auto fewer = hydrant_sites(d, decision);
  CHECK(count(fewer, Unfit::near_hydrant) >= 2);
  for (const auto& p : places_of(d, fewer.fit)) CHECK(std::hypot(p.x - 100.0, p.y + 4.5) >= 29.9);
}

TEST_CASE("what a candidate gives is what a hydrant that is built there gives, and weak places are refused") {
  const models::World& world = thinned();
  Decision decision = new_hydrants();
  decision.spacing_m = 60.0;
  HydrantSites by_rule = hydrant_sites(world.district, decision);
  HydrantSites sites = by_rule;
  ask_mains(world, decision, sites);
  REQUIRE(sites.fit.size() > 300);
  CHECK(sites.fit.size() + count(sites, Unfit::flow) + count(sites, Unfit::no_main) == by_rule.fit.size());
  CHECK(count(sites, Unfit::flow) > 0);
  for (const Candidate& c : sites.fit) CHECK(*c.flow_lps >= 15.0);

  // Three of them built: the district's own figures say the same.
  const std::vector<std::uint32_t> chosen{0, 150, 300};
  models::District built = world.district;
  const std::size_t before = built.hydrants.size();
  add_to(built, decision, sites.fit, chosen);
  const models::World then = models::make_world(std::move(built), world.settings);
  for (std::size_t n = 0; n < chosen.size(); ++n) {
    const models::HydrantId id{static_cast<std::uint32_t>(before + n)};
    const auto flow = flow_alone(*then.waterworks, then.settings.water.rules, id, true);
    REQUIRE(flow);
    CHECK(flow->value == Approx(*sites.fit[chosen[n]].flow_lps).epsilon(0.01));
  }

  decision.least_flow_lps = 0.0;
  HydrantSites all = by_rule;
  ask_mains(world, decision, all);
  CHECK(all.fit.size() == by_rule.fit.size());
  const auto words = refused(sites, world, decision);
  CHECK(std::any_of(words.begin(), words.end(),
                    [](const Refused& r) { return r.why.en.find("0.1 MPa") != std::string::npos; }));
}

TEST_CASE("a demand for a hydrant within 150 m of every building is met with the fewest, and kept by every rule") {
  const models::World& world = thinned();
  Decision decision = new_hydrants();
  decision.radius_m = 150.0;
  decision.count = 80;
  const auto sites = hydrant_sites(world.district, decision);
  yuanluo::plan::siting::Limits limits;
  limits.seconds = 10.0;
  const RuleDemand demand = rule_demand(world, decision, sites.fit, limits);
  REQUIRE(demand.hopeless.empty());
  REQUIRE(demand.places.size() > 3);
  REQUIRE(demand.places.size() <= 80);
  CHECK(demand.at_least <= demand.places.size());
  CHECK(unmet(demand, world.district, decision, sites.fit, 0.0).empty());

  Quota quota;
  quota.count = 80;
  quota.required = demand.places;
  StaffLoad load;
  load.calls_per_hour.assign(world.communities.size(), std::vector<double>(24, 1.0));
  const auto benefit = make_benefit(world, decision, sites.fit, load);
  for (const Rule rule : {Rule::benefit, Rule::random, Rule::today}) {
    const Selected selected = select(world, decision, sites.fit, *benefit, rule, quota, limits);
    REQUIRE(selected.chosen.size() == 80);
    models::District built = world.district;
    add_to(built, decision, sites.fit, selected.chosen);
    for (const models::Building& b : built.buildings) {
      const auto at = world.plane.to_plane(b.position);
      REQUIRE(std::any_of(built.hydrants.begin(), built.hydrants.end(), [&](const models::Hydrant& h) {
        return models::distance(at, world.plane.to_plane(h.position)).value <= 150.0 + 0.02;
      }));
    }
  }

  decision.count = 2;
  const auto why = unmet(demand, world.district, decision, sites.fit, 0.0);
  REQUIRE(why.size() == 1);
  CHECK(why[0].en.find("2 are allowed") != std::string::npos);
  const RuleDemand nowhere = rule_demand(world, decision, {}, limits);
  CHECK_FALSE(nowhere.hopeless.empty());
}

TEST_CASE("where the plan asks for 120 m along streets, every point that a place can reach has a hydrant within 60 m") {
  const models::World& world = thinned();
  Decision decision = new_hydrants();
  decision.street_spacing_m = 120.0;
  const auto sites = hydrant_sites(world.district, decision);
  yuanluo::plan::siting::Limits limits;
  limits.seconds = 10.0;
  const RuleDemand demand = rule_demand(world, decision, sites.fit, limits);
  REQUIRE(demand.places.size() > 20);
  CHECK(demand.at_least <= demand.places.size());
  std::size_t hopeless = 0, asked = 0;
  const auto near = [&](models::PlanePoint at, models::GeoPoint place) {
    return models::distance(at, world.plane.to_plane(place)).value <= 60.0 + 0.02;
  };
  for (const models::PlanePoint at : models::street_points(world)) {
    const auto& standing = world.district.hydrants;
    if (std::any_of(standing.begin(), standing.end(), [&](const auto& h) { return near(at, h.position); })) continue;
    ++asked;
    if (std::any_of(demand.places.begin(), demand.places.end(),
                    [&](std::uint32_t k) { return near(at, sites.fit[k].position); }))
      continue;
    ++hopeless;
    CHECK(std::none_of(sites.fit.begin(), sites.fit.end(), [&](const Candidate& c) {
      return models::distance(at, world.plane.to_plane(c.position)).value <= 60.0 - 0.02;
    }));
  }
  CHECK(asked > 200);
  CHECK(static_cast<double>(hopeless) * models::street_step_m == Approx(demand.hopeless_street_m));
  CHECK(demand_of(decision).en == "they stand no farther apart than 120 m along streets");

  // Built, what is left of the streets out of reach is what no place reaches, and the report's count says so.
  models::District built = world.district;
  add_to(built, decision, sites.fit, demand.places);
  const auto counts = count_breaks(world, std::move(built));
  CHECK(counts[0].today == asked * 10);
  CHECK(counts[0].then == hopeless * 10);
}

TEST_CASE("variants keep the number, what is required and the least for each community, and none comes twice") {
  const models::World& world = thinned();
  Decision decision = new_hydrants();
  const auto sites = hydrant_sites(world.district, decision);
  StaffLoad load;
  load.calls_per_hour.assign(world.communities.size(), std::vector<double>(24, 1.0));
  yuanluo::plan::siting::Limits limits;
  limits.seconds = 5.0;
  Quota quota;
  quota.count = 24;
  quota.at_least_per_community = 2;
  quota.required = {5, 9};
  const auto benefit = make_benefit(world, decision, sites.fit, load);
  const Selected start = select(world, decision, sites.fit, *benefit, Rule::benefit, quota, limits);
  const Choosing choosing{world, decision, sites.fit, load, limits};
  const auto sets = variants_of(choosing, quota, start.chosen, 60, 3);
  CHECK(sets.size() == 60);
  CHECK(std::set(sets.begin(), sets.end()).size() == sets.size());
  for (const auto& set : sets) {
    CHECK(set.size() == 24);
    CHECK(std::is_sorted(set.begin(), set.end()));
    CHECK(std::adjacent_find(set.begin(), set.end()) == set.end());
    for (const std::uint32_t k : quota.required) CHECK(std::binary_search(set.begin(), set.end(), k));
    for (std::uint32_t c = 0; c < world.communities.size(); ++c) {
      CHECK(std::count_if(set.begin(), set.end(), [&](std::uint32_t k) { return sites.fit[k].community == c; }) >= 2);
    }
  }
  CHECK(variants_of(choosing, quota, start.chosen, 60, 3) == sets);
}

TEST_CASE("in a planner's own network new hydrants are tied to the nearest junction, and the plan's tables keep them") {
  models::District d = build_district(shuangqiaozi());
  d.hydrants.resize(50);
  const models::World laid = models::make_world(d, shuangqiaozi().settings);
  d.mains = joined(laid.waterworks->plan());
  const models::World own = models::make_world(std::move(d), shuangqiaozi().settings);
  Decision decision = new_hydrants();
  decision.spacing_m = 200.0;
  HydrantSites sites = hydrant_sites(own.district, decision);
  ask_mains(own, decision, sites);
  REQUIRE(sites.fit.size() > 20);
  const std::vector<std::uint32_t> chosen{3, 11};
  models::District built = own.district;
  add_to(built, decision, sites.fit, chosen);
  REQUIRE(built.mains->hydrants.size() == built.hydrants.size());
  const models::World then = models::make_world(std::move(built), own.settings);
  for (std::uint32_t n = 0; n < 2; ++n) {
    const auto flow = flow_alone(*then.waterworks, then.settings.water.rules, models::HydrantId{50 + n}, true);
    REQUIRE(flow);
    CHECK(flow->value == Approx(*sites.fit[chosen[n]].flow_lps).epsilon(0.01));
  }
}
