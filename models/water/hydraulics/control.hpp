// What opens, closes and sets links over time: simple controls (one condition, one link) and rules.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace yuanluo::models::hydraulics {

// What a control or rule does to a link: opens it, closes it, or gives it a setting (pumps: speed; valves: see
// LinkKind).
struct LinkAction {
  std::size_t link = 0;
  std::optional<bool> open;       // exactly one of the two is given
  std::optional<double> setting;  // SI

  friend bool operator==(const LinkAction&, const LinkAction&) = default;
};

struct Control {
  enum class When : std::uint8_t { node_below, node_above, time, clock_time };

  LinkAction action;
  When when = When::time;
  std::size_t node = 0;     // of node_below and node_above
  double level_m = 0.0;     // level of a tank or reservoir, pressure at a junction
  std::int64_t time_s = 0;  // since the start, or of the day

  friend bool operator==(const Control&, const Control&) = default;
};

enum class Relation : std::uint8_t { equal, unequal, below, at_most, above, at_least };

enum class RuleVariable : std::uint8_t {
  node_demand,
  node_head,
  node_pressure,
  node_level,
  tank_fill_time,
  tank_drain_time,  // index: node
  link_flow,
  link_status,
  link_setting,  // index: link
  system_demand,
  time,
  clock_time
};

enum class PremiseStatus : std::uint8_t { open, closed, active };

struct Premise {
  bool starts_alternative = false;  // OR, not AND
  RuleVariable variable = RuleVariable::time;
  std::size_t index = 0;
  Relation relation = Relation::equal;
  double value = 0.0;                          // in the unit of the file, as its tolerance of 0.001 is in it
  double per_unit = 1.0;                       // the file's unit in SI: SI value = value * per_unit
  PremiseStatus status = PremiseStatus::open;  // of link_status

  friend bool operator==(const Premise&, const Premise&) = default;
};

struct Rule {
  std::string id;
  std::vector<Premise> premises;
  std::vector<LinkAction> then_actions;
  std::vector<LinkAction> else_actions;
  double priority = 0.0;  // where rules disagree on a link, the greater wins

  friend bool operator==(const Rule&, const Rule&) = default;
};

}  // namespace yuanluo::models::hydraulics
