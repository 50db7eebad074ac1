// Where things could go, and whether what is asked of them can be met.
#include <fmt/format.h>

#include <string>
#include <utility>

#include "scenarios/plan/hydrant_rules.hpp"
#include "scenarios/plan/hydrant_sites.hpp"
#include "scenarios/plan/planning_steps.hpp"
#include "scenarios/problem.hpp"

namespace yuanluo::scenarios {
namespace {

void candidates_of(Planning& planning, const Decision& decision) {
  PlanResult& result = planning.result;
  result.refused.emplace_back();
  planning.required.emplace_back();
  if (decision.kind != DecisionKind::hydrants) {
    result.candidates.push_back(candidates(result.district, decision));
  } else {
    HydrantSites sites = hydrant_sites(result.district, decision);
    ask_mains(planning.trials.today(), decision, sites);
    result.refused.back() = refused(sites, planning.trials.today(), decision);
    result.candidates.push_back(std::move(sites.fit));
  }
  const models::Text name = words(decision.kind).name;
  planning.note({fmt::format("{}：{} 处候选", name.zh, result.candidates.back().size()),
                 fmt::format("{}: {} candidates", name.en, result.candidates.back().size())});
  for (const Refused& some : result.refused.back()) {
    planning.note({fmt::format("{}：不可用 {} 处，{}", name.zh, some.places, some.why.zh),
                   fmt::format("{}: refused {}, {}", name.en, some.places, some.why.en)});
  }
}

// The places without which a rule that the decision asks for would be broken; reasons why that cannot be.
void demand_rules(Planning& planning, std::size_t d, std::vector<models::Name>& reasons) {
  const Decision& decision = planning.spec.decisions[d];
  const models::Name rule = demand_of(decision);
  if (rule.en.empty()) return;
  const auto& candidates = planning.result.candidates[d];
  RuleDemand demand = rule_demand(planning.trials.today(), decision, candidates, planning.limits());
  const auto why = unmet(demand, planning.result.district, decision, candidates, planning.budget_left);
  reasons.insert(reasons.end(), why.begin(), why.end());
  if (!why.empty()) return;
  if (demand.places.empty()) {
    planning.note({fmt::format("消火栓：现状已做到{}", rule.zh), fmt::format("hydrants: today already {}", rule.en)});
  } else {
    planning.note(
        {fmt::format("消火栓：要使{}，至少需 {} 个，取 {} 处", rule.zh, demand.at_least, demand.places.size()),
         fmt::format("hydrants: at least {} are needed so that {}; {} places do it", demand.at_least, rule.en,
                     demand.places.size())});
  }
  if (demand.hopeless_street_m > 0.0) {
    planning.note({fmt::format("消火栓：约 {:.0f} m 街道附近没有可用位置，间距仍会超过", demand.hopeless_street_m),
                   fmt::format("hydrants: some {:.0f} m of streets have no place near enough and stay farther apart",
                               demand.hopeless_street_m)});
  }
  planning.required[d] = std::move(demand.places);
}

// What the least numbers of a decision that shares the budget cost: those by community, and those that rules ask for.
double floor_of(const Planning& planning, std::size_t d) {
  const Decision& decision = planning.spec.decisions[d];
  if (decision.count != 0) return 0.0;
  std::vector<std::size_t> there(planning.result.district.communities.size(), 0);
  std::size_t least = 0;
  for (const std::uint32_t k : planning.required[d]) {
    const auto& community = planning.result.candidates[d][k].community;
    if (!community || ++there[*community] > decision.at_least_per_community) ++least;
  }
  return static_cast<double>(least + there.size() * decision.at_least_per_community) * decision.cost_yuan;
}

// Everything that cannot be met is said at once.
void check_quotas(Planning& planning) {
  const PlanSpec& spec = planning.spec;
  const PlanResult& result = planning.result;
  planning.budget_left = spec.budget_yuan.value_or(0.0);
  std::vector<Problem> problems;
  const auto refuse = [&](const std::string& pointer, std::vector<models::Name> reasons) {
    for (models::Name& reason : reasons) {
      Problem problem;
      problem.file = spec.file;
      problem.pointer = pointer;
      problem.wanted = {"可行的要求", "demands that can be met"};
      problem.found = std::move(reason);
      problems.push_back(std::move(problem));
    }
  };
  for (const Decision& decision : spec.decisions) {
    if (decision.count == 0) {
      ++planning.open;
    } else if (spec.budget_yuan) {
      planning.budget_left -= static_cast<double>(decision.count) * decision.cost_yuan;
    }
  }
  if (planning.budget_left < 0.0) {
    refuse("/budget_yuan",
           {{fmt::format("给定个数的项目超出预算 {:.0f} 元", -planning.budget_left),
             fmt::format("what is asked for by count is {:.0f} yuan above the budget", -planning.budget_left)}});
    planning.budget_left = 0.0;
  }
  for (std::size_t d = 0; d < spec.decisions.size(); ++d) {
    auto reasons = impossible(result.district, spec.decisions[d], result.candidates[d], planning.quota_of(d, 1.0));
    if (reasons.empty()) demand_rules(planning, d, reasons);
    for (const Refused& some : result.refused[d]) {
      if (result.candidates[d].empty())
        reasons.push_back({fmt::format("不可用 {} 处：{}", some.places, some.why.zh),
                           fmt::format("refused {}: {}", some.places, some.why.en)});
    }
    refuse(fmt::format("/decide/{}", d), std::move(reasons));
  }
  if (!problems.empty()) throw ScenarioError(std::move(problems));
  std::vector<double> floors;
  double all = 0.0;
  for (std::size_t d = 0; d < spec.decisions.size(); ++d) all += floors.emplace_back(floor_of(planning, d));
  if (all > planning.budget_left + 1e-6) {
    refuse("/budget_yuan",
           {{fmt::format("各项的最少数合计需 {:.0f} 元，可用 {:.0f} 元", all, planning.budget_left),
             fmt::format("the least numbers of the decisions cost {:.0f} yuan together, there are {:.0f}", all,
                         planning.budget_left)}});
    throw ScenarioError(std::move(problems));
  }
  planning.floor_yuan = std::move(floors);
}

}  // namespace

void find_candidates(Planning& planning) {
  for (const Decision& decision : planning.spec.decisions) candidates_of(planning, decision);
  check_quotas(planning);
}

}  // namespace yuanluo::scenarios
