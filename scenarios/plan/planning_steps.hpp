// The steps of a plan, one after another, and what they share.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "models/text.hpp"
#include "plan/experiment/trial.hpp"
#include "plan/siting/outcome.hpp"
#include "scenarios/plan/plan_result.hpp"
#include "scenarios/plan/plan_spec.hpp"
#include "scenarios/plan/selection.hpp"
#include "scenarios/plan/staff_load.hpp"
#include "scenarios/plan/trade_off.hpp"
#include "scenarios/plan/trials.hpp"
#include "sim/confidence.hpp"

namespace yuanluo::scenarios {

struct Planning {
  const PlanSpec& spec;
  const PlanProgress& progress;
  Trials trials;
  std::uint64_t seed;
  PlanResult result{};

  // What is asked of the decisions.
  std::size_t open = 0;              // decisions that share the budget
  double budget_left = 0.0;          // for them
  std::vector<double> floor_yuan{};  // by decision: what its least numbers cost; the rest of the budget is divided
  std::vector<std::vector<std::uint32_t>> required{};  // by decision: candidates that any choice must hold

  // What a look at today's district told.
  StaffLoad load{};
  double difference = 0.0;  // worth telling apart

  std::vector<std::uint32_t> numbers{};  // of the alternatives among the trials

  void note(models::Name what);
  Quota quota_of(std::size_t decision, double share_of_budget) const;
  plan::siting::Limits limits() const;
  Choosing choosing(std::size_t decision) const;

  static std::vector<plan::Trial> block(std::uint32_t number, std::int64_t replications);
  std::vector<double> values(std::uint64_t with_seed, std::uint32_t number, std::size_t replications,
                             std::size_t measure) const;
  // Better by so much than today, more being better whatever the measure.
  sim::ConfidenceInterval gain(std::uint64_t with_seed, std::uint32_t number, std::size_t replications,
                               std::size_t measure) const;
  // The seed of the luck that confirms: another than that by which the choice was made.
  std::uint64_t fresh_seed() const { return seed ^ 0x9E3779B97F4A7C15ull; }
};

// Where things could go, and whether what is asked of them can be met. Throws ScenarioError with every reason why not.
void find_candidates(Planning& planning);

// Sets of places by each rule, in turn and where the budget is shared divided in several ways; then, where the plan has
// variants, the winner of their race.
void make_alternatives(Planning& planning);
void race_for_another(Planning& planning);

// Drops the alternatives that break a constraint, selects among the others by the first objective, and confirms what
// all bring with fresh luck. Throws ScenarioError where no alternative keeps the constraints.
void choose_alternative(Planning& planning);
void confirm_alternatives(Planning& planning);

// Of the chosen alternative: benefit and simulated gain after the first so many places, the front, the price of
// fairness.
void draw_curves(Planning& planning);

}  // namespace yuanluo::scenarios
