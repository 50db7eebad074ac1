// What the shipped scenarios must say: the programme of 2021 makes fires known and met sooner.
#include <catch2/catch.hpp>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "scenarios/build.hpp"
#include "scenarios/run.hpp"
#include "scenarios/spec.hpp"
#include "tests/fixtures/same_trace.hpp"

namespace yuanluo::scenarios {
namespace {

struct Years {
  models::World world;
  std::vector<ReplicationResult> results;
};

Years simulate(const std::string& file, std::uint32_t replications) {
  Years years{build_world(load_spec(file)), {}};
  RunRequest request;
  request.seed = 2021;
  request.measured = sim::one_year;
  request.replications = replications;
  const std::atomic<bool> stop{false};
  const models::KpiCatalogue catalogue(years.world);
  run_replications(
      years.world, catalogue, request, [&](ReplicationResult&& result) { years.results.push_back(std::move(result)); },
      stop);
  return years;
}

// Every fire is met by the same people, in the same home, with the same growth on both sides. Whether an alarm helps is
// seen fire by fire; that of some 400 fires in homes with a linked alarm none were known earlier would need every
// alarm to fail.
TEST_CASE("fires in homes that gained a linked alarm are known no later than before 2021, and many earlier") {
  constexpr std::uint32_t replications = 4;
  const Years before = simulate("scenarios/shuangqiaozi/before-2021.json", replications);
  const Years today = simulate("scenarios/shuangqiaozi/today.json", replications);
  double earlier = 0.0, compared = 0.0, saved_s = 0.0, newly_known = 0.0;
  for (std::uint32_t r = 0; r < replications; ++r) {
    std::map<models::IncidentId, models::IncidentRecord> then;
    for (const auto& incident : before.results[r].incidents) then.emplace(incident.id, incident);
    for (const auto& now : today.results[r].incidents) {
      if (now.hazard() != models::Hazard::fire || !now.linked_alarm_in_home) continue;
      REQUIRE(then.count(now.id) == 1);
      const auto& past = then.at(now.id);
      CHECK(past.times.at(models::Stage::onset) == now.times.at(models::Stage::onset));
      const auto known_then = past.times.at(models::Stage::noticed), known_now = now.times.at(models::Stage::noticed);
      if (!known_then) {
        newly_known += known_now ? 1.0 : 0.0;
        continue;
      }
      if (past.alarm_in_home) continue;  // it had an alarm of its own that sounded just as early
      REQUIRE(known_now);
      CHECK(*known_now <= *known_then);
      compared += 1.0;
      earlier += *known_now < *known_then ? 1.0 : 0.0;
      saved_s += sim::to_seconds(*known_then - *known_now);
    }
  }
  INFO(compared << " fires, " << earlier << " known earlier, " << newly_known << " known only today");
  CHECK(compared > 100.0);
  CHECK(earlier > 0.1 * compared);
  CHECK(newly_known > 0.0);
  CHECK(saved_s > 0.0);
}

TEST_CASE("the first capable helper is at a fire sooner today than before 2021") {
  const Years before = simulate("scenarios/shuangqiaozi/before-2021.json", 2);
  const Years today = simulate("scenarios/shuangqiaozi/today.json", 2);
  const models::KpiCatalogue catalogue(today.world);
  const std::size_t median = catalogue.find("fire.response.median_s").value();
  for (std::size_t r = 0; r < 2; ++r) CHECK(*today.results[r].kpis[median] < *before.results[r].kpis[median]);
}

// Ranges: the parameter sheet's sources; means over 8 years. With the spread between replications (6.5 fires, 0.8
// points of survival, 60 false alarms) a correct program stays inside with a probability above 95 %; the seed is fixed.
TEST_CASE("a year of the district shows figures like those that are published") {
  constexpr std::uint32_t replications = 8;
  const Years today = simulate("scenarios/shuangqiaozi/today.json", replications);
  const models::KpiCatalogue catalogue(today.world);
  const auto mean = [&](const char* key) {
    const std::size_t kpi = catalogue.find(key).value();
    double sum = 0.0;
    for (const auto& r : today.results) sum += r.kpis[kpi].value_or(0.0) / replications;
    return sum;
  };
  const auto within = [&](const char* key, double low, double high) {
    const double value = mean(key);
    INFO(key << ": " << value);
    CHECK(value >= low);
    CHECK(value <= high);
  };
  within("fire.reported.per_year", 20.0, 45.0);               // [NFRA2025] for 140,000 people
  within("fire.extent_none.share", 0.15, 0.55);               // 0.25 in [Wales2021]
  within("fire.extent_first_item.share", 0.25, 0.55);         // 0.39
  within("fire.extent_room.share", 0.05, 0.35);               // 0.23
  within("fire.extent_beyond_room.share", 0.005, 0.2);        // 0.13
  within("fire.deaths.per_year", 0.0, 1.0);                   // 4.6 per 1,000 reported fires
  within("medical.arrests.per_year", 100.0, 150.0);           // [BasicOhca2023], [Xie2023]
  within("medical.arrest_survival.share", 0.003, 0.02);       // 0.6 to 1.5 %
  within("false_alarm.incidents.per_year", 1800.0, 12000.0);  // 0.3 to 2 a year for each of 6,035 smoke alarms
  within("fall.long_lie_share.share", 0.01, 0.3);             // 16 % of fallers at home in [Wild1981], aged 65+ only
}

TEST_CASE("every shipped scenario builds and runs a week") {
  std::vector<std::string> files{
      "scenarios/shuangqiaozi/before-2021.json",       "scenarios/shuangqiaozi/today.json",
      "scenarios/proposals/hydrants-plus-100.json",    "scenarios/proposals/smoke-alarms-plus-500.json",
      "scenarios/proposals/grid-workers-plus-20.json", "scenarios/toy/two-compounds.json",
      "scenarios/disturbances/street-closures.json"};
  for (const auto& entry : std::filesystem::directory_iterator("scenarios/policies"))
    files.push_back(entry.path().string());
  for (const std::string& file : files) {
    INFO(file);
    const models::World world = build_world(load_spec(file));
    RunRequest request;
    request.measured = 7 * sim::one_day;
    const auto result = run_replication(world, models::KpiCatalogue(world), request, 0);
    CHECK(result.events > 0);
  }
}

// Integers that change only when somebody changes what is simulated; then they are made anew, on purpose.
TEST_CASE("a year of the two-compound toy leaves its known trace") {
  const models::World world = build_world(load_spec("scenarios/toy/two-compounds.json"));
  RunRequest request;
  request.seed = 1;
  request.measured = sim::one_year;
  const auto result = run_replication(world, models::KpiCatalogue(world), request, 0);
  CHECK(result.events == 431);
  CHECK(result.trace_hash == 0xcb50e649ff222900u);
}

TEST_CASE("fifty years of the toy leave the same trace and state under every kernel and number of workers") {
  const models::World world = build_world(load_spec("scenarios/toy/two-compounds.json"));
  const auto events =
      models::check_same_trace(world, sim::Luck(1, 0), sim::epoch + 50 * sim::one_year, [](const models::Event&) {});
  CHECK(events > 10000);
}

}  // namespace
}  // namespace yuanluo::scenarios
