// A plan from question to promise: candidates, whole alternatives by benefit and by simpler rules, the best of them by
// simulation, and what it brings with luck that nobody has seen before.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/district.hpp"
#include "models/text.hpp"
#include "plan/experiment/selection.hpp"
#include "scenarios/plan/effects.hpp"
#include "scenarios/plan/hydrant_rules.hpp"
#include "scenarios/plan/hydrant_sites.hpp"
#include "scenarios/plan/plan_spec.hpp"
#include "scenarios/plan/race.hpp"
#include "scenarios/plan/selection.hpp"
#include "scenarios/plan/trade_off.hpp"
#include "scenarios/problem.hpp"
#include "sim/confidence.hpp"

namespace yuanluo::scenarios {

// A whole plan: what each decision chooses.
struct Alternative {
  models::Name name;
  bool ours = true;
  std::vector<Selected> selected;  // by decision
  double cost_yuan = 0.0;
};

// After the first so many of the chosen list.
struct CurvePoint {
  std::size_t count = 0;
  double cost_yuan = 0.0;
  double benefit_share = 0.0;                   // of the benefit of all
  std::optional<sim::ConfidenceInterval> gain;  // simulated, with the sign turned so that more is better
};

struct PlanResult {
  PlanSpec spec;
  models::District district;                       // today
  std::vector<std::vector<Candidate>> candidates;  // by decision
  std::vector<std::vector<Refused>> refused;       // by decision
  std::vector<Alternative> alternatives;
  std::size_t best = 0;

  std::vector<std::string> objective_units;
  std::vector<models::Name> objective_names;
  std::vector<bool> less_is_better;
  std::vector<double> today;                        // by objective, with the confirming luck
  plan::Selection selection;                        // of alternatives, by the first objective
  std::optional<sim::ConfidenceInterval> promised;  // gain of the best as the selection saw it
  std::vector<std::vector<Effect>> effects;         // by alternative, then objective, with the confirming luck
  std::vector<bool> efficient;                      // by alternative: no other is as good in all objectives and cost
  std::vector<CurvePoint> curve;                    // of the best alternative's first decision that chose anything
  std::size_t curve_decision = 0;
  std::vector<FairnessPoint> fairness;  // of the same decision
  Front front;                          // of the same decision
  std::optional<Race> race;             // of variants, where the plan has one
  std::vector<RuleCount> rules;         // for hydrants, where the plan adds some
  std::vector<models::Name> log;
};

// Called with what is being done.
using PlanProgress = std::function<void(const models::Name&)>;

// Makes the plan. Throws ScenarioError for scenarios that are wrong, KPIs that nothing is called, and demands that
// cannot be met, each with the reason.
PlanResult make_plan(const PlanSpec& spec, int threads, const PlanProgress& progress);

}  // namespace yuanluo::scenarios
