#include "scenarios/results/results.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>

#include "scenarios/problem.hpp"
#include "scenarios/results/csv.hpp"
#include "scenarios/results/geojson.hpp"
#include "scenarios/results/writer.hpp"
#include "sim/contract.hpp"
#include "tests/fixtures/synthetic_run.hpp"

namespace yuanluo {
namespace {

namespace fs = std::filesystem;
using fixtures::Side;
using fixtures::SyntheticRun;
using scenarios::Results;
using scenarios::Role;

constexpr SyntheticRun small{4, 12, 120, 3};

// A folder of its own that goes with the test.
struct Folder {
  fs::path path;
  explicit Folder(const std::string& name) : path(fs::temp_directory_path() / (name + std::to_string(::getpid()))) {
    fs::remove_all(path);
    fs::create_directories(path);
  }
  ~Folder() { fs::remove_all(path); }
  std::string file(const char* name) const { return (path / name).string(); }
};

void check_same(const models::IncidentRecord& a, const models::IncidentRecord& b) {
  CHECK(a.id == b.id);
  CHECK(a.variety == b.variety);
  CHECK(a.group == b.group);
  CHECK(a.compound == b.compound);
  CHECK(a.community == b.community);
  CHECK(a.household == b.household);
  CHECK(a.resident == b.resident);
  CHECK(a.linked_alarm_in_home == b.linked_alarm_in_home);
  for (std::size_t s = 0; s < models::stages; ++s) {
    CHECK(a.times.at(static_cast<models::Stage>(s)) == b.times.at(static_cast<models::Stage>(s)));
  }
  CHECK(a.noticed_by == b.noticed_by);
  CHECK(a.acknowledged_by == b.acknowledged_by);
  CHECK(a.first_helper == b.first_helper);
  CHECK(a.ending == b.ending);
  CHECK(a.reported == b.reported);
  CHECK(a.extent == b.extent);
  CHECK(a.loss_yuan == b.loss_yuan);
  CHECK(a.water_dlps == b.water_dlps);
  CHECK(a.hydrant == b.hydrant);
  CHECK(a.hydrant_dlps == b.hydrant_dlps);
  CHECK(a.hydrant_pressure_dm == b.hydrant_pressure_dm);
  CHECK(a.alarms_sent == b.alarms_sent);
  CHECK(a.alarms_acknowledged == b.alarms_acknowledged);
  CHECK(a.alarm_unanswered == b.alarm_unanswered);
}

std::string text_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// The text of the one problem that reading `path` gives.
std::string problem_of(const std::string& path) {
  try {
    scenarios::read_results(path);
  } catch (const scenarios::ScenarioError& e) {
    REQUIRE(e.problems().size() == 1);
    const scenarios::Problem& p = e.problems()[0];
    CHECK(p.file == path);
    return "expected " + p.wanted.en + ", got " + p.found.en;
  }
  return "nothing wrong";
}

}  // namespace

TEST_CASE("what is read back from a results file is what was written") {
  const Folder folder("results_round_trip");
  const std::string path = folder.file("results.sqlite");
  fixtures::write_synthetic_results(path, small, true);
  const Results results = scenarios::read_results(path);

  CHECK(results.run.finished);
  CHECK(results.definitions.size() == fixtures::synthetic_definitions(small).size());
  REQUIRE(results.scenarios.size() == 2);
  REQUIRE(results.base() == &results.scenarios[0]);
  REQUIRE(results.alternative() == &results.scenarios[1]);
  const Side sides[] = {Side::before, Side::today};
  for (std::size_t i = 0; i < 2; ++i) {
    const scenarios::ScenarioResults& s = results.scenarios[i];
    CHECK(s.info.name == fixtures::synthetic_info(small, Role::base, sides[i]).name);
    CHECK(s.sources.size() == 3);
    const scenarios::Places places = scenarios::places_of(fixtures::synthetic_district(small, sides[i]));
    CHECK(s.places.boundary == places.boundary);
    REQUIRE(s.places.compounds.size() == places.compounds.size());
    for (std::size_t c = 0; c < places.compounds.size(); ++c) {
      CHECK(s.places.compounds[c].boundary == places.compounds[c].boundary);
      CHECK(s.places.compounds[c].gate == places.compounds[c].gate);
      CHECK(s.places.compounds[c].figures.residents == places.compounds[c].figures.residents);
    }
    CHECK(s.places.hydrants == places.hydrants);
    REQUIRE(s.places.hydrant_figures.size() == places.hydrants.size());
    CHECK(s.places.hydrant_figures[0].flow->value == 21.37);
    CHECK(!s.places.hydrant_figures[0].lifted_flow);
    CHECK(s.places.pump_station_names.size() == 2);
    CHECK(s.fire_water.size() > 0);
    CHECK(s.water_use.size() == 2);
    REQUIRE(s.replications.size() == 3);
    for (std::uint32_t r = 0; r < 3; ++r) {
      const scenarios::ReplicationResult written = fixtures::synthetic_replication(small, sides[i], r);
      CHECK(s.replications[r].trace_hash == written.trace_hash);
      CHECK(s.replications[r].events == written.events);
      CHECK(s.kpis[r] == written.kpis);
      CHECK(s.activity[r].size() == written.activity.size());
    }
  }
  std::vector<models::IncidentRecord> read;
  scenarios::read_incidents(path,
                            [&](std::uint32_t scenario, std::uint32_t replication, const models::IncidentRecord& r) {
                              if (scenario == 1 && replication == 2) read.push_back(r);
                            });
  const auto written = fixtures::synthetic_replication(small, Side::today, 2).incidents;
  REQUIRE(read.size() == written.size());
  for (std::size_t i = 0; i < read.size(); ++i) check_same(read[i], written[i]);
}

TEST_CASE("the key figures of a community are the sums of its compounds") {
  const scenarios::Places places = scenarios::places_of(fixtures::synthetic_district(small, Side::today));
  for (std::uint32_t i = 0; i < places.communities.size(); ++i) {
    std::uint32_t residents = 0, alarms = 0, compounds = 0;
    for (const scenarios::CompoundRow& c : places.compounds) {
      if (c.community != i) continue;
      residents += c.figures.residents;
      alarms += c.figures.devices[0];
      ++compounds;
    }
    CHECK(places.communities[i].figures.residents == residents);
    CHECK(places.communities[i].figures.devices[0] == alarms);
    CHECK(places.communities[i].compounds == compounds);
  }
}

TEST_CASE("a writer that is killed loses nothing that it had finished") {
  const Folder folder("results_killed");
  const std::string path = folder.file("results.sqlite");
  int finished[2];
  REQUIRE(::pipe(finished) == 0);
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    scenarios::ResultsWriter writer(path, {"0", "killed", false});
    const std::uint32_t s = writer.add_scenario(fixtures::synthetic_info(small, Role::single, Side::today),
                                                scenarios::places_of(fixtures::synthetic_district(small, Side::today)),
                                                fixtures::synthetic_definitions(small), {});
    for (std::uint32_t r = 0;; ++r) {
      writer.add_replication(s, fixtures::synthetic_replication(small, Side::today, r));
      const char done = 1;
      if (::write(finished[1], &done, 1) != 1) ::_exit(1);
    }
  }
  char done = 0;
  for (int i = 0; i < 5; ++i) REQUIRE(::read(finished[0], &done, 1) == 1);
  ::kill(child, SIGKILL);
  int status = 0;
  ::waitpid(child, &status, 0);
  REQUIRE(WIFSIGNALED(status));
  ::close(finished[1]);
  int told = 5;
  while (::read(finished[0], &done, 1) == 1) ++told;
  ::close(finished[0]);

  const Results results = scenarios::read_results(path);
  CHECK_FALSE(results.run.finished);
  REQUIRE(results.scenarios.size() == 1);
  // The last one may have been committed before it could be told.
  CHECK(results.scenarios[0].replications.size() >= static_cast<std::size_t>(told));
  CHECK(results.scenarios[0].replications.size() <= static_cast<std::size_t>(told) + 1);
  for (std::uint32_t r = 0; r < results.scenarios[0].replications.size(); ++r) {
    CHECK(results.scenarios[0].kpis[r] == fixtures::synthetic_replication(small, Side::today, r).kpis);
  }
}

TEST_CASE("a finished results file stands alone, without log beside it") {
  const Folder folder("results_alone");
  fixtures::write_synthetic_results(folder.file("results.sqlite"), small, false);
  CHECK(std::distance(fs::directory_iterator(folder.path), fs::directory_iterator()) == 1);
}

TEST_CASE("replications must come in order, with the KPIs of the catalogue, and before the end") {
  const Folder folder("results_contract");
  scenarios::ResultsWriter writer(folder.file("results.sqlite"), {"0", "", false});
  const std::uint32_t s = writer.add_scenario(fixtures::synthetic_info(small, Role::single, Side::today),
                                              scenarios::places_of(fixtures::synthetic_district(small, Side::today)),
                                              fixtures::synthetic_definitions(small), {});
  scenarios::ReplicationResult r = fixtures::synthetic_replication(small, Side::today, 1);
  writer.add_replication(s, r);
  CHECK_THROWS_AS(writer.add_replication(s, r), sim::ContractError);
  r.replication = 2;
  CHECK_THROWS_AS(writer.add_replication(s + 1, r), sim::ContractError);
  r.kpis.pop_back();
  CHECK_THROWS_AS(writer.add_replication(s, r), sim::ContractError);
  writer.finish();
  CHECK_THROWS_AS(writer.add_replication(s, fixtures::synthetic_replication(small, Side::today, 3)),
                  sim::ContractError);
}

TEST_CASE("a missing, foreign, damaged or future file is named with what was found") {
  const Folder folder("results_wrong");
  const std::string path = folder.file("results.sqlite");
  CHECK(problem_of(path) == "expected a results file (results.sqlite), got nothing that can be opened");

  std::ofstream(path) << "compound,residents\n1,204\n";
  CHECK(problem_of(path) == "expected a results file (results.sqlite), got a file of another kind");
  CHECK_THROWS_AS(scenarios::ResultsWriter(path, {}), scenarios::ScenarioError);
  CHECK(text_of(path) == "compound,residents\n1,204\n");

  fs::remove(path);
  SQLite::Database(path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE).exec("CREATE TABLE t (a)");
  CHECK(problem_of(path) == "expected a results file of this program, got an SQLite database of another program");
  CHECK_THROWS_AS(scenarios::ResultsWriter(path, {}), scenarios::ScenarioError);

  fs::remove(path);
  fixtures::write_synthetic_results(path, small, false);
  SQLite::Database(path, SQLite::OPEN_READWRITE).exec("PRAGMA user_version = 9");
  CHECK(problem_of(path) == "expected results of format 4, got format 9");

  fixtures::write_synthetic_results(path, small, false);
  SQLite::Database(path, SQLite::OPEN_READWRITE).exec("UPDATE incident SET variety = 77 WHERE rowid = 5");
  CHECK(problem_of(path) == "expected a sound results file, got a damaged one (variety = 77)");

  fixtures::write_synthetic_results(path, small, false);
  fs::resize_file(path, fs::file_size(path) / 2);
  CHECK(problem_of(path).find("expected a sound results file, got a damaged one (") == 0);
}

TEST_CASE("every table and view of the file can be read by any SQLite tool") {
  const Folder folder("results_views");
  const std::string path = folder.file("results.sqlite");
  fixtures::write_synthetic_results(path, small, true);
  SQLite::Database db(path);
  SQLite::Statement names(db, "SELECT name FROM sqlite_master WHERE type IN ('table', 'view')");
  while (names.executeStep()) {
    const std::string name = names.getColumn(0).getString();
    INFO(name);
    CHECK(db.execAndGet("SELECT count(*) FROM " + name).getInt() > 0);
  }
  CHECK(db.execAndGet("SELECT count(*) FROM incident_in_words").getInt() == 2 * 3 * 120);
  CHECK(db.execAndGet("SELECT count(*) FROM unanswered_alarm").getInt() ==
        db.execAndGet("SELECT count(*) FROM incident WHERE alarm_unanswered = 1").getInt());
  CHECK(db.execAndGet("PRAGMA integrity_check").getString() == "ok");
}

TEST_CASE("the tables are exported as CSV with words, quoting and no draft left behind") {
  const Folder folder("results_csv");
  const std::string path = folder.file("results.sqlite");
  SyntheticRun run = small;
  fixtures::write_synthetic_results(path, run, true);
  scenarios::export_csv(path, folder.file("csv"));
  std::size_t files = 0;
  for (const auto& entry : fs::directory_iterator(folder.path / "csv")) {
    CHECK(entry.path().extension() == ".csv");
    ++files;
  }
  CHECK(files == 16);
  const std::string incidents = text_of(folder.file("csv/incident.csv"));
  CHECK(incidents.substr(0, 3) == "\xef\xbb\xbf");
  CHECK(std::count(incidents.begin(), incidents.end(), '\n') == 1 + 2 * 3 * 120);
  CHECK(incidents.find(",fall_home,") != std::string::npos);
  const std::string compounds = text_of(folder.file("csv/compound.csv"));
  CHECK(compounds.find(R"("{""type"":""Polygon"")") != std::string::npos);
}

TEST_CASE("a matched median compares the same incidents in homes that gained a linked alarm") {
  const Folder folder("results_matched");
  const std::string path = folder.file("results.sqlite");
  fixtures::write_synthetic_results(path, small, true);
  const Results results = scenarios::read_results(path);
  REQUIRE(!results.matched.empty());
  for (const scenarios::MatchedMedians& m : results.matched) {
    // Independent count: the equipped incidents of the hazard, replication by replication.
    std::size_t expected = 0;
    for (std::uint32_t r = 0; r < 3; ++r) {
      for (const models::IncidentRecord& i : fixtures::synthetic_replication(small, Side::today, r).incidents) {
        if (i.hazard() == m.hazard && i.linked_alarm_in_home && models::latency_of(i, m.latency)) ++expected;
      }
    }
    CHECK(m.incidents == expected);
    if (m.latency != models::Latency::detection) continue;
    for (std::size_t r = 0; r < 3; ++r) {
      if (m.base_s[r]) CHECK(*m.alternative_s[r] < *m.base_s[r]);
    }
  }
}

TEST_CASE("the stages of the mean response add up to it") {
  scenarios::DistributionFold fold;
  double response = 0.0;
  std::size_t n = 0;
  for (const models::IncidentRecord& i : fixtures::synthetic_replication(small, Side::today, 0).incidents) {
    fold.add(i);
    if (i.hazard() != models::Hazard::fall) continue;
    if (const auto d = models::latency_of(i, models::Latency::response)) response += sim::to_seconds(*d), ++n;
  }
  const scenarios::StageMeans stages = std::move(fold).result().stages[static_cast<std::size_t>(models::Hazard::fall)];
  CHECK(stages.n == n);
  double sum = 0.0;
  for (const double part : stages.mean_s) sum += part;
  CHECK(sum == Approx(response / static_cast<double>(n)));
}

TEST_CASE("geometry text gives back the same points, and refuses what it is not") {
  const std::vector<models::GeoPoint> points{
      {1040950001, 306550009}, {1040960000, -306560000}, {1040950001, 306550009}};
  CHECK(scenarios::points_of(scenarios::polygon_text(points)) == points);
  CHECK(scenarios::points_of(scenarios::line_text(points)) == points);
  CHECK_THROWS_AS(scenarios::points_of("{\"type\":\"Point\",\"coordinates\":[1,2]}"), std::invalid_argument);
  CHECK_THROWS_AS(scenarios::points_of("<svg>"), std::invalid_argument);
}

}  // namespace yuanluo
