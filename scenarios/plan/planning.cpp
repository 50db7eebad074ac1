#include "scenarios/plan/planning.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "scenarios/plan/planning_steps.hpp"
#include "scenarios/plan/reasons.hpp"

namespace yuanluo::scenarios {
namespace {

void describe_measures(Planning& planning) {
  PlanResult& result = planning.result;
  const std::vector<PlanObjective> measures = planning.spec.measures();
  for (std::size_t k = 0; k < measures.size(); ++k) {
    const models::KpiDefinition& definition = planning.trials.definition(k);
    const models::Text as = text_of(measures[k].as);
    result.names.push_back({definition.name.zh + std::string(as.zh), definition.name.en + std::string(as.en)});
    result.units.push_back(definition.unit);
    result.less_is_better.push_back(planning.trials.columns()[k].less_is_better);
  }
}

// Today's district: how much work there is, and what difference is worth telling apart.
void pilot(Planning& planning) {
  planning.trials.run(planning.seed, Planning::block(0, planning.spec.first));
  planning.load = load_of(planning.trials.work());
  const auto today = planning.values(planning.seed, 0, static_cast<std::size_t>(planning.spec.first), 0);
  const double mean = sim::mean_interval(today, planning.spec.confidence).mean;
  planning.difference =
      planning.spec.difference > 0.0 ? planning.spec.difference : std::max(1e-9, 0.02 * std::abs(mean));
  planning.note({fmt::format("现状：{} = {:.4g}", planning.result.names[0].zh, mean),
                 fmt::format("today: {} = {:.4g}", planning.result.names[0].en, mean)});
}

void explain_choice(Planning& planning) {
  const Alternative& best = planning.result.alternatives[planning.result.best];
  for (std::size_t d = 0; d < best.selected.size(); ++d)
    planning.result.reasons.push_back(reasons(planning.choosing(d), best.selected[d].chosen));
}

void count_rules(Planning& planning) {
  PlanResult& result = planning.result;
  bool hydrants = false;
  models::District then = result.district;
  for (std::size_t d = 0; d < planning.spec.decisions.size(); ++d) {
    if (planning.spec.decisions[d].kind != DecisionKind::hydrants) continue;
    hydrants = true;
    add_to(then, planning.spec.decisions[d], result.candidates[d], result.alternatives[result.best].selected[d].chosen);
  }
  if (hydrants && planning.trials.today().settings.water.hydraulics)
    result.rules = count_breaks(planning.trials.today(), std::move(then));
}

}  // namespace

void Planning::note(models::Name what) {
  progress(what);
  result.log.push_back(std::move(what));
}

Quota Planning::quota_of(std::size_t d, double share_of_budget) const {
  const Decision& decision = spec.decisions[d];
  Quota quota;
  quota.required = required[d];
  quota.count = decision.count;
  if (decision.count == 0) {
    const double divided = budget_left - std::accumulate(floor_yuan.begin(), floor_yuan.end(), 0.0);
    quota.budget_yuan = (floor_yuan.empty() ? 0.0 : floor_yuan[d]) + share_of_budget * divided;
  }
  quota.at_least_per_community = decision.at_least_per_community;
  if (decision.at_most_per_community != 0) quota.at_most_per_community = decision.at_most_per_community;
  return quota;
}

plan::siting::Limits Planning::limits() const {
  plan::siting::Limits limits;
  limits.seconds = spec.search_s;
  limits.seed = seed;
  return limits;
}

Choosing Planning::choosing(std::size_t d) const {
  return {trials.today(), spec.decisions[d], result.candidates[d], load, limits()};
}

std::vector<plan::Trial> Planning::block(std::uint32_t number, std::int64_t replications) {
  std::vector<plan::Trial> trials;
  for (std::int64_t r = 0; r < replications; ++r) trials.push_back({number, static_cast<std::uint32_t>(r)});
  return trials;
}

std::vector<double> Planning::values(std::uint64_t with_seed, std::uint32_t number, std::size_t replications,
                                     std::size_t measure) const {
  std::vector<double> values;
  for (std::uint32_t r = 0; r < replications; ++r) values.push_back(trials.value(with_seed, {number, r}, measure));
  return values;
}

sim::ConfidenceInterval Planning::gain(std::uint64_t with_seed, std::uint32_t number, std::size_t replications,
                                       std::size_t measure) const {
  const auto today = values(with_seed, 0, replications, measure);
  const auto then = values(with_seed, number, replications, measure);
  return result.less_is_better[measure] ? sim::paired_difference_interval(today, then, spec.confidence)
                                        : sim::paired_difference_interval(then, today, spec.confidence);
}

PlanResult make_plan(const PlanSpec& spec, int threads, const PlanProgress& progress) {
  Planning planning{spec, progress, Trials(spec, threads), static_cast<std::uint64_t>(spec.seed)};
  planning.result.spec = spec;
  planning.result.district = planning.trials.today().district;
  describe_measures(planning);
  find_candidates(planning);
  pilot(planning);
  make_alternatives(planning);
  race_for_another(planning);
  choose_alternative(planning);
  confirm_alternatives(planning);
  explain_choice(planning);
  draw_curves(planning);
  count_rules(planning);
  return std::move(planning.result);
}

}  // namespace yuanluo::scenarios
