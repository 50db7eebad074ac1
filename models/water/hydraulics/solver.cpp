#include "models/water/hydraulics/solver.hpp"

#include "models/water/hydraulics/newton.hpp"
#include "sim/contract.hpp"

namespace yuanluo::models::hydraulics {

namespace {

constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

constexpr std::uint32_t fixed = static_cast<std::uint32_t>(-1);

// Numbers of junctions; none of nodes whose head is fixed.
std::vector<std::uint32_t> numbers_of(const Network& network) {
  std::vector<std::uint32_t> numbers;
  std::uint32_t next = 0;
  for (const Node& node : network.nodes) numbers.push_back(node.kind == NodeKind::junction ? next++ : fixed);
  return numbers;
}

std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs_of(const Network& network) {
  const std::vector<std::uint32_t> numbers = numbers_of(network);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
  for (const Link& link : network.links) {
    sim::require(link.from != link.to, "a link of a water network joins a node to itself");
    if (numbers[link.from] != fixed && numbers[link.to] != fixed)
      pairs.emplace_back(numbers[link.from], numbers[link.to]);
  }
  return pairs;
}

std::size_t junctions(const Network& network) {
  std::size_t n = 0;
  for (const Node& node : network.nodes) n += node.kind == NodeKind::junction;
  return n;
}

}  // namespace

Solver::Solver(const Network& network)
    : network_(&network),
      ways_(network),
      power_(friction_exponent(network.options.formula) - 1.0),
      pattern_(junctions(network), pairs_of(network)) {
  const auto outside = static_cast<std::uint32_t>(pattern_.size());
  for (const std::uint32_t number : numbers_of(network)) {
    row_.push_back(number == fixed ? outside : pattern_.position(number));
    diagonal_.push_back(number == fixed ? nowhere : pattern_.diagonal(number));
  }
  std::size_t pair = 0;
  for (std::size_t k = 0; k < network.links.size(); ++k) {
    const Link& link = network.links[k];
    kind_.push_back(link.kind);
    from_.push_back(static_cast<std::uint32_t>(link.from));
    to_.push_back(static_cast<std::uint32_t>(link.to));
    from_row_.push_back(row_[link.from]);
    to_row_.push_back(row_[link.to]);
    entry_.push_back(is_junction(link.from) && is_junction(link.to) ? pattern_.off_diagonal(pair++) : nowhere);
    if (is_pipe(link.kind)) {
      friction_.push_back(friction_law(network.options, link));
    } else {
      FrictionLaw valve;
      valve.minor = link.minor_loss > 0.0 ? minor_resistance(link.minor_loss, link.diameter_m) : 0.0;
      friction_.push_back(valve);
    }
    pumps_.push_back(link.kind == LinkKind::pump ? pump_law(link.pump) : PumpLaw{});
    const auto index = static_cast<std::uint32_t>(k);
    if (pumps_.back().kind == PumpLaw::Kind::constant_power) constant_power_.push_back(index);
    const bool controls_pressure =
        link.kind == LinkKind::pressure_reducing_valve || link.kind == LinkKind::pressure_sustaining_valve;
    if (controls_pressure) controlled_.push_back(index);
    const bool at_tank =
        network.nodes[link.from].kind == NodeKind::tank || network.nodes[link.to].kind == NodeKind::tank;
    if (at_tank || link.kind == LinkKind::check_valve_pipe || link.kind == LinkKind::pump ||
        link.kind == LinkKind::flow_control_valve)
      switching_.push_back(index);
  }
  can_close_ = !controlled_.empty() || !switching_.empty();
}

Flows Solver::solve(const Moment& moment, Workspace& workspace, const Flows* before, const Tolerance& tolerance) const {
  return Newton(*this, moment, workspace, tolerance).run(before);
}

}  // namespace yuanluo::models::hydraulics
