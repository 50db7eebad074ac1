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

// The fewest places so that every building has a hydrant within the decision's radius as the crow flies, those that
// stand counted. Source: [GB50974] 7.2.5.
struct RadiusDemand {
  std::vector<std::uint32_t> places;    // of the candidates
  std::size_t at_least = 0;             // no choice of fewer is enough
  std::vector<std::uint32_t> hopeless;  // compounds with a building that no candidate reaches
};
RadiusDemand radius_demand(const models::World& world, std::span<const Candidate> candidates, double radius_m,
                           const plan::siting::Limits& limits);

// Why the demand cannot be met with the decision's number and least number by community, or, without a number, with so
// much money; empty if it can.
std::vector<models::Name> unmet(const RadiusDemand& demand, const models::District& district, const Decision& decision,
                                std::span<const Candidate> candidates, double budget_yuan);

// How many breaks of a rule for hydrants a district has, and has once it is changed.
struct RuleCount {
  models::Name rule;
  std::size_t today = 0, then = 0;
};
std::vector<RuleCount> count_breaks(const models::World& today, models::District then);

}  // namespace yuanluo::scenarios
