#include "scenarios/plan/trials.hpp"

#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <limits>
#include <utility>

#include "scenarios/build.hpp"
#include "scenarios/json/suggestion.hpp"
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

}  // namespace

Trials::Trials(const PlanSpec& plan, int threads) : threads_(threads), measured_(plan.days * sim::one_day) {
  for (const std::string& file : plan.scenarios) specs_.push_back(load_spec(file));
  changes_.emplace_back([](models::District&) {});
  const models::District& district = world(0, 0).district;
  for (std::uint32_t s = 1; s < specs_.size(); ++s) {
    const models::District& other = world(0, s).district;
    if (other.compounds == district.compounds && other.households == district.households) continue;
    throw ScenarioError({plan_problem(plan, "/scenario/" + std::to_string(s),
                                      {"与第一个场景相同的院落和住户", "the compounds and homes of the first scenario"},
                                      {"另一个片区", "another district"})});
  }
  catalogue_.emplace(today());
  find_columns(plan);
}

void Trials::find_columns(const PlanSpec& plan) {
  std::vector<Problem> problems;
  std::vector<std::string> main_keys;
  for (const auto& definition : catalogue_->definitions()) {
    if (definition.breakdown == models::Breakdown::all) main_keys.push_back(definition.key);
  }
  for (std::size_t k = 0; k < plan.objectives.size(); ++k) {
    const PlanObjective& objective = plan.objectives[k];
    const auto found = catalogue_->find(objective.kpi);
    const std::string pointer = "/objectives/" + std::to_string(k);
    if (!found) {
      problems.push_back(plan_problem(plan, pointer, {"指标代码", "the key of a KPI"}, same('"' + objective.kpi + '"'),
                                      did_you_mean(objective.kpi, main_keys)));
      continue;
    }
    ObjectiveColumn column;
    column.less_is_better = catalogue_->definitions()[*found].less_is_better;
    const std::string prefix = objective.kpi + "@community=";
    for (std::size_t d = 0; d < catalogue_->size(); ++d) {
      if (catalogue_->definitions()[d].key.compare(0, prefix.size(), prefix) == 0) column.by_community.push_back(d);
    }
    if (objective.worst_community && column.by_community.empty()) {
      problems.push_back(plan_problem(plan, pointer, {"按社区分列的指标", "a KPI that is broken down by community"},
                                      same('"' + objective.kpi + '"')));
    }
    column.kpis = objective.worst_community ? column.by_community : std::vector<std::size_t>{*found};
    columns_.push_back(std::move(column));
  }
  if (!problems.empty()) throw ScenarioError(std::move(problems));
}

const models::KpiDefinition& Trials::definition(std::size_t objective) const {
  return catalogue_->definitions()[columns_[objective].kpis.front()];
}

std::uint32_t Trials::add(Change change) {
  changes_.push_back(std::move(change));
  return static_cast<std::uint32_t>(changes_.size() - 1);
}

void Trials::release(std::uint32_t alternative) {
  for (std::uint32_t s = 0; s < specs_.size(); ++s) worlds_.erase({alternative, s});
}

const models::World& Trials::world(std::uint32_t alternative, std::uint32_t scenario) {
  std::unique_ptr<models::World>& slot = worlds_[{alternative, scenario}];
  if (!slot) {
    models::District district = alternative == 0 ? build_district(specs_[scenario]) : world(0, scenario).district;
    changes_[alternative](district);
    slot = std::make_unique<models::World>(models::make_world(std::move(district), specs_[scenario].settings));
  }
  return *slot;
}

TrialValues Trials::measured(const models::Kpis& kpis) const {
  TrialValues values;
  for (const ObjectiveColumn& column : columns_) {
    const double sign = column.less_is_better ? 1.0 : -1.0;
    plan::Value worst;
    for (const std::size_t k : column.kpis) {
      if (kpis[k] && (!worst || sign * *kpis[k] > sign * *worst)) worst = kpis[k];
    }
    values.objectives.push_back(worst);
    double low = 0.0, high = 0.0;
    bool any = false;
    for (const std::size_t k : column.by_community) {
      if (!kpis[k]) continue;
      low = any ? std::min(low, *kpis[k]) : *kpis[k];
      high = any ? std::max(high, *kpis[k]) : *kpis[k];
      any = true;
    }
    values.gaps.push_back(any ? high - low : std::numeric_limits<double>::quiet_NaN());
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
