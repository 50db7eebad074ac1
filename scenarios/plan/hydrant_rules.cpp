#include "scenarios/plan/hydrant_rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "models/hazard.hpp"
#include "models/roads/point_index.hpp"
#include "models/water/rules.hpp"
#include "plan/siting/set_cover.hpp"

namespace yuanluo::scenarios {
namespace {

std::vector<std::size_t> breaks_by_rule(const models::World& world) {
  std::vector<std::size_t> count(models::hydrant_rules, 0);
  for (const models::RuleBreak& broken : rule_breaks(world, hydrant_figures(world)))
    ++count[static_cast<std::size_t>(broken.rule)];
  return count;
}

}  // namespace

RadiusDemand radius_demand(const models::World& world, std::span<const Candidate> candidates, double radius_m,
                           const plan::siting::Limits& limits) {
  std::vector<models::PlanePoint> hydrants, places;
  for (const models::Hydrant& h : world.district.hydrants) hydrants.push_back(world.plane.to_plane(h.position));
  for (const Candidate& c : candidates) places.push_back(world.plane.to_plane(c.position));
  const models::PointIndex standing(hydrants), possible(places);
  RadiusDemand demand;
  plan::siting::CoverProblem problem;
  for (const models::Building& building : world.district.buildings) {
    const models::PlanePoint at = world.plane.to_plane(building.position);
    if (!standing.empty() && !standing.within(at, radius_m).empty()) continue;
    std::vector<plan::siting::Site> reached;
    if (!possible.empty()) reached = possible.within(at, radius_m);
    if (reached.empty()) {
      if (demand.hopeless.empty() || demand.hopeless.back() != building.compound.value)
        demand.hopeless.push_back(building.compound.value);
      continue;
    }
    problem.reached_by.push_back(std::move(reached));
  }
  if (problem.reached_by.empty()) return demand;
  problem.needed.assign(problem.reached_by.size(), 1);
  problem.site_cost.assign(candidates.size(), 1.0);
  problem.kept.assign(candidates.size(), 0);
  const plan::siting::Outcome cover = plan::siting::solve_cover(problem, limits);
  demand.places = cover.open;
  demand.at_least = static_cast<std::size_t>(std::ceil(cover.bound - 1e-6));
  return demand;
}

std::vector<models::Name> unmet(const RadiusDemand& demand, const models::District& district, const Decision& decision,
                                std::span<const Candidate> candidates, double budget_yuan) {
  const double radius_m = decision.radius_m;
  if (!demand.hopeless.empty()) {
    const models::Name& first = district.compounds[demand.hopeless.front()].name;
    return {{fmt::format("消火栓：{} 个院落有建筑距所有候选位置都超过 {:g} m，例如{}", demand.hopeless.size(), radius_m,
                         first.zh),
             fmt::format("hydrants: {} compounds have a building farther than {:g} m from every place, {} for one",
                         demand.hopeless.size(), radius_m, first.en)}};
  }
  std::vector<std::size_t> there(district.communities.size(), 0);
  for (const std::uint32_t k : demand.places) {
    if (const auto community = candidates[k].community) ++there[*community];
  }
  std::size_t wanted = demand.places.size();
  for (const std::size_t n : there)
    wanted += decision.at_least_per_community - std::min(decision.at_least_per_community, n);
  if (decision.count != 0 && wanted > decision.count) {
    return {{fmt::format("消火栓：使每栋建筑 {:g} m 内有栓且满足各社区最少数需 {} 个，只允许 {} 个", radius_m, wanted,
                         decision.count),
             fmt::format("hydrants: {} are needed so that every building has one within {:g} m and each community its "
                         "least number, {} are allowed",
                         wanted, radius_m, decision.count)}};
  }
  const double price = static_cast<double>(wanted) * decision.cost_yuan;
  if (decision.count == 0 && price > budget_yuan) {
    return {{fmt::format("消火栓：使每栋建筑 {:g} m 内有栓需 {:.0f} 元，预算 {:.0f} 元", radius_m, price, budget_yuan),
             fmt::format("hydrants: {:.0f} yuan are needed so that every building has one within {:g} m, the budget is "
                         "{:.0f} yuan",
                         price, radius_m, budget_yuan)}};
  }
  return {};
}

std::vector<RuleCount> count_breaks(const models::World& today, models::District then) {
  const auto before = breaks_by_rule(today);
  const auto after = breaks_by_rule(models::make_world(std::move(then), today.settings));
  std::vector<RuleCount> counts;
  for (std::size_t r = 0; r < before.size(); ++r) {
    const models::Text rule = word(static_cast<models::HydrantRule>(r)).text;
    counts.push_back({{std::string(rule.zh), std::string(rule.en)}, before[r], after[r]});
  }
  return counts;
}

}  // namespace yuanluo::scenarios
