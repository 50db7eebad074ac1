// How long it takes to choose the places of a plan in the reference district, in CPU seconds, the simulation left out.
#include <fmt/format.h>

#include <string>
#include <vector>

#include "benchmarks/measure.hpp"
#include "scenarios/build.hpp"
#include "scenarios/plan/benefit.hpp"
#include "scenarios/plan/selection.hpp"

namespace {

using namespace yuanluo::scenarios;
using yuanluo::benchmarks::user_seconds;

void choose(const yuanluo::models::World& world, Decision decision, std::size_t count) {
  decision.cost_yuan = words(decision.kind).cost_yuan;
  StaffLoad load;
  load.calls_per_hour.assign(world.communities.size(), std::vector<double>(24, 1.0));
  Quota quota;
  quota.count = count;
  yuanluo::plan::siting::Limits limits;
  const double start = user_seconds();
  const auto all = candidates(world.district, decision);
  const auto benefit = make_benefit(world, decision, all, load);
  const double ready = user_seconds();
  const Selected best = select(world, decision, all, *benefit, Rule::benefit, quota, limits);
  const double chosen = user_seconds();
  const double gap = best.bound > 0.0 ? 100.0 * (best.bound - best.total) / best.bound : 0.0;
  fmt::print("{} {} among {}: candidates {:.2f} s, choice {:.2f} s, gap {:.3f} %", count, words(decision.kind).key,
             all.size(), ready - start, chosen - ready, gap);
  for (const Rule rule : {Rule::random, Rule::even, Rule::population, Rule::today}) {
    const Selected other = select(world, decision, all, *benefit, rule, quota, limits);
    fmt::print("; {} {:.0f} %", name_of(rule).en, best.total > 0.0 ? 100.0 * other.total / best.total : 0.0);
  }
  fmt::print(" of its benefit\n");
}

}  // namespace

int main() {
  const Spec spec = load_spec("scenarios/shuangqiaozi/today.json");
  yuanluo::models::District district = build_district(spec);
  // A tenth of the hydrants, so that there is something to gain.
  district.hydrants.resize(district.hydrants.size() / 10);
  const auto world = yuanluo::models::make_world(std::move(district), spec.settings);
  Decision hydrants;
  hydrants.kind = DecisionKind::hydrants;
  hydrants.spacing_m = 9.0;
  choose(world, hydrants, 100);
  Decision alarms;
  alarms.kind = DecisionKind::smoke_alarms;
  choose(world, alarms, 500);
  Decision posts;
  posts.kind = DecisionKind::grid_workers;
  posts.shifts = {{0, 8}, {8, 8}, {16, 8}};
  choose(world, posts, 20);
  Decision stations;
  stations.kind = DecisionKind::care_stations;
  choose(world, stations, 10);
  return 0;
}
