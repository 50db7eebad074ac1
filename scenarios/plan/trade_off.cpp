#include "scenarios/plan/trade_off.hpp"

#include <algorithm>
#include <limits>
#include <memory>
#include <set>

#include "scenarios/plan/selection.hpp"

namespace yuanluo::scenarios {
namespace {

std::unique_ptr<Benefit> benefit_of(const Choosing& choosing) {
  return make_benefit(choosing.world, choosing.decision, choosing.candidates, choosing.load);
}

Selected choose_again(const Choosing& choosing, Benefit& benefit, const Quota& quota, double seconds) {
  plan::siting::Limits limits = choosing.limits;
  limits.seconds = seconds;
  return select(choosing.world, choosing.decision, choosing.candidates, benefit, Rule::benefit, quota, limits);
}

// Every count where one more never changes which the others are: sorted, so that the first n are the best n.
std::vector<FrontPoint> prefixes(const Choosing& choosing, Benefit& gains, std::size_t most) {
  const Selected all = choose_again(choosing, gains, {most, std::nullopt, 0}, choosing.limits.seconds);
  std::vector<FrontPoint> points;
  double benefit = 0.0, cost = 0.0;
  for (std::size_t n = 0; n < all.chosen.size(); ++n) {
    benefit += all.marginal[n];
    cost += choosing.candidates[all.chosen[n]].cost_yuan;
    points.push_back({n + 1, cost, benefit, benefit});
  }
  return points;
}

}  // namespace

Front front_of(const Choosing& choosing, std::size_t most) {
  constexpr std::size_t all_up_to = 24, all_homes_up_to = 2000, some = 16;
  Front front;
  if (most == 0) return front;
  const auto gains = benefit_of(choosing);
  if (gains->independent() && most <= all_homes_up_to) {
    front.points = prefixes(choosing, *gains, most);
  } else {
    std::set<std::size_t> counts;
    const std::size_t steps = most <= all_up_to ? most : some;
    for (std::size_t k = 1; k <= steps; ++k) counts.insert(std::max<std::size_t>(1, most * k / steps));
    for (const std::size_t count : counts) {
      const Selected best = choose_again(choosing, *gains, {count, std::nullopt, 0},
                                         choosing.limits.seconds / static_cast<double>(counts.size()));
      front.points.push_back({count, best.cost_yuan, best.total, best.bound});
      FrontPoint& point = front.points.back();
      // More never bring less, and no bound is above that of more.
      if (front.points.size() > 1) point.benefit = std::max(point.benefit, front.points.end()[-2].benefit);
    }
    for (std::size_t k = front.points.size() - 1; k > 0; --k)
      front.points[k - 1].bound = std::min(front.points[k - 1].bound, front.points[k].bound);
  }
  front.exact = front.points.size() == most;
  for (const FrontPoint& point : front.points)
    front.exact = front.exact && point.bound <= point.benefit * (1.0 + 1e-9) + 1e-12;
  const double box = static_cast<double>(most) * front.points.back().bound;
  std::size_t before = 0;
  double benefit = 0.0;
  for (const FrontPoint& point : front.points) {
    // Between two points the lower benefit is sure, and the higher bound possible.
    const auto between = static_cast<double>(point.count - before - 1);
    front.hypervolume += (benefit * between + point.benefit) / box;
    front.hypervolume_bound += point.bound * (between + 1.0) / box;
    benefit = point.benefit;
    before = point.count;
  }
  if (box <= 0.0) front.hypervolume = front.hypervolume_bound = 0.0;
  return front;
}

std::vector<FairnessPoint> price_of_fairness(const Choosing& choosing, std::size_t count) {
  constexpr std::size_t most_points = 9;
  const models::World& world = choosing.world;
  const std::size_t communities = world.communities.size();
  std::vector<double> residents(communities, 0.0);
  for (const models::Resident& r : world.district.residents)
    residents[world.community_of(world.compound_of(r.household)).index()] += 1.0;
  const std::size_t most = count / communities;
  std::set<std::size_t> promises;
  for (std::size_t k = 0; k < most_points; ++k) promises.insert(most * k / (most_points - 1));
  const auto gains = benefit_of(choosing);
  std::vector<FairnessPoint> points;
  for (const std::size_t least : promises) {
    const Quota quota{count, std::nullopt, least};
    if (!impossible(world.district, choosing.decision, choosing.candidates, quota).empty()) break;
    const Selected selected =
        choose_again(choosing, *gains, quota, choosing.limits.seconds / static_cast<double>(promises.size()));
    std::vector<double> share(communities, 0.0);
    for (std::size_t n = 0; n < selected.chosen.size(); ++n) {
      const auto community = choosing.candidates[selected.chosen[n]].community;
      if (community) share[*community] += selected.marginal[n];
    }
    FairnessPoint point{least, selected.total, std::numeric_limits<double>::infinity()};
    for (std::size_t c = 0; c < communities; ++c) {
      if (residents[c] > 0.0)
        point.worst_community_per_1000 = std::min(point.worst_community_per_1000, 1000.0 * share[c] / residents[c]);
    }
    points.push_back(point);
  }
  return points;
}

}  // namespace yuanluo::scenarios
