#include "models/water/hydraulics/moment.hpp"

namespace yuanluo::models::hydraulics {

namespace {

LinkState state_at_start(const Link& link) {
  LinkState state;
  state.status = link.open ? LinkStatus::open : LinkStatus::closed;
  if (link.kind == LinkKind::pump) {
    state.setting = link.open ? link.pump.speed : 0.0;
  } else if (is_valve(link.kind)) {
    state.setting = link.setting;
    state.has_setting = link.has_setting;
    const bool controls = link.kind == LinkKind::pressure_reducing_valve ||
                          link.kind == LinkKind::pressure_sustaining_valve || link.kind == LinkKind::flow_control_valve;
    if (controls && link.has_setting) state.status = LinkStatus::active;
  }
  return state;
}

void start_over(const Link& link, LinkState& state) {
  if (is_valve(link.kind) && link.kind != LinkKind::general_purpose_valve) state.has_setting = false;
}

}  // namespace

Moment moment_at_start(const Network& network) {
  Moment moment;
  const std::size_t n = network.nodes.size();
  moment.demand_m3s.assign(n, 0.0);
  moment.fixed_head_m.assign(n, 0.0);
  moment.emitter_m3s.assign(n, 0.0);
  moment.emitter_back_m.assign(n, 0.0);
  moment.tank_full.assign(n, 0);
  moment.tank_empty.assign(n, 0);
  const Options& options = network.options;
  for (std::size_t i = 0; i < n; ++i) {
    const Node& node = network.nodes[i];
    moment.emitter_m3s[i] = node.kind == NodeKind::junction ? node.emitter_m3s : 0.0;
    if (node.kind == NodeKind::reservoir) {
      moment.fixed_head_m[i] = node.elevation_m * pattern_factor(network, node.head_pattern, 0);
    } else if (node.kind == NodeKind::tank) {
      moment.fixed_head_m[i] = node.elevation_m + node.tank.initial_level_m;
      moment.tank_full[i] = node.tank.initial_level_m >= node.tank.greatest_level_m && !node.tank.can_overflow;
      moment.tank_empty[i] = node.tank.initial_level_m <= node.tank.least_level_m;
    } else {
      for (const Demand& demand : node.demands)
        moment.demand_m3s[i] += demand.base_m3s * options.demand_multiplier *
                                pattern_factor(network, demand.pattern ? demand.pattern : options.default_pattern, 0);
    }
  }
  for (const Link& link : network.links) {
    moment.links.push_back(state_at_start(link));
    if (link.kind == LinkKind::pump && link.pump.speed_pattern)
      set_link(network, moment.links.size() - 1, pattern_factor(network, link.pump.speed_pattern, 0), moment);
  }
  return moment;
}

void open_link(const Network& network, std::size_t k, Moment& moment) {
  const Link& link = network.links[k];
  LinkState& state = moment.links[k];
  if (link.kind == LinkKind::pump) state.setting = 1.0;
  start_over(link, state);
  state.status = LinkStatus::open;
}

void close_link(const Network& network, std::size_t k, Moment& moment) {
  const Link& link = network.links[k];
  LinkState& state = moment.links[k];
  if (link.kind == LinkKind::pump) state.setting = 0.0;
  start_over(link, state);
  state.status = LinkStatus::closed;
}

void set_link(const Network& network, std::size_t k, double setting, Moment& moment) {
  const Link& link = network.links[k];
  LinkState& state = moment.links[k];
  state.setting = setting;
  if (link.kind == LinkKind::pump) {
    if (setting > 0.0 && !passes(state.status)) state.status = LinkStatus::open;
    if (setting <= 0.0 && passes(state.status)) state.status = LinkStatus::closed;
    return;
  }
  if (link.kind == LinkKind::pipe) {
    state.status = setting > 0.0 ? LinkStatus::open : LinkStatus::closed;
    return;
  }
  if (link.kind == LinkKind::flow_control_valve) state.status = LinkStatus::active;
  if (!state.has_setting && !passes(state.status)) state.status = LinkStatus::open;
  state.has_setting = true;
}

}  // namespace yuanluo::models::hydraulics
