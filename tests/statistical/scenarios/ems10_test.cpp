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

// The model at other calls a minute and with other numbers of its units: means and standard errors over 150 to 400
// replications of a program in another language, written apart from this one from the model's description alone.
struct Variation {
  double calls_per_minute;
  std::size_t units;
  double mean[6], standard_error[6];
};
constexpr Variation variations[] = {{0.05,
                                     10,
                                     {3.858227, 0.980450, 5.811176, 0.000045, 0.000009, 0.158416},
                                     {0.001865, 0.000154, 0.005398, 0.000025, 0.000004, 0.000169}},
                                    {0.20,
                                     10,
                                     {24.890587, 0.315333, 60.504583, 15.761471, 0.547649, 0.845519},
                                     {0.381255, 0.002721, 1.069673, 0.368738, 0.003713, 0.001392}},
                                    {0.12,
                                     7,
                                     {14.215197, 0.407498, 31.699917, 5.518175, 0.327110, 0.710215},
                                     {0.073902, 0.001258, 0.215997, 0.068794, 0.001731, 0.000893}}};

// 100 replications. A right program fails one of the 18 comparisons with probability below 5 %; the seed is fixed.
TEST_CASE("EMS10 at other loads and with fewer units gives what an independent program gives") {
  for (const Variation& v : variations) {
    DispatchFile file = read_dispatch_file("scenarios/dispatch/ems10.json");
    file.replications = 100;
    file.world.demand.front().per_minute = v.calls_per_minute;
    file.world.servers.resize(v.units);
    const DispatchResult result = run_dispatch_file(file, 2);
    for (std::size_t i = 0; i < 6; ++i) {
      const double own = result.intervals[i]->half_width / sim::student_t_quantile(0.975, 99.0);
      INFO(v.calls_per_minute << " a minute, " << v.units << " units, " << references[i].what << ": "
                              << result.intervals[i]->mean << " (" << own << "), there " << v.mean[i]);
      CHECK(std::abs(result.intervals[i]->mean - v.mean[i]) <= 3.0 * std::hypot(own, v.standard_error[i]));
    }
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
