// What the chosen alternative brings after the first so many places, and what is given up for what.
#include <algorithm>

#include "scenarios/plan/planning_steps.hpp"

namespace yuanluo::scenarios {
namespace {

void simulate_first(Planning& planning, std::size_t count) {
  PlanResult& result = planning.result;
  CurvePoint& point = result.curve[count - 1];
  if (point.gain) return;
  std::uint32_t number = planning.numbers[result.best];
  if (count < result.curve.size()) {
    const auto& chosen = result.alternatives[result.best].selected[0].chosen;
    const std::vector<std::uint32_t> first(chosen.begin(), chosen.begin() + static_cast<std::ptrdiff_t>(count));
    number = planning.trials.add([&planning, first](models::District& district) {
      add_to(district, planning.spec.decisions[0], planning.result.candidates[0], first);
    });
    planning.trials.run(planning.fresh_seed(), Planning::block(number, planning.spec.confirm));
    planning.trials.release(number);
  }
  point.gain = planning.gain(planning.fresh_seed(), number, static_cast<std::size_t>(planning.spec.confirm), 0);
}

}  // namespace

void draw_curves(Planning& planning) {
  PlanResult& result = planning.result;
  const Alternative& best = result.alternatives[result.best];
  for (std::size_t k = 1; k < best.selected.size(); ++k) {
    if (best.selected[k].cost_yuan > best.selected[result.curve_decision].cost_yuan) result.curve_decision = k;
  }
  const std::size_t d = result.curve_decision;
  const Selected& selected = best.selected[d];
  const std::size_t all = selected.chosen.size();
  if (all == 0) return;
  double so_far = 0.0, cost = 0.0;
  for (std::size_t n = 0; n < all; ++n) {
    so_far += selected.marginal[n];
    cost += result.candidates[d][selected.chosen[n]].cost_yuan;
    CurvePoint point;
    point.count = n + 1;
    point.cost_yuan = cost;
    point.benefit_share = selected.total > 0.0 ? so_far / selected.total : 0.0;
    result.curve.push_back(point);
  }
  if (best.selected.size() == 1) {
    for (const double share : {0.25, 0.5, 0.75, 1.0})
      simulate_first(planning, std::max<std::size_t>(1, static_cast<std::size_t>(share * static_cast<double>(all))));
  }
  result.fairness = price_of_fairness(planning.choosing(d), all);
  result.front = front_of(planning.choosing(d), all);
}

}  // namespace yuanluo::scenarios
