// The spatial reference model EMS10: ten ambulances on a square, nearest idle unit, one queue.
#include <catch2/catch.hpp>
#include <cmath>

#include "scenarios/dispatch/dispatch_study.hpp"

namespace yuanluo::scenarios {
namespace {

// Mean and 95 % half width over 10,000 replications of an independent event-based program, and over 40 of an
// independent process-based one.
struct Reference {
  const char* what;
  double mean, half_width;
  double other_mean, other_half_width;
};
constexpr Reference references[] = {
    {"mean response", 5.15602, 0.00180, 5.14826, 0.03235}, {"P(R <= 8)", 0.87203, 0.00016, 0.87308, 0.00257},
    {"p90 response", 8.7426, 0.0044, 8.7005, 0.0712},      {"mean wait", 0.07595, 0.00069, 0.07758, 0.01255},
    {"P(wait > 0)", 0.01331, 0.00008, 0.01316, 0.00135},   {"utilisation", 0.40986, 0.00013, 0.40916, 0.00217}};

// 500 replications of 50,000 minutes. A right program fails one of the six comparisons with the first reference with
// probability below 1.7 % (3 joint standard errors each); the seed is fixed.
TEST_CASE("EMS10 gives all six measures of the reference programs within three joint standard errors") {
  DispatchFile file = read_dispatch_file("scenarios/dispatch/ems10.json");
  file.replications = 500;
  const DispatchResult result = run_dispatch_file(file, 2);
  for (std::size_t i = 0; i < 6; ++i) {
    const Reference& r = references[i];
    const double own = result.intervals[i]->half_width / sim::student_t_quantile(0.975, 499.0);
    INFO(r.what << ": " << result.intervals[i]->mean << " (standard error " << own << "), reference " << r.mean);
    CHECK(std::abs(result.intervals[i]->mean - r.mean) <= 3.0 * std::hypot(own, r.half_width / 1.96));
    CHECK(std::abs(result.intervals[i]->mean - r.other_mean) <= 3.0 * std::hypot(own, r.other_half_width / 2.0227));
  }
}

TEST_CASE("EMS10 gives the same numbers on one thread and on two") {
  DispatchFile file = read_dispatch_file("scenarios/dispatch/ems10.json");
  file.replications = 8;
  const DispatchResult one = run_dispatch_file(file, 1);
  const DispatchResult two = run_dispatch_file(file, 2);
  CHECK(one.values == two.values);
  CHECK(one.events == two.events);
}

}  // namespace
}  // namespace yuanluo::scenarios
