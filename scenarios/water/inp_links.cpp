// Pipes, pumps, valves and their state at the start.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "scenarios/water/inp_parser.hpp"

namespace yuanluo::scenarios::water {

namespace {

using models::hydraulics::HeadLossFormula;
using models::hydraulics::Link;
using models::hydraulics::LinkKind;
using models::hydraulics::NodeKind;
using Range = InpRow::Range;

constexpr std::array<std::string_view, 7> valve_words = {"PRV", "PSV", "PBV", "FCV", "TCV", "GPV", "PCV"};

std::optional<LinkKind> valve_kind(const InpRow& row, std::size_t i) {
  for (std::size_t k = 0; k < valve_words.size(); ++k)
    if (row.is(i, valve_words[k]))
      return static_cast<LinkKind>(static_cast<std::size_t>(LinkKind::pressure_reducing_valve) + k);
  return std::nullopt;
}

models::Name open_or_closed() { return same("OPEN, CLOSED, CV"); }

}  // namespace

bool InpParser::add_link(const InpRow& row, Link link) {
  const auto from = node_at(row, 1, "Node1");
  const auto to = node_at(row, 2, "Node2");
  if (from && to && *from == *to)
    row.problem("Node2", {"另一个节点", "another node than Node1"}, in_quotes(row.word(2)));
  if (!links_.emplace(link.id, network_.links.size()).second) {
    row.problem("ID", {"唯一的管线编号", "an id that no other link has"}, in_quotes(link.id));
    return false;
  }
  link.from = from.value_or(0);
  link.to = to.value_or(0);
  network_.links.push_back(std::move(link));
  return true;
}

std::optional<std::size_t> InpParser::link_at(const InpRow& row, std::size_t i, std::string_view column) const {
  const auto found = links_.find(row.word(i));
  if (found != links_.end()) return found->second;
  row.problem(column, {"已有的管线、水泵或阀门", "the id of a link"}, in_quotes(row.word(i)));
  return std::nullopt;
}

void InpParser::read_pipe(const InpRow& row) {
  if (!row.needs(3, "ID Node1 Node2")) return;
  const HeadLossFormula formula = network_.options.formula;
  Link pipe;
  pipe.id = row.word(0);
  pipe.length_m =
      row.number(3, "Length", Range::positive, units_.metric ? 100.0 : 330.0).value_or(1.0) * units_.length_m;
  pipe.diameter_m =
      row.number(4, "Diameter", Range::positive, units_.metric ? 254.0 : 10.0).value_or(1.0) * units_.diameter_m;
  const double usual = formula == HeadLossFormula::hazen_williams   ? 130.0
                       : formula == HeadLossFormula::darcy_weisbach ? 0.0005
                                                                    : 0.01;
  pipe.roughness = row.number(5, "Roughness", Range::positive, usual).value_or(usual);
  if (formula == HeadLossFormula::darcy_weisbach) pipe.roughness *= units_.roughness_m;
  const auto status = [&](std::size_t i) {
    if (row.is(i, "CV")) {
      pipe.kind = LinkKind::check_valve_pipe;
    } else if (row.is(i, "CLOSED") || row.is(i, "OPEN")) {
      pipe.open = row.is(i, "OPEN");
    } else {
      return false;
    }
    return true;
  };
  if (row.size() > 7) {
    pipe.minor_loss = row.number(6, "MinorLoss", Range::not_negative).value_or(0.0);
    if (!status(7)) row.problem("Status", open_or_closed(), in_quotes(row.word(7)));
  } else if (row.has(6) && !status(6)) {
    pipe.minor_loss = row.number(6, "MinorLoss", Range::not_negative).value_or(0.0);
  }
  add_link(row, std::move(pipe));
}

void InpParser::read_pump(const InpRow& row) {
  if (!row.needs(3, "ID Node1 Node2")) return;
  Link pump;
  pump.id = row.word(0);
  pump.kind = LinkKind::pump;
  for (std::size_t i = 3; i < row.size(); i += 2) {
    if (!row.has(i + 1)) {
      row.problem("Parameters", {"HEAD、POWER、SPEED或PATTERN及其值", "HEAD, POWER, SPEED or PATTERN with a value"},
                  in_quotes(row.word(i)));
    } else if (row.is(i, "HEAD")) {
      pump.pump.curve = curve_at(row, i + 1, "HEAD", CurveUse::head);
    } else if (row.is(i, "POWER")) {
      pump.pump.power_kw = row.number(i + 1, "POWER", Range::positive).value_or(1.0) * units_.power_kw;
    } else if (row.is(i, "SPEE")) {
      pump.pump.speed = row.number(i + 1, "SPEED", Range::not_negative).value_or(1.0);
    } else if (row.is(i, "PATT")) {
      pump.pump.speed_pattern = pattern_at(row, i + 1, "PATTERN");
    } else {
      row.problem("Parameters", {"HEAD、POWER、SPEED或PATTERN及其值", "HEAD, POWER, SPEED or PATTERN with a value"},
                  in_quotes(row.word(i)));
    }
  }
  if (pump.pump.speed == 0.0) pump.open = false;
  add_link(row, std::move(pump));
}

void InpParser::read_valve(const InpRow& row) {
  if (!row.needs(5, "ID Node1 Node2 Diameter Type")) return;
  Link valve;
  valve.id = row.word(0);
  valve.diameter_m = row.number(3, "Diameter", Range::positive).value_or(1.0) * units_.diameter_m;
  const auto kind = valve_kind(row, 4);
  if (!kind) return row.problem("Type", same("PRV, PSV, PBV, FCV, TCV, GPV, PCV"), in_quotes(row.word(4)));
  valve.kind = *kind;
  if (*kind == LinkKind::general_purpose_valve) {
    if (!row.needs(6, "Setting")) return;
    valve.curve = curve_at(row, 5, "Setting", CurveUse::head_loss);
    if (!valve.curve) return;
  }
  const double setting =
      *kind == LinkKind::general_purpose_valve ? 0.0 : row.number(5, "Setting", Range::any, 0.0).value_or(0.0);
  valve.minor_loss = row.number(6, "MinorLoss", Range::not_negative, 0.0).value_or(0.0);
  if (*kind == LinkKind::positional_control_valve && row.has(7))
    valve.curve = curve_at(row, 7, "Curve", CurveUse::percent);
  if (add_link(row, std::move(valve))) {
    Link& added = network_.links.back();
    added.setting = setting * setting_unit(units_, network_.links.back().kind);
  }
}

// Two valves must not hold the same node's pressure, nor one that is fixed anyhow.
void InpParser::check_valves() {
  if (!problems_.empty()) return;
  std::vector<const Link*> held(network_.nodes.size());
  std::unordered_map<std::string_view, const InpLine*> lines;
  each("VALV", [&](const InpRow& row) {
    const auto found = links_.find(row.word(0));
    if (found == links_.end()) return;
    const Link& valve = network_.links[found->second];
    const bool reduces = valve.kind == LinkKind::pressure_reducing_valve;
    const bool sustains = valve.kind == LinkKind::pressure_sustaining_valve;
    if (!reduces && !sustains && valve.kind != LinkKind::flow_control_valve) return;
    for (const std::size_t end : {valve.from, valve.to})
      if (network_.nodes[end].kind != NodeKind::junction)
        row.problem(
            end == valve.from ? "Node1" : "Node2",
            {"普通节点（此类阀门不能直接接水源或水池）", "a junction (such a valve cannot join a reservoir or tank)"},
            in_quotes(network_.nodes[end].id));
    if (!reduces && !sustains) return;
    const std::size_t node = reduces ? valve.to : valve.from;
    if (held[node])
      row.problem(reduces ? "Node2" : "Node1", {"未被其他阀门控制的节点", "a node that no other valve controls"},
                  {fmt::format("节点\"{}\"，已由\"{}\"控制", network_.nodes[node].id, held[node]->id),
                   fmt::format("node \"{}\", which \"{}\" controls", network_.nodes[node].id, held[node]->id)});
    held[node] = &valve;
  });
}

void InpParser::read_status() {
  each("STAT", [&](const InpRow& row) {
    if (!row.needs(2, "ID Status")) return;
    const std::size_t last = row.size() - 1;
    std::optional<bool> open;
    double setting = 0.0;
    if (row.is(last, "OPEN") || row.is(last, "CLOSED")) {
      open = row.is(last, "OPEN");
    } else if (row.is(last, "ACTIVE")) {
      return;  // what every valve is from the start
    } else {
      const auto number = number_in(row.word(last));
      if (!number || *number < 0.0)
        return row.problem("Status", {"OPEN、CLOSED或不小于0的数", "OPEN, CLOSED or a number of at least 0"},
                           in_quotes(row.word(last)));
      setting = *number;
    }
    const auto apply = [&](std::size_t k) {
      Link& link = network_.links[k];
      if (link.kind == LinkKind::check_valve_pipe) return false;
      if (link.kind == LinkKind::pump) {
        link.pump.speed = open ? (*open ? 1.0 : 0.0) : setting;
        link.open = link.pump.speed > 0.0;
      } else if (open) {
        link.open = *open;
        if (is_valve(link.kind) && link.kind != LinkKind::general_purpose_valve) link.has_setting = false;
      } else if (is_valve(link.kind)) {
        if (link.kind == LinkKind::general_purpose_valve) return false;
        link.setting = setting * setting_unit(units_, network_.links[k].kind);
        link.has_setting = true;
        link.open = true;
      }
      return true;
    };
    if (last == 1) {
      const auto k = link_at(row, 0, "ID");
      if (k && !apply(*k))
        row.problem("ID", {"状态可设定的管线", "a link whose status can be set"}, in_quotes(row.word(0)),
                    {"止回阀和通用阀不能设定", "check valves have none, general purpose valves only OPEN and CLOSED"});
      return;
    }
    // A range of ids: of numbers where both ends are numbers, else by the alphabet.
    const long first = std::atol(row.word(0).c_str());
    const long end = std::atol(row.word(1).c_str());
    for (std::size_t k = 0; k < network_.links.size(); ++k) {
      const std::string& id = network_.links[k].id;
      const long number = std::atol(id.c_str());
      const bool within =
          first > 0 && end > 0 ? number >= first && number <= end : id >= row.word(0) && id <= row.word(1);
      if (within) apply(k);
    }
  });
}

}  // namespace yuanluo::scenarios::water
