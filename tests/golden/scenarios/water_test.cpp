// The water of the whole district: what the mains give, and what it does to fires.
#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <tuple>

#include "models/kpi/catalogue.hpp"
#include "models/water/rules.hpp"
#include "models/water/waterworks.hpp"
#include "scenarios/build.hpp"
#include "scenarios/run.hpp"
#include "scenarios/spec.hpp"
#include "tests/fixtures/same_trace.hpp"

namespace yuanluo::scenarios {
namespace {

models::World world_of(const Spec& spec) { return build_world(spec); }

Spec reference() { return load_spec("scenarios/shuangqiaozi/today.json"); }

double middle(std::vector<double> values) {
  std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
  return values[values.size() / 2];
}

TEST_CASE("the reference district's mains give pressures and flows as in a Chinese city") {
  const models::World world = world_of(reference());
  const auto figures = hydrant_figures(world);
  std::vector<double> static_m, flow_lps;
  for (const models::HydrantFigures& f : figures) {
    REQUIRE(f.static_pressure.has_value());
    REQUIRE(f.flow.has_value());
    REQUIRE(f.lifted_flow.has_value());
    static_m.push_back(f.static_pressure->value);
    flow_lps.push_back(f.flow->value);
  }
  CHECK(middle(static_m) > 20.0);
  CHECK(middle(static_m) < 35.0);
  CHECK(*std::min_element(static_m.begin(), static_m.end()) > 10.0);
  CHECK(middle(flow_lps) > 15.0);
  CHECK(world.waterworks->counts().refused == 0);
  for (const auto& pump : world.waterworks->plan().pumps) CHECK(pump.has_value());
}

// By the rules themselves, straight from the tables: how far each point of the public streets, and each building, is
// from its nearest hydrant. Hydrants stand up to 12 m from the middle of their street.
TEST_CASE("hydrants that are placed by the rules break neither spacing nor radius, and those of before 2021 do") {
  const auto broken = [](const Spec& spec) {
    const models::World world = world_of(spec);
    std::vector<models::PlanePoint> at;
    for (const models::Hydrant& h : world.district.hydrants) at.push_back(world.plane.to_plane(h.position));
    const auto nearest_m = [&](models::GeoPoint p) {
      double nearest = 1e9;
      for (const models::PlanePoint q : at)
        nearest = std::min(nearest, models::distance(world.plane.to_plane(p), q).value);
      return nearest;
    };
    double street_m = 0.0, building_m = 0.0;
    std::vector<models::PlanePoint> homes;
    for (std::size_t b = 0; b < world.district.buildings.size(); b += 3) {
      homes.push_back(world.plane.to_plane(world.district.buildings[b].position));
      building_m = std::max(building_m, nearest_m(world.district.buildings[b].position));
    }
    for (const models::Street& street : world.district.streets)
      for (const models::GeoPoint p : street.points) {
        const auto near = [&](models::PlanePoint home) {
          return models::distance(home, world.plane.to_plane(p)).value < 40.0;
        };
        if (street.kind < models::StreetClass::service && std::any_of(homes.begin(), homes.end(), near))
          street_m = std::max(street_m, nearest_m(p));
      }
    std::array<std::size_t, models::hydrant_rules> told{};
    for (const models::RuleBreak& b : rule_breaks(world, {})) ++told[static_cast<std::size_t>(b.rule)];
    CHECK((told[1] > 0) == (building_m > 150.0));
    return std::tuple(told[0], street_m, building_m);
  };
  Spec spec = reference();
  spec.deployment.hydrant_placement = HydrantPlacement::compliant;
  for (const double area_km2 : {3.17, 9.0}) {  // then with long streets and deep plots
    spec.generator->area_km2 = area_km2;
    const auto [breaks, street_m, building_m] = broken(spec);
    CHECK(breaks == 0);
    CHECK(street_m < 61.0);
    CHECK(building_m <= 150.0);
  }
  const auto [breaks, street_m, building_m] = broken(load_spec("scenarios/shuangqiaozi/before-2021.json"));
  CHECK(breaks > 5);
  CHECK(street_m > 61.0);
  CHECK(building_m > 0.0);
}

struct Fought {
  double flow_lps = 0.0;  // mean of the greatest flow from one hydrant
  double hydrants = 0.0;  // fires with water from a hydrant
  double spread = 0.0;    // fires beyond the room
  double loss_yuan = 0.0;
};

Fought fought(double pump_starts) {
  Spec spec = reference();
  // An old network: little pressure, and everything near a pump station is lifted by it. Many fires in one year.
  spec.settings.water.mains.trunk_pressure_m = 14.0;
  spec.settings.water.pump_station_reach_m = 1500.0;
  spec.settings.water.pump_starts = pump_starts;
  spec.settings.fire.reported_per_100k_year *= 20.0;
  const models::World world = world_of(spec);
  RunRequest request;
  request.seed = 7;
  request.measured = sim::one_year;
  const auto result = run_replication(world, models::KpiCatalogue(world), request, 0);
  Fought f;
  for (const models::IncidentRecord& r : result.incidents) {
    if (r.hazard() != models::Hazard::fire) continue;
    f.spread += r.extent == models::FireExtent::beyond_room ? 1.0 : 0.0;
    f.loss_yuan += static_cast<double>(r.loss_yuan);
    if (!r.hydrant) continue;
    f.hydrants += 1.0;
    f.flow_lps += 0.1 * r.hydrant_dlps;
  }
  f.flow_lps /= std::max(1.0, f.hydrants);
  return f;
}

// The same fires on both sides, so a difference is the water's.
TEST_CASE("with the pump stations out, water arrives with less flow, and fires spread and cost more") {
  const Fought with = fought(1.0), without = fought(0.0);
  REQUIRE(with.hydrants > 50.0);
  CHECK(without.flow_lps < 0.8 * with.flow_lps);
  CHECK(without.spread > with.spread);
  CHECK(without.loss_yuan > with.loss_yuan);
}

TEST_CASE("many fires at hydrants leave the same trace under the windowed kernel as under the serial one") {
  Spec spec = reference();
  spec.settings.fire.reported_per_100k_year *= 50.0;
  const models::World world = world_of(spec);
  std::uint64_t flows = 0;
  models::check_same_trace(world, sim::Luck(5, 0), sim::epoch + 30 * sim::one_day, [&](const models::Event& event) {
    flows += std::holds_alternative<models::HydrantFlowed>(event.payload) ? 1 : 0;
  });
  REQUIRE(flows > 20);
}

TEST_CASE("replications that share a world have the same fires and water as one that is alone") {
  Spec spec = reference();
  spec.settings.fire.reported_per_100k_year *= 5.0;
  RunRequest request;
  request.measured = 60 * sim::one_day;
  const models::World shared = world_of(spec);
  const models::KpiCatalogue catalogue(shared);
  run_replication(shared, catalogue, request, 0);
  const auto after = run_replication(shared, catalogue, request, 1);
  const models::World fresh = world_of(spec);
  CHECK(run_replication(fresh, models::KpiCatalogue(fresh), request, 1).trace_hash == after.trace_hash);
}

}  // namespace
}  // namespace yuanluo::scenarios
