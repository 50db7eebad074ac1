#include "models/water/hydraulics/status.hpp"

#include <cmath>

namespace yuanluo::models::hydraulics {

namespace {

constexpr double htol = head_tolerance_m;

bool flows_back(const LinkView& view) { return view.flow_m3s < -flow_tolerance_m3s; }

}  // namespace

LinkStatus check_valve_status(LinkStatus now, const LinkView& view) {
  const double loss = view.from_head_m - view.to_head_m;
  if (loss < -htol || flows_back(view)) return LinkStatus::closed;
  return loss > htol ? LinkStatus::open : now;
}

LinkStatus pump_status(double greatest_head_m, const LinkView& view) {
  const double asked_m = view.to_head_m - view.from_head_m;
  return asked_m > greatest_head_m + htol ? LinkStatus::cannot_deliver : LinkStatus::open;
}

LinkStatus constant_power_status(const LinkView& view) {
  return view.flow_m3s < 2.8e-8 ? LinkStatus::temporarily_closed : LinkStatus::open;
}

LinkStatus reducing_valve_status(LinkStatus now, double target_head_m, double open_loss_m, const LinkView& view) {
  const double before = view.from_head_m;
  const double behind = view.to_head_m;
  switch (now) {
    case LinkStatus::active:
      if (flows_back(view)) return LinkStatus::closed;
      return before - open_loss_m < target_head_m - htol ? LinkStatus::open : now;
    case LinkStatus::open:
      if (flows_back(view)) return LinkStatus::closed;
      return behind >= target_head_m + htol ? LinkStatus::active : now;
    case LinkStatus::closed:
      if (before >= target_head_m + htol && behind < target_head_m - htol) return LinkStatus::active;
      return before < target_head_m - htol && before > behind + htol ? LinkStatus::open : now;
    case LinkStatus::cannot_control:
      return flows_back(view) ? LinkStatus::closed : now;
    default:
      return now;
  }
}

LinkStatus sustaining_valve_status(LinkStatus now, double target_head_m, double open_loss_m, const LinkView& view) {
  const double before = view.from_head_m;
  const double behind = view.to_head_m;
  switch (now) {
    case LinkStatus::active:
      if (flows_back(view)) return LinkStatus::closed;
      return behind + open_loss_m > target_head_m + htol ? LinkStatus::open : now;
    case LinkStatus::open:
      if (flows_back(view)) return LinkStatus::closed;
      return before < target_head_m - htol ? LinkStatus::active : now;
    case LinkStatus::closed:
      if (before <= behind + htol) return now;
      if (behind > target_head_m + htol) return LinkStatus::open;
      return before >= target_head_m + htol ? LinkStatus::active : now;
    case LinkStatus::cannot_control:
      return flows_back(view) ? LinkStatus::closed : now;
    default:
      return now;
  }
}

LinkStatus flow_valve_status(LinkStatus now, double setting_m3s, double open_minor, const LinkView& view) {
  const double loss = view.from_head_m - view.to_head_m;
  if (loss < -htol || flows_back(view)) return LinkStatus::cannot_control;
  if (now == LinkStatus::cannot_control) return view.flow_m3s >= setting_m3s ? LinkStatus::active : now;
  if (now == LinkStatus::active && loss < open_minor * view.flow_m3s * view.flow_m3s) return LinkStatus::cannot_control;
  return now;
}

}  // namespace yuanluo::models::hydraulics
