// [CONTROLS] and [RULES].
#include <fmt/format.h>

#include <array>
#include <utility>

#include "scenarios/water/inp_parser.hpp"

namespace yuanluo::scenarios::water {

namespace {

using models::hydraulics::Control;
using models::hydraulics::LinkAction;
using models::hydraulics::LinkKind;
using models::hydraulics::NodeKind;
using models::hydraulics::Premise;
using models::hydraulics::PremiseStatus;
using models::hydraulics::Relation;
using models::hydraulics::Rule;
using models::hydraulics::RuleVariable;

constexpr std::array<std::pair<std::string_view, RuleVariable>, 8> node_variables = {
    {{"DEMA", RuleVariable::node_demand},
     {"HEAD", RuleVariable::node_head},
     {"GRADE", RuleVariable::node_head},
     {"PRES", RuleVariable::node_pressure},
     {"LEVEL", RuleVariable::node_level},
     {"FILL", RuleVariable::tank_fill_time},
     {"DRAIN", RuleVariable::tank_drain_time},
     {"LEVE", RuleVariable::node_level}}};
constexpr std::array<std::pair<std::string_view, RuleVariable>, 3> link_variables = {
    {{"FLOW", RuleVariable::link_flow}, {"STATUS", RuleVariable::link_status}, {"SETT", RuleVariable::link_setting}}};
constexpr std::array<std::pair<std::string_view, RuleVariable>, 3> system_variables = {
    {{"DEMA", RuleVariable::system_demand}, {"CLOCK", RuleVariable::clock_time}, {"TIME", RuleVariable::time}}};
constexpr std::array<std::pair<std::string_view, Relation>, 10> relations = {{{"=", Relation::equal},
                                                                              {"<>", Relation::unequal},
                                                                              {"<=", Relation::at_most},
                                                                              {">=", Relation::at_least},
                                                                              {"<", Relation::below},
                                                                              {">", Relation::above},
                                                                              {"IS", Relation::equal},
                                                                              {"NOT", Relation::unequal},
                                                                              {"BELOW", Relation::below},
                                                                              {"ABOVE", Relation::above}}};

template <class Table>
auto look_up(const Table& table, const std::string& word, bool whole)
    -> std::optional<typename Table::value_type::second_type> {
  for (const auto& [key, value] : table)
    if (whole ? same_word(word, key) : starts_as(word, key)) return value;
  return std::nullopt;
}

bool any_of(const InpRow& row, std::size_t i, std::initializer_list<std::string_view> keys) {
  for (const auto key : keys)
    if (row.is(i, key)) return true;
  return false;
}

}  // namespace

void InpParser::read_control(const InpRow& row) {
  if (!row.needs(6, "LINK ID Status IF|AT …")) return;
  std::size_t size = row.size();
  if (row.is(size - 1, "DISABLED")) {
    note({"停用的控制已略过", "disabled controls were read over"});
    return;
  }
  const auto link = link_at(row, 1, "LINK");
  if (!link) return;
  const LinkKind kind = network_.links[*link].kind;
  Control control;
  control.action.link = *link;
  if (row.is(2, "OPEN") || row.is(2, "CLOSED")) {
    control.action.open = row.is(2, "OPEN");
  } else {
    const auto range =
        kind == LinkKind::pump || kind == LinkKind::pipe ? InpRow::Range::not_negative : InpRow::Range::any;
    const auto setting = row.number(2, "Status", range);
    if (!setting) return;
    if (kind == LinkKind::pipe) {
      control.action.open = *setting > 0.0;
    } else {
      control.action.setting = *setting * setting_unit(units_, network_.links[*link].kind);
    }
  }
  if (kind == LinkKind::check_valve_pipe || (kind == LinkKind::general_purpose_valve && control.action.setting))
    return row.problem("LINK", {"状态可设定的管线", "a link whose status can be set"}, in_quotes(row.word(1)));
  if (row.is(4, "TIME") || row.is(4, "CLOCKTIME")) {
    control.when = row.is(4, "TIME") ? Control::When::time : Control::When::clock_time;
    const auto seconds = seconds_in(row.word(5), row.has(6) ? std::string_view(row.word(6)) : std::string_view());
    if (!seconds)
      return row.problem("TIME", {"时间，如2:30或8 AM", "a time such as 2:30 or 8 AM"}, in_quotes(row.word(5)));
    control.time_s = control.when == Control::When::clock_time ? *seconds % 86400 : *seconds;
  } else {
    if (!row.needs(8, "LINK ID Status IF NODE ID BELOW|ABOVE Value")) return;
    const auto node = node_at(row, 5, "NODE");
    const auto level = row.number(7, "Value", InpRow::Range::any);
    if (!row.is(6, "BELOW") && !row.is(6, "ABOVE")) row.problem("", same("BELOW, ABOVE"), in_quotes(row.word(6)));
    if (!node || !level) return;
    control.when = row.is(6, "BELOW") ? Control::When::node_below : Control::When::node_above;
    control.node = *node;
    const bool junction = network_.nodes[*node].kind == NodeKind::junction;
    control.level_m = *level * (junction ? units_.pressure_m : units_.length_m);
  }
  network_.controls.push_back(control);
}

void InpParser::read_rules() {
  enum class Part { none, premises, then_part, else_part } part = Part::none;
  each("RULE", [&](const InpRow& row) {
    auto& rules = network_.rules;
    if (row.is(0, "RULE")) {
      part = Part::none;
      rules.push_back(Rule{row.has(1) ? row.word(1) : "", {}, {}, {}, 0.0});
      return;
    }
    if (rules.empty()) return row.problem("", {"先有RULE一行", "a line RULE first"}, in_quotes(row.word(0)));
    Rule& rule = rules.back();
    const bool goes_on = row.is(0, "AND") || row.is(0, "OR");
    if (row.is(0, "IF")) {
      part = Part::premises;
    } else if (row.is(0, "THEN")) {
      part = Part::then_part;
    } else if (row.is(0, "ELSE")) {
      part = Part::else_part;
    } else if (row.is(0, "PRIO")) {
      part = Part::none;
      rule.priority = row.number(1, "PRIORITY", InpRow::Range::any).value_or(0.0);
      return;
    } else if (!goes_on || part == Part::none) {
      return row.problem("", same("RULE, IF, AND, OR, THEN, ELSE, PRIORITY"), in_quotes(row.word(0)));
    }
    if (part == Part::premises) {
      if (auto premise = read_premise(row)) rule.premises.push_back(*premise);
    } else if (auto action = read_rule_action(row)) {
      (part == Part::then_part ? rule.then_actions : rule.else_actions).push_back(*action);
    }
  });
}

std::optional<Premise> InpParser::read_premise(const InpRow& row) {
  if (!row.needs(5, "")) return std::nullopt;
  Premise premise;
  premise.starts_alternative = row.is(0, "OR");
  std::size_t at = 3;
  if (row.is(1, "SYSTEM")) {
    at = 2;
    const auto variable = look_up(system_variables, row.word(2), false);
    if (!variable) {
      row.problem("", same("DEMAND, TIME, CLOCKTIME"), in_quotes(row.word(2)));
      return std::nullopt;
    }
    premise.variable = *variable;
  } else if (any_of(row, 1, {"NODE", "JUNC", "RESE", "TANK"})) {
    const auto node = node_at(row, 2, "NODE");
    const auto variable = look_up(node_variables, row.word(3), false);
    if (!variable) row.problem("", same("DEMAND, HEAD, PRESSURE, LEVEL, FILLTIME, DRAINTIME"), in_quotes(row.word(3)));
    if (!node || !variable) return std::nullopt;
    premise.index = *node;
    premise.variable = *variable;
  } else if (any_of(row, 1, {"LINK", "PIPE", "PUMP", "VALV"})) {
    const auto link = link_at(row, 2, "LINK");
    const auto variable = look_up(link_variables, row.word(3), false);
    if (!variable) row.problem("", same("FLOW, STATUS, SETTING"), in_quotes(row.word(3)));
    if (!link || !variable) return std::nullopt;
    premise.index = *link;
    premise.variable = *variable;
  } else {
    row.problem("", same("NODE, TANK, LINK, PUMP, VALVE, SYSTEM"), in_quotes(row.word(1)));
    return std::nullopt;
  }
  if (!row.needs(at + 3, "")) return std::nullopt;
  const auto relation = look_up(relations, row.word(at + 1), true);
  if (!relation) {
    row.problem("", same("=, <>, <, <=, >, >=, IS, NOT, BELOW, ABOVE"), in_quotes(row.word(at + 1)));
    return std::nullopt;
  }
  premise.relation = *relation;
  const std::size_t value = at + 2;
  if (premise.variable == RuleVariable::time || premise.variable == RuleVariable::clock_time) {
    const auto seconds =
        seconds_in(row.word(value), row.has(value + 1) ? std::string_view(row.word(value + 1)) : std::string_view());
    if (!seconds) {
      row.problem("", {"时间，如2:30或8 AM", "a time such as 2:30 or 8 AM"}, in_quotes(row.word(value)));
      return std::nullopt;
    }
    premise.value = static_cast<double>(*seconds);
    return premise;
  }
  if (premise.variable == RuleVariable::link_status || any_of(row, value, {"OPEN", "CLOSED", "ACTIVE"})) {
    if (!any_of(row, value, {"OPEN", "CLOSED", "ACTIVE"})) {
      row.problem("", same("OPEN, CLOSED, ACTIVE"), in_quotes(row.word(value)));
      return std::nullopt;
    }
    premise.variable = RuleVariable::link_status;
    premise.status = row.is(value, "OPEN")     ? PremiseStatus::open
                     : row.is(value, "CLOSED") ? PremiseStatus::closed
                                               : PremiseStatus::active;
    return premise;
  }
  const auto number = row.number(value, "", InpRow::Range::any);
  if (!number) return std::nullopt;
  premise.value = *number;
  switch (premise.variable) {
    case RuleVariable::node_demand:
    case RuleVariable::system_demand:
    case RuleVariable::link_flow:
      premise.per_unit = units_.flow_m3s;
      break;
    case RuleVariable::node_head:
    case RuleVariable::node_level:
      premise.per_unit = units_.length_m;
      break;
    case RuleVariable::node_pressure:
      premise.per_unit = units_.pressure_m;
      break;
    case RuleVariable::link_setting:
      premise.per_unit = setting_unit(units_, network_.links[premise.index].kind);
      break;
    case RuleVariable::tank_fill_time:
    case RuleVariable::tank_drain_time:
      premise.value *= 3600.0;
      break;
    default:
      break;
  }
  return premise;
}

// THEN|ELSE|AND <object> <id> STATUS|SETTING IS <value>
std::optional<LinkAction> InpParser::read_rule_action(const InpRow& row) {
  if (!row.needs(6, "")) return std::nullopt;
  const auto link = link_at(row, 2, "LINK");
  if (!link) return std::nullopt;
  const LinkKind kind = network_.links[*link].kind;
  LinkAction action;
  action.link = *link;
  if (row.is(5, "OPEN") || row.is(5, "CLOSED")) {
    action.open = row.is(5, "OPEN");
  } else {
    const auto setting = row.number(5, "", InpRow::Range::not_negative);
    if (!setting) return std::nullopt;
    if (kind == LinkKind::pipe) {
      action.open = *setting > 0.0;
    } else {
      action.setting = *setting * setting_unit(units_, network_.links[*link].kind);
    }
  }
  if (kind == LinkKind::check_valve_pipe || (kind == LinkKind::general_purpose_valve && action.setting)) {
    row.problem("LINK", {"状态可设定的管线", "a link whose status can be set"}, in_quotes(row.word(2)));
    return std::nullopt;
  }
  return action;
}

}  // namespace yuanluo::scenarios::water
