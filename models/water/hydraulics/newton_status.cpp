// Switching of pumps and valves between iterations.
#include <algorithm>
#include <cmath>

#include "models/water/hydraulics/newton.hpp"
#include "models/water/hydraulics/status.hpp"

namespace yuanluo::models::hydraulics {

namespace {

constexpr double impossible_head_m = -1e4;

}  // namespace

double Newton::target_head_m(std::size_t k) const {
  return network_.nodes[held_node(k)].elevation_m + links_[k].setting;
}

bool Newton::switch_controlled() {
  bool changed = false;
  for (const std::uint32_t k : solver_.controlled_) {
    if (!links_[k].has_setting || dropped(k)) continue;
    const LinkView view{head_m_[solver_.from_[k]], head_m_[solver_.to_[k]], flow_m3s_[k]};
    const double open_loss_m = solver_.friction_[k].minor * view.flow_m3s * view.flow_m3s;
    const auto rule = reduces(k) ? reducing_valve_status : sustaining_valve_status;
    const LinkStatus status = rule(links_[k].status, target_head_m(k), open_loss_m, view);
    if (status == links_[k].status) continue;
    change(k, status);
    changed = true;
  }
  return changed;
}

void Newton::give_up_control() {
  for (const std::uint32_t k : solver_.controlled_)
    if (controls(k) && !dropped(k)) change(k, LinkStatus::cannot_control);
}

// A full tank takes nothing in and an empty one gives nothing out.
LinkStatus Newton::tank_rule(std::size_t k, LinkStatus status) const {
  if (!passes(status)) return status;
  const double flow = flow_m3s_[k];
  const std::size_t from = solver_.from_[k];
  const std::size_t to = solver_.to_[k];
  const bool fills = (flow < 0.0 && moment_.tank_full[from]) || (flow > 0.0 && moment_.tank_full[to]);
  const bool drains = (flow > 0.0 && moment_.tank_empty[from]) || (flow < 0.0 && moment_.tank_empty[to]);
  return fills || drains ? LinkStatus::temporarily_closed : status;
}

bool Newton::switch_others() {
  bool changed = false;
  for (const std::uint32_t k : solver_.switching_) {
    if (dropped(k)) continue;
    const Link& link = network_.links[k];
    const LinkView view{head_m_[solver_.from_[k]], head_m_[solver_.to_[k]], flow_m3s_[k]};
    LinkStatus status = links_[k].status;
    if (status == LinkStatus::cannot_deliver || status == LinkStatus::temporarily_closed) status = LinkStatus::open;
    if (link.kind == LinkKind::check_valve_pipe) {
      status = check_valve_status(status, view);
    } else if (link.kind == LinkKind::pump && passes(status) && links_[k].setting > 0.0) {
      const PumpLaw& pump = solver_.pumps_[k];
      if (pump.kind == PumpLaw::Kind::constant_power) {
        status = constant_power_status(view);
      } else if (pump.kind != PumpLaw::Kind::none) {
        status = pump_status(links_[k].setting * links_[k].setting * pump.shutoff_m, view);
      }
    } else if (link.kind == LinkKind::flow_control_valve && links_[k].has_setting) {
      status = flow_valve_status(status, links_[k].setting, solver_.friction_[k].minor, view);
    }
    status = tank_rule(k, status);
    if (status == links_[k].status) continue;
    change(k, status);
    changed = true;
  }
  return changed;
}

void Newton::drop(std::uint32_t node) {
  has_factor_ = false;
  all_alive_ = false;
  alive_[node] = 0;
  for (const Ways::Way& way : solver_.ways_.at(node)) classify(way.link);
  has_water_[node] = 0;
  fixed_demand_m3s_[node] = 0.0;
  imbalance_m3s_[node] = 0.0;
  std::erase_if(outlets_, [&](const Outlet& outlet) { return outlet.node == node; });
}

// Valves and pumps may have closed around a part that asks for water and could get it before: it is dry now.
bool Newton::drop_stranded() {
  if (!solver_.can_close_) return false;
  const auto shut = [&](std::uint32_t k) { return !passes(links_[k].status); };
  const bool some_shut = std::any_of(solver_.switching_.begin(), solver_.switching_.end(), shut) ||
                         std::any_of(solver_.controlled_.begin(), solver_.controlled_.end(), shut);
  const bool some_deep = std::any_of(head_m_.begin(), head_m_.end(), [](double m) { return m < impossible_head_m; });
  if (!some_shut && !some_deep) return false;
  std::vector<std::uint32_t> component(head_m_.size());
  for (std::uint32_t i = 0; i < component.size(); ++i) component[i] = i;
  const auto root = [&](std::uint32_t i) {
    while (component[i] != i) i = component[i] = component[component[i]];
    return i;
  };
  for (std::size_t k = 0; k < links_.size(); ++k)
    if (passes(links_[k].status) && !dropped(k)) component[root(solver_.from_[k])] = root(solver_.to_[k]);
  std::vector<std::uint8_t> has_source(component.size());
  std::vector<std::uint8_t> asks(component.size());
  for (std::uint32_t i = 0; i < component.size(); ++i) {
    if (!is_junction(i)) has_source[root(i)] = 1;
    if (alive_[i] && fixed_demand_m3s_[i] != 0.0) asks[root(i)] = 1;
  }
  bool dropped_any = false;
  for (std::uint32_t i = 0; i < component.size(); ++i) {
    if (!alive_[i]) continue;
    const bool stranded = !has_source[root(i)] && asks[root(i)];
    // Where a flow control valve is the only way in and lets less pass than is asked for, heads fall without end.
    const bool asks_too_much = fixed_demand_m3s_[i] > 0.0 && head_m_[i] < impossible_head_m;
    if (!stranded && !asks_too_much) continue;
    drop(i);
    dropped_any = true;
  }
  return dropped_any;
}

}  // namespace yuanluo::models::hydraulics
