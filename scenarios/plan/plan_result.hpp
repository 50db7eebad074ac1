// What a plan found: the places, the other alternatives, what each brings, and how all that was chosen.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
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
#include "sim/confidence.hpp"

namespace yuanluo::scenarios {

// A whole plan: what each decision chooses.
struct Alternative {
  models::Name name;
  bool ours = true;
  std::vector<Selected> selected;  // by decision
  double cost_yuan = 0.0;
  std::vector<std::size_t> breaks;  // constraints that it did not keep before the selection, which is among the others
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

  // By measure: the objectives, then the constraints.
  std::vector<std::string> units;
  std::vector<models::Name> names;
  std::vector<bool> less_is_better;
  std::vector<double> today;                        // with the confirming luck
  plan::Selection selection;                        // of alternatives, by the first objective
  std::optional<sim::ConfidenceInterval> promised;  // gain of the best as the selection saw it
  std::vector<std::vector<Effect>> effects;         // by alternative, then measure, with the confirming luck
  std::vector<bool> efficient;                      // by alternative: no other is as good in all objectives and cost
  std::vector<std::vector<models::Name>> reasons;   // by decision: why each place of the best alternative
  std::vector<CurvePoint> curve;                    // of the decision on which the best alternative spends most
  std::size_t curve_decision = 0;
  std::vector<FairnessPoint> fairness;  // of the same decision
  Front front;                          // of the same decision
  std::optional<Race> race;             // of variants, where the plan has one
  std::vector<RuleCount> rules;         // for hydrants, where the plan adds some
  std::vector<models::Name> log;
};

// What the n-th chosen place of a decision adds to the first objective, with its interval: its share of the benefit of
// all, times the confirmed gain. None where nothing was simulated, or several decisions share the gain.
std::optional<sim::ConfidenceInterval> marginal_gain(const PlanResult& plan, std::size_t decision, std::size_t n);

// How far the n-th chosen place of a decision is from the nearest hydrant, standing or chosen; none for other kinds.
std::optional<double> nearest_hydrant_m(const PlanResult& plan, std::size_t decision, std::size_t n);

// How many of the chosen bring `share` of their benefit.
std::size_t count_for_share(const Selected& selected, double share);

// What stands behind a measure's name for its unit: " (s)", " (a year)"; nothing for shares.
models::Name unit_text(const PlanResult& plan, std::size_t measure);

// Whether all runners-up of a decision are one place: of homes, whoever just missed would come in for any.
bool same_runner_up(const Selected& selected);

// A constraint in words: "fall: response (mean) (gap between communities) at most 60 s".
models::Name limit_of(const PlanResult& plan, std::size_t constraint);

// Whether what is known of its measure keeps a constraint.
bool keeps(const PlanConstraint& constraint, double mean, const sim::ConfidenceInterval& change, bool less_is_better);

// Called with what is being done.
using PlanProgress = std::function<void(const models::Name&)>;

}  // namespace yuanluo::scenarios
