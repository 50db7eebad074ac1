// KPIs of incidents that are written by hand.
#include <catch2/catch.hpp>
#include <set>

#include "models/kpi/incident_log.hpp"
#include "models/kpi/measure.hpp"
#include "tests/unit/models/small_world.hpp"

namespace yuanluo::models {
namespace {

sim::SimTime at(int seconds) { return sim::epoch + std::chrono::seconds{seconds}; }

IncidentRecord fire(std::uint32_t n, int noticed_s, int reached_s) {
  IncidentRecord r;
  r.id = IncidentId(Hazard::fire, 0, 0, n);
  r.variety = Variety::fire_cooking;
  r.household = HouseholdId{0};
  r.compound = CompoundId{0};
  r.community = CommunityId{0};
  r.times.note(Stage::onset, at(0));
  r.times.note(Stage::noticed, at(noticed_s));
  r.times.note(Stage::reached, at(reached_s));
  return r;
}

double value(const KpiCatalogue& catalogue, const Kpis& kpis, const std::string& key) {
  INFO(key);
  const auto index = catalogue.find(key);
  REQUIRE(index);
  REQUIRE(kpis[*index]);
  return *kpis[*index];
}

TEST_CASE("latencies are summarised as a person would with pencil and paper") {
  const World world = small_world();
  const KpiCatalogue catalogue(world);
  const std::vector<IncidentRecord> incidents{fire(0, 30, 100), fire(1, 60, 200), fire(2, 300, 900)};
  const Kpis kpis = measure(world, catalogue, incidents, {}, 365 * sim::one_day);
  CHECK(value(catalogue, kpis, "fire.detection.count") == 3.0);
  CHECK(value(catalogue, kpis, "fire.detection.mean_s") == Approx(130.0));
  CHECK(value(catalogue, kpis, "fire.detection.median_s") == Approx(60.0));
  CHECK(value(catalogue, kpis, "fire.detection.p90_s") == Approx(252.0));
  CHECK(value(catalogue, kpis, "fire.detection.within_target") == Approx(2.0 / 3.0));
  CHECK(value(catalogue, kpis, "fire.response.median_s@variety=fire_cooking") == Approx(200.0));
  CHECK(value(catalogue, kpis, "fire.incidents.per_year") == Approx(3.0));
}

TEST_CASE("what was never there to be measured has no value, and a count of zero") {
  const World world = small_world();
  const KpiCatalogue catalogue(world);
  const Kpis kpis = measure(world, catalogue, {}, {}, 365 * sim::one_day);
  CHECK(value(catalogue, kpis, "fall.response.count") == 0.0);
  CHECK_FALSE(kpis[*catalogue.find("fall.response.median_s")]);
  CHECK_FALSE(kpis[*catalogue.find("medical.arrest_survival.share")]);
  CHECK(value(catalogue, kpis, "fire.deaths.per_year") == 0.0);
}

TEST_CASE("every KPI has a key of its own and a name in both languages") {
  const World world = small_world();
  const KpiCatalogue catalogue(world);
  std::set<std::string> keys;
  for (const KpiDefinition& d : catalogue.definitions()) {
    keys.insert(d.key);
    CHECK_FALSE(d.name.zh.empty());
    CHECK_FALSE(d.name.en.empty());
    CHECK_FALSE(d.unit.empty());
  }
  CHECK(keys.size() == catalogue.size());
}

TEST_CASE("more calls and busier people are neither better nor worse, more harm is") {
  const KpiCatalogue catalogue(small_world());
  const auto load = [&](const std::string& key) {
    return is_only_load(catalogue.definitions().at(*catalogue.find(key)));
  };
  CHECK(load("fire.reported.per_year"));
  CHECK(load("false_alarm.incidents.per_year"));
  CHECK(load("load.grid_worker.utilisation"));
  CHECK(load("fire.water_below_15_lps.share"));
  CHECK(load("fire.no_hydrant_water.share"));
  CHECK(load("fire.hydrant_wait.mean_s"));
  CHECK_FALSE(load("fire.water_below_7_5_lps.share"));
  CHECK_FALSE(load("fire.deaths.per_year"));
  CHECK_FALSE(load("fire.detection.median_s"));
}

TEST_CASE("the log keeps the earliest moment of a stage and the helper who was there first") {
  const World world = small_world();
  IncidentLog log(world, sim::epoch, sim::epoch + sim::one_day);
  const IncidentId id(Hazard::fall, 0, 0, 0);
  std::uint64_t n = 0;
  const auto show = [&](int seconds, const Payload& payload) { log(Event{{at(seconds), 0, {0}, n++}, {0}, payload}); };
  const auto guard = static_cast<std::uint32_t>(Helper::gatehouse_guard);
  const auto ambulance = static_cast<std::uint32_t>(Helper::ambulance);
  show(0, ResidentFell{id});
  show(50, IncidentNoticed{id, static_cast<std::uint32_t>(Noticer::sos_button),
                           static_cast<std::uint32_t>(Variety::fall_home)});
  show(70, AlarmAcknowledged{id, CompoundId{0}, static_cast<std::uint32_t>(Recipient::gatehouse)});
  show(75, AlarmAcknowledged{id, CompoundId{0}, static_cast<std::uint32_t>(Recipient::centre)});
  show(90, UnitDispatched{id, guard, 0});
  show(95, UnitDispatched{id, ambulance, 0});
  show(90, UnitArrived{id, guard, 0});
  show(150, HelperReached{id, guard, 0});
  show(600, UnitArrived{id, ambulance, 0});
  show(700, HelperReached{id, ambulance, 0});
  const auto incidents = log.incidents();
  REQUIRE(incidents.size() == 1);
  const IncidentRecord& r = incidents[0];
  CHECK(r.first_helper == Helper::gatehouse_guard);
  CHECK(r.acknowledged_by == Recipient::gatehouse);
  CHECK(r.alarms_acknowledged == 2);
  CHECK(latency_of(r, Latency::detection) == sim::Duration{std::chrono::seconds{50}});
  CHECK(latency_of(r, Latency::notification) == sim::Duration{std::chrono::seconds{20}});
  CHECK(latency_of(r, Latency::response) == sim::Duration{std::chrono::seconds{150}});
  CHECK(r.times.at(Stage::service_reached) == at(700));
  CHECK(r.ending == Ending::open);
}

TEST_CASE("crews wait for a hydrant from seeking one until the first gives water, or until the fire is over") {
  const World world = small_world();
  const KpiCatalogue catalogue(world);
  IncidentLog log(world, sim::epoch, sim::epoch + sim::one_day);
  const auto crew = static_cast<std::uint32_t>(Helper::micro_fire_crew);
  const auto engine = static_cast<std::uint32_t>(Helper::fire_engine);
  std::uint64_t n = 0;
  const auto show = [&](int seconds, const Payload& payload) { log(Event{{at(seconds), 0, {0}, n++}, {0}, payload}); };
  const auto is_over = [](IncidentId id) {
    return IncidentEnded{id, static_cast<std::uint16_t>(Ending::by_service), 0,
                         static_cast<std::uint32_t>(Variety::fire_cooking), 0};
  };
  const IncidentId watered(Hazard::fire, 0, 0, 0), dry(Hazard::fire, 0, 0, 1), small(Hazard::fire, 0, 0, 2);
  for (const IncidentId id : {watered, dry, small}) show(0, FireIgnited{id});
  show(300, HydrantSought{watered, crew, 0});
  show(320, HydrantSought{watered, engine, 0});
  show(400, HydrantFlowed{watered, HydrantId{0}, 0, 0, crew, 0});  // opened, but nothing comes
  show(450, HydrantFlowed{watered, HydrantId{1}, 120, 200, engine, 0});
  show(600, HydrantFlowed{watered, HydrantId{0}, 75, 200, crew, 0});
  show(500, HydrantSought{dry, engine, 1});
  for (const IncidentId id : {watered, dry, small}) show(1000, is_over(id));
  const auto incidents = log.incidents();
  REQUIRE(incidents.size() == 3);
  CHECK(latency_of(incidents[0], Latency::hydrant_wait) == sim::Duration{std::chrono::seconds{150}});
  CHECK(latency_of(incidents[1], Latency::hydrant_wait) == sim::Duration{std::chrono::seconds{500}});
  CHECK_FALSE(latency_of(incidents[2], Latency::hydrant_wait));
  const Kpis kpis = measure(world, catalogue, incidents, {}, 365 * sim::one_day);
  CHECK(value(catalogue, kpis, "fire.hydrant_wait.mean_s") == Approx(325.0));
  CHECK(value(catalogue, kpis, "fire.no_hydrant_water.share") == Approx(0.5));
  CHECK_FALSE(catalogue.find("fall.hydrant_wait.mean_s"));
}

TEST_CASE("an outage of what is out already is no incident") {
  const World world = small_world();
  IncidentLog log(world, sim::epoch, sim::epoch + sim::one_day);
  const IncidentId id(Hazard::outage, 10, 0, 1);
  log(Event{{at(5), 0, {0}, 0}, {0}, PowerFailed{id}});
  CHECK(log.incidents().size() == 1);
  log(Event{{at(5), 1, {0}, 1}, {0}, OnsetVoided{id}});
  CHECK(log.incidents().empty());
}

TEST_CASE("incidents that begin outside the measured time are not kept") {
  const World world = small_world();
  IncidentLog log(world, at(100), at(200));
  for (const int s : {99, 100, 199, 200})
    log(Event{{at(s), 0, {0}, static_cast<std::uint64_t>(s)},
              {0},
              ResidentFell{IncidentId(Hazard::fall, 0, 0, static_cast<std::uint32_t>(s))}});
  CHECK(log.incidents().size() == 2);
}

}  // namespace
}  // namespace yuanluo::models
