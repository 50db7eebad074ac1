#include "scenarios/plan/hydrant_rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
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

std::vector<models::PlanePoint> hydrant_places(const models::World& world) {
  std::vector<models::PlanePoint> points;
  for (const models::Hydrant& h : world.district.hydrants) points.push_back(world.plane.to_plane(h.position));
  return points;
}

// Metres of the streets that need hydrants farther than this from every one.
std::size_t street_beyond_m(const models::World& world, double within_m) {
  const models::PointIndex hydrants(hydrant_places(world));
  double beyond_m = 0.0;
  for (const models::PlanePoint at : models::street_points(world)) {
    if (hydrants.empty() || hydrants.within(at, within_m).empty()) beyond_m += models::street_step_m;
  }
  return static_cast<std::size_t>(beyond_m);
}

// Who must be near a hydrant, as the rows of a covering problem.
class Cover {
 public:
  Cover(const models::World& world, std::span<const Candidate> candidates)
      : standing_(hydrant_places(world)), possible_(places(world, candidates)) {}

  enum class Found { standing, candidate, none };
  Found ask(models::PlanePoint at, double within_m) {
    if (!standing_.empty() && !standing_.within(at, within_m).empty()) return Found::standing;
    std::vector<plan::siting::Site> reached;
    if (!possible_.empty()) reached = possible_.within(at, within_m);
    if (reached.empty()) return Found::none;
    std::sort(reached.begin(), reached.end());
    rows_.insert(std::move(reached));
    return Found::candidate;
  }
  // Neighbours that the same places reach are one row.
  const std::set<std::vector<plan::siting::Site>>& rows() const { return rows_; }

 private:
  static std::vector<models::PlanePoint> places(const models::World& world, std::span<const Candidate> candidates) {
    std::vector<models::PlanePoint> points;
    for (const Candidate& c : candidates) points.push_back(world.plane.to_plane(c.position));
    return points;
  }

  models::PointIndex standing_, possible_;
  std::set<std::vector<plan::siting::Site>> rows_;
};

}  // namespace

models::Name demand_of(const Decision& decision) {
  if (decision.kind != DecisionKind::hydrants) return {};
  models::Name text;
  if (decision.radius_m > 0.0) {
    text = {fmt::format("每栋建筑 {:g} m 内有栓", decision.radius_m),
            fmt::format("every building has one within {:g} m", decision.radius_m)};
  }
  if (decision.street_spacing_m <= 0.0) return text;
  text.zh += fmt::format("{}沿街间距不大于 {:g} m", text.zh.empty() ? "" : "且", decision.street_spacing_m);
  text.en += fmt::format("{}they stand no farther apart than {:g} m along streets", text.en.empty() ? "" : " and ",
                         decision.street_spacing_m);
  return text;
}

RuleDemand rule_demand(const models::World& world, const Decision& decision, std::span<const Candidate> candidates,
                       const plan::siting::Limits& limits) {
  Cover cover(world, candidates);
  RuleDemand demand;
  if (decision.radius_m > 0.0) {
    for (const models::Building& building : world.district.buildings) {
      if (cover.ask(world.plane.to_plane(building.position), decision.radius_m) != Cover::Found::none) continue;
      if (demand.hopeless.empty() || demand.hopeless.back() != building.compound.value)
        demand.hopeless.push_back(building.compound.value);
    }
  }
  if (decision.street_spacing_m > 0.0) {
    for (const models::PlanePoint at : models::street_points(world)) {
      if (cover.ask(at, decision.street_spacing_m / 2.0) == Cover::Found::none)
        demand.hopeless_street_m += models::street_step_m;
    }
  }
  if (cover.rows().empty()) return demand;
  plan::siting::CoverProblem problem;
  problem.reached_by.assign(cover.rows().begin(), cover.rows().end());
  problem.needed.assign(problem.reached_by.size(), 1);
  problem.site_cost.assign(candidates.size(), 1.0);
  problem.kept.assign(candidates.size(), 0);
  const plan::siting::Outcome found = plan::siting::solve_cover(problem, limits);
  demand.places = found.open;
  demand.at_least = static_cast<std::size_t>(std::ceil(found.bound - 1e-6));
  return demand;
}

std::vector<models::Name> unmet(const RuleDemand& demand, const models::District& district, const Decision& decision,
                                std::span<const Candidate> candidates, double budget_yuan) {
  const models::Name rule = demand_of(decision);
  if (!demand.hopeless.empty()) {
    const models::Name& first = district.compounds[demand.hopeless.front()].name;
    return {{fmt::format("消火栓：{} 个院落有建筑距所有候选位置都超过 {:g} m，例如{}", demand.hopeless.size(),
                         decision.radius_m, first.zh),
             fmt::format("hydrants: {} compounds have a building farther than {:g} m from every place, {} for one",
                         demand.hopeless.size(), decision.radius_m, first.en)}};
  }
  std::vector<std::size_t> there(district.communities.size(), 0);
  for (const std::uint32_t k : demand.places) {
    if (const auto community = candidates[k].community) ++there[*community];
  }
  std::size_t wanted = demand.places.size();
  for (const std::size_t n : there)
    wanted += decision.at_least_per_community - std::min(decision.at_least_per_community, n);
  if (decision.count != 0 && wanted > decision.count) {
    return {{fmt::format("消火栓：要使{}并满足各社区最少数，需 {} 个，只允许 {} 个", rule.zh, wanted, decision.count),
             fmt::format("hydrants: {} are needed so that {} and each community has its least number, {} are allowed",
                         wanted, rule.en, decision.count)}};
  }
  const double price = static_cast<double>(wanted) * decision.cost_yuan;
  if (decision.count == 0 && price > budget_yuan) {
    return {{fmt::format("消火栓：要使{}，需 {:.0f} 元，预算 {:.0f} 元", rule.zh, price, budget_yuan),
             fmt::format("hydrants: {:.0f} yuan are needed so that {}, the budget is {:.0f} yuan", price, rule.en,
                         budget_yuan)}};
  }
  return {};
}

std::vector<RuleCount> count_breaks(const models::World& today, models::District then) {
  const models::World with_plan = models::make_world(std::move(then), today.settings);
  const auto before = breaks_by_rule(today), after = breaks_by_rule(with_plan);
  std::vector<RuleCount> counts;
  for (std::size_t r = 0; r < before.size(); ++r) {
    if (static_cast<models::HydrantRule>(r) == models::HydrantRule::spacing) {
      // More hydrants are more that can stand too far apart: what counts is the street between them.
      const double half_m = today.settings.water.rules.spacing_m / 2.0;
      counts.push_back({{fmt::format("距栓超过 {:g} m 的街道（米）", half_m),
                         fmt::format("m of street farther than {:g} m from a hydrant", half_m)},
                        street_beyond_m(today, half_m),
                        street_beyond_m(with_plan, half_m)});
      continue;
    }
    const models::Text rule = word(static_cast<models::HydrantRule>(r)).text;
    counts.push_back({{std::string(rule.zh), std::string(rule.en)}, before[r], after[r]});
  }
  return counts;
}

}  // namespace yuanluo::scenarios
