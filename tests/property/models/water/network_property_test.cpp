// Laws of hydraulics on networks made up at random: looped grids with pumps, valves, tanks and outlets, in which links
// fail at random.
#include <catch2/catch.hpp>
#include <cmath>

#include "sim/random.hpp"
#include "tests/unit/models/water/small_networks.hpp"

namespace yuanluo::models::hydraulics {
namespace {

constexpr std::uint32_t networks = 300;

class RandomNetwork {
 public:
  explicit RandomNetwork(std::uint32_t seed) : luck_(seed, 0) {
    static constexpr HeadLossFormula formulas[] = {HeadLossFormula::hazen_williams, HeadLossFormula::darcy_weisbach,
                                                   HeadLossFormula::chezy_manning};
    b.network.options.formula = formulas[seed % 3];
    b.network.options.pressure_driven = seed % 4 == 3;
    b.network.options.required_pressure_m = 20.0;
    width_ = 3 + below(4);
    height_ = 3 + below(4);
    for (std::size_t i = 0; i < width_ * height_; ++i) {
      const auto node = b.junction(uniform(0.0, 15.0), chance(0.7) ? uniform(0.0, 0.003) : 0.0);
      if (chance(0.05)) b.network.nodes[node].emitter_m3s = uniform(0.001, 0.005);
    }
    for (std::size_t i = 0; i < height_; ++i) {
      for (std::size_t j = 0; j < width_; ++j) {
        if (j + 1 < width_) edge(at(i, j), at(i, j + 1));
        if (i + 1 < height_) edge(at(i, j), at(i + 1, j));
      }
    }
    sources();
  }

  Builder b;

  // The same network with some links shut and hydrants opened, another time with every `round`.
  Moment failed(std::uint32_t round) {
    Moment moment = moment_at_start(b.network);
    if (round == 0) return moment;
    for (std::size_t k = 0; k < b.network.links.size(); ++k)
      if (chance(0.03 * round)) close_link(b.network, k, moment);
    for (std::size_t i = 0; i < width_ * height_; ++i)
      if (chance(0.05)) moment.emitter_m3s[i] = 0.0047;
    return moment;
  }

 private:
  std::size_t at(std::size_t i, std::size_t j) const { return i * width_ + j; }
  double uniform() { return luck_.draw(0, 0, next_++).uniform(); }
  double uniform(double low, double high) { return low + (high - low) * uniform(); }
  bool chance(double p) { return uniform() < p; }
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(uniform() * static_cast<double>(n)); }

  double roughness() {
    switch (b.network.options.formula) {
      case HeadLossFormula::hazen_williams:
        return uniform(80.0, 140.0);
      case HeadLossFormula::darcy_weisbach:
        return uniform(1e-4, 1e-3);
      default:
        return uniform(0.009, 0.015);
    }
  }

  void pipe(std::size_t from, std::size_t to, LinkKind kind = LinkKind::pipe) {
    const auto k =
        b.pipe(from, to, uniform(50.0, 400.0), 0.1 + 0.05 * static_cast<double>(below(4)), roughness(), kind);
    if (chance(0.3)) b.network.links[k].minor_loss = 1.5;
  }

  void edge(std::size_t from, std::size_t to) {
    if (chance(0.06)) return;
    if (!chance(0.06)) return pipe(from, to, chance(0.06) ? LinkKind::check_valve_pipe : LinkKind::pipe);
    const auto before = b.junction(5.0);
    const auto behind = b.junction(5.0);
    pipe(from, before);
    pipe(behind, to);
    static constexpr LinkKind kinds[] = {LinkKind::pressure_reducing_valve, LinkKind::pressure_sustaining_valve,
                                         LinkKind::pressure_breaker_valve,  LinkKind::flow_control_valve,
                                         LinkKind::throttle_control_valve,  LinkKind::general_purpose_valve};
    const LinkKind kind = kinds[below(6)];
    double setting = uniform(5.0, 50.0);
    if (kind == LinkKind::flow_control_valve) setting = uniform(0.0005, 0.01);
    if (kind == LinkKind::pressure_breaker_valve) setting = uniform(0.5, 5.0);
    const auto k = b.valve(kind, before, behind, 0.15, setting);
    if (kind == LinkKind::general_purpose_valve)
      b.network.links[k].curve = Curve{"g", {0.0, 0.005, 0.02}, {0.0, 1.0, 8.0}};
  }

  void sources() {
    const auto source = b.reservoir(uniform(5.0, 60.0));
    const Curve curves[] = {{"a", {0.04}, {30.0}},
                            {"b", {0.0, 0.03, 0.06}, {60.0, 45.0, 20.0}},
                            {"c", {0.0, 0.02, 0.04, 0.08}, {60.0, 55.0, 40.0, 15.0}}};
    const auto kind = below(4);
    kind < 3 ? static_cast<void>(b.pump(source, 0, curves[kind])) : pipe(source, 0);
    if (chance(0.6)) pipe(b.reservoir(uniform(20.0, 70.0)), at(height_ - 1, width_ - 1));
    if (chance(0.6)) pipe(b.tank(uniform(15.0, 40.0), uniform(0.5, 4.0), 0.5, 4.5, 8.0), at(height_ - 1, 0));
  }

  sim::Luck luck_;
  std::uint32_t next_ = 0;
  std::size_t width_ = 0, height_ = 0;
};

// Head that a link must lose at its flow, by the formulas alone; none where it controls or is shut.
std::optional<double> due_loss(const Network& network, const Flows& flows, std::size_t k) {
  const Link& link = network.links[k];
  const LinkState& state = flows.links[k];
  const double q = flows.flow_m3s[k];
  if (!passes(state.status) || !flows.has_water[link.from] || !flows.has_water[link.to]) return std::nullopt;
  if (is_pipe(link.kind)) return pipe_loss(friction_law(network.options, link), q).head_m;
  if (link.kind == LinkKind::pump) return pump_loss(pump_law(link.pump), link.pump, state.setting, q).head_m;
  if (link.kind == LinkKind::general_purpose_valve) return curve_loss(*link.curve, q).head_m;
  if (link.kind == LinkKind::throttle_control_valve)
    return open_valve_loss(minor_resistance(link.setting, link.diameter_m), q).head_m;
  return std::nullopt;
}

TEST_CASE("A5, A6: in random networks mass balances at each junction and energy along each link, whatever fails") {
  std::uint32_t unsettled = 0;
  for (std::uint32_t seed = 0; seed < networks; ++seed) {
    RandomNetwork random(seed);
    const Network& network = random.b.network;
    const Solver solver(network);
    Solver::Workspace workspace(solver);
    for (std::uint32_t round = 0; round < 4; ++round) {
      const Moment moment = random.failed(round);
      const Flows flows = solver.solve(moment, workspace);
      INFO("network " << seed << ", round " << round);
      if (!flows.statuses_settled) ++unsettled;
      REQUIRE(flows.converged);
      CHECK(flows.greatest_imbalance_m3s < 1e-6);
      double worst_m = 0.0;
      for (std::size_t k = 0; k < network.links.size(); ++k) {
        const double loss_m = flows.head_m[network.links[k].from] - flows.head_m[network.links[k].to];
        REQUIRE(std::isfinite(flows.flow_m3s[k]));
        REQUIRE(std::isfinite(loss_m));
        if (const auto due_m = due_loss(network, flows, k)) worst_m = std::max(worst_m, std::abs(*due_m - loss_m));
      }
      CHECK(worst_m < 1e-6);  // so the sum round any loop is as small
    }
  }
  CHECK(unsettled <= networks * 4 / 50);  // contradictory settings that have no answer
}

TEST_CASE("in random networks water flows only where its one-way links allow") {
  for (std::uint32_t seed = 0; seed < networks; ++seed) {
    RandomNetwork random(seed);
    const Network& network = random.b.network;
    const Flows flows = solve(network, random.failed(seed % 4));
    if (!flows.statuses_settled) continue;
    INFO("network " << seed);
    for (std::size_t k = 0; k < network.links.size(); ++k) {
      const LinkKind kind = network.links[k].kind;
      if (kind == LinkKind::check_valve_pipe || kind == LinkKind::pump) CHECK(flows.flow_m3s[k] > -3e-6);
      if (kind == LinkKind::pressure_reducing_valve && flows.links[k].has_setting && passes(flows.links[k].status) &&
          flows.links[k].status == LinkStatus::active)
        CHECK(flows.head_m[network.links[k].to] <=
              network.nodes[network.links[k].to].elevation_m + network.links[k].setting + 1e-3);
    }
  }
}

TEST_CASE("opening a hydrant raises no head in a network without control valves") {
  const sim::Luck luck(3, 0);
  for (std::uint32_t seed = 0; seed < 40; ++seed) {
    sim::Draw draw = luck.draw(seed, 0);
    Builder b;
    const auto source = b.reservoir(50.0);
    for (std::size_t i = 0; i < 16; ++i) b.junction(0.0, 0.002 * draw.uniform());
    for (std::size_t i = 0; i < 16; ++i) {
      if (i % 4 < 3) b.pipe(1 + i, 2 + i, 50.0 + 300.0 * draw.uniform(), 0.15, 110.0);
      if (i < 12) b.pipe(1 + i, 5 + i, 50.0 + 300.0 * draw.uniform(), 0.15, 110.0);
    }
    b.pipe(source, 1, 100.0, 0.2, 110.0);
    Moment moment = moment_at_start(b.network);
    const Flows before = solve(b.network, moment);
    moment.emitter_m3s[1 + seed % 16] = 0.0047;
    const Flows after = solve(b.network, moment);
    for (std::size_t i = 0; i < before.head_m.size(); ++i) CHECK(after.head_m[i] <= before.head_m[i] + 1e-7);
  }
}

}  // namespace
}  // namespace yuanluo::models::hydraulics
