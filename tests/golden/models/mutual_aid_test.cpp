// Communities and areas that help each other out, in whole runs.
#include <catch2/catch.hpp>

#include "models/response/unit_number.hpp"
#include "scenarios/generator/generate.hpp"
#include "tests/fixtures/same_trace.hpp"

namespace yuanluo::models {
namespace {

// Two districts side by side with few units and many calls, whose areas and communities ask each other soon.
World busy_neighbours() {
  return built_alone([] {
    scenarios::GeneratorParams params;
    params.scale = 2;
    scenarios::DeploymentParams deployment;
    deployment.grid_workers_day = 14;
    Settings settings;
    settings.dispatch.next_area_after_min = 2.0;
    settings.dispatch.mutual_aid_after_min = 5.0;
    settings.dispatch.engines_stand_down = true;
    settings.response.ambulance_hospital_min = 300.0;
    settings.medical.arrests_per_100k_year *= 30.0;
    settings.fire.reported_per_100k_year *= 60.0;
    return make_world(scenarios::generate(params, deployment), settings);
  });
}

TEST_CASE("neighbours that help each other out leave the same trace and state under every kernel") {
  const World world = busy_neighbours();
  REQUIRE(world.areas.size() >= 2);
  std::size_t promised = 0, recalled = 0, foreign = 0;
  const std::uint64_t events =
      check_same_trace(world, sim::Luck(5, 0), sim::epoch + 20 * sim::one_day, [&](const Event& event) {
        if (const auto* e = std::get_if<AidPromised>(&event.payload)) promised += e->arrives_in_ms > 0 ? 1 : 0;
        if (std::holds_alternative<AidRecalled>(event.payload)) ++recalled;
        if (const auto* e = std::get_if<UnitArrived>(&event.payload))
          foreign += belongs_to_pool(static_cast<Helper>(e->helper)) && e->unit >= own_units ? 1 : 0;
      });
  CHECK(events > 10000);
  CHECK(promised > 20);
  CHECK(recalled > 5);
  CHECK(foreign > 10);
}

}  // namespace
}  // namespace yuanluo::models
