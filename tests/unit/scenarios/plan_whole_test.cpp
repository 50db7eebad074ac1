// Whole plans of the small scenario: constraints, uncertain parameters, races of kinds other than posts; and that the
// shipped plans can be read.
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "scenarios/plan/plan_files.hpp"
#include "scenarios/plan/planning.hpp"
#include "scenarios/problem.hpp"

namespace {

using namespace yuanluo::scenarios;
namespace fs = std::filesystem;
namespace models = yuanluo::models;

PlanSpec plan_of(const std::string& rest) {
  const fs::path file = fs::temp_directory_path() / ("yuanluo_whole_plan_" + std::to_string(::getpid()) + ".json");
  std::ofstream(file) << R"({"scenario": ")" << fs::absolute("scenarios/toy/two-compounds.json").generic_string()
                      << R"(", "days": 1000, "replications": {"first": 5, "most": 5, "confirm": 6}, )" << rest << "}";
  const PlanSpec spec = load_plan(file);
  fs::remove(file);
  return spec;
}

PlanResult made(const std::string& rest) {
  return make_plan(plan_of(rest), 2, [](const models::Name&) {});
}

std::string refusal(const std::string& rest) {
  try {
    made(rest);
  } catch (const ScenarioError& error) {
    return error.what();
  }
  return "accepted";
}

bool logged(const PlanResult& plan, const std::string& words) {
  return std::any_of(plan.log.begin(), plan.log.end(),
                     [&](const models::Name& line) { return line.en.find(words) != std::string::npos; });
}

const std::string buttons =
    R"("decide": [{"kind": "sos_buttons", "count": 3}], "objectives": ["fall.detection.mean_s"])";

}  // namespace

TEST_CASE("alternatives that break a constraint are not chosen, and the plan tells whether fresh luck keeps it") {
  const PlanResult free = made(buttons);
  // The middle of what the alternatives reach in the replications of the selection, which are those before it as well.
  std::vector<double> reached;
  for (const auto& standing : free.selection.standings) reached.push_back(standing.mean);
  std::sort(reached.begin(), reached.end());
  REQUIRE(reached.front() < reached.back());
  const double limit = 0.5 * (reached.front() + reached.back());
  const PlanResult bound = made(buttons + R"(, "constraints": [{"kpi": "fall.detection.mean_s", "at_most": )" +
                                std::to_string(limit) + R"(}, {"kpi": "fall.incidents.per_year", "no_worse": true}])");
  REQUIRE(bound.alternatives.size() == free.alternatives.size());
  std::size_t out = 0;
  for (std::size_t a = 0; a < bound.alternatives.size(); ++a) out += bound.alternatives[a].breaks.empty() ? 0 : 1;
  CHECK(out > 0);
  CHECK(out < bound.alternatives.size());
  CHECK(bound.alternatives[bound.best].breaks.empty());
  CHECK(logged(bound, "is out"));
  REQUIRE(bound.names.size() == 3);
  const auto json = plan_json(bound);
  CHECK(json["constraints"][0]["kept"] == (bound.effects[bound.best][1].mean <= limit));
  CHECK(json["constraints"][0]["broken_by"].size() == out);
  CHECK(json["constraints"][1]["kept"] == true);  // things do not make people fall
  CHECK(limit_of(bound, 0).en.find("at most") != std::string::npos);
}

TEST_CASE("constraints that nobody can keep are refused, each with how near the nearest comes") {
  const std::string none = refusal(buttons + R"(, "constraints": [{"kpi": "fall.incidents.per_year", "at_most": 0.001},
    {"kpi": "fall.long_lie.per_year", "at_most": 1000}])");
  CHECK(none.find("#/constraints/0: expected") != std::string::npos);
  CHECK(none.find("by the nearest alternative") != std::string::npos);
  CHECK(none.find("#/constraints/1") == std::string::npos);
  CHECK(refusal(buttons + R"(, "constraints": [{"kpi": "fall.long_lies.per_year", "no_worse": true}])")
            .find("#/constraints/0: expected the key of an indicator") != std::string::npos);
  const std::string text = refusal(buttons + R"(, "constraints": [{"kpi": "fall.long_lie.per_year"}, 3,
    {"kpi": "fall.long_lie.per_year", "at_least": 4, "at_most": 3}])");
  CHECK(text.find("#/constraints/0: expected at_most, at_least or no_worse, got nothing") != std::string::npos);
  CHECK(text.find("#/constraints/1: expected an object with the key of a KPI") != std::string::npos);
  CHECK(text.find("#/constraints/2/at_least: expected a number that is not above at_most") != std::string::npos);
}

TEST_CASE("a gap between communities can be limited for means of latencies") {
  const PlanResult plan =
      made(R"("decide": [{"kind": "sos_buttons", "count": 3}], "objectives": ["fall.detection.mean_s"],
    "constraints": [{"kpi": "fall.detection.mean_s", "gap": "communities", "at_most": 1e6}])");
  REQUIRE(plan.names.size() == 2);
  CHECK(plan.names[1].en.find("gap between communities") != std::string::npos);
  for (const auto& effects : plan.effects) CHECK(effects[1].mean >= 0.0);
}

TEST_CASE("a whole plan with uncertain parameters takes turns in all draws, and tells the worst of them") {
  const PlanResult plan = made(buttons + R"(, "uncertain": {"draws": 2,
    "parameters": ["/hazards/falls/button_pressed_80_plus", "/hazards/falls/fallers_80_plus"]})");
  REQUIRE_FALSE(plan.effects.empty());
  bool apart = false;
  for (const auto& effects : plan.effects) {
    CHECK(effects[0].worst_scenario >= effects[0].mean);  // less is better
    CHECK(effects[0].replications == 6);                  // twice in the scenario as it is and in each draw
    apart = apart || effects[0].worst_scenario > effects[0].mean + 1e-9;
  }
  CHECK(apart);
}

TEST_CASE("variants of every kind of things race, and the winner has as many places as the choice by benefit") {
  for (const std::string kind : {"sos_buttons", "aeds", "smoke_alarms", "lifts"}) {
    INFO(kind);
    const PlanResult plan = made(R"("decide": [{"kind": ")" + kind + R"(", "count": 1}],
      "objectives": ["medical.response.mean_s"], "variants": {"count": 6, "replications": 60})");
    REQUIRE(plan.race);
    CHECK(plan.race->places.size() == 1);
    CHECK(plan.race->evaluations <= 60);
    for (const std::uint32_t k : plan.race->places) CHECK(k < plan.candidates[0].size());
  }
}

TEST_CASE("a baseline that was lucky in a few replications is not chosen where the simulation cannot tell") {
  std::size_t undecided = 0, lucky = 0;
  for (std::int64_t seed = 1; seed <= 16; ++seed) {
    PlanSpec spec =
        plan_of(R"("decide": [{"kind": "sos_buttons", "count": 2}], "objectives": ["fall.response.mean_s"])");
    spec.days = 3000;
    spec.first = spec.most = 3;
    spec.seed = seed;
    const PlanResult plan = make_plan(spec, 2, [](const models::Name&) {});
    if (plan.selection.decided) continue;
    ++undecided;
    lucky += plan.alternatives[plan.selection.best].ours ? 0 : 1;
    CHECK(plan.alternatives[plan.best].ours);
  }
  CHECK(undecided >= 2);
  CHECK(lucky >= 1);
}

TEST_CASE("several kinds share a budget, which is not exceeded, and each keeps its least number in every division") {
  const std::string kinds =
      R"("decide": [{"kind": "sos_buttons"}, {"kind": "smoke_alarms", "at_least_per_community": 1},
    {"kind": "gas_sensors", "count": 1}], "objectives": ["fall.long_lie.per_year", "fire.deaths.per_year"])";
  const PlanResult plan = made(R"("budget_yuan": 2000, )" + kinds);
  const std::size_t communities = plan.district.communities.size();
  std::size_t divisions = 0;
  for (const Alternative& alternative : plan.alternatives) {
    CHECK(alternative.cost_yuan <= 2000.0);
    CHECK(alternative.selected[1].chosen.size() >= communities);
    CHECK(alternative.selected[2].chosen.size() == 1);
    for (const Selected& selected : alternative.selected) CHECK(selected.bound >= selected.total - 1e-9);
    divisions += alternative.name.en.find(" %") != std::string::npos ? 1 : 0;
  }
  CHECK(divisions >= 3);
  CHECK(plan.reasons.size() == 3);
  const std::string two_floors = R"("decide": [{"kind": "sos_buttons", "at_least_per_community": 1},
    {"kind": "smoke_alarms", "at_least_per_community": 1}], "objectives": ["fall.long_lie.per_year"])";
  // Each alone could be paid for, both could not.
  const std::string money = std::to_string(400 * communities);
  CHECK(refusal(R"("budget_yuan": )" + money + ", " + two_floors)
            .find("#/budget_yuan: expected demands that can be met, got the least numbers of the decisions cost") !=
        std::string::npos);
}

TEST_CASE("every shipped plan can be read") {
  std::size_t plans = 0;
  for (const auto& entry : fs::directory_iterator("scenarios/plans")) {
    INFO(entry.path());
    const PlanSpec spec = load_plan(entry.path());
    for (const std::string& scenario : spec.scenarios) CHECK(fs::exists(scenario));
    CHECK_FALSE(spec.name.zh.empty());
    ++plans;
  }
  CHECK(plans >= 4);
}
