// What plans measure: objectives made of groups and communities, and parameters that are drawn.
#include <algorithm>
#include <catch2/catch.hpp>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "scenarios/build.hpp"
#include "scenarios/plan/trials.hpp"
#include "scenarios/plan/uncertain.hpp"
#include "scenarios/run.hpp"
#include "scenarios/study/parameter_setting.hpp"

namespace {

using namespace yuanluo::scenarios;
namespace models = yuanluo::models;
namespace sim = yuanluo::sim;

const std::string scenario = "scenarios/shuangqiaozi/today.json";

PlanSpec plan_of(std::vector<PlanObjective> objectives) {
  PlanSpec plan;
  plan.file = "plan.json";
  plan.scenarios = {scenario};
  plan.objectives = std::move(objectives);
  plan.days = 60;
  return plan;
}

std::string complaint(const PlanSpec& plan) {
  try {
    Trials trials(plan, 1);
  } catch (const ScenarioError& error) {
    return error.what();
  }
  return "accepted";
}

double of(const Spec& spec, const std::string& pointer) {
  const auto all = settable_parameters(spec);
  return std::find_if(all.begin(), all.end(), [&](const auto& p) { return p.pointer == pointer; })->value.get<double>();
}

}  // namespace

TEST_CASE("objectives of groups and communities are the worst, the gap and the weighted mean of the KPIs by part") {
  using As = PlanObjective::As;
  const std::string kpi = "fall.detection.median_s";
  const PlanSpec plan = plan_of({{kpi, As::whole, {}},
                                 {"fall.incidents.per_year", As::worst_community, {}},
                                 {"fall.incidents.per_year", As::gap_communities, {}},
                                 {kpi, As::gap_groups, {}},
                                 {kpi, As::weighted_groups, {{"aged_80", 3.0}, {"aged_60", 1.0}}}});
  Trials trials(plan, 2);
  const std::vector<yuanluo::plan::Trial> one{{0, 0}};
  trials.run(7, one);
  const auto& found = trials.values(7, one.front()).measures;

  const models::World world = build_world(load_spec(scenario));
  const models::KpiCatalogue catalogue(world);
  RunRequest request;
  request.seed = 7;
  request.measured = 60 * sim::one_day;
  const auto kpis = run_replication(world, catalogue, request, 0).kpis;
  const auto at = [&](const std::string& key) { return kpis[*catalogue.find(key)]; };
  CHECK(*found[0] == Approx(*at(kpi)));
  std::vector<double> communities, groups;
  for (std::size_t d = 0; d < catalogue.size(); ++d) {
    const std::string& key = catalogue.definitions()[d].key;
    if (key.rfind("fall.incidents.per_year@community=", 0) == 0 && kpis[d]) communities.push_back(*kpis[d]);
    if (key.rfind(kpi + "@group=", 0) == 0 && kpis[d]) groups.push_back(*kpis[d]);
  }
  REQUIRE(communities.size() > 1);
  REQUIRE(groups.size() > 1);
  std::sort(communities.begin(), communities.end());
  std::sort(groups.begin(), groups.end());
  CHECK(*found[1] == Approx(communities.back()));
  CHECK(*found[2] == Approx(communities.back() - communities.front()));
  CHECK(*found[3] == Approx(groups.back() - groups.front()));
  const auto older = at(kpi + "@group=aged_80"), old = at(kpi + "@group=aged_60");
  REQUIRE(older);
  REQUIRE(old);
  CHECK(*found[4] == Approx((3.0 * *older + *old) / 4.0));
  CHECK(trials.columns()[2].less_is_better);
}

TEST_CASE("objectives that nothing is called, or that have no such parts, are refused with what there is") {
  using As = PlanObjective::As;
  CHECK(complaint(plan_of({{"fall.detection.men_s", As::whole, {}}})).find("did you mean \"fall.detection.mean_s\"?") !=
        std::string::npos);
  const std::string group =
      complaint(plan_of({{"fall.detection.median_s", As::weighted_groups, {{"living_along", 1.0}}}}));
  CHECK(group.find("plan.json#/objectives/0/weights/living_along: expected one of") == 0);
  CHECK(group.find("did you mean \"living_alone\"?") != std::string::npos);
  const std::string p95 = complaint(plan_of({{"fall.detection.p95_s", As::gap_communities, {}}}));
  CHECK(p95.find("expected a KPI that is broken down by community") != std::string::npos);
  CHECK(p95.find("there is fall.detection.count, fall.detection.mean_s, fall.detection.median_s") != std::string::npos);
}

TEST_CASE("uncertain parameters are drawn from all parts of their ranges, beside the scenario as it is") {
  PlanSpec plan = plan_of({});
  plan.uncertain = {{"/operations/alarms/reminders", {}, {}}, {"/operations/water/pump_starts", 0.5, 0.9}};
  plan.draws = 8;
  const Spec spec = load_spec(scenario);
  std::vector<Problem> problems;
  const auto specs = drawn(plan, spec, problems);
  REQUIRE(problems.empty());
  REQUIRE(specs.size() == 9);
  CHECK(of(specs[0], "/operations/water/pump_starts") == of(spec, "/operations/water/pump_starts"));
  std::set<int> eighths;
  for (std::size_t k = 1; k < specs.size(); ++k) {
    const double value = of(specs[k], "/operations/water/pump_starts");
    CHECK(value >= 0.5);
    CHECK(value <= 0.9);
    eighths.insert(static_cast<int>((value - 0.5) / 0.4 * 8.0));
  }
  CHECK(eighths.size() == 8);

  plan.uncertain = {{"/operations/alarm/reminders", {}, {}}, {"/operations/water/pump_starts", 0.5, 3.0}};
  const auto refused = drawn(plan, spec, problems);
  CHECK(refused.size() == 1);
  REQUIRE(problems.size() == 2);
  CHECK(problems[0].hint.en == "did you mean \"/operations/alarms/reminders\"?");
  CHECK(problems[1].pointer == "/uncertain/parameters/1");
}
