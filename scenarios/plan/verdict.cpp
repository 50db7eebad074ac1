// Which alternative, by simulation, and what all bring with luck that nobody has seen.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>
#include <string>
#include <utility>

#include "scenarios/plan/planning_steps.hpp"
#include "scenarios/problem.hpp"

namespace yuanluo::scenarios {
namespace {

plan::Trial trial_of(const Planning& planning, std::size_t alternative, std::uint32_t replication) {
  return {planning.numbers[alternative], replication};
}

// By constraint: what an alternative makes of its measure in the replications before the selection.
class Screening {
 public:
  explicit Screening(Planning& planning) : planning_(planning), first_(static_cast<std::size_t>(planning.spec.first)) {}

  void operator()() {
    PlanResult& result = planning_.result;
    for (std::size_t a = 0; a < result.alternatives.size(); ++a) {
      planning_.trials.run(planning_.seed, Planning::block(planning_.numbers[a], planning_.spec.first));
      means_.emplace_back();
      for (std::size_t c = 0; c < planning_.spec.constraints.size(); ++c) {
        means_.back().push_back(mean_of(planning_.numbers[a], measure(c)));
        if (!kept(a, c)) result.alternatives[a].breaks.push_back(c);
      }
      for (const std::size_t c : result.alternatives[a].breaks) {
        const models::Name name = result.alternatives[a].name, limit = limit_of(result, c);
        planning_.note(
            {fmt::format("「{}」不入选：{:.4g}，要求{}", name.zh, means_[a][c], limit.zh),
             fmt::format("\"{}\" is out: {:.4g}, where the plan asks for {}", name.en, means_[a][c], limit.en)});
      }
    }
    const auto& all = result.alternatives;
    if (std::all_of(all.begin(), all.end(), [](const Alternative& a) { return !a.breaks.empty(); })) refuse();
  }

 private:
  std::size_t measure(std::size_t constraint) const { return planning_.spec.objectives.size() + constraint; }

  double mean_of(std::uint32_t number, std::size_t measure) const {
    const auto values = planning_.values(planning_.seed, number, first_, measure);
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
  }

  bool kept(std::size_t a, std::size_t c) const {
    const auto today = planning_.values(planning_.seed, 0, first_, measure(c));
    const auto then = planning_.values(planning_.seed, planning_.numbers[a], first_, measure(c));
    const auto change = sim::paired_difference_interval(then, today, planning_.spec.confidence);
    return keeps(planning_.spec.constraints[c], means_[a][c], change, planning_.result.less_is_better[measure(c)]);
  }

  // Nothing keeps all: says for each that nobody keeps how near the nearest comes.
  [[noreturn]] void refuse() const {
    const PlanResult& result = planning_.result;
    std::vector<Problem> problems;
    const auto add = [&](std::string pointer, models::Name wanted, models::Name found) {
      Problem problem;
      problem.file = planning_.spec.file;
      problem.pointer = std::move(pointer);
      problem.wanted = std::move(wanted);
      problem.found = std::move(found);
      problems.push_back(std::move(problem));
    };
    for (std::size_t c = 0; c < planning_.spec.constraints.size(); ++c) {
      std::size_t nearest = 0;
      bool by_some = false;
      const bool less = planning_.spec.constraints[c].at_most ||
                        (!planning_.spec.constraints[c].at_least && result.less_is_better[measure(c)]);
      for (std::size_t a = 0; a < result.alternatives.size(); ++a) {
        const auto& breaks = result.alternatives[a].breaks;
        by_some = by_some || std::find(breaks.begin(), breaks.end(), c) == breaks.end();
        if (less ? means_[a][c] < means_[nearest][c] : means_[a][c] > means_[nearest][c]) nearest = a;
      }
      if (by_some) continue;
      const models::Name& name = result.alternatives[nearest].name;
      const double today = mean_of(0, measure(c));
      add(fmt::format("/constraints/{}", c), limit_of(result, c),
          {fmt::format("最接近的方案「{}」为 {:.4g}，现状 {:.4g}", name.zh, means_[nearest][c], today),
           fmt::format("{:.4g} by the nearest alternative, \"{}\"; today {:.4g}", means_[nearest][c], name.en, today)});
    }
    if (problems.empty()) {
      add("/constraints", {"能同时满足的约束", "limits that one alternative keeps together"},
          {"每条都有方案满足，但没有一个方案全部满足", "each is kept by some alternative, all by none"});
    }
    throw ScenarioError(std::move(problems));
  }

  Planning& planning_;
  std::size_t first_;
  std::vector<std::vector<double>> means_;  // by alternative, then constraint
};

// Ranking and selection by the first objective among `among`, all with the same luck; standings by alternative.
plan::Selection selected_among(Planning& planning, const std::vector<std::size_t>& among) {
  const PlanSpec& spec = planning.spec;
  plan::SelectionGoal goal;
  goal.difference = planning.difference;
  goal.confidence = spec.confidence;
  goal.less_is_better = planning.result.less_is_better[0];
  goal.first = static_cast<std::uint32_t>(spec.first);
  goal.step = 2;
  goal.budget = among.size() * static_cast<std::size_t>(std::max(spec.first, spec.most));
  plan::KimNelson procedure(static_cast<std::uint32_t>(among.size()), goal);
  plan::run(procedure, [&](std::span<const plan::Trial> wanted) {
    std::vector<plan::Trial> trials;
    for (const plan::Trial& trial : wanted)
      trials.push_back(trial_of(planning, among[trial.candidate], trial.replication));
    planning.trials.run(planning.seed, trials);
    std::vector<plan::Value> values;
    for (const plan::Trial& trial : trials) values.emplace_back(planning.trials.value(planning.seed, trial, 0));
    return values;
  });
  plan::Selection found = procedure.result();
  const auto standings =
      std::exchange(found.standings, std::vector<plan::Standing>(planning.result.alternatives.size()));
  for (std::size_t n = 0; n < among.size(); ++n) {
    plan::Standing& standing = found.standings[among[n]];
    standing = standings[n];
    if (standing.eliminated_by) standing.eliminated_by = static_cast<std::uint32_t>(among[*standing.eliminated_by]);
  }
  found.best = static_cast<std::uint32_t>(among[found.best]);
  return found;
}

// Whether an alternative may be taken for the winner: if the selection is decided, that it is behind by no more than is
// worth telling apart; if not, that it is not behind beyond chance, whether it has dropped out or not: few and skewed
// values drop alternatives that more would not tell apart.
bool as_good(const PlanResult& result, std::size_t alternative, double difference) {
  const plan::Standing& standing = result.selection.standings[alternative];
  if (!standing.behind) return true;  // the winner
  const double by = result.less_is_better[0] ? standing.behind->mean : -standing.behind->mean;
  if (result.selection.decided) return by + standing.behind->half_width <= difference;
  return by - standing.behind->half_width <= 0.0;
}

// What the simulation cannot tell apart is decided by benefit: the first of ours that is as good as the winner. Where a
// budget is divided in several ways there is no common benefit, and the best mean of ours that are as good is taken.
std::size_t preferred(const Planning& planning, const std::vector<std::size_t>& among) {
  const PlanResult& result = planning.result;
  const auto& decisions = planning.spec.decisions;
  const bool divided =
      std::count_if(decisions.begin(), decisions.end(), [](const Decision& d) { return d.count == 0; }) > 1;
  std::optional<std::size_t> taken;
  for (const std::size_t a : among) {
    if (!result.alternatives[a].ours || !as_good(result, a, planning.difference)) continue;
    if (!divided) return a;
    const double mean = result.selection.standings[a].mean;
    const double best = taken ? result.selection.standings[*taken].mean : mean;
    if (!taken || (result.less_is_better[0] ? mean < best : mean > best)) taken = a;
  }
  return taken.value_or(result.selection.best);
}

void note_eliminations(Planning& planning) {
  const PlanResult& result = planning.result;
  for (std::size_t a = 0; a < result.selection.standings.size(); ++a) {
    const plan::Standing& standing = result.selection.standings[a];
    if (!standing.eliminated_by) continue;
    const models::Name loser = result.alternatives[a].name;
    const models::Name winner = result.alternatives[*standing.eliminated_by].name;
    planning.note(
        {fmt::format("「{}」在 {} 次重复后落后于「{}」，退出", loser.zh, standing.eliminated_after, winner.zh),
         fmt::format("\"{}\" dropped out after {} replications, behind \"{}\"", loser.en, standing.eliminated_after,
                     winner.en)});
  }
}

Effect effect(const Planning& planning, std::uint32_t number, std::size_t measure) {
  const std::uint64_t seed = planning.fresh_seed();
  const auto count = static_cast<std::size_t>(planning.spec.confirm);
  std::vector<double> gaps;
  for (std::uint32_t r = 0; r < count; ++r) gaps.push_back(planning.trials.values(seed, {number, r}).gaps[measure]);
  return effect_of(planning.values(seed, 0, count, measure), planning.values(seed, number, count, measure), gaps,
                   planning.trials.scenarios(), planning.result.less_is_better[measure], planning.spec.confidence);
}

// An alternative is efficient unless another is as good in all means and in cost, and better in one.
std::vector<bool> efficient(const Planning& planning) {
  const PlanResult& result = planning.result;
  std::vector<std::vector<double>> figures;
  for (std::size_t a = 0; a < result.alternatives.size(); ++a) {
    figures.push_back({result.alternatives[a].cost_yuan});
    for (std::size_t k = 0; k < planning.spec.objectives.size(); ++k) {
      const double mean = result.effects[a][k].mean;
      figures.back().push_back(result.less_is_better[k] ? mean : -mean);
    }
  }
  return unbeaten(figures);
}

}  // namespace

void choose_alternative(Planning& planning) {
  PlanResult& result = planning.result;
  const PlanSpec& spec = planning.spec;
  if (!spec.constraints.empty()) Screening{planning}();
  std::vector<std::size_t> among;
  for (std::size_t a = 0; a < result.alternatives.size(); ++a) {
    if (result.alternatives[a].breaks.empty()) among.push_back(a);
  }
  std::size_t seen = static_cast<std::size_t>(spec.first);
  result.best = among.front();
  if (among.size() > 1) {
    result.selection = selected_among(planning, among);
    note_eliminations(planning);
    result.best = preferred(planning, among);
    seen = result.selection.standings[result.best].replications;
    if (result.best != result.selection.best) {
      const models::Name first = result.alternatives[result.selection.best].name;
      const models::Name ours = result.alternatives[result.best].name;
      const std::string sure = fmt::format("{:.3g}", planning.difference);
      const bool decided = result.selection.decided;
      planning.note({fmt::format("「{}」均值最好，但比「{}」好{}：取后者", first.zh, ours.zh,
                                 decided ? "不足 " + sure : "得未超出偶然"),
                     fmt::format("\"{}\" has the best mean, but is {} ahead of \"{}\": the latter is taken", first.en,
                                 decided ? "less than " + sure : "not beyond chance", ours.en)});
    }
  } else {
    result.selection.decided = true;
  }
  const Alternative& best = result.alternatives[result.best];
  planning.note(
      {fmt::format("选中「{}」，{} 次仿真", best.name.zh, planning.trials.evaluations()),
       fmt::format("chosen: \"{}\", after {} simulated replications", best.name.en, planning.trials.evaluations())});
  // What the selection saw of it, against today with the same luck.
  auto trials = Planning::block(0, static_cast<std::int64_t>(seen));
  for (std::uint32_t r = 0; r < seen; ++r) trials.push_back(trial_of(planning, result.best, r));
  planning.trials.run(planning.seed, trials);
  result.promised = planning.gain(planning.seed, planning.numbers[result.best], seen, 0);
}

void confirm_alternatives(Planning& planning) {
  PlanResult& result = planning.result;
  const std::uint64_t seed = planning.fresh_seed();
  const std::int64_t count = planning.spec.confirm;
  const std::size_t measures = result.names.size();
  planning.trials.run(seed, Planning::block(0, count));
  for (std::size_t k = 0; k < measures; ++k) {
    const auto today = planning.values(seed, 0, static_cast<std::size_t>(count), k);
    result.today.push_back(std::accumulate(today.begin(), today.end(), 0.0) / static_cast<double>(count));
  }
  for (const std::uint32_t number : planning.numbers) {
    planning.trials.run(seed, Planning::block(number, count));
    planning.trials.release(number);
    std::vector<Effect>& effects = result.effects.emplace_back();
    for (std::size_t k = 0; k < measures; ++k) effects.push_back(effect(planning, number, k));
  }
  planning.note({fmt::format("以新的随机数核实，每案 {} 次", count),
                 fmt::format("confirmed with fresh luck, {} replications each", count)});
  result.efficient = efficient(planning);
}

}  // namespace yuanluo::scenarios
