#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <set>

#include "scenarios/json/document.hpp"
#include "scenarios/references.hpp"
#include "scenarios/schema/scenario_schema.hpp"
#include "scenarios/sources.hpp"
#include "scenarios/spec.hpp"

namespace yuanluo::scenarios {
namespace {

namespace fs = std::filesystem;

const fs::path today = "scenarios/shuangqiaozi/today.json";

std::vector<fs::path> shipped() {
  std::vector<fs::path> files;
  for (const char* folder : {"scenarios/shuangqiaozi", "scenarios/proposals", "scenarios/policies",
                             "scenarios/disturbances", "scenarios/toy"}) {
    if (!fs::exists(folder)) continue;
    for (const auto& entry : fs::directory_iterator(folder)) {
      if (entry.path().extension() == ".json") files.push_back(entry.path());
    }
  }
  return files;
}

// The scenario as it is read back from its resolved text.
Spec read_back(const std::string& resolved) {
  const fs::path file = fs::temp_directory_path() / "yuanluo_load_test.json";
  std::ofstream(file) << resolved;
  Spec spec = load_spec(file);
  fs::remove(file);
  return spec;
}

TEST_CASE("every shipped scenario can be read and has a name in both languages") {
  CHECK(shipped().size() >= 5);
  for (const fs::path& file : shipped()) {
    INFO(file.string());
    const Spec spec = load_spec(file);
    CHECK_FALSE(spec.name.zh.empty());
    CHECK_FALSE(spec.name.en.empty());
    CHECK(spec.file == file.generic_string());
  }
}

TEST_CASE("today's district is the published one") {
  const Spec spec = load_spec(today);
  REQUIRE(spec.generator);
  CHECK(spec.generator->area_km2 == 3.17);
  CHECK(spec.generator->compounds == 686);
  CHECK(spec.generator->population.residents == 140000);
  CHECK(spec.generator->population.aged_80_plus == 6496);
  CHECK(spec.generator->population.living_alone == 308);
  CHECK(spec.generator->population.disabled == 2293);
  CHECK(spec.deployment.hydrants == 1499);
  CHECK(spec.deployment.pump_stations == 9);
  CHECK(spec.deployment.smoke_alarms == 6035);
  CHECK(spec.deployment.gas_sensors == 300);
  CHECK(spec.deployment.water_flow_sensors == 100);
  CHECK(spec.deployment.care_complexes == 2);
  CHECK(spec.deployment.day_care_centres == 5);
}

TEST_CASE("a proposal differs from today in what it proposes and in nothing else") {
  const auto changed_paths = [](const char* file) {
    const auto base = sources(load_spec(today)), other = sources(load_spec(file));
    REQUIRE(base.size() == other.size());
    std::vector<std::string> paths;
    for (std::size_t i = 0; i < base.size(); ++i) {
      if (base[i].value != other[i].value) paths.push_back(base[i].path + " " + base[i].value + " " + other[i].value);
    }
    return paths;
  };
  using Paths = std::vector<std::string>;
  CHECK(changed_paths("scenarios/proposals/hydrants-plus-100.json") == Paths{"/deployment/hydrants 1499 1599"});
  CHECK(changed_paths("scenarios/proposals/smoke-alarms-plus-500.json") == Paths{"/deployment/smoke_alarms 6035 6535"});
  CHECK(changed_paths("scenarios/proposals/grid-workers-plus-20.json") ==
        Paths{"/deployment/grid_workers_day 80 95", "/deployment/grid_workers_night 16 21"});
}

TEST_CASE("before 2021 the district and its hazards are the same") {
  const auto base = sources(load_spec(today)), before = sources(load_spec("scenarios/shuangqiaozi/before-2021.json"));
  REQUIRE(base.size() == before.size());
  for (std::size_t i = 0; i < base.size(); ++i) {
    if (base[i].value == before[i].value) continue;
    CHECK(base[i].path.rfind("/deployment/", 0) == 0);
    CHECK(before[i].source == "assumption");
    CHECK(before[i].confidence == models::Confidence::c);
  }
}

TEST_CASE("a resolved scenario is read back as the same scenario, and says every value") {
  for (const fs::path& file : shipped()) {
    INFO(file.string());
    const Spec spec = load_spec(file);
    const std::string resolved = resolved_json(spec, fs::temp_directory_path());
    const Spec again = read_back(resolved);
    CHECK(resolved_json(again, fs::temp_directory_path()) == resolved);
    CHECK(digest(again) == digest(spec));
    const Json json = Json::parse(resolved);
    CHECK_FALSE(json.contains("extends"));
    for (const SourceRow& row : sources(spec)) {
      INFO(row.path);
      CHECK(json.contains(Json::json_pointer(row.path + "/value")));
      CHECK(json.at(Json::json_pointer(row.path + "/source")) == row.source);
    }
  }
}

TEST_CASE("the digest depends on every value and on nothing else") {
  Spec spec = load_spec(today);
  const std::string before = digest(spec);
  CHECK(before.size() == 32);
  spec.name.en = "Another name";
  spec.notes["/run/days"] = {"assumption", "a remark"};
  CHECK(digest(spec) == before);
  models::PlannedClosure works;
  works.name = "一环路";
  works.to_day = 2.0;
  spec.settings.closures.planned.push_back(works);
  const std::string with_works = digest(spec);
  CHECK(with_works != before);
  spec.settings.closures.planned[0].stops_bikes = true;
  CHECK(digest(spec) != with_works);
  spec.settings.closures.planned.clear();
  CHECK(digest(spec) == before);
  spec.run.seed += 1;
  CHECK(digest(spec) != before);
}

TEST_CASE("every parameter has a text in both languages, a known source and a default inside its range") {
  Spec spec;
  spec.generator.emplace();
  std::set<std::string> paths;
  const auto rows = sources(spec);
  CHECK(rows.size() > 200);
  for (const SourceRow& row : rows) {
    INFO(row.path);
    CHECK(paths.insert(row.path).second);
    CHECK_FALSE(row.text.zh.empty());
    CHECK_FALSE(row.text.en.empty());
    CHECK(References::built_in().knows(row.source));
    CHECK((row.source == "assumption") == row.citation.empty());
    CHECK_FALSE(row.changed);
  }
  // Read back through the schema: a default outside its own range would be refused.
  spec.name = {"默认", "Defaults"};
  CHECK(digest(read_back(resolved_json(spec, fs::temp_directory_path()))) == digest(spec));
}

TEST_CASE("the table of sources says what a scenario changed, and by what right") {
  const auto rows = sources(load_spec("scenarios/shuangqiaozi/before-2021.json"));
  const auto row =
      std::find_if(rows.begin(), rows.end(), [](const SourceRow& r) { return r.path == "/deployment/hydrants"; });
  REQUIRE(row != rows.end());
  CHECK(row->changed);
  CHECK(row->source == "assumption");
  CHECK(row->note.find("only those of the public streets") != std::string::npos);
  const auto kept =
      std::find_if(rows.begin(), rows.end(), [](const SourceRow& r) { return r.path == "/deployment/care_complexes"; });
  REQUIRE(kept != rows.end());
  CHECK_FALSE(kept->changed);
  CHECK(kept->source == "Shuangqiaozi2021");
  CHECK(kept->confidence == models::Confidence::a);
  CHECK(kept->citation.find("Published figures of the subdistrict") != std::string::npos);
}

TEST_CASE("the shipped JSON Schema is the one that the program makes") {
  std::ifstream file("scenarios/schema/scenario.schema.json");
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const bool same = text == scenario_schema_text();
  INFO("make it again: yuanluo schema > scenarios/schema/scenario.schema.json");
  CHECK(same);
}

}  // namespace
}  // namespace yuanluo::scenarios
