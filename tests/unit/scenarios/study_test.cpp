#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include <unistd.h>

#include "scenarios/problem.hpp"
#include "scenarios/study/findings.hpp"
#include "scenarios/study/parameter_setting.hpp"
#include "scenarios/study/ranks.hpp"
#include "scenarios/study/study.hpp"
#include "scenarios/study/study_schema.hpp"

namespace yuanluo::scenarios {
namespace {

namespace fs = std::filesystem;

// A study file beside the shipped ones, so that relative names hold; gone with the test.
class StudyText {
 public:
  explicit StudyText(const std::string& rest)
      : path_("scenarios/studies/test-" + std::to_string(::getpid()) + ".json") {
    std::ofstream(path_) << "{\"name\": {\"zh\": \"试\", \"en\": \"test\"}, " << rest << "}";
  }
  ~StudyText() { fs::remove(path_); }
  StudyText(const StudyText&) = delete;
  StudyText& operator=(const StudyText&) = delete;

  Study study() const { return load_study(path_); }
  // The messages in English without the file's name, one a line.
  std::string messages() const {
    try {
      study();
    } catch (const ScenarioError& error) {
      std::string all;
      for (const Problem& problem : error.problems()) {
        std::string line = problem.text(models::Language::en);
        if (line.rfind(path_, 0) == 0) line = line.substr(path_.size());
        all += line + '\n';
        CHECK(problem.text(models::Language::zh).find("应为") != std::string::npos);
      }
      return all;
    }
    return "nothing wrong\n";
  }

 private:
  std::string path_;
};

const std::string toy = R"("scenarios": ["../toy/two-compounds.json"], "kpis": ["fall.detection.mean_s"])";
const std::string visits = R"({"parameter": "/operations/people/grid_visit_interval_day", "values": [1, 7]})";

}  // namespace

TEST_CASE("the shipped schema of studies is the one that the program has") {
  std::ifstream stream("scenarios/schema/study.schema.json", std::ios::binary);
  CHECK(study_schema_text() == std::string(std::istreambuf_iterator<char>(stream), {}));
}

TEST_CASE("every shipped study can be read") {
  std::size_t studies = 0;
  for (const auto& entry : fs::directory_iterator("scenarios/studies")) {
    INFO(entry.path().generic_string());
    const Study study = load_study(entry.path());
    CHECK(study.points.size() > 1);
    std::set<std::string> digests;
    for (const StudyPoint& point : study.points) digests.insert(point.digest);
    CHECK(digests.size() == study.points.size());
    ++studies;
  }
  CHECK(studies >= 5);
}

TEST_CASE("a full factorial study runs every combination in every scenario, and sets what it says") {
  const StudyText text(toy + R"(, "factors": [)" + visits +
                       R"(, {"parameter": "/operations/alarms/verify_before_dispatch", "values": [true, false]}])");
  const Study study = text.study();
  REQUIRE(study.points.size() == 4);
  CHECK(study.design == DesignKind::full_factorial);
  CHECK(study.spec_of(1).settings.people.grid_visit_interval_day == 1.0);
  CHECK(study.spec_of(2).settings.people.grid_visit_interval_day == 7.0);
  CHECK(study.spec_of(2).settings.alarms.verify_before_dispatch);
  CHECK_FALSE(study.spec_of(3).settings.alarms.verify_before_dispatch);
  CHECK(study.points[3].coordinates == plan::CubePoint{1.0, 1.0});
}

TEST_CASE("one at a time begins with the scenario as it is") {
  const StudyText text(toy + R"(, "factors": [)" + visits +
                       R"(, {"parameter": "/operations/people/relative_calls_per_day", "values": [0.3, 2]}],
                       "design": {"kind": "one_at_a_time"})");
  const Study study = text.study();
  // The scenario has 7 days and 0.6 calls.
  REQUIRE(study.points.size() == 4);
  CHECK(study.points[0].settings == std::vector<Json>{7.0, 0.6});
  CHECK(study.points[1].settings == std::vector<Json>{1, 0.6});
  CHECK(study.points[2].settings == std::vector<Json>{7.0, 0.3});
  CHECK(study.points[3].settings == std::vector<Json>{7.0, 2});
}

TEST_CASE("whole numbers of a range that is filled are drawn with equal shares") {
  const StudyText text(R"("scenarios": ["../shuangqiaozi/today.json"], "kpis": ["fall.detection.mean_s"],
                       "factors": [{"parameter": "/deployment/grid_workers_night", "low": 0, "high": 4}],
                       "design": {"kind": "sobol", "points": 64})");
  std::vector<int> count(5, 0);
  for (const StudyPoint& point : text.study().points) ++count[point.settings[0].get<std::size_t>()];
  for (const int n : count) CHECK(std::abs(n - 64 / 5) <= 2);
}

TEST_CASE("screening and variance-based designs have as many points as their method asks for") {
  const std::string factors =
      R"(, "factors": [{"parameter": "/operations/people/grid_visit_interval_day", "low": 1, "high": 7},
      {"parameter": "/operations/people/relative_calls_per_day", "low": 0.3, "high": 2}])";
  CHECK(StudyText(toy + factors + R"(, "design": {"kind": "elementary_effects", "trajectories": 5})")
            .study()
            .points.size() == 15);
  const Study study = StudyText(toy + factors + R"(, "design": {"kind": "variance_based", "base": 8})").study();
  REQUIRE(study.points.size() == 32);
  // The third block has the first factor from the second block and the other from the first.
  CHECK(study.points[16 + 3].settings[0] == study.points[8 + 3].settings[0]);
  CHECK(study.points[16 + 3].settings[1] == study.points[3].settings[1]);
  CHECK(StudyText(toy + factors + R"(, "design": {"kind": "variance_based", "points": 8})").messages() ==
        "#/design: expected \"base\": a whole number from 2 to 25000, got none\n"
        "#/design/points: expected no \"points\" for this design, got 8\n");
  CHECK(StudyText(toy + factors + R"(, "design": {"kind": "sobol", "points": 4, "trajectories": 3})").messages() ==
        "#/design/trajectories: expected no \"trajectories\" for this design, got 3\n");
}

TEST_CASE("every problem of a study is told at once, where it stands") {
  const StudyText keys(toy + R"(, "kpi": 3, "replications": 0, "level": 2)");
  CHECK(keys.messages().find("#/kpi: expected a known key, got \"kpi\"; did you mean \"kpis\"?") != std::string::npos);
  CHECK(keys.messages().find("#/replications: expected a whole number from 1 to 100000, got 0") != std::string::npos);
  CHECK(keys.messages().find("#/level: expected a number from 0.5 to 0.9999, got 2") != std::string::npos);

  // What a schema can tell and what it cannot, together; a part that is wrong by itself is not looked into.
  const StudyText both(R"("scenarios": ["../toy/two-compounds.json"], "kpis": ["fall.detection.mean"], "level": 2,
      "run": {"days": "many"}, "replications": {"kpi": "nothing.at.all"},
      "factors": [{"parameter": "/operations/alarms/reminder", "values": [1]}])");
  for (const char* expected : {"#/level: expected a number from 0.5", "#/run/days: expected", "#/replications",
                               "#/kpis/0: expected the key of an indicator", "#/factors/0/parameter: expected"}) {
    INFO(expected << "\nin\n" << both.messages());
    CHECK(both.messages().find(expected) != std::string::npos);
  }
  CHECK(both.messages().find("nothing.at.all") == std::string::npos);
  CHECK(StudyText(R"("kpis": 3)").messages().find("#/kpis: expected") != std::string::npos);

  const StudyText factors(toy + R"(, "factors": [
      {"parameter": "/operations/people/grid_visit_interval_days", "values": [1]},
      {"parameter": "/operations/alarms/reminders", "values": [1, "x", 99, 1]},
      {"parameter": "/operations/people/relative_calls_per_day", "low": 3, "high": 1},
      {"parameter": "/operations/alarms/trust_floor"},
      {"parameter": "/deployment/smoke_alarms", "values": [1]}])");
  const std::string messages = factors.messages();
  for (const char* expected :
       {"#/factors/0/parameter: expected a parameter of scenarios/toy/two-compounds.json that can be varied",
        "did you mean \"/operations/people/grid_visit_interval_day\"?",
        "#/factors/1/values/1: expected a number from 0 to 20, got \"x\"",
        "#/factors/1/values/2: expected a number from 0 to 20, got 99",
        "#/factors/1/values/3: expected every level once, got 1", "#/factors/2/high: expected more than 3, got 1",
        "#/factors/3: expected either \"values\", or \"low\" and \"high\", got none",
        "#/factors/4/parameter: expected"}) {
    INFO(expected << "\nin\n" << messages);
    CHECK(messages.find(expected) != std::string::npos);
  }
}

TEST_CASE("an unknown indicator, a missing scenario and an impossible plan are refused with the reason") {
  const StudyText kpi(R"("scenarios": ["../toy/two-compounds.json"], "kpis": ["fall.detection.mean"])");
  CHECK(kpi.messages().find("#/kpis/0: expected the key of an indicator") == 0);
  CHECK(kpi.messages().find("did you mean \"fall.detection.mean_s\"?") != std::string::npos);
  const StudyText scenario(R"("scenarios": ["nowhere.json"], "kpis": ["fall.detection.mean_s"])");
  CHECK(scenario.messages().find("scenarios/studies/nowhere.json") != std::string::npos);

  const std::string selection = R"(, "selection": {"kpi": "fall.detection.mean_s", "difference": )";
  CHECK(StudyText(toy + selection + "1}").messages().find("#/selection: expected at least two points") == 0);
  const std::string factor = R"(, "factors": [)" + visits + "]";
  CHECK(
      StudyText(toy + factor + selection + "0}").messages().find("#/selection/difference: expected a number above 0") ==
      0);
  CHECK(StudyText(toy + factor + selection + R"(1, "budget": 5})")
            .messages()
            .find("#/selection/budget: expected at least 20") == 0);
  CHECK(StudyText(toy + factor + R"(, "design": {"kind": "latin_hypercube"})")
            .messages()
            .find("#/design: expected \"points\"") == 0);
  CHECK(StudyText(toy + R"(, "design": {"kind": "sobol", "points": 4})")
            .messages()
            .find("#/design: expected a design only beside") == 0);
  CHECK(StudyText(toy + factor + R"(, "design": {"kind": "list", "points": [[1], [3, 4], [1000]]})").messages() ==
        "#/design/points/1: expected an array of 1 values, got an array of 2\n"
        "#/design/points/2/0: expected a number from 0.5 to 365 d, got 1000\n");
}

TEST_CASE("mirrored luck goes in pairs of a fixed number of replications") {
  CHECK(StudyText(toy + R"(, "antithetic": true, "replications": 7)").messages() ==
        "#/replications: expected an even number, as replications go in pairs, got 7\n");
  CHECK(StudyText(toy + R"(, "antithetic": true, "replications": {"kpi": "fall.detection.mean_s", "half_width": 1})")
            .messages()
            .find("#/antithetic: expected mirrored luck only with a fixed number") == 0);
}

TEST_CASE("a digest tells studies apart that would give other results, and no others") {
  const std::string factor = R"(, "factors": [)" + visits + "]";
  const std::string digest = StudyText(toy + factor).study().digest;
  CHECK(StudyText(toy + factor + R"(, "replications": 7)").study().digest == digest);
  CHECK(StudyText(toy + factor + R"(, "run": {"seed": 4})").study().digest != digest);
  CHECK(StudyText(toy + factor + R"(, "antithetic": true, "replications": 8)").study().digest != digest);
}

TEST_CASE("results come back from bytes as they were") {
  TrialResult r;
  r.trial = {7, 9};
  r.trace_hash = 0xfedcba9876543210u;
  r.events = 5;
  r.incidents = 3;
  r.values = {0.1, std::nullopt, -0.0, 1e-310};
  r.controls = {3.0};
  r.control_means = {2.9};
  r.wall_seconds = 0.25;
  r.problems = {{"a.json", "/b", 1, 2, {"甲", "a"}, {"乙", "b"}, {}}};
  const TrialResult back = result_of(to_bytes(r));
  CHECK(back.trial == r.trial);
  CHECK(back.trace_hash == r.trace_hash);
  CHECK(back.values == r.values);
  CHECK(std::signbit(*back.values[2]));
  CHECK(back.control_means == r.control_means);
  CHECK(back.problems == r.problems);
  CHECK(trial_of(to_bytes(plan::Trial{1, 2})) == plan::Trial{1, 2});
}

}  // namespace yuanluo::scenarios
