// Laws of the response engine, on EMS10 with its bases changed.
#include <algorithm>
#include <catch2/catch.hpp>
#include <vector>

#include "scenarios/dispatch/dispatch_study.hpp"

namespace yuanluo::scenarios {
namespace {

DispatchFile ems10(std::uint32_t replications, double measured_min) {
  DispatchFile file = read_dispatch_file("scenarios/dispatch/ems10.json");
  file.replications = replications;
  file.world.measured = sim::minutes(measured_min);
  return file;
}

std::vector<double> mean_response(const DispatchFile& file) {
  std::vector<double> values;
  for (const auto& replication : run_dispatch_file(file, 2).values) values.push_back(replication[0].value());
  return values;
}

// 20 places and two loads, 20 paired replications of 20,000 minutes. Where the unit changes nothing on the mean the
// 99.9 % interval lies wholly above zero with probability 0.05 %: 2 % for all 40.
TEST_CASE("another unit never makes the mean response worse under nearest dispatch, beyond what the interval allows") {
  const sim::Luck luck(99, 0);
  for (const double rate : {0.12, 0.2}) {
    DispatchFile base = ems10(20, 20000.0);
    base.world.demand[0].per_minute = rate;
    const std::vector<double> without = mean_response(base);
    for (std::uint32_t place = 0; place < 20; ++place) {
      sim::Draw draw = luck.draw(place, 1);
      DispatchFile more = base;
      models::DispatchServer server;
      server.base = {10.0 * draw.uniform(), 10.0 * draw.uniform(), 0};
      more.world.servers.push_back(server);
      const auto change = sim::paired_difference_interval(mean_response(more), without, 0.999);
      INFO("rate " << rate << ", base " << server.base.x << ", " << server.base.y << ": " << change.mean << " +- "
                   << change.half_width);
      CHECK(change.low() <= 0.0);
    }
  }
}

TEST_CASE("relabelling the units changes nothing but their labels") {
  DispatchFile file = ems10(3, 20000.0);
  const DispatchResult before = run_dispatch_file(file, 1);
  for (const std::size_t shift : {1u, 4u, 7u}) {
    DispatchFile other = file;
    std::rotate(other.world.servers.begin(), other.world.servers.begin() + static_cast<std::ptrdiff_t>(shift),
                other.world.servers.end());
    const DispatchResult after = run_dispatch_file(other, 1);
    CHECK(after.events == before.events);
    for (std::size_t r = 0; r < before.values.size(); ++r) {
      for (std::size_t m = 0; m < 7; ++m) CHECK(*after.values[r][m] == Approx(*before.values[r][m]).epsilon(1e-12));
      for (std::size_t unit = 0; unit < 10; ++unit)
        CHECK(after.values[r][7 + unit] == before.values[r][7 + (unit + shift) % 10]);
    }
  }
}

TEST_CASE("calls meet the same luck whatever the rules are") {
  DispatchFile file = ems10(1, 20000.0);
  const models::CallBook one = models::run_dispatch(file.world, 5, 2);
  file.world.rules.choice = models::named(models::choices(), "least_worked");
  file.world.rules.from_the_road = true;
  file.world.servers.resize(8);
  const models::CallBook other = models::run_dispatch(file.world, 5, 2);
  CHECK(one.came == other.came);
  CHECK(one.reached.size() == other.reached.size());
}

TEST_CASE("a unit that can be sent on its way back never waits for its base, so calls wait less") {
  DispatchFile file = ems10(20, 20000.0);
  file.world.demand[0].per_minute = 0.22;
  const std::vector<double> at_base = mean_response(file);
  file.world.rules.from_the_road = true;
  const auto change = sim::paired_difference_interval(mean_response(file), at_base, 0.999);
  CHECK(change.high() < 0.0);
}

}  // namespace
}  // namespace yuanluo::scenarios
