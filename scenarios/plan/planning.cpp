#include "scenarios/plan/planning.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "scenarios/plan/trials.hpp"

namespace yuanluo::scenarios {
namespace {

// Confirming replications have another seed than those that the choice was made with.
constexpr std::uint64_t fresh_luck = 0x9E3779B97F4A7C15ull;
constexpr double worst_share = 0.1;

class Planner {
 public:
  Planner(const PlanSpec& spec, int threads, const PlanProgress& progress)
      : spec_(spec), progress_(progress), trials_(spec, threads), seed_(static_cast<std::uint64_t>(spec.seed)) {}

  PlanResult operator()() {
    result_.spec = spec_;
    result_.district = trials_.today().district;
    describe_objectives();
    for (const Decision& decision : spec_.decisions) {
      result_.candidates.push_back(candidates(result_.district, decision));
      note({fmt::format("{}：{} 处候选", words(decision.kind).name.zh, result_.candidates.back().size()),
            fmt::format("{}: {} candidates", words(decision.kind).name.en, result_.candidates.back().size())});
    }
    check_quotas();
    pilot();
    make_alternatives();
    choose();
    confirm();
    curve_and_fairness();
    return std::move(result_);
  }

 private:
  void note(models::Name what) {
    progress_(what);
    result_.log.push_back(std::move(what));
  }

  void describe_objectives() {
    for (std::size_t k = 0; k < spec_.objectives.size(); ++k) {
      const models::KpiDefinition& definition = trials_.definition(k);
      models::Name name = definition.name;
      if (spec_.objectives[k].worst_community) {
        name = {name.zh + "（最差社区）", name.en + " (worst community)"};
      }
      result_.objective_names.push_back(std::move(name));
      result_.objective_units.push_back(definition.unit);
      result_.less_is_better.push_back(definition.less_is_better);
    }
  }

  Quota quota_of(const Decision& decision, double share) const {
    Quota quota;
    quota.count = decision.count;
    if (decision.count == 0) quota.budget_yuan = share * budget_left_;
    quota.at_least_per_community = decision.at_least_per_community;
    return quota;
  }

  // Everything that cannot be met is said at once.
  void check_quotas() {
    budget_left_ = spec_.budget_yuan.value_or(0.0);
    std::vector<models::Name> reasons;
    for (const Decision& decision : spec_.decisions) {
      if (decision.count == 0) {
        ++open_;
      } else if (spec_.budget_yuan) {
        budget_left_ -= static_cast<double>(decision.count) * decision.cost_yuan;
      }
    }
    if (budget_left_ < 0.0) {
      reasons.push_back({fmt::format("给定个数的项目超出预算 {:.0f} 元", -budget_left_),
                         fmt::format("what is asked for by count is {:.0f} yuan above the budget", -budget_left_)});
      budget_left_ = 0.0;
    }
    for (std::size_t d = 0; d < spec_.decisions.size(); ++d) {
      const auto more =
          impossible(result_.district, spec_.decisions[d], result_.candidates[d], quota_of(spec_.decisions[d], 1.0));
      reasons.insert(reasons.end(), more.begin(), more.end());
    }
    if (reasons.empty()) return;
    std::vector<Problem> problems;
    for (models::Name& reason : reasons) {
      Problem problem;
      problem.file = spec_.file;
      problem.pointer = "/decide";
      problem.wanted = {"可行的要求", "demands that can be met"};
      problem.found = std::move(reason);
      problems.push_back(std::move(problem));
    }
    throw ScenarioError(std::move(problems));
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
    const plan::Value& found = trials_.values(seed, trial).objectives[objective];
    if (found) return *found;
    Problem problem;
    problem.file = spec_.file;
    problem.pointer = "/objectives/" + std::to_string(objective);
    problem.wanted = {"每次重复都有值的指标", "a KPI that has a value in every replication"};
    problem.found = {fmt::format("第 {} 次重复没有值", trial.replication),
                     fmt::format("none in replication {}", trial.replication)};
    problem.hint = {"可增加 \"days\"", "more \"days\" may help"};
    throw ScenarioError({std::move(problem)});
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
      const Quota quota = quota_of(decision, shares[d]);
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
    // Rules that choose alike are one alternative.
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

  Effect effect(std::uint64_t seed, std::uint32_t number, std::size_t objective) {
    Effect effect;
    const double sign = result_.less_is_better[objective] ? 1.0 : -1.0;
    std::vector<double> today, then;
    std::vector<double> sum(trials_.scenarios(), 0.0), times(trials_.scenarios(), 0.0);
    for (std::uint32_t r = 0; r < spec_.confirm; ++r) {
      today.push_back(value(seed, {0, r}, objective));
      then.push_back(value(seed, {number, r}, objective));
      sum[r % sum.size()] += then.back();
      times[r % sum.size()] += 1.0;
      effect.gap += trials_.values(seed, {number, r}).gaps[objective] / static_cast<double>(spec_.confirm);
    }
    effect.replications = then.size();
    effect.mean = std::accumulate(then.begin(), then.end(), 0.0) / static_cast<double>(then.size());
    effect.change = sim::paired_difference_interval(then, today, spec_.confidence);
    effect.worst_scenario = effect.mean;
    for (std::size_t s = 0; s < sum.size(); ++s) {
      if (times[s] > 0.0 && sign * sum[s] / times[s] > sign * effect.worst_scenario)
        effect.worst_scenario = sum[s] / times[s];
    }
    std::sort(then.begin(), then.end(), [&](double a, double b) { return sign * a > sign * b; });
    effect.worst = then.front();
    const auto tail =
        std::max<std::size_t>(1, static_cast<std::size_t>(worst_share * static_cast<double>(then.size())));
    effect.tail = std::accumulate(then.begin(), then.begin() + static_cast<std::ptrdiff_t>(tail), 0.0) /
                  static_cast<double>(tail);
    return effect;
  }

  // An alternative is efficient unless another is as good in all means and in cost, and better in one.
  void efficient() {
    const auto figures = [&](std::size_t a) {
      std::vector<double> all{result_.alternatives[a].cost_yuan};
      for (std::size_t k = 0; k < spec_.objectives.size(); ++k) {
        all.push_back(result_.less_is_better[k] ? result_.effects[a][k].mean : -result_.effects[a][k].mean);
      }
      return all;
    };
    for (std::size_t a = 0; a < result_.alternatives.size(); ++a) {
      const auto mine = figures(a);
      bool beaten = false;
      for (std::size_t b = 0; b < result_.alternatives.size() && !beaten; ++b) {
        const auto other = figures(b);
        bool as_good = true, better = false;
        for (std::size_t k = 0; k < mine.size(); ++k) {
          as_good = as_good && other[k] <= mine[k];
          better = better || other[k] < mine[k];
        }
        beaten = as_good && better;
      }
      result_.efficient.push_back(!beaten);
    }
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
  std::vector<std::uint32_t> numbers_;  // of the alternatives among the trials
  PlanResult result_;
};

}  // namespace

PlanResult make_plan(const PlanSpec& spec, int threads, const PlanProgress& progress) {
  return Planner(spec, threads, progress)();
}

}  // namespace yuanluo::scenarios
