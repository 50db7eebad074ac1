#include "scenarios/plan/plan_result.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>

namespace yuanluo::scenarios {

std::optional<sim::ConfidenceInterval> marginal_gain(const PlanResult& plan, std::size_t decision, std::size_t n) {
  const Alternative& best = plan.alternatives[plan.best];
  if (plan.effects.empty() || best.selected.size() != 1 || best.selected[decision].total <= 0.0) return std::nullopt;
  const double share = best.selected[decision].marginal[n] / best.selected[decision].total;
  sim::ConfidenceInterval gain = plan.effects[plan.best][0].change;
  gain.mean *= plan.less_is_better[0] ? -share : share;
  gain.half_width *= share;
  return gain;
}

std::optional<double> nearest_hydrant_m(const PlanResult& plan, std::size_t decision, std::size_t n) {
  if (plan.spec.decisions[decision].kind != DecisionKind::hydrants) return std::nullopt;
  const auto& chosen = plan.alternatives[plan.best].selected[decision].chosen;
  const models::LocalPlane plane(plan.district.compounds.front().centre);
  const auto at = [&](std::size_t k) { return plane.to_plane(plan.candidates[decision][chosen[k]].position); };
  const models::PlanePoint here = at(n);
  std::optional<double> nearest;
  const auto see = [&](models::PlanePoint other) {
    const double way = models::distance(here, other).value;
    nearest = std::min(nearest.value_or(way), way);
  };
  for (const models::Hydrant& hydrant : plan.district.hydrants) see(plane.to_plane(hydrant.position));
  for (std::size_t k = 0; k < chosen.size(); ++k) {
    if (k != n) see(at(k));
  }
  return nearest;
}

std::size_t count_for_share(const Selected& selected, double share) {
  double so_far = 0.0;
  for (std::size_t n = 0; n < selected.marginal.size(); ++n) {
    so_far += selected.marginal[n];
    if (so_far >= (share - 1e-12) * selected.total) return n + 1;
  }
  return selected.marginal.size();
}

models::Name unit_text(const PlanResult& plan, std::size_t measure) {
  const std::string& unit = plan.units[measure];
  if (unit.empty() || unit == "1") return {};
  if (unit == "1/a") return {"（每年）", " (a year)"};
  return {fmt::format("（{}）", unit), fmt::format(" ({})", unit)};
}

bool same_runner_up(const Selected& selected) {
  return selected.runner_up.size() > 1 &&
         std::all_of(selected.runner_up.begin(), selected.runner_up.end(),
                     [&](const auto& other) { return other == selected.runner_up.front(); });
}

models::Name limit_of(const PlanResult& plan, std::size_t constraint) {
  const PlanConstraint& limit = plan.spec.constraints[constraint];
  const std::size_t measure = plan.spec.objectives.size() + constraint;
  models::Name text = plan.names[measure];
  const std::string unit = plan.units[measure] == "1" || plan.units[measure].empty() ? "" : ' ' + plan.units[measure];
  if (limit.at_most) {
    text.zh += fmt::format("不大于 {:g}{}", *limit.at_most, unit);
    text.en += fmt::format(" at most {:g}{}", *limit.at_most, unit);
  }
  if (limit.at_least) {
    text.zh += fmt::format("不小于 {:g}{}", *limit.at_least, unit);
    text.en += fmt::format(" at least {:g}{}", *limit.at_least, unit);
  }
  if (limit.no_worse) {
    text.zh += "不比现状差";
    text.en += " no worse than today";
  }
  return text;
}

bool keeps(const PlanConstraint& constraint, double mean, const sim::ConfidenceInterval& change, bool less_is_better) {
  if (constraint.at_most && mean > *constraint.at_most) return false;
  if (constraint.at_least && mean < *constraint.at_least) return false;
  return !constraint.no_worse || (less_is_better ? change.low() <= 0.0 : change.high() >= 0.0);
}

}  // namespace yuanluo::scenarios
