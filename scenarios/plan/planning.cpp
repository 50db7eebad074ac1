#include "scenarios/plan/planning.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "scenarios/plan/hydrant_rules.hpp"
#include "scenarios/plan/hydrant_sites.hpp"
#include "scenarios/plan/ranking.hpp"
#include "scenarios/plan/trials.hpp"

namespace yuanluo::scenarios {
namespace {

// Confirming replications have another seed than those that the choice was made with.
constexpr std::uint64_t fresh_luck = 0x9E3779B97F4A7C15ull;
constexpr std::uint64_t race_luck = 0xD1B54A32D192ED03ull;

class Planner {
 public:
  Planner(const PlanSpec& spec, int threads, const PlanProgress& progress)
      : spec_(spec), progress_(progress), trials_(spec, threads), seed_(static_cast<std::uint64_t>(spec.seed)) {}

  PlanResult operator()() {
    result_.spec = spec_;
    result_.district = trials_.today().district;
    describe_objectives();
    for (const Decision& decision : spec_.decisions) find_candidates(decision);
    check_quotas();
    pilot();
    make_alternatives();
    race();
    choose();
    confirm();
    curve_and_fairness();
    count_rules();
    return std::move(result_);
  }

 private:
  void note(models::Name what) {
    progress_(what);
    result_.log.push_back(std::move(what));
  }

  void find_candidates(const Decision& decision) {
    result_.refused.emplace_back();
    required_.emplace_back();
    if (decision.kind != DecisionKind::hydrants) {
      result_.candidates.push_back(candidates(result_.district, decision));
    } else {
      HydrantSites sites = hydrant_sites(result_.district, decision);
      ask_mains(trials_.today(), decision, sites);
      result_.refused.back() = refused(sites, trials_.today(), decision);
      result_.candidates.push_back(std::move(sites.fit));
    }
    const models::Text name = words(decision.kind).name;
    note({fmt::format("{}：{} 处候选", name.zh, result_.candidates.back().size()),
          fmt::format("{}: {} candidates", name.en, result_.candidates.back().size())});
    for (const Refused& some : result_.refused.back()) {
      note({fmt::format("{}：不可用 {} 处，{}", name.zh, some.places, some.why.zh),
            fmt::format("{}: refused {}, {}", name.en, some.places, some.why.en)});
    }
  }

  // The places without which a building has no hydrant within the radius; reasons why that cannot be.
  void demand_radius(std::size_t d, std::vector<models::Name>& reasons) {
    const Decision& decision = spec_.decisions[d];
    if (decision.radius_m <= 0.0 || decision.kind != DecisionKind::hydrants) return;
    plan::siting::Limits limits;
    limits.seconds = spec_.search_s;
    RadiusDemand demand = radius_demand(trials_.today(), result_.candidates[d], decision.radius_m, limits);
    const auto why = unmet(demand, result_.district, decision, result_.candidates[d], budget_left_);
    reasons.insert(reasons.end(), why.begin(), why.end());
    if (!why.empty()) return;
    note({fmt::format("消火栓：使每栋建筑 {:g} m 内有栓至少需 {} 个，取 {} 处", decision.radius_m, demand.at_least,
                      demand.places.size()),
          fmt::format("hydrants: at least {} are needed so that every building has one within {:g} m; {} places do it",
                      demand.at_least, decision.radius_m, demand.places.size())});
    required_[d] = std::move(demand.places);
  }

  void describe_objectives() {
    for (std::size_t k = 0; k < spec_.objectives.size(); ++k) {
      const models::KpiDefinition& definition = trials_.definition(k);
      const models::Name& name = definition.name;
      const models::Text as = text_of(spec_.objectives[k].as);
      result_.objective_names.push_back({name.zh + std::string(as.zh), name.en + std::string(as.en)});
      result_.objective_units.push_back(definition.unit);
      result_.less_is_better.push_back(trials_.columns()[k].less_is_better);
    }
  }

  Quota quota_of(std::size_t d, double share) const {
    const Decision& decision = spec_.decisions[d];
    Quota quota;
    quota.required = required_[d];
    quota.count = decision.count;
    if (decision.count == 0) quota.budget_yuan = share * budget_left_;
    quota.at_least_per_community = decision.at_least_per_community;
    return quota;
  }

  // Everything that cannot be met is said at once.
  void check_quotas() {
    budget_left_ = spec_.budget_yuan.value_or(0.0);
    std::vector<Problem> problems;
    const auto refuse = [&](const std::string& pointer, std::vector<models::Name> reasons) {
      for (models::Name& reason : reasons) {
        Problem problem;
        problem.file = spec_.file;
        problem.pointer = pointer;
        problem.wanted = {"可行的要求", "demands that can be met"};
        problem.found = std::move(reason);
        problems.push_back(std::move(problem));
      }
    };
    for (const Decision& decision : spec_.decisions) {
      if (decision.count == 0) {
        ++open_;
      } else if (spec_.budget_yuan) {
        budget_left_ -= static_cast<double>(decision.count) * decision.cost_yuan;
      }
    }
    if (budget_left_ < 0.0) {
      refuse("/budget_yuan",
             {{fmt::format("给定个数的项目超出预算 {:.0f} 元", -budget_left_),
               fmt::format("what is asked for by count is {:.0f} yuan above the budget", -budget_left_)}});
      budget_left_ = 0.0;
    }
    for (std::size_t d = 0; d < spec_.decisions.size(); ++d) {
      auto reasons = impossible(result_.district, spec_.decisions[d], result_.candidates[d], quota_of(d, 1.0));
      if (reasons.empty()) demand_radius(d, reasons);
      for (const Refused& some : result_.refused[d]) {
        if (result_.candidates[d].empty())
          reasons.push_back({fmt::format("不可用 {} 处：{}", some.places, some.why.zh),
                             fmt::format("refused {}: {}", some.places, some.why.en)});
      }
      refuse(fmt::format("/decide/{}", d), std::move(reasons));
    }
    if (!problems.empty()) throw ScenarioError(std::move(problems));
  }

  std::vector<plan::Trial> block(std::uint32_t alternative, std::int64_t replications) const {
    std::vector<plan::Trial> trials;
    for (std::int64_t r = 0; r < replications; ++r) trials.push_back({alternative, static_cast<std::uint32_t>(r)});
    return trials;
  }

  // Today's district: how much work there is, and what difference is worth telling apart.
  void pilot() {
    const auto trials = block(0, spec_.first);
    trials_.run(seed_, trials);
    load_ = load_of(trials_.work());
    double sum = 0.0;
    for (const plan::Trial& trial : trials) sum += value(seed_, trial, 0);
    const double mean = sum / static_cast<double>(trials.size());
    difference_ = spec_.difference > 0.0 ? spec_.difference : std::max(1e-9, 0.02 * std::abs(mean));
    note({fmt::format("现状：{} = {:.4g}", result_.objective_names[0].zh, mean),
          fmt::format("today: {} = {:.4g}", result_.objective_names[0].en, mean)});
  }

  double value(std::uint64_t seed, const plan::Trial& trial, std::size_t objective) const {
    return trials_.value(seed, trial, objective);
  }

  void make_alternatives() {
    const std::size_t decisions = spec_.decisions.size();
    std::vector<double> even(decisions, 1.0 / std::max<double>(1.0, static_cast<double>(open_)));
    for (std::size_t k = 0; k < rules; ++k) {
      const auto rule = static_cast<Rule>(k);
      if (open_ > 1 && rule == Rule::benefit) {
        for (const std::vector<double>& shares : splits()) alternative(rule, shares, true);
      } else {
        alternative(rule, even, false);
      }
    }
    note({fmt::format("{} 个备选方案", result_.alternatives.size()),
          fmt::format("{} alternatives", result_.alternatives.size())});
  }

  // How a budget can be divided among the decisions without a count: all to one, halves and quarters for pairs, even.
  std::vector<std::vector<double>> splits() const {
    std::vector<std::size_t> open;
    for (std::size_t d = 0; d < spec_.decisions.size(); ++d) {
      if (spec_.decisions[d].count == 0) open.push_back(d);
    }
    std::vector<std::vector<double>> all;
    const std::vector<double> none(spec_.decisions.size(), 0.0);
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

  void alternative(Rule rule, const std::vector<double>& shares, bool name_shares) {
    Alternative made;
    made.name = models::name_of(name_of(rule));
    made.ours = ours(rule);
    plan::siting::Limits limits;
    limits.seconds = spec_.search_s;
    limits.seed = seed_;
    for (std::size_t d = 0; d < spec_.decisions.size(); ++d) {
      const Decision& decision = spec_.decisions[d];
      const Quota quota = quota_of(d, shares[d]);
      const bool affordable = impossible(result_.district, decision, result_.candidates[d], quota).empty();
      if (!affordable) {  // a small share of the budget may not pay for one
        made.selected.emplace_back();
        continue;
      }
      const double weight = rule == Rule::vulnerable ? 5.0 : 1.0;
      const auto benefit = make_benefit(trials_.today(), decision, result_.candidates[d], load_, weight);
      made.selected.push_back(select(trials_.today(), decision, result_.candidates[d], *benefit, rule, quota, limits));
      if (rule == Rule::vulnerable) revalue(made.selected.back(), d);
      made.cost_yuan += made.selected.back().cost_yuan;
      if (!name_shares || decision.count != 0) continue;
      made.name.zh += fmt::format("，{} {:.0f}%", words(decision.kind).name.zh, 100.0 * shares[d]);
      made.name.en += fmt::format(", {} {:.0f} %", words(decision.kind).name.en, 100.0 * shares[d]);
    }
    enter(std::move(made));
  }

  // Rules that choose alike are one alternative.
  void enter(Alternative made) {
    for (const Alternative& other : result_.alternatives) {
      bool same_choice = true;
      for (std::size_t d = 0; d < made.selected.size(); ++d) {
        auto a = made.selected[d].chosen, b = other.selected[d].chosen;
        std::sort(a.begin(), a.end());
        std::sort(b.begin(), b.end());
        same_choice = same_choice && a == b;
      }
      if (!same_choice) continue;
      note({fmt::format("「{}」与「{}」的选择相同", made.name.zh, other.name.zh),
            fmt::format("\"{}\" chooses the same as \"{}\"", made.name.en, other.name.en)});
      return;
    }
    numbers_.push_back(trials_.add([this, selected = made.selected](models::District& district) {
      for (std::size_t d = 0; d < spec_.decisions.size(); ++d) {
        add_to(district, spec_.decisions[d], result_.candidates[d], selected[d].chosen);
      }
    }));
    result_.alternatives.push_back(std::move(made));
  }

  // Variants of the choice by benefit, by simulation with luck of their own; who wins is one more alternative.
  void race() {
    if (spec_.variants < 2) return;
    plan::siting::Limits limits;
    limits.seconds = spec_.search_s;
    limits.seed = seed_;
    const Choosing choosing{trials_.today(), spec_.decisions[0], result_.candidates[0], load_, limits};
    RaceGoal goal;
    goal.variants = static_cast<std::size_t>(spec_.variants);
    goal.most = static_cast<std::size_t>(spec_.race_replications);
    goal.difference = difference_;
    goal.confidence = spec_.confidence;
    goal.seed = seed_ ^ race_luck;
    const Selected& start = result_.alternatives.front().selected[0];
    const std::size_t before = result_.alternatives.size();
    Race race = race_variants(choosing, quota_of(0, 1.0), start.chosen, goal, trials_);
    note({fmt::format("仿真比较 {} 个变体：{} 次重复，每次 {} 天；选对的估计概率 {:.3f}", race.variants,
                      race.evaluations, spec_.days, race.confidence),
          fmt::format("{} variants raced in the simulation: {} replications of {} days each; estimated probability of "
                      "good selection {:.3f}",
                      race.variants, race.evaluations, spec_.days, race.confidence)});
    Alternative made;
    made.name = {"按效益，经仿真改进", "by benefit, improved by simulation"};
    const auto benefit = make_benefit(trials_.today(), spec_.decisions[0], result_.candidates[0], load_);
    made.selected.push_back(ranked_by_gain(*benefit, result_.candidates[0], race.places));
    made.selected.back().bound = std::max(start.bound, made.selected.back().total);
    made.selected.back().method = "simulation of variants";
    made.cost_yuan = made.selected.back().cost_yuan;
    enter(std::move(made));
    if (result_.alternatives.size() == before) {
      note({"仿真没有找到比按效益更好的变体", "the simulation found no variant better than the choice by benefit"});
    }
    result_.race = std::move(race);
  }

  // The marginals in the terms of the plain benefit, in the order chosen.
  void revalue(Selected& selected, std::size_t d) const {
    const auto benefit = make_benefit(trials_.today(), spec_.decisions[d], result_.candidates[d], load_);
    selected.total = 0.0;
    for (std::size_t n = 0; n < selected.chosen.size(); ++n) {
      selected.marginal[n] = benefit->gain(selected.chosen[n]);
      benefit->choose(selected.chosen[n]);
      selected.total += selected.marginal[n];
    }
    if (!result_.alternatives.empty()) selected.bound = result_.alternatives.front().selected[d].bound;
  }

  plan::Trial of(std::size_t alternative, std::uint32_t replication) const {
    return {numbers_[alternative], replication};
  }

  // Ranking and selection by the first objective, all alternatives with the same luck.
  void choose() {
    const std::size_t count = result_.alternatives.size();
    if (count == 1) {
      result_.best = 0;
    } else {
      plan::SelectionGoal goal;
      goal.difference = difference_;
      goal.confidence = spec_.confidence;
      goal.less_is_better = result_.less_is_better[0];
      goal.first = static_cast<std::uint32_t>(spec_.first);
      goal.step = 2;
      goal.budget = count * static_cast<std::size_t>(std::max(spec_.first, spec_.most));
      plan::KimNelson procedure(static_cast<std::uint32_t>(count), goal);
      plan::run(procedure, [&](std::span<const plan::Trial> wanted) {
        std::vector<plan::Trial> trials;
        for (const plan::Trial& trial : wanted) trials.push_back(of(trial.candidate, trial.replication));
        trials_.run(seed_, trials);
        std::vector<plan::Value> values;
        for (const plan::Trial& trial : trials) values.emplace_back(value(seed_, trial, 0));
        return values;
      });
      result_.selection = procedure.result();
      result_.best = result_.selection.best;
    }
    const Alternative& best = result_.alternatives[result_.best];
    note({fmt::format("选中「{}」，{} 次仿真", best.name.zh, trials_.evaluations()),
          fmt::format("chosen: \"{}\", after {} simulated replications", best.name.en, trials_.evaluations())});
    // What the selection saw of it, against today with the same luck.
    const std::size_t seen =
        count == 1 ? static_cast<std::size_t>(spec_.first) : result_.selection.standings[result_.best].replications;
    std::vector<plan::Trial> trials = block(0, static_cast<std::int64_t>(seen));
    for (std::uint32_t r = 0; r < seen; ++r) trials.push_back(of(result_.best, r));
    trials_.run(seed_, trials);
    result_.promised = gain(seed_, numbers_[result_.best], seen, 0);
  }

  // Better by so much than today, more being better whatever the measure.
  sim::ConfidenceInterval gain(std::uint64_t seed, std::uint32_t number, std::size_t replications,
                               std::size_t objective) const {
    std::vector<double> today, then;
    for (std::uint32_t r = 0; r < replications; ++r) {
      today.push_back(value(seed, {0, r}, objective));
      then.push_back(value(seed, {number, r}, objective));
    }
    return result_.less_is_better[objective] ? sim::paired_difference_interval(today, then, spec_.confidence)
                                             : sim::paired_difference_interval(then, today, spec_.confidence);
  }

  void confirm() {
    const std::uint64_t seed = seed_ ^ fresh_luck;
    trials_.run(seed, block(0, spec_.confirm));
    for (std::size_t k = 0; k < spec_.objectives.size(); ++k) {
      double sum = 0.0;
      for (std::uint32_t r = 0; r < spec_.confirm; ++r) sum += value(seed, {0, r}, k);
      result_.today.push_back(sum / static_cast<double>(spec_.confirm));
    }
    for (std::size_t a = 0; a < result_.alternatives.size(); ++a) {
      trials_.run(seed, block(numbers_[a], spec_.confirm));
      trials_.release(numbers_[a]);
      std::vector<Effect> effects;
      for (std::size_t k = 0; k < spec_.objectives.size(); ++k) effects.push_back(effect(seed, numbers_[a], k));
      result_.effects.push_back(std::move(effects));
    }
    note({fmt::format("以新的随机数核实，每案 {} 次", spec_.confirm),
          fmt::format("confirmed with fresh luck, {} replications each", spec_.confirm)});
    efficient();
  }

  Effect effect(std::uint64_t seed, std::uint32_t number, std::size_t objective) const {
    std::vector<double> today, then, gaps;
    for (std::uint32_t r = 0; r < spec_.confirm; ++r) {
      today.push_back(value(seed, {0, r}, objective));
      then.push_back(value(seed, {number, r}, objective));
      gaps.push_back(trials_.values(seed, {number, r}).gaps[objective]);
    }
    return effect_of(today, then, gaps, trials_.scenarios(), result_.less_is_better[objective], spec_.confidence);
  }

  // An alternative is efficient unless another is as good in all means and in cost, and better in one.
  void efficient() {
    std::vector<std::vector<double>> figures;
    for (std::size_t a = 0; a < result_.alternatives.size(); ++a) {
      figures.push_back({result_.alternatives[a].cost_yuan});
      for (std::size_t k = 0; k < spec_.objectives.size(); ++k) {
        const double mean = result_.effects[a][k].mean;
        figures.back().push_back(result_.less_is_better[k] ? mean : -mean);
      }
    }
    result_.efficient = unbeaten(figures);
  }

  void count_rules() {
    bool hydrants = false;
    models::District then = result_.district;
    for (std::size_t d = 0; d < spec_.decisions.size(); ++d) {
      if (spec_.decisions[d].kind != DecisionKind::hydrants) continue;
      hydrants = true;
      add_to(then, spec_.decisions[d], result_.candidates[d], result_.alternatives[result_.best].selected[d].chosen);
    }
    if (hydrants && trials_.today().settings.water.hydraulics)
      result_.rules = count_breaks(trials_.today(), std::move(then));
  }

  void curve_and_fairness() {
    const Alternative& best = result_.alternatives[result_.best];
    while (result_.curve_decision + 1 < best.selected.size() && best.selected[result_.curve_decision].chosen.empty()) {
      ++result_.curve_decision;
    }
    const std::size_t d = result_.curve_decision;
    const Selected& selected = best.selected[d];
    const std::size_t all = selected.chosen.size();
    if (all == 0) return;
    std::vector<std::size_t> stops;
    for (const double share : {0.25, 0.5, 0.75, 1.0}) {
      stops.push_back(std::max<std::size_t>(1, static_cast<std::size_t>(share * static_cast<double>(all))));
    }
    double so_far = 0.0, cost = 0.0;
    for (std::size_t n = 0; n < all; ++n) {
      so_far += selected.marginal[n];
      cost += result_.candidates[d][selected.chosen[n]].cost_yuan;
      CurvePoint point;
      point.count = n + 1;
      point.cost_yuan = cost;
      point.benefit_share = selected.total > 0.0 ? so_far / selected.total : 0.0;
      result_.curve.push_back(point);
    }
    if (best.selected.size() == 1) {
      for (const std::size_t stop : stops) simulate_first(stop);
    }
    plan::siting::Limits limits;
    limits.seconds = spec_.search_s;
    limits.seed = seed_;
    const Choosing choosing{trials_.today(), spec_.decisions[d], result_.candidates[d], load_, limits};
    result_.fairness = price_of_fairness(choosing, all);
    result_.front = front_of(choosing, all);
  }

  void simulate_first(std::size_t count) {
    CurvePoint& point = result_.curve[count - 1];
    if (point.gain) return;
    const std::uint64_t seed = seed_ ^ fresh_luck;
    std::uint32_t number = numbers_[result_.best];
    if (count < result_.curve.size()) {
      const auto& chosen = result_.alternatives[result_.best].selected[0].chosen;
      number = trials_.add(
          [this,
           first = std::vector<std::uint32_t>(chosen.begin(), chosen.begin() + static_cast<std::ptrdiff_t>(count))](
              models::District& district) { add_to(district, spec_.decisions[0], result_.candidates[0], first); });
      trials_.run(seed, block(number, spec_.confirm));
      trials_.release(number);
    }
    point.gain = gain(seed, number, static_cast<std::size_t>(spec_.confirm), 0);
  }

  const PlanSpec& spec_;
  const PlanProgress& progress_;
  Trials trials_;
  std::uint64_t seed_;
  std::size_t open_ = 0;  // decisions that share the budget
  double budget_left_ = 0.0;
  double difference_ = 0.0;
  StaffLoad load_;
  std::vector<std::uint32_t> numbers_;                // of the alternatives among the trials
  std::vector<std::vector<std::uint32_t>> required_;  // by decision: candidates that any choice must hold
  PlanResult result_;
};

}  // namespace

PlanResult make_plan(const PlanSpec& spec, int threads, const PlanProgress& progress) {
  return Planner(spec, threads, progress)();
}

}  // namespace yuanluo::scenarios
