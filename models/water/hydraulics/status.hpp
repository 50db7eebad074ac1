// When pumps and valves open, close or control: pure functions of heads and flow. The rules are those of the field's
// reference, so that networks behave as planners know them. Source: [Rossman2020] sections 3 and 12.1.
#pragma once

#include "models/water/hydraulics/moment.hpp"

namespace yuanluo::models::hydraulics {

inline constexpr double head_tolerance_m = 1.524e-4;   // 0.0005 ft
inline constexpr double flow_tolerance_m3s = 2.83e-6;  // 0.0001 ft3/s

// How a link stands: heads at its ends and its flow.
struct LinkView {
  double from_head_m = 0.0;
  double to_head_m = 0.0;
  double flow_m3s = 0.0;
};

// A check valve closes when water would flow back.
LinkStatus check_valve_status(LinkStatus now, const LinkView& view);

// A running pump that is asked for more than `greatest_head_m` delivers nothing.
LinkStatus pump_status(double greatest_head_m, const LinkView& view);

// A pump of constant power that has come to a standstill is off.
LinkStatus constant_power_status(const LinkView& view);

// `target_head_m` is the head at the controlled node; `open_loss_m` what the valve loses when it is fully open.
LinkStatus reducing_valve_status(LinkStatus now, double target_head_m, double open_loss_m, const LinkView& view);
LinkStatus sustaining_valve_status(LinkStatus now, double target_head_m, double open_loss_m, const LinkView& view);

// `open_minor` is the loss at 1 m3/s when it is fully open: a valve cannot control where it would have to push.
LinkStatus flow_valve_status(LinkStatus now, double setting_m3s, double open_minor, const LinkView& view);

}  // namespace yuanluo::models::hydraulics
