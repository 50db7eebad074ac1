// The rules for hydrants as a demand on a plan, and as a count before and after it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "models/text.hpp"
#include "models/world.hpp"
#include "plan/siting/outcome.hpp"
#include "scenarios/plan/decision.hpp"

namespace yuanluo::scenarios {

// The fewest places so that, those that stand counted, every building has a hydrant within the decision's radius as the
// crow flies, and every point of the streets that need hydrants one within half its greatest spacing, as far as there
// are candidates. Source: [GB50974] 7.2.5.
struct RuleDemand {
  std::vector<std::uint32_t> places;    // of the candidates
  std::size_t at_least = 0;             // no choice of fewer is enough
  std::vector<std::uint32_t> hopeless;  // compounds with a building that no candidate reaches
  double hopeless_street_m = 0.0;       // of streets that no candidate reaches
};
RuleDemand rule_demand(const models::World& world, const Decision& decision, std::span<const Candidate> candidates,
                       const plan::siting::Limits& limits);

// What the decision demands by rule: "every building has one within 150 m"; empty where nothing.
models::Name demand_of(const Decision& decision);

// Why the demand cannot be met with the decision's number and least number by community, or, without a number, with so
// much money; empty if it can. Streets that no candidate reaches are no reason.
std::vector<models::Name> unmet(const RuleDemand& demand, const models::District& district, const Decision& decision,
                                std::span<const Candidate> candidates, double budget_yuan);

// How many breaks of a rule for hydrants a district has, and has once it is changed.
struct RuleCount {
  models::Name rule;
  std::size_t today = 0, then = 0;
};
std::vector<RuleCount> count_breaks(const models::World& today, models::District then);

}  // namespace yuanluo::scenarios
