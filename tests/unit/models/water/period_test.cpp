// Networks over time: tanks, controls and rules against arithmetic.
#include "models/water/hydraulics/period.hpp"

#include <catch2/catch.hpp>
#include <numbers>

#include "tests/unit/models/water/small_networks.hpp"

namespace yuanluo::models::hydraulics {
namespace {

// A fed junction (negative demand, so the flow is known) fills a tank of 10 m2 with 10 L/s.
struct Filling {
  Filling() {
    tank = b.tank(20.0, 1.0, 0.0, 5.0, std::sqrt(40.0 / std::numbers::pi));
    feed = b.junction(0.0, -0.01);
    pipe = b.pipe(feed, tank, 100.0, 0.2, 120.0);
  }
  Builder b;
  std::size_t tank = 0, feed = 0, pipe = 0;
};

double level_at_end(const Network& network, std::size_t tank, std::int64_t end_s) {
  const Solver solver(network);
  Period period(solver, end_s);
  do {
    period.solve();
  } while (period.advance());
  return period.solve().head_m[tank] - network.nodes[tank].elevation_m;
}

TEST_CASE("a tank rises by inflow over area") {
  Filling f;
  CHECK(level_at_end(f.b.network, f.tank, 1800) == Approx(1.0 + 1800 * 0.01 / 10.0).epsilon(1e-9));
}

TEST_CASE("a full tank takes nothing more") {
  Filling f;
  CHECK(level_at_end(f.b.network, f.tank, 8 * 3600) == Approx(5.0).epsilon(1e-6));
}

TEST_CASE("a tank with a volume curve rises along it") {
  Filling f;
  f.b.network.nodes[f.tank].tank.volume = Curve{"v", {0.0, 2.0, 5.0}, {0.0, 10.0, 70.0}};
  // 5 m3 at first; 36 m3 more make 41 m3, 31 of them on the second piece of 20 m2
  CHECK(level_at_end(f.b.network, f.tank, 3600) == Approx(2.0 + 31.0 / 20.0).epsilon(1e-9));
}

TEST_CASE("a pattern multiplies demands, period by period") {
  Filling f;
  f.b.network.patterns.push_back({"p", {1.0, 0.5}});
  f.b.network.options.default_pattern = 0;
  CHECK(level_at_end(f.b.network, f.tank, 2 * 3600) == Approx(5.0).margin(1e-6));  // 1 + 3.6 + 1.8: full
  f.b.network.nodes[f.tank].tank.greatest_level_m = 20.0;
  CHECK(level_at_end(f.b.network, f.tank, 2 * 3600) == Approx(6.4).epsilon(1e-9));
}

TEST_CASE("a control by level acts when the level is reached, a control by time at the time") {
  Filling f;
  Control control;
  control.action = {f.pipe, false, {}};
  SECTION("level") {
    control.when = Control::When::node_above;
    control.node = f.tank;
    control.level_m = 2.5;
    f.b.network.controls = {control};
    CHECK(level_at_end(f.b.network, f.tank, 2 * 3600) == Approx(2.5).margin(1e-3));
  }
  SECTION("time") {
    control.time_s = 1000;
    f.b.network.controls = {control};
    CHECK(level_at_end(f.b.network, f.tank, 2 * 3600) == Approx(2.0).epsilon(1e-9));
  }
  SECTION("time of day") {
    f.b.network.times.clock_start_s = 6 * 3600;
    control.when = Control::When::clock_time;
    control.time_s = 6 * 3600 + 500;
    f.b.network.controls = {control};
    CHECK(level_at_end(f.b.network, f.tank, 2 * 3600) == Approx(1.5).epsilon(1e-9));
  }
}

TEST_CASE("a rule acts at the first of its steps at which its premises hold") {
  Filling f;
  f.b.network.times.rule_step_s = 300;
  Rule rule{"r", {}, {{f.pipe, false, {}}}, {}, 0.0};
  Premise level;
  level.variable = RuleVariable::node_level;
  level.index = f.tank;
  level.relation = Relation::above;
  level.value = 2.05;  // after 1050 s: at the step of 1200 s
  rule.premises = {level};
  f.b.network.rules = {rule};
  CHECK(level_at_end(f.b.network, f.tank, 2 * 3600) == Approx(2.2).epsilon(1e-9));
}

TEST_CASE("of rules that disagree the one with the greater priority wins") {
  Filling f;
  Premise always;
  always.variable = RuleVariable::time;
  always.relation = Relation::at_least;
  f.b.network.rules = {{"open", {always}, {{f.pipe, true, {}}}, {}, 1.0},
                       {"close", {always}, {{f.pipe, false, {}}}, {}, 2.0}};
  CHECK(level_at_end(f.b.network, f.tank, 3600) == Approx(1.0 + 360 * 0.01 / 10.0).epsilon(1e-9));
}

TEST_CASE("a rule that opens what is open leaves its setting, as the reference has it, and a control takes it") {
  Builder b;
  const auto source = b.reservoir(10.0);
  const auto user = b.junction(0.0, 0.01);
  const auto pump = b.pump(source, user, Curve{"c", {0.02}, {30.0}});
  b.network.links[pump].pump.speed = 0.8;
  Premise always;
  always.variable = RuleVariable::time;
  always.relation = Relation::at_least;
  const auto head_after_an_hour = [&](const Network& network) {
    const Solver solver(network);
    Period period(solver, 3600);
    do {
      period.solve();
    } while (period.advance());
    return period.solve().head_m[user];
  };
  const double slow = head_after_an_hour(b.network);
  b.network.rules = {{"open", {always}, {{pump, true, {}}}, {}, 1.0}};
  CHECK(head_after_an_hour(b.network) == Approx(slow));
  b.network.rules.clear();
  Control control;
  control.action = {pump, true, {}};
  control.time_s = 600;
  b.network.controls = {control};
  CHECK(head_after_an_hour(b.network) > slow + 5.0);
}

TEST_CASE("a shut link stays shut whatever a control says") {
  Filling f;
  Control control;
  control.action = {f.pipe, true, {}};
  control.time_s = 600;
  f.b.network.controls = {control};
  const Solver solver(f.b.network);
  Period period(solver, 3600);
  period.shut(f.pipe);
  do {
    CHECK(period.solve().flow_m3s[f.pipe] == 0.0);
  } while (period.advance());
}

}  // namespace
}  // namespace yuanluo::models::hydraulics
