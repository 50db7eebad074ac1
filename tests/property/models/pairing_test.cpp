// Common random numbers: what a deployment does not touch happens alike, and more of a good thing does not hurt.
#include <catch2/catch.hpp>
#include <map>

#include "models/onsets.hpp"
#include "scenarios/generator/generate.hpp"
#include "scenarios/run.hpp"

namespace yuanluo::models {
namespace {

scenarios::ReplicationResult year(const World& world, std::uint32_t replication) {
  scenarios::RunRequest request;
  request.seed = 9;
  request.measured = sim::one_year;
  return scenarios::run_replication(world, KpiCatalogue(world), request, replication);
}

World district(const scenarios::DeploymentParams& deployment, const Settings& settings = {}) {
  return make_world(scenarios::generate(scenarios::GeneratorParams{}, deployment), settings);
}

std::map<IncidentId, IncidentRecord> of(const scenarios::ReplicationResult& result, Hazard hazard) {
  std::map<IncidentId, IncidentRecord> found;
  for (const IncidentRecord& r : result.incidents)
    if (r.hazard() == hazard) found.emplace(r.id, r);
  return found;
}

TEST_CASE("two deployments meet the same fires, falls, leaks and illnesses at the same moments") {
  scenarios::DeploymentParams few;
  few.smoke_alarms = 0;
  few.sos_buttons = 0;
  few.gas_sensors = 0;
  const auto with = year(district({}), 0), without = year(district(few), 0);
  for (const Hazard hazard : {Hazard::fire, Hazard::gas_leak, Hazard::fall, Hazard::medical}) {
    const auto a = of(with, hazard), b = of(without, hazard);
    REQUIRE(a.size() == b.size());
    for (const auto& [id, incident] : a) {
      REQUIRE(b.count(id) == 1);
      CHECK(b.at(id).times.at(Stage::onset) == incident.times.at(Stage::onset));
    }
  }
}

TEST_CASE("a home that gets no device notices its fires exactly as before") {
  scenarios::DeploymentParams none;
  none.smoke_alarms = 0;
  const auto with = of(year(district({}), 1), Hazard::fire), without = of(year(district(none), 1), Hazard::fire);
  std::size_t compared = 0;
  for (const auto& [id, incident] : with) {
    if (incident.alarm_in_home) continue;
    CHECK(without.at(id).times.at(Stage::noticed) == incident.times.at(Stage::noticed));
    ++compared;
  }
  CHECK(compared > 300);
}

TEST_CASE("no fire is noticed later for a smoke alarm in the home") {
  scenarios::DeploymentParams none;
  none.smoke_alarms = 0;
  const auto with = of(year(district({}), 2), Hazard::fire), without = of(year(district(none), 2), Hazard::fire);
  std::size_t earlier = 0;
  for (const auto& [id, incident] : with) {
    const auto before = without.at(id).times.at(Stage::noticed), after = incident.times.at(Stage::noticed);
    if (!before) continue;
    REQUIRE(after);
    CHECK(*after <= *before);
    if (*after < *before) ++earlier;
  }
  CHECK(earlier > 5);
}

// The world without its alarm system is the world in which nobody reacts to it.
TEST_CASE("alarms that nobody hears of change nothing against no devices at all") {
  Settings deaf;
  deaf.routing.told.fill(false);
  deaf.sensing.smoke_alarm_operates = 0.0;
  deaf.sensing.gas_sensor_operates = 0.0;
  deaf.falls.button_pressed_60_79 = deaf.falls.button_pressed_80_plus = 0.0;
  deaf.medical.button_pressed = 0.0;
  deaf.sensing.motion_sensitivity = 0.0;
  scenarios::DeploymentParams devices, none;
  devices.water_flow_sensors = 0;
  none.smoke_alarms = none.gas_sensors = none.sos_buttons = none.motion_sensors = none.water_flow_sensors = 0;
  const auto a = year(district(devices, deaf), 3), b = year(district(none, deaf), 3);
  for (const Hazard hazard : {Hazard::fire, Hazard::gas_leak, Hazard::fall}) {
    const auto with = of(a, hazard), without = of(b, hazard);
    for (const auto& [id, incident] : with)
      for (const Stage s : {Stage::noticed, Stage::reached, Stage::ended})
        CHECK(incident.times.at(s) == without.at(id).times.at(s));
  }
}

}  // namespace
}  // namespace yuanluo::models
