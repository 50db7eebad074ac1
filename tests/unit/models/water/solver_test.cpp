// Networks whose heads and flows can be written down in closed form.
#include "models/water/hydraulics/solver.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <functional>

#include "tests/unit/models/water/small_networks.hpp"

namespace yuanluo::models::hydraulics {
namespace {

// The root of a falling or rising function between two bounds.
double root(const std::function<double(double)>& f, double low, double high) {
  const bool rising = f(high) > 0.0;
  for (int i = 0; i < 200; ++i) {
    const double middle = 0.5 * (low + high);
    (f(middle) > 0.0) == rising ? high = middle : low = middle;
  }
  return low;
}

TEST_CASE("A1: an open emitter at the end of a pipe gives what friction and outlet allow") {
  Builder b;
  const auto source = b.reservoir(30.0);
  const auto end = b.junction(0.0);
  b.pipe(source, end, 300.0, 0.15, 110.0);
  b.network.nodes[end].emitter_m3s = 4.743416e-3;
  const Flows flows = solve(b.network);
  const double r = hazen_williams(300.0, 0.15, 110.0);
  const double q = root([&](double x) { return r * std::pow(x, 1.852) + std::pow(x / 4.743416e-3, 2.0) - 30.0; }, 0, 1);
  CHECK(flows.flow_m3s[0] == Approx(23.57804e-3).epsilon(1e-4));  // VERIFICATION A1
  CHECK(flows.flow_m3s[0] == Approx(q).epsilon(1e-5));
  CHECK(flows.head_m[end] == Approx(24.7077).epsilon(1e-4));
}

TEST_CASE("a hose that hardly reaches its floor gives what is left, beside one in the street and much other use") {
  // Two outlets on one pipe, in a network that carries so much else that the error of a small flow is a small error. In
  // 4 of these cases the iterations once went to and fro for ever.
  std::size_t flowing = 0, dry = 0;
  for (const double street : {0.002, 0.0043, 0.0132})
    for (const double hose : {0.0005, 0.00109, 0.003})
      for (double floor_m = 10.0; floor_m < 45.0; floor_m += 0.5) {
        Builder b;
        b.network.options.emitter_backflow = false;
        const auto source = b.reservoir(40.0);
        const auto fork = b.junction(0.0), low = b.junction(0.0), high = b.junction(0.0);
        b.pipe(source, fork, 300.0, 0.1, 120.0);
        b.pipe(fork, low, 50.0, 0.1, 120.0);
        b.pipe(low, high, 50.0, 0.1, 120.0);
        b.pipe(source, b.junction(0.0, 2.0), 100.0, 1.5, 120.0);
        const Solver solver(b.network);
        Solver::Workspace workspace(solver);
        Moment moment = moment_at_start(b.network);
        const Flows at_rest = solver.solve(moment, workspace);
        moment.emitter_m3s[low] = hose, moment.emitter_back_m[low] = floor_m;
        moment.emitter_m3s[high] = street, moment.emitter_back_m[high] = 10.0;
        for (const bool warm : {false, true}) {
          const Flows flows =
              warm ? solver.solve(moment, workspace, &at_rest, practical_tolerance()) : solver.solve(moment, workspace);
          INFO(street << ' ' << hose << ' ' << floor_m << ' ' << warm);
          REQUIRE(flows.converged);
          const double left_m = flows.head_m[low] - floor_m;
          ++(left_m > 0.0 ? flowing : dry);
          CHECK(flows.emitter_flow_m3s[low] ==
                Approx(hose * std::sqrt(std::max(0.0, left_m))).margin(warm ? hose * std::sqrt(1e-3) : 1e-7));
        }
      }
  CHECK(flowing > 100);
  CHECK(dry > 100);
}

TEST_CASE("equal parallel pipes share the flow and lose the head of half of it") {
  Builder b;
  const auto source = b.reservoir(50.0);
  const auto end = b.junction(0.0, 0.04);
  b.pipe(source, end, 500.0, 0.2, 120.0);
  b.pipe(source, end, 500.0, 0.2, 120.0);
  const Flows flows = solve(b.network);
  CHECK(flows.flow_m3s[0] == Approx(0.02).epsilon(1e-9));
  CHECK(50.0 - flows.head_m[end] == Approx(hazen_williams(500.0, 0.2, 120.0) * std::pow(0.02, 1.852)).epsilon(1e-5));
}

TEST_CASE("laminar flow loses 128 nu L Q / (pi g d^4)") {
  Builder b;
  b.network.options.formula = HeadLossFormula::darcy_weisbach;
  const auto source = b.reservoir(10.0);
  const auto end = b.junction(0.0, 5e-5);
  b.pipe(source, end, 100.0, 0.1, 1e-4);
  const Flows flows = solve(b.network);
  const double nu = b.network.options.viscosity_m2s;
  const double expected = 128.0 * nu * 100.0 * 5e-5 / (3.14159265358979 * 32.2 * 0.3048 * std::pow(0.1, 4.0));
  CHECK(10.0 - flows.head_m[end] == Approx(expected).epsilon(1e-9));
}

TEST_CASE("the friction factor joins laminar and turbulent flow") {
  CHECK(friction_factor(2000.0001, 1e-3) == Approx(64.0 / 2000.0).epsilon(1e-4));
  const double swamee = 0.25 / std::pow(std::log10(1e-3 / 3.7 + 5.74 / std::pow(4000.0, 0.9)), 2.0);
  CHECK(friction_factor(4000.0, 1e-3) == Approx(swamee).epsilon(1e-9));
  CHECK(friction_factor(3999.9999, 1e-3) == Approx(swamee).epsilon(1e-4));
}

TEST_CASE("Chezy-Manning loses 10.29 n^2 L Q^2 / d^5.33") {
  Builder b;
  b.network.options.formula = HeadLossFormula::chezy_manning;
  const auto source = b.reservoir(10.0);
  const auto end = b.junction(0.0, 0.02);
  b.pipe(source, end, 100.0, 0.2, 0.012);
  const Flows flows = solve(b.network);
  const double expected = 10.29 * 0.012 * 0.012 * 100.0 * 0.0004 / std::pow(0.2, 16.0 / 3.0);
  CHECK(10.0 - flows.head_m[end] == Approx(expected).epsilon(0.01));  // the reference has 1.49 for 1.486 and d^1.333
}

TEST_CASE("a pump works where its curve meets the system's") {
  Builder b;
  const auto source = b.reservoir(0.0);
  const auto between = b.junction(0.0);
  const auto high = b.reservoir(20.0);
  const auto pump = b.pump(source, between, {"c", {0.03}, {30.0}});
  b.pipe(between, high, 1000.0, 0.2, 100.0);
  const double r = hazen_williams(1000.0, 0.2, 100.0);
  SECTION("one point: 4/3 of the head at no flow, none at twice the flow") {
    const double q = root([&](double x) { return 40.0 - 10.0 * x * x / 9e-4 - 20.0 - r * std::pow(x, 1.852); }, 0, 0.1);
    CHECK(solve(b.network).flow_m3s[pump] == Approx(q).epsilon(1e-5));
  }
  SECTION("speed: affinity laws") {
    b.network.links[pump].pump.speed = 0.9;
    const double q = root([&](double x) { return 32.4 - 10.0 * x * x / 9e-4 - 20.0 - r * std::pow(x, 1.852); }, 0, 0.1);
    CHECK(solve(b.network).flow_m3s[pump] == Approx(q).epsilon(1e-5));
  }
  SECTION("constant power: head times flow") {
    b.network.links[pump].pump.curve.reset();
    b.network.links[pump].pump.power_kw = 10.0;
    const Flows flows = solve(b.network);
    const double gain = flows.head_m[between] - 0.0;
    CHECK(9810.0 * gain * flows.flow_m3s[pump] == Approx(10e3).epsilon(2e-3));
  }
  SECTION("a curve of many points") {
    b.network.links[pump].pump.curve = Curve{"c", {0.0, 0.01, 0.02, 0.04}, {40.0, 38.0, 33.0, 15.0}};
    const double q =
        root([&](double x) { return 33.0 - 900.0 * (x - 0.02) - 20.0 - r * std::pow(x, 1.852); }, 0.02, 0.04);
    const double low =
        root([&](double x) { return 38.0 - 500.0 * (x - 0.01) - 20.0 - r * std::pow(x, 1.852); }, 0.01, 0.02);
    CHECK(solve(b.network).flow_m3s[pump] == Approx(q > 0.02001 ? q : low).epsilon(1e-5));
  }
  SECTION("too high for it: nothing flows, and it does not flow back") {
    b.network.nodes[high].elevation_m = 45.0;
    const Flows flows = solve(b.network);
    CHECK(flows.flow_m3s[pump] == 0.0);
    CHECK(flows.links[pump].status == LinkStatus::cannot_deliver);
    CHECK(flows.head_m[between] == Approx(45.0));
  }
}

TEST_CASE("valves hold what they are set to where they can") {
  Builder b;
  const auto source = b.reservoir(60.0);
  const auto before = b.junction(0.0);
  const auto behind = b.junction(0.0);
  const auto end = b.junction(0.0, 0.01);
  b.pipe(source, before, 100.0, 0.2, 120.0);
  b.pipe(behind, end, 100.0, 0.2, 120.0);
  const double loss = hazen_williams(100.0, 0.2, 120.0) * std::pow(0.01, 1.852);
  const auto check_head = [&](const Flows& flows, std::size_t node, double head) {
    CHECK(flows.converged);
    CHECK(flows.head_m[node] == Approx(head).epsilon(1e-6));
  };
  SECTION("pressure reducing") {
    b.valve(LinkKind::pressure_reducing_valve, before, behind, 0.2, 30.0);
    check_head(solve(b.network), end, 30.0 - loss);
  }
  SECTION("pressure reducing, set above what there is: open") {
    const auto v = b.valve(LinkKind::pressure_reducing_valve, before, behind, 0.2, 80.0);
    const Flows flows = solve(b.network);
    CHECK(flows.links[v].status == LinkStatus::open);
    check_head(flows, end, 60.0 - 2.0 * loss);
  }
  SECTION("pressure sustaining: keeps what stands before it up while water is drawn") {
    b.network.nodes[end].demands[0].base_m3s = 0.0;
    b.network.nodes[end].emitter_m3s = 0.02;
    b.valve(LinkKind::pressure_sustaining_valve, before, behind, 0.2, 55.0);
    check_head(solve(b.network), before, 55.0);
  }
  SECTION("pressure breaker") {
    b.valve(LinkKind::pressure_breaker_valve, before, behind, 0.2, 12.0);
    check_head(solve(b.network), end, 60.0 - 12.0 - 2.0 * loss);
  }
  SECTION("flow control: the rest comes from elsewhere") {
    const auto other = b.reservoir(40.0);
    b.pipe(other, end, 100.0, 0.2, 120.0);
    const auto v = b.valve(LinkKind::flow_control_valve, before, behind, 0.2, 0.004);
    CHECK(solve(b.network).flow_m3s[v] == Approx(0.004).epsilon(1e-5));
  }
  SECTION("throttle: k v^2 / 2g") {
    b.valve(LinkKind::throttle_control_valve, before, behind, 0.2, 50.0);
    const double v = 0.01 / (3.14159265358979 / 4.0 * 0.04);
    check_head(solve(b.network), end, 60.0 - 2.0 * loss - 50.0 * v * v / (2.0 * 32.2 * 0.3048));
  }
  SECTION("general purpose: its curve") {
    const auto k = b.valve(LinkKind::general_purpose_valve, before, behind, 0.2, 0.0);
    b.network.links[k].curve = Curve{"g", {0.0, 0.02}, {0.0, 8.0}};
    check_head(solve(b.network), end, 60.0 - 2.0 * loss - 4.0);
  }
  SECTION("positional: half open loses four times the loss") {
    const auto k = b.valve(LinkKind::positional_control_valve, before, behind, 0.2, 50.0);
    b.network.links[k].minor_loss = 10.0;
    const double v = 0.01 / (3.14159265358979 / 4.0 * 0.04);
    check_head(solve(b.network), end, 60.0 - 2.0 * loss - 40.0 * v * v / (2.0 * 32.2 * 0.3048));
  }
}

TEST_CASE("a check valve lets nothing back") {
  Builder b;
  const auto low = b.reservoir(10.0);
  const auto middle = b.junction(0.0, 0.005);
  const auto high = b.reservoir(30.0);
  const auto valve = b.pipe(low, middle, 100.0, 0.2, 120.0, LinkKind::check_valve_pipe);
  const auto feed = b.pipe(high, middle, 100.0, 0.2, 120.0);
  const Flows flows = solve(b.network);
  CHECK(flows.flow_m3s[valve] == 0.0);
  CHECK(flows.flow_m3s[feed] == Approx(0.005).epsilon(1e-5));
}

TEST_CASE("A7: pressure-driven demand is all, none, or half at a quarter of the required pressure") {
  Builder b;
  b.network.options.pressure_driven = true;
  b.network.options.required_pressure_m = 20.0;
  const auto source = b.reservoir(0.0);
  const auto end = b.junction(0.0, 0.01);
  b.pipe(source, end, 0.001, 1.0, 150.0);  // loses nothing
  const auto met = [&](double head_m) {
    b.network.nodes[source].elevation_m = head_m;
    return solve(b.network).demand_met_m3s[end];
  };
  CHECK(met(20.0) == Approx(0.01).epsilon(1e-6));
  CHECK(met(35.0) == Approx(0.01).epsilon(1e-6));
  CHECK(met(5.0) == Approx(0.005).epsilon(1e-6));
  CHECK(met(0.0) < 1e-6);
  CHECK(met(-5.0) == 0.0);
}

TEST_CASE("A8: what no source reaches is dry, and the rest works on") {
  Builder b;
  const auto source = b.reservoir(40.0);
  const auto near = b.junction(0.0, 0.005);
  const auto far = b.junction(3.0, 0.005);
  const auto alone = b.junction(0.0, 0.001);
  b.pipe(source, near, 100.0, 0.2, 120.0);
  const auto cut = b.pipe(near, far, 100.0, 0.2, 120.0);
  b.pipe(far, alone, 100.0, 0.1, 100.0);
  Moment moment = moment_at_start(b.network);
  const auto is_dry = [&](const Flows& flows) {
    CHECK(flows.converged);
    CHECK(flows.has_water[near] == 1);
    CHECK(flows.has_water[far] == 0);
    CHECK(flows.flow_m3s[cut] == 0.0);
    CHECK(flows.outflow_m3s[far] == 0.0);
    CHECK(flows.head_m[far] == 3.0);
    CHECK(pressure_m(b.network, flows, far) == 0.0);
    CHECK(flows.flow_m3s[0] == Approx(0.005).epsilon(1e-6));
  };
  SECTION("a closed pipe") {
    close_link(b.network, cut, moment);
    is_dry(solve(b.network, moment));
  }
  SECTION("a pump that is off") {
    b.network.links[cut].kind = LinkKind::pump;
    b.network.links[cut].pump.curve = Curve{"c", {0.01}, {20.0}};
    moment = moment_at_start(b.network);
    close_link(b.network, cut, moment);
    is_dry(solve(b.network, moment));
  }
  SECTION("a check valve the wrong way round") {
    b.network.links[cut].kind = LinkKind::check_valve_pipe;
    std::swap(b.network.links[cut].from, b.network.links[cut].to);
    is_dry(solve(b.network, moment));
  }
  SECTION("an empty tank gives nothing") {
    const auto tank = b.tank(30.0, 1.0, 1.0, 5.0, 10.0);
    b.pipe(tank, far, 100.0, 0.2, 120.0);
    moment = moment_at_start(b.network);
    close_link(b.network, cut, moment);
    is_dry(solve(b.network, moment));
  }
}

TEST_CASE("a network without any source has no water and no flow") {
  Builder b;
  const auto one = b.junction(0.0, 0.01);
  const auto two = b.junction(0.0, 0.01);
  b.pipe(one, two, 100.0, 0.2, 120.0);
  const Flows flows = solve(b.network);
  CHECK(flows.converged);
  CHECK(flows.flow_m3s[0] == 0.0);
  CHECK(flows.has_water[one] == 0);
}

TEST_CASE("A9: a warm start gives the same answer in fewer iterations") {
  Builder b;
  const auto source = b.reservoir(60.0);
  std::vector<std::size_t> nodes;
  for (int i = 0; i < 25; ++i) nodes.push_back(b.junction(i % 7, 0.001));
  b.pipe(source, nodes[0], 200.0, 0.3, 120.0);
  for (std::size_t i = 0; i < 25; ++i) {
    if (i % 5 < 4) b.pipe(nodes[i], nodes[i + 1], 100.0 + static_cast<double>(i), 0.15, 110.0);
    if (i < 20) b.pipe(nodes[i], nodes[i + 5], 120.0, 0.15, 100.0);
  }
  const Solver solver(b.network);
  Solver::Workspace workspace(solver);
  Moment moment = moment_at_start(b.network);
  const Flows before = solver.solve(moment, workspace);
  moment.demand_m3s[nodes[17]] += 0.005;
  const Flows cold = solver.solve(moment, workspace);
  const Flows warm = solver.solve(moment, workspace, &before);
  CHECK(warm.iterations < cold.iterations);
  for (std::size_t i = 0; i < cold.head_m.size(); ++i) CHECK(warm.head_m[i] == Approx(cold.head_m[i]).margin(1e-6));
  for (std::size_t k = 0; k < cold.flow_m3s.size(); ++k)
    CHECK(warm.flow_m3s[k] == Approx(cold.flow_m3s[k]).margin(1e-6));
  CHECK(solver.solve(moment, workspace, &warm).factorisations == 0);  // nothing has changed
}

}  // namespace
}  // namespace yuanluo::models::hydraulics
