#include "models/water/hydraulics/period.hpp"

#include <algorithm>
#include <cmath>

#include "models/water/hydraulics/status.hpp"

namespace yuanluo::models::hydraulics {

namespace {

constexpr double still_m3s = 2.8e-8;
constexpr std::int64_t day_s = 86400;
constexpr int pressure_control_rounds = 50;
constexpr double rule_setting_tolerance = 1e-3;  // feet, cubic feet a second, or 1: as the reference has it

double fixed_level_m(const Network& network, const Moment& moment, std::size_t node) {
  return moment.fixed_head_m[node] - network.nodes[node].elevation_m;
}

}  // namespace

Period::Period(const Solver& solver, std::int64_t duration_s)
    : solver_(solver),
      network_(solver.network()),
      workspace_(solver),
      duration_s_(duration_s),
      next_report_s_(network_.times.report_step_s),
      moment_(moment_at_start(network_)),
      volume_m3_(network_.nodes.size()),
      taken_m3s_(network_.nodes.size()),
      shut_(network_.links.size()) {
  for (std::size_t i = 0; i < network_.nodes.size(); ++i)
    if (network_.nodes[i].kind == NodeKind::tank)
      volume_m3_[i] = tank_volume_m3(network_.nodes[i].tank, network_.nodes[i].tank.initial_level_m);
  apply_controls();
}

void Period::take(std::size_t node, double flow_m3s) {
  taken_m3s_[node] += flow_m3s;
  moment_.demand_m3s[node] += flow_m3s;
}

void Period::shut(std::size_t link) {
  close_link(network_, link, moment_);
  shut_[link] = 1;
}

const Flows& Period::solve() {
  flows_ = solver_.solve(moment_, workspace_, solved_ ? &flows_ : nullptr);
  solved_ = true;
  moment_.links = flows_.links;
  for (int round = 0; round < pressure_control_rounds && apply_pressure_controls(); ++round) {
    flows_ = solver_.solve(moment_, workspace_, &flows_);
    moment_.links = flows_.links;
  }
  return flows_;
}

bool Period::advance() {
  if (time_s_ >= duration_s_) return false;
  std::int64_t step_s = std::min(next_step_s(), duration_s_ - time_s_);
  if (network_.rules.empty()) {
    fill_tanks(step_s);
  } else {
    step_s = step_with_rules(step_s);
  }
  time_s_ += step_s;
  while (time_s_ >= next_report_s_) next_report_s_ += network_.times.report_step_s;
  apply_patterns();
  apply_controls();
  return true;
}

std::int64_t Period::next_step_s() const {
  const Times& times = network_.times;
  std::int64_t step_s = times.hydraulic_step_s;
  const std::int64_t period = (time_s_ + times.pattern_start_s) / times.pattern_step_s + 1;
  const std::int64_t to_period_s = period * times.pattern_step_s - times.pattern_start_s - time_s_;
  if (to_period_s > 0) step_s = std::min(step_s, to_period_s);
  if (next_report_s_ > time_s_) step_s = std::min(step_s, next_report_s_ - time_s_);
  return step_to_controls_s(step_to_tanks_s(step_s));
}

std::int64_t Period::step_to_tanks_s(std::int64_t step_s) const {
  for (std::size_t i = 0; i < network_.nodes.size(); ++i) {
    if (network_.nodes[i].kind != NodeKind::tank) continue;
    const Tank& tank = network_.nodes[i].tank;
    const double inflow = flows_.outflow_m3s[i];
    if (std::abs(inflow) <= still_m3s) continue;
    const double level = fixed_level_m(network_, moment_, i);
    double room_m3 = 0.0;
    if (inflow > 0.0 && level < tank.greatest_level_m) {
      room_m3 = tank_volume_m3(tank, tank.greatest_level_m) - volume_m3_[i];
    } else if (inflow < 0.0 && level > tank.least_level_m) {
      room_m3 = tank_volume_m3(tank, tank.least_level_m) - volume_m3_[i];
    } else {
      continue;
    }
    const double seconds = room_m3 / inflow;
    if (std::abs(seconds) > static_cast<double>(step_s) + 1.0) continue;
    const auto whole = std::llround(seconds);
    if (whole > 0) step_s = std::min<std::int64_t>(step_s, whole);
  }
  return step_s;
}

std::int64_t Period::step_to_controls_s(std::int64_t step_s) const {
  for (const Control& control : network_.controls) {
    std::int64_t wait_s = 0;
    if (control.when == Control::When::time) {
      wait_s = control.time_s - time_s_;
    } else if (control.when == Control::When::clock_time) {
      const std::int64_t now_s = (time_s_ + network_.times.clock_start_s) % day_s;
      wait_s = control.time_s >= now_s ? control.time_s - now_s : day_s - now_s + control.time_s;
    } else if (network_.nodes[control.node].kind == NodeKind::tank) {
      const double inflow = flows_.outflow_m3s[control.node];
      const double level = fixed_level_m(network_, moment_, control.node);
      const bool rising = control.when == Control::When::node_above && inflow > 0.0 && level < control.level_m;
      const bool falling = control.when == Control::When::node_below && inflow < 0.0 && level > control.level_m;
      if (std::abs(inflow) <= still_m3s || !(rising || falling)) continue;
      const Tank& tank = network_.nodes[control.node].tank;
      const double seconds = (tank_volume_m3(tank, control.level_m) - volume_m3_[control.node]) / inflow;
      if (seconds > static_cast<double>(step_s) + 1.0) continue;
      wait_s = std::llround(seconds);
    }
    if (wait_s > 0 && wait_s < step_s && would_change(control.action)) step_s = wait_s;
  }
  return step_s;
}

std::int64_t Period::step_with_rules(std::int64_t step_s) {
  const std::int64_t rule_step_s = network_.times.rule_step_s;
  std::int64_t now_s = time_s_;
  const std::int64_t end_s = time_s_ + step_s;
  std::int64_t interval_s = std::min(rule_step_s - now_s % rule_step_s, step_s);
  while (interval_s > 0) {
    fill_tanks(interval_s);
    now_s += interval_s;
    struct Chosen {
      const LinkAction* action;
      double priority;
    };
    std::vector<Chosen> chosen;  // for each link the action of the rule with the greatest priority, of equals the first
    for (const Rule& rule : network_.rules) {
      const bool hold = premises_hold(network_, rule, moment_, flows_, volume_m3_, now_s - interval_s, now_s);
      for (const LinkAction& action : hold ? rule.then_actions : rule.else_actions) {
        const auto same =
            std::find_if(chosen.begin(), chosen.end(), [&](const Chosen& c) { return c.action->link == action.link; });
        if (same == chosen.end()) {
          chosen.push_back({&action, rule.priority});
        } else if (rule.priority > same->priority) {
          *same = {&action, rule.priority};
        }
      }
    }
    bool fired = false;
    for (const Chosen& c : chosen)
      if (rule_would_change(*c.action)) fired = act(*c.action) || fired;
    if (fired) break;
    interval_s = std::min(rule_step_s, end_s - now_s);
  }
  return now_s - time_s_;
}

void Period::fill_tanks(std::int64_t step_s) {
  for (std::size_t i = 0; i < network_.nodes.size(); ++i) {
    if (network_.nodes[i].kind != NodeKind::tank) continue;
    const double inflow = flows_.outflow_m3s[i];
    if (std::abs(inflow) <= still_m3s) continue;
    const Tank& tank = network_.nodes[i].tank;
    const double greatest_m3 = tank_volume_m3(tank, tank.greatest_level_m);
    const double least_m3 = tank_volume_m3(tank, tank.least_level_m);
    volume_m3_[i] += inflow * static_cast<double>(step_s);
    // Full or empty within the next second counts as full or empty.
    if (volume_m3_[i] + inflow >= greatest_m3) {
      volume_m3_[i] = greatest_m3;
    } else if (volume_m3_[i] + inflow <= least_m3) {
      volume_m3_[i] = least_m3;
    }
    moment_.fixed_head_m[i] = network_.nodes[i].elevation_m + tank_level_m(tank, volume_m3_[i]);
  }
  mark_tanks();
}

void Period::mark_tanks() {
  constexpr double rounding_m = 1e-9;
  for (std::size_t i = 0; i < network_.nodes.size(); ++i) {
    if (network_.nodes[i].kind != NodeKind::tank) continue;
    const Tank& tank = network_.nodes[i].tank;
    const double level = fixed_level_m(network_, moment_, i);
    moment_.tank_full[i] = level >= tank.greatest_level_m - rounding_m && !tank.can_overflow;
    moment_.tank_empty[i] = level <= tank.least_level_m + rounding_m;
  }
}

void Period::apply_patterns() {
  const Options& options = network_.options;
  for (std::size_t i = 0; i < network_.nodes.size(); ++i) {
    const Node& node = network_.nodes[i];
    if (node.kind == NodeKind::reservoir && node.head_pattern) {
      moment_.fixed_head_m[i] = node.elevation_m * pattern_factor(network_, node.head_pattern, time_s_);
    } else if (node.kind == NodeKind::junction) {
      double sum_m3s = taken_m3s_[i];
      for (const Demand& demand : node.demands) {
        const auto pattern = demand.pattern ? demand.pattern : options.default_pattern;
        sum_m3s += demand.base_m3s * options.demand_multiplier * pattern_factor(network_, pattern, time_s_);
      }
      moment_.demand_m3s[i] = sum_m3s;
    }
  }
  for (std::size_t k = 0; k < network_.links.size(); ++k)
    if (network_.links[k].kind == LinkKind::pump && network_.links[k].pump.speed_pattern && !shut_[k])
      set_link(network_, k, pattern_factor(network_, network_.links[k].pump.speed_pattern, time_s_), moment_);
}

void Period::apply_controls() {
  for (const Control& control : network_.controls) {
    bool due = false;
    if (control.when == Control::When::time) {
      due = control.time_s == time_s_;
    } else if (control.when == Control::When::clock_time) {
      due = (time_s_ + network_.times.clock_start_s) % day_s == control.time_s;
    } else if (network_.nodes[control.node].kind == NodeKind::tank) {
      const Tank& tank = network_.nodes[control.node].tank;
      const double now_m3 = volume_m3_[control.node];
      const double limit_m3 = tank_volume_m3(tank, control.level_m);
      const double second_m3 = solved_ ? std::abs(flows_.outflow_m3s[control.node]) : 0.0;
      due = control.when == Control::When::node_below ? now_m3 <= limit_m3 + second_m3 : now_m3 >= limit_m3 - second_m3;
    } else if (network_.nodes[control.node].kind == NodeKind::reservoir) {
      const double level = fixed_level_m(network_, moment_, control.node);
      due = control.when == Control::When::node_below ? level <= control.level_m : level >= control.level_m;
    }
    if (due && would_change(control.action)) act(control.action);
  }
}

bool Period::apply_pressure_controls() {
  bool changed = false;
  for (const Control& control : network_.controls) {
    const bool by_level = control.when == Control::When::node_below || control.when == Control::When::node_above;
    if (!by_level || network_.nodes[control.node].kind != NodeKind::junction) continue;
    const double pressure = flows_.head_m[control.node] - network_.nodes[control.node].elevation_m;
    const bool due = control.when == Control::When::node_below ? pressure <= control.level_m + head_tolerance_m
                                                               : pressure >= control.level_m - head_tolerance_m;
    if (due && would_change(control.action)) {
      act(control.action);
      changed = true;
    }
  }
  return changed;
}

bool Period::would_change(const LinkAction& action) const {
  if (shut_[action.link]) return false;
  const LinkState& state = moment_.links[action.link];
  const LinkKind kind = network_.links[action.link].kind;
  if (action.open) {
    if (kind == LinkKind::pump && state.setting != (*action.open ? 1.0 : 0.0)) return true;
    if (is_valve(kind) && kind != LinkKind::general_purpose_valve && state.has_setting) return true;
    return passes(state.status) != *action.open;
  }
  if (kind == LinkKind::pipe) return passes(state.status) != (*action.setting > 0.0);
  return !state.has_setting || std::abs(state.setting - *action.setting) > 1e-9;
}

// A rule that opens or closes what is open or closed leaves its setting as it is, other than a control.
bool Period::rule_would_change(const LinkAction& action) const {
  if (action.open) return passes(moment_.links[action.link].status) != *action.open;
  constexpr double foot_m = 0.3048;
  const LinkKind kind = network_.links[action.link].kind;
  const double unit = kind == LinkKind::flow_control_valve ? foot_m * foot_m * foot_m
                      : kind == LinkKind::pressure_reducing_valve || kind == LinkKind::pressure_sustaining_valve ||
                              kind == LinkKind::pressure_breaker_valve
                          ? foot_m
                          : 1.0;
  const LinkState& state = moment_.links[action.link];
  return !state.has_setting || std::abs(state.setting - *action.setting) > rule_setting_tolerance * unit;
}

bool Period::act(const LinkAction& action) {
  if (!would_change(action)) return false;
  if (!action.open) {
    set_link(network_, action.link, *action.setting, moment_);
  } else if (*action.open) {
    open_link(network_, action.link, moment_);
  } else {
    close_link(network_, action.link, moment_);
  }
  return true;
}

}  // namespace yuanluo::models::hydraulics
