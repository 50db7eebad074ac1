// The linear equations of links and outlets around the flows at hand.
#include <algorithm>
#include <cmath>

#include "models/water/hydraulics/newton.hpp"

namespace yuanluo::models::hydraulics {

namespace {

constexpr double closed_conductance = 1.0 / closed_slope;
constexpr double caution = 0.5;
constexpr double wall_slope = 1e9;           // of a demand outside what may be met
constexpr double breaker_slope = 1.0764e-7;  // of a valve that takes a fixed head off

}  // namespace

void Newton::linearise() {
  flows_m3s_ = dues_m3s_ = error_.head_m = 0.0;
  linearise_pipes();
  for (std::size_t k = 0; k < flow_m3s_.size(); ++k)
    if (!is_power_law_[k]) linearise_link(k);
  for (Outlet& outlet : outlets_) linearise_outlet(outlet);
}

void Newton::linearise_pipes() {
  const double exponent = friction_exponent(network_.options.formula);
  const FixedPower& power = solver_.power_;
  for (std::size_t k = 0; k < flow_m3s_.size(); ++k) {
    if (!is_power_law_[k]) continue;
    const FrictionLaw& law = solver_.friction_[k];
    const double flow = flow_m3s_[k];
    const double size = std::abs(flow);
    const double resistance = law.resistance * power(size);
    double slope = exponent * resistance;
    double loss_m = resistance * flow;
    if (slope < least_slope) {
      slope = least_slope / exponent;
      loss_m = slope * flow;
    }
    if (law.minor > 0.0) {
      slope += 2.0 * law.minor * size;
      loss_m += law.minor * size * flow;
    }
    // Where the flow is small against its last change the law is flatter here than on the way to the solution, and the
    // step would go far beyond.
    const double way = caution * std::abs(moved_m3s_[k]);
    if (size < way) slope = std::max(slope, exponent * law.resistance * power(way) + 2.0 * law.minor * way);
    const double from_m = head_m_[solver_.from_[k]];
    const double beyond_m = loss_m - (from_m - head_m_[solver_.to_[k]]);
    conductance_[k] = 1.0 / slope;
    due_m3s_[k] = beyond_m * conductance_[k];
    const double error_m = std::max(0.0, std::abs(beyond_m) - head_noise_m - head_noise * std::abs(from_m));
    flows_m3s_ += size;
    dues_m3s_ += error_m * conductance_[k];
    error_.head_m = std::max(error_.head_m, error_m);
  }
}

void Newton::linearise_link(std::size_t k) {
  const double flow = flow_m3s_[k];
  if (dropped(k)) {
    conductance_[k] = 0.0;
    due_m3s_[k] = flow;
    return;
  }
  const double fall_m = head_m_[solver_.from_[k]] - head_m_[solver_.to_[k]];
  const LinkKind kind = solver_.kind_[k];
  const LinkState& state = links_[k];
  const bool closed = !passes(state.status) || (kind == LinkKind::pump && state.setting <= 0.0);
  if (closed) {
    conductance_[k] = closed_conductance;
    due_m3s_[k] = flow - closed_conductance * fall_m;
    return;
  }
  const double minor = solver_.friction_[k].minor;
  Loss loss;
  const Link& link = network_.links[k];
  switch (kind) {
    case LinkKind::pipe:
    case LinkKind::check_valve_pipe:
      loss = pipe_loss(solver_.friction_[k], flow);
      // Where the flow is small against its last change the law is flatter here than on the way to the solution, and
      // the step would go far beyond.
      if (std::abs(flow) < caution * std::abs(moved_m3s_[k]))
        loss.slope = std::max(loss.slope, pipe_loss(solver_.friction_[k], caution * moved_m3s_[k]).slope);
      break;
    case LinkKind::pump:
      loss = pump_loss(solver_.pumps_[k], link.pump, state.setting, flow);
      break;
    case LinkKind::pressure_reducing_valve:
    case LinkKind::pressure_sustaining_valve:
      if (controls(k)) {
        // Its flow follows from the balance of the node it controls. The small conductance keeps the other side tied to
        // something.
        conductance_[k] = closed_conductance;
        due_m3s_[k] = 0.0;
        return;
      }
      loss = open_valve_loss(minor, flow);
      break;
    case LinkKind::flow_control_valve:
      if (controls(k)) {
        conductance_[k] = closed_conductance;
        due_m3s_[k] = flow - state.setting - closed_conductance * fall_m;
        return;
      }
      loss = open_valve_loss(minor, flow);
      break;
    case LinkKind::pressure_breaker_valve:
      loss = open_valve_loss(minor, flow);
      if (state.has_setting && state.setting != 0.0 && minor * flow * flow <= state.setting)
        loss = {state.setting, breaker_slope};
      break;
    case LinkKind::throttle_control_valve:
      loss = open_valve_loss(state.has_setting ? minor_resistance(state.setting, link.diameter_m) : minor, flow);
      break;
    case LinkKind::positional_control_valve:
      loss = open_valve_loss(
          state.has_setting ? minor_resistance(positional_coefficient(link, state.setting), link.diameter_m) : minor,
          flow);
      break;
    case LinkKind::general_purpose_valve:
      loss = curve_loss(*link.curve, flow);
      break;
  }
  conductance_[k] = 1.0 / loss.slope;
  due_m3s_[k] = (loss.head_m - fall_m) / loss.slope;
}

void Newton::linearise_outlet(Outlet& outlet) const {
  const Options& options = network_.options;
  const double q = std::abs(outlet.flow_m3s);
  double pressure_m = head_m_[outlet.node] - network_.nodes[outlet.node].elevation_m;
  Loss loss;
  if (outlet.full_m3s > 0.0) {  // a demand; Wagner's law the other way round
    pressure_m -= options.least_pressure_m;
    const double range_m = options.required_pressure_m - options.least_pressure_m;
    const double power = 1.0 / options.pressure_exponent;
    const double part = outlet.flow_m3s / outlet.full_m3s;
    if (part < 0.0) {
      loss = {wall_slope * outlet.flow_m3s, wall_slope};
    } else if (part > 1.0) {
      loss = {range_m + wall_slope * (outlet.flow_m3s - outlet.full_m3s), wall_slope};
    } else {
      loss.slope = power * range_m * (power == 2.0 ? part : std::pow(part, power - 1.0)) / outlet.full_m3s;
      loss.head_m = loss.slope * outlet.flow_m3s / power;
    }
  } else {
    pressure_m -= moment_.emitter_back_m[outlet.node];
    const double power = 1.0 / options.emitter_exponent;
    loss.slope = power * outlet.resistance * (power == 2.0 ? q : std::pow(q, power - 1.0));
    loss.head_m = loss.slope * outlet.flow_m3s / power;
    if (!options.emitter_backflow && outlet.flow_m3s < 0.0) {
      loss.head_m += wall_slope * outlet.flow_m3s;
      loss.slope += wall_slope;
    }
  }
  if (loss.slope < least_slope) loss = {least_slope * outlet.flow_m3s, least_slope};
  outlet.conductance = 1.0 / loss.slope;
  outlet.due_m3s = (loss.head_m - pressure_m) / loss.slope;
}

}  // namespace yuanluo::models::hydraulics
