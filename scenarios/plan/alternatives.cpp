// Whole alternatives: what each rule chooses for all decisions together.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "scenarios/plan/planning_steps.hpp"
#include "scenarios/plan/ranking.hpp"

namespace yuanluo::scenarios {
namespace {

// The race of variants has luck of its own.
constexpr std::uint64_t race_luck = 0xD1B54A32D192ED03ull;

// How a budget can be divided among the decisions without a count: all to one, halves and quarters for pairs, even.
std::vector<std::vector<double>> splits(const PlanSpec& spec) {
  std::vector<std::size_t> open;
  for (std::size_t d = 0; d < spec.decisions.size(); ++d) {
    if (spec.decisions[d].count == 0) open.push_back(d);
  }
  std::vector<std::vector<double>> all;
  const std::vector<double> none(spec.decisions.size(), 0.0);
  for (const std::size_t a : open) {
    all.push_back(none);
    all.back()[a] = 1.0;
    for (const std::size_t b : open) {
      if (b <= a) continue;
      for (const double share : {0.25, 0.5, 0.75}) {
        all.push_back(none);
        all.back()[a] = share;
        all.back()[b] = 1.0 - share;
      }
    }
  }
  if (open.size() > 2) {
    all.push_back(none);
    for (const std::size_t d : open) all.back()[d] = 1.0 / static_cast<double>(open.size());
  }
  return all;
}

// What was chosen by other weights, in the terms of the plain benefit; what just missed stays that of the weights.
Selected revalued(const Choosing& choosing, const Quota& quota, Selected selected) {
  const auto benefit = make_benefit(choosing.world, choosing.decision, choosing.candidates, choosing.load);
  Selected plain = ranked_by_gain(*benefit, choosing.candidates, selected.chosen, quota);
  plain.method = std::move(selected.method);
  plain.missed = std::move(selected.missed);
  benefit->clear();
  for (const std::uint32_t k : plain.chosen) benefit->choose(k);
  for (Missed& missed : plain.missed) missed.gain = benefit->gain(missed.candidate);
  return plain;
}

bool chooses_alike(const Alternative& a, const Alternative& b) {
  for (std::size_t d = 0; d < a.selected.size(); ++d) {
    auto mine = a.selected[d].chosen, yours = b.selected[d].chosen;
    std::sort(mine.begin(), mine.end());
    std::sort(yours.begin(), yours.end());
    if (mine != yours) return false;
  }
  return true;
}

// Rules that choose alike are one alternative.
void enter(Planning& planning, Alternative made) {
  PlanResult& result = planning.result;
  for (const Alternative& other : result.alternatives) {
    if (!chooses_alike(made, other)) continue;
    planning.note({fmt::format("「{}」与「{}」的选择相同", made.name.zh, other.name.zh),
                   fmt::format("\"{}\" chooses the same as \"{}\"", made.name.en, other.name.en)});
    return;
  }
  planning.numbers.push_back(planning.trials.add([&planning, selected = made.selected](models::District& district) {
    for (std::size_t d = 0; d < selected.size(); ++d)
      add_to(district, planning.spec.decisions[d], planning.result.candidates[d], selected[d].chosen);
  }));
  result.alternatives.push_back(std::move(made));
}

// What one rule chooses for a decision with its share of the budget; nothing where that does not pay for one.
Selected chosen_by(const Planning& planning, Rule rule, std::size_t d, double share) {
  const Choosing choosing = planning.choosing(d);
  const Quota quota = planning.quota_of(d, share);
  if (!impossible(choosing.world.district, choosing.decision, choosing.candidates, quota).empty()) return {};
  const double weight = rule == Rule::vulnerable ? 5.0 : 1.0;
  const auto benefit = make_benefit(choosing.world, choosing.decision, choosing.candidates, choosing.load, weight);
  Selected selected =
      select(choosing.world, choosing.decision, choosing.candidates, *benefit, rule, quota, choosing.limits);
  return rule == Rule::vulnerable ? revalued(choosing, quota, std::move(selected)) : selected;
}

// `bounds`: by decision, what no choice of that share exceeds.
void choose_by(Planning& planning, Rule rule, const std::vector<double>& shares, const std::vector<double>& bounds) {
  Alternative made;
  made.name = models::name_of(name_of(rule));
  made.ours = ours(rule);
  for (std::size_t d = 0; d < shares.size(); ++d) {
    made.selected.push_back(chosen_by(planning, rule, d, shares[d]));
    made.selected.back().bound = std::max(made.selected.back().total, bounds[d]);
    made.cost_yuan += made.selected.back().cost_yuan;
  }
  enter(planning, std::move(made));
}

// The choices by benefit of each decision, made once for each share of the budget: divisions of it have shares in
// common, and a count is chosen alike whatever the others get.
class ChoicesByBenefit {
 public:
  explicit ChoicesByBenefit(const Planning& planning) : planning_(planning) {}

  const Selected& of(std::size_t d, double share) {
    if (planning_.spec.decisions[d].count != 0) share = 0.0;
    const auto [known, is_new] = known_.try_emplace({d, share});
    if (is_new) known->second = chosen_by(planning_, Rule::benefit, d, share);
    return known->second;
  }

 private:
  const Planning& planning_;
  std::map<std::pair<std::size_t, double>, Selected> known_;
};

// The choice by benefit for a division of the budget, or the only one.
void choose_by_benefit(Planning& planning, ChoicesByBenefit& choices, const std::vector<double>& shares) {
  Alternative made;
  made.name = models::name_of(name_of(Rule::benefit));
  for (std::size_t d = 0; d < shares.size(); ++d) {
    const Decision& decision = planning.spec.decisions[d];
    made.selected.push_back(choices.of(d, shares[d]));
    made.cost_yuan += made.selected.back().cost_yuan;
    if (planning.open < 2 || decision.count != 0 || shares[d] == 0.0) continue;
    made.name.zh += fmt::format("，{} {:.0f}%", words(decision.kind).name.zh, 100.0 * shares[d]);
    made.name.en += fmt::format(", {} {:.0f} %", words(decision.kind).name.en, 100.0 * shares[d]);
  }
  enter(planning, std::move(made));
}

}  // namespace

void make_alternatives(Planning& planning) {
  const std::vector<double> even(planning.spec.decisions.size(),
                                 1.0 / std::max<double>(1.0, static_cast<double>(planning.open)));
  ChoicesByBenefit choices(planning);
  const auto divisions = planning.open > 1 ? splits(planning.spec) : std::vector<std::vector<double>>{even};
  for (const std::vector<double>& shares : divisions) choose_by_benefit(planning, choices, shares);
  std::vector<double> bounds;
  for (std::size_t d = 0; d < even.size(); ++d) bounds.push_back(choices.of(d, even[d]).bound);
  for (std::size_t k = 0; k < rules; ++k) {
    if (static_cast<Rule>(k) != Rule::benefit) choose_by(planning, static_cast<Rule>(k), even, bounds);
  }
  const std::size_t count = planning.result.alternatives.size();
  planning.note({fmt::format("{} 个备选方案", count), fmt::format("{} alternatives", count)});
}

void race_for_another(Planning& planning) {
  const PlanSpec& spec = planning.spec;
  PlanResult& result = planning.result;
  if (spec.variants < 2) return;
  const Choosing choosing = planning.choosing(0);
  RaceGoal goal;
  goal.variants = static_cast<std::size_t>(spec.variants);
  goal.most = static_cast<std::size_t>(spec.race_replications);
  goal.difference = planning.difference;
  goal.confidence = spec.confidence;
  goal.seed = planning.seed ^ race_luck;
  const Selected& start = result.alternatives.front().selected[0];
  const std::size_t before = result.alternatives.size();
  const Quota quota = planning.quota_of(0, 1.0);
  Race race = race_variants(choosing, quota, start.chosen, goal, planning.trials);
  planning.note({fmt::format("仿真比较 {} 个变体：{} 次重复，每次 {} 天；选对的估计概率 {:.3f}", race.variants,
                             race.evaluations, spec.days, race.confidence),
                 fmt::format("{} variants raced in the simulation: {} replications of {} days each; estimated "
                             "probability of good selection {:.3f}",
                             race.variants, race.evaluations, spec.days, race.confidence)});
  Alternative made;
  made.name = {"按效益，经仿真改进", "by benefit, improved by simulation"};
  const auto benefit = make_benefit(choosing.world, choosing.decision, choosing.candidates, choosing.load);
  made.selected.push_back(ranked_by_gain(*benefit, choosing.candidates, race.places, quota));
  made.selected.back().bound = std::max(start.bound, made.selected.back().total);
  made.selected.back().method = "simulation of variants";
  made.cost_yuan = made.selected.back().cost_yuan;
  enter(planning, std::move(made));
  if (result.alternatives.size() == before) {
    planning.note(
        {"仿真没有找到比按效益更好的变体", "the simulation found no variant better than the choice by benefit"});
  }
  result.race = std::move(race);
}

}  // namespace yuanluo::scenarios
