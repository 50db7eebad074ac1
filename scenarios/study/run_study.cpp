#include "scenarios/study/run_study.hpp"

#include <fmt/format.h>

#include <optional>
#include <utility>

namespace yuanluo::scenarios {
namespace {

ScenarioError without_value(const Study& study, const plan::Trial& where) {
  const models::Name label = study.label(where.candidate);
  return ScenarioError({{study.file,
                         "/selection/kpi",
                         0,
                         0,
                         {"每次重复都有值的指标", "an indicator that has a value in every replication"},
                         {fmt::format("第 {} 次重复没有值（{}）", where.replication, label.zh),
                          fmt::format("none in replication {} ({})", where.replication, label.en)},
                         {"换一个指标，或加长统计天数", "choose another, or measure more days"}}});
}

// A run of neighbours, so that a part builds few worlds.
std::vector<plan::Trial> share_of(const std::vector<plan::Trial>& trials, const StudyShare& share) {
  const auto at = [&](std::size_t part) {
    return trials.begin() + static_cast<std::ptrdiff_t>(trials.size() * part / share.of);
  };
  return {at(share.part - 1), at(share.part)};
}

}  // namespace

bool run_study(const Study& study, StudyFile& file, TrialDispatch& dispatch,
               const std::function<void(const StudyProgress&)>& progress, const std::atomic<bool>& stop,
               const StudyShare& share) {
  const auto procedure = procedure_of(study);
  std::optional<ScenarioError> impossible;
  std::atomic<bool> end{false};
  StudyProgress now;
  try {
    for (auto trials = procedure->next(); !trials.empty(); trials = procedure->next()) {
      if (share.of > 1) trials = share_of(trials, share);
      std::vector<plan::Trial> missing;
      for (const plan::Trial& trial : trials)
        if (file.results().find(trial) == nullptr) missing.push_back(trial);
      now.wanted += trials.size();
      now.done += trials.size() - missing.size();
      now.events = 0;
      if (!missing.empty()) progress(now);
      const auto keep = [&](TrialResult&& result, int rank) {
        if (!result.problems.empty()) {
          if (!impossible) impossible.emplace(std::move(result.problems));
          end = true;
          return;
        }
        now.done += 1;
        now.events = result.events;
        file.add(std::move(result), rank);
        if (stop) end = true;
        progress(now);
      };
      // A stop between two results is noticed here as well.
      if (stop) return false;
      const bool all = missing.empty() || dispatch.evaluate(missing, keep, end);
      if (impossible) throw *impossible;
      if (!all) return false;
      // What comes next depends on the values of the other parts.
      if (share.of > 1) return true;
      std::vector<plan::Value> values;
      for (const plan::Trial& trial : trials) values.push_back(criterion(study, *file.results().find(trial)));
      procedure->take(values);
    }
  } catch (const plan::NoValue& missing) {
    throw without_value(study, missing.where());
  }
  return true;
}

}  // namespace yuanluo::scenarios
