#include "scenarios/plan/trials.hpp"

#include <fmt/format.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <limits>
#include <set>
#include <utility>

#include "scenarios/build.hpp"
#include "scenarios/json/suggestion.hpp"
#include "scenarios/plan/uncertain.hpp"
#include "scenarios/problem.hpp"

namespace yuanluo::scenarios {
namespace {

Problem plan_problem(const PlanSpec& plan, std::string pointer, models::Name wanted, models::Name found,
                     models::Name hint = {}) {
  Problem problem;
  problem.file = plan.file;
  problem.pointer = std::move(pointer);
  problem.wanted = std::move(wanted);
  problem.found = std::move(found);
  problem.hint = std::move(hint);
  return problem;
}

// The KPIs whose key begins so, and what stands behind it.
struct Parts {
  std::vector<std::size_t> places;
  std::vector<std::string> names;
};

Parts parts(const models::KpiCatalogue& catalogue, const std::string& prefix) {
  Parts found;
  for (std::size_t d = 0; d < catalogue.size(); ++d) {
    const std::string& key = catalogue.definitions()[d].key;
    if (!key.starts_with(prefix)) continue;
    found.places.push_back(d);
    found.names.push_back(key.substr(prefix.size()));
  }
  return found;
}

// The other statistics of the same measure that are broken down so.
models::Name siblings(const models::KpiCatalogue& catalogue, const std::string& kpi, const std::string& part) {
  const std::string stem = kpi.substr(0, kpi.rfind('.') + 1);
  std::set<std::string> keys;
  for (const auto& definition : catalogue.definitions()) {
    const std::size_t at = definition.key.find(part);
    if (at != std::string::npos && definition.key.starts_with(stem)) keys.insert(definition.key.substr(0, at));
  }
  if (keys.empty()) return {};
  return {fmt::format("可用：{}", fmt::join(keys, "、")), fmt::format("there is {}", fmt::join(keys, ", "))};
}

}  // namespace

Trials::Trials(const PlanSpec& plan, int threads)
    : file_(plan.file), objectives_(plan.objectives.size()), threads_(threads), measured_(plan.days * sim::one_day) {
  std::vector<Problem> problems;
  for (const std::string& file : plan.scenarios) {
    for (Spec& spec : drawn(plan, load_spec(file), problems)) specs_.push_back(std::move(spec));
  }
  if (!problems.empty()) throw ScenarioError(std::move(problems));
  changes_.emplace_back([](models::District&) {});
  std::vector<std::pair<std::uint32_t, std::uint32_t>> todays;
  for (std::uint32_t s = 0; s < specs_.size(); ++s) todays.emplace_back(0, s);
  build(todays);
  const models::District& district = world(0, 0).district;
  for (std::uint32_t s = 1; s < specs_.size(); ++s) {
    const models::District& other = world(0, s).district;
    if (other.compounds == district.compounds && other.households == district.households) continue;
    throw ScenarioError({plan_problem(plan, "/scenario/" + std::to_string(s / (specs_.size() / plan.scenarios.size())),
                                      {"与第一个场景相同的院落和住户", "the compounds and homes of the first scenario"},
                                      {"另一个片区", "another district"})});
  }
  catalogue_.emplace(today());
  find_columns(plan);
}

std::string Trials::pointer_of(std::size_t measure) const {
  return measure < objectives_ ? fmt::format("/objectives/{}", measure)
                               : fmt::format("/constraints/{}", measure - objectives_);
}

void Trials::find_columns(const PlanSpec& plan) {
  std::vector<Problem> problems;
  std::vector<std::string> main_keys;
  for (const auto& definition : catalogue_->definitions()) {
    if (definition.breakdown == models::Breakdown::all) main_keys.push_back(definition.key);
  }
  const std::vector<PlanObjective> measures = plan.measures();
  for (std::size_t k = 0; k < measures.size(); ++k) {
    const PlanObjective& measure = measures[k];
    const auto found = catalogue_->find(measure.kpi);
    const std::string pointer = pointer_of(k);
    if (!found) {
      problems.push_back(plan_problem(
          plan, pointer,
          {"指标的键（`yuanluo run --json` 列出）", "the key of an indicator (`yuanluo run --json` lists them)"},
          same('"' + measure.kpi + '"'), did_you_mean(measure.kpi, main_keys)));
      continue;
    }
    MeasureColumn column;
    column.as = measure.as;
    column.whole = *found;
    column.kpis = {*found};
    column.less_is_better = catalogue_->definitions()[*found].less_is_better;
    column.by_community = parts(*catalogue_, measure.kpi + "@community=").places;
    const Parts by_group = parts(*catalogue_, measure.kpi + "@group=");
    using As = PlanObjective::As;
    if (measure.as == As::worst_community || measure.as == As::gap_communities) column.kpis = column.by_community;
    if (measure.as == As::gap_groups) column.kpis = by_group.places;
    if (measure.as == As::gap_communities || measure.as == As::gap_groups) column.less_is_better = true;
    if (measure.as == As::weighted_groups) {
      column.kpis.clear();
      for (const auto& [group, weight] : measure.weights) {
        const auto at = std::find(by_group.names.begin(), by_group.names.end(), group);
        if (at == by_group.names.end() && !by_group.names.empty()) {
          problems.push_back(plan_problem(plan, pointer + "/weights/" + group,
                                          {fmt::format("下列之一：{}", fmt::join(by_group.names, "、")),
                                           fmt::format("one of {}", fmt::join(by_group.names, ", "))},
                                          same('"' + group + '"'), did_you_mean(group, by_group.names)));
          continue;
        }
        if (at == by_group.names.end()) continue;
        column.kpis.push_back(by_group.places[static_cast<std::size_t>(at - by_group.names.begin())]);
        column.weights.push_back(weight);
      }
    }
    const bool by_groups = measure.as == As::gap_groups || measure.as == As::weighted_groups;
    if (by_groups ? by_group.places.empty() : column.kpis.empty()) {
      problems.push_back(plan_problem(
          plan, pointer,
          by_groups ? models::Name{"按人群分列的指标", "a KPI that is broken down by group"}
                    : models::Name{"按社区分列的指标", "a KPI that is broken down by community"},
          same('"' + measure.kpi + '"'), siblings(*catalogue_, measure.kpi, by_groups ? "@group=" : "@community=")));
    }
    columns_.push_back(std::move(column));
  }
  if (!problems.empty()) throw ScenarioError(std::move(problems));
}

const models::KpiDefinition& Trials::definition(std::size_t measure) const {
  return catalogue_->definitions()[columns_[measure].whole];
}

std::uint32_t Trials::add(Change change) {
  changes_.push_back(std::move(change));
  return static_cast<std::uint32_t>(changes_.size() - 1);
}

void Trials::release(std::uint32_t alternative) {
  for (std::uint32_t s = 0; s < specs_.size(); ++s) worlds_.erase({alternative, s});
}

const models::World& Trials::world(std::uint32_t alternative, std::uint32_t scenario) const {
  return *worlds_.at({alternative, scenario});
}

// Those that are not there, in parallel; today's must be there already, or be all that is wanted.
void Trials::build(std::vector<std::pair<std::uint32_t, std::uint32_t>> wanted) {
  std::sort(wanted.begin(), wanted.end());
  wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
  wanted.erase(std::remove_if(wanted.begin(), wanted.end(), [&](const auto& key) { return worlds_.count(key) != 0; }),
               wanted.end());
  std::vector<std::unique_ptr<models::World>> built(wanted.size());
  tbb::task_arena arena(threads_ > 0 ? threads_ : tbb::task_arena::automatic);
  arena.execute([&] {
    tbb::parallel_for(std::size_t{0}, wanted.size(), [&](std::size_t k) {
      const auto [alternative, scenario] = wanted[k];
      models::District district = alternative == 0 ? build_district(specs_[scenario]) : world(0, scenario).district;
      changes_[alternative](district);
      built[k] = std::make_unique<models::World>(models::make_world(std::move(district), specs_[scenario].settings));
    });
  });
  for (std::size_t k = 0; k < wanted.size(); ++k) worlds_[wanted[k]] = std::move(built[k]);
}

double Trials::value(std::uint64_t seed, plan::Trial trial, std::size_t measure) const {
  const plan::Value& found = values(seed, trial).measures[measure];
  if (found) return *found;
  Problem problem;
  problem.file = file_;
  problem.pointer = pointer_of(measure);
  problem.wanted = {"每次重复都有值的指标", "a KPI that has a value in every replication"};
  problem.found = {fmt::format("第 {} 次重复没有值", trial.replication),
                   fmt::format("none in replication {}", trial.replication)};
  problem.hint = {"可增加 \"days\"", "more \"days\" may help"};
  throw ScenarioError({std::move(problem)});
}

TrialValues Trials::measured(const models::Kpis& kpis) const {
  const auto range = [&](const std::vector<std::size_t>& of) {
    plan::Value low, high;
    for (const std::size_t k : of) {
      if (!kpis[k]) continue;
      low = low ? std::min(*low, *kpis[k]) : *kpis[k];
      high = high ? std::max(*high, *kpis[k]) : *kpis[k];
    }
    return std::pair(low, high);
  };
  using As = PlanObjective::As;
  TrialValues values;
  for (const MeasureColumn& column : columns_) {
    const auto [low, high] = range(column.kpis);
    switch (column.as) {
      case As::whole:
      case As::worst_community:
        values.measures.push_back(column.less_is_better ? high : low);
        break;
      case As::gap_communities:
      case As::gap_groups:
        values.measures.push_back(low ? plan::Value(*high - *low) : std::nullopt);
        break;
      case As::weighted_groups: {
        double sum = 0.0, weights = 0.0;
        for (std::size_t n = 0; n < column.kpis.size(); ++n) {
          if (!kpis[column.kpis[n]]) continue;
          sum += column.weights[n] * *kpis[column.kpis[n]];
          weights += column.weights[n];
        }
        values.measures.push_back(weights > 0.0 ? plan::Value(sum / weights) : std::nullopt);
        break;
      }
    }
    const auto [least, most] = range(column.by_community);
    const bool is_gap = column.as == As::gap_communities;
    values.gaps.push_back(least && !is_gap ? *most - *least : std::numeric_limits<double>::quiet_NaN());
  }
  return values;
}

void Trials::run(std::uint64_t seed, std::span<const plan::Trial> trials) {
  std::vector<plan::Trial> fresh;
  for (const plan::Trial& trial : trials) {
    if (done_.count({seed, trial}) == 0) fresh.push_back(trial);
  }
  std::sort(fresh.begin(), fresh.end());
  fresh.erase(std::unique(fresh.begin(), fresh.end()), fresh.end());
  const auto scenario_of = [&](const plan::Trial& trial) {
    return static_cast<std::uint32_t>(trial.replication % specs_.size());
  };
  std::vector<std::pair<std::uint32_t, std::uint32_t>> wanted;
  for (const plan::Trial& trial : fresh) wanted.emplace_back(trial.candidate, scenario_of(trial));
  build(wanted);
  std::vector<const models::World*> worlds;
  for (const plan::Trial& trial : fresh) worlds.push_back(&world(trial.candidate, scenario_of(trial)));
  std::vector<TrialValues> values(fresh.size());
  std::vector<std::optional<StaffWork>> work(fresh.size());
  RunRequest request;
  request.seed = seed;
  request.measured = measured_;
  tbb::task_arena arena(threads_ > 0 ? threads_ : tbb::task_arena::automatic);
  arena.execute([&] {
    tbb::parallel_for(std::size_t{0}, fresh.size(), [&](std::size_t k) {
      const ReplicationResult result = run_replication(*worlds[k], *catalogue_, request, fresh[k].replication);
      values[k] = measured(result.kpis);
      if (fresh[k].candidate == 0) {
        work[k] = work_of(result, today().communities.size(), sim::to_hours(measured_));
      }
    });
  });
  // In the order of the trials, so that sums are the same for any number of threads.
  for (std::size_t k = 0; k < fresh.size(); ++k) {
    done_[{seed, fresh[k]}] = std::move(values[k]);
    if (work[k]) work_.add(*work[k]);
  }
}

}  // namespace yuanluo::scenarios
