// Experiments on the reference model EMS10 (ten ambulances on a square): what pairing by the address of each call is
// worth, whether intervals cover, and how many replications it takes to choose one of 25 sites for another unit.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <vector>

#include "plan/experiment/comparison.hpp"
#include "plan/experiment/selection.hpp"
#include "scenarios/dispatch/dispatch_file.hpp"

namespace yuanluo::plan {
namespace {

using models::DispatchWorld;

const DispatchWorld& ems10() {
  static const DispatchWorld world = scenarios::read_dispatch_file("scenarios/dispatch/ems10.json").world;
  return world;
}

DispatchWorld with_moved_base(std::size_t unit, double by_km) {
  DispatchWorld world = ems10();
  world.servers[unit].base.x += by_km;
  return world;
}

DispatchWorld with_unit_at(double x, double y) {
  DispatchWorld world = ems10();
  models::DispatchServer unit = world.servers.front();
  unit.name = "added";
  unit.base.x = x;
  unit.base.y = y;
  world.servers.push_back(unit);
  return world;
}

DispatchWorld shortened(DispatchWorld world, int warm_up_min, int measured_min) {
  world.warm_up = warm_up_min * sim::seconds(60.0);
  world.measured = measured_min * sim::seconds(60.0);
  return world;
}

double mean_response(const DispatchWorld& world, std::uint64_t seed, std::uint32_t replication) {
  const std::vector<models::DispatchMeasure> measures(1);  // by itself the mean response
  return *models::read_measures(world, measures, models::run_dispatch(world, seed, replication)).front();
}

double variance(const std::vector<double>& values) {
  double mean = 0.0, squares = 0.0;
  for (const double v : values) mean += v / static_cast<double>(values.size());
  for (const double v : values) squares += (v - mean) * (v - mean);
  return squares / static_cast<double>(values.size() - 1);
}

// How many times smaller the variance of a difference is with the same luck on both sides.
double variance_ratio(const DispatchWorld& other, std::uint32_t replications) {
  std::vector<double> a, b, d;
  for (std::uint32_t r = 0; r < replications; ++r) {
    a.push_back(mean_response(ems10(), 1, r));
    b.push_back(mean_response(other, 1, r));
    d.push_back(b.back() - a.back());
  }
  return (variance(a) + variance(b)) / variance(d);
}

}  // namespace

// A ratio of variances over 60 replications is within a factor of 1.7 of the true one with probability 0.99.
TEST_CASE("pairing cuts the variance of a difference 10-fold for a moved base and 2-fold for an added unit") {
  const double moved = variance_ratio(with_moved_base(6, 0.3), 60);
  const double added = variance_ratio(with_unit_at(5.0, 3.0), 60);
  WARN("EMS10: variance of a difference, unpaired over paired: moved base " << moved << ", added unit " << added);
  CHECK(moved > 10.0);
  CHECK(added > 2.0);
}

// The truth is the mean over all experiments, whose error is 3 % of one experiment's. A right interval fails with
// probability 0.004.
TEST_CASE("95 % intervals of a paired difference in EMS10 cover in 93 to 97 % of 1,000 experiments") {
  const DispatchWorld base = shortened(ems10(), 200, 4000), other = shortened(with_unit_at(5.0, 3.0), 200, 4000);
  constexpr std::uint32_t experiments = 1000, replications = 20;
  std::vector<sim::ConfidenceInterval> intervals;
  double truth = 0.0;
  for (std::uint32_t e = 0; e < experiments; ++e) {
    std::vector<double> a, b;
    for (std::uint32_t r = 0; r < replications; ++r) {
      a.push_back(mean_response(other, 9, e * replications + r));
      b.push_back(mean_response(base, 9, e * replications + r));
    }
    intervals.push_back(sim::paired_difference_interval(a, b, 0.95));
    truth += intervals.back().mean / experiments;
  }
  const auto covered = static_cast<double>(std::count_if(
      intervals.begin(), intervals.end(), [&](const sim::ConfidenceInterval& i) { return i.contains(truth); }));
  WARN("EMS10: " << covered << " of 1,000 intervals cover");
  CHECK(covered >= 930);
  CHECK(covered <= 970);
}

// Six races with other luck. If each is right with probability 0.95, two or more are wrong with probability 0.03.
TEST_CASE("one of 25 sites for another unit in EMS10 is chosen with at most 1,000 replications") {
  std::vector<DispatchWorld> sites;
  for (int x = 0; x < 5; ++x)
    for (int y = 0; y < 5; ++y) sites.push_back(with_unit_at(1.0 + 2.0 * x, 1.0 + 2.0 * y));
  std::vector<double> sums(sites.size(), 0.0);
  std::vector<double> counts(sites.size(), 0.0);
  std::vector<std::uint32_t> chosen;
  std::size_t most = 0;
  for (std::uint64_t race = 0; race < 6; ++race) {
    KimNelson selection(static_cast<std::uint32_t>(sites.size()), {.difference = 0.1, .confidence = 0.95});
    run(selection, [&](std::span<const Trial> trials) {
      std::vector<Value> values;
      for (const Trial& t : trials) {
        values.push_back(mean_response(sites[t.candidate], 100 + race, t.replication));
        sums[t.candidate] += *values.back();
        counts[t.candidate] += 1.0;
      }
      return values;
    });
    const Selection result = selection.result();
    CHECK(result.decided);
    CHECK(result.evaluations <= 1000);
    most = std::max(most, result.evaluations);
    chosen.push_back(result.best);
  }
  // The truth from all races together: at least 60 replications of every site, standard errors below 0.015 minutes.
  double best = sums[0] / counts[0];
  for (std::size_t s = 1; s < sites.size(); ++s) best = std::min(best, sums[s] / counts[s]);
  const auto good =
      std::count_if(chosen.begin(), chosen.end(), [&](std::uint32_t s) { return sums[s] / counts[s] < best + 0.1; });
  WARN("EMS10: at most " << most << " replications in a race of 25 sites; " << good << " of 6 good selections");
  CHECK(good >= 5);
}

}  // namespace yuanluo::plan
