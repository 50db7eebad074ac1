// Nodes and what belongs to them; patterns and curves.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "scenarios/water/inp_parser.hpp"

namespace yuanluo::scenarios::water {

namespace {

using models::hydraulics::Curve;
using models::hydraulics::Demand;
using models::hydraulics::Node;
using models::hydraulics::NodeKind;
using models::hydraulics::Pattern;
using models::hydraulics::Place;
using Range = InpRow::Range;

models::Name increasing() { return {"递增的数", "increasing numbers"}; }

}  // namespace

void InpParser::read_patterns() {
  each("PATT", [&](const InpRow& row) {
    if (!row.needs(2, "")) return;
    const auto [place, added] = patterns_.emplace(row.word(0), network_.patterns.size());
    if (added) network_.patterns.push_back(Pattern{row.word(0), {}});
    for (std::size_t i = 1; i < row.size(); ++i)
      network_.patterns[place->second].factors.push_back(row.number(i, "Multipliers", Range::any).value_or(0.0));
  });
}

void InpParser::read_curves() {
  each("CURV", [&](const InpRow& row) {
    if (!row.needs(3, "")) return;
    Curve& curve = curves_[row.word(0)];
    curve.id = row.word(0);
    for (std::size_t i = 1; i < row.size(); i += 2) {
      const auto x = row.number(i, "X-Value", Range::any);
      const auto y = row.number(i + 1, "Y-Value", Range::any);
      if (!x || !y) continue;
      if (!curve.x.empty() && *x <= curve.x.back()) row.problem("X-Value", increasing(), in_quotes(row.word(i)));
      curve.x.push_back(*x);
      curve.y.push_back(*y);
    }
  });
}

std::optional<Curve> InpParser::curve_at(const InpRow& row, std::size_t i, std::string_view column,
                                         CurveUse use) const {
  const auto found = curves_.find(row.word(i));
  if (found == curves_.end()) {
    row.problem(column, {"[CURVES]中的曲线", "a curve of [CURVES]"}, in_quotes(row.word(i)));
    return std::nullopt;
  }
  Curve curve = found->second;
  double x_unit = 1.0;
  double y_unit = 1.0;
  if (use == CurveUse::head || use == CurveUse::head_loss) {
    x_unit = units_.flow_m3s;
    y_unit = units_.length_m;
  } else if (use == CurveUse::volume) {
    x_unit = units_.length_m;
    y_unit = units_.length_m * units_.length_m * units_.length_m;
  }
  for (double& x : curve.x) x *= x_unit;
  for (double& y : curve.y) y *= y_unit;
  if (use != CurveUse::head && use != CurveUse::percent && curve.x.size() < 2) {
    row.problem(column, {"至少两个点的曲线", "a curve of at least two points"}, in_quotes(row.word(i)));
    return std::nullopt;
  }
  if (use == CurveUse::volume && !std::is_sorted(curve.y.begin(), curve.y.end())) {
    row.problem(column, {"体积随水位增加的曲线", "a curve whose volume grows with the level"}, in_quotes(row.word(i)));
    return std::nullopt;
  }
  if (use != CurveUse::head) return curve;
  const bool falls = std::adjacent_find(curve.y.begin(), curve.y.end(), std::less_equal<>()) == curve.y.end();
  const bool power = curve.x.size() == 1 || (curve.x.size() == 3 && curve.x[0] == 0.0);
  if (power ? !models::hydraulics::pump_power_law(curve).has_value() : curve.x.size() < 2 || !falls) {
    row.problem(column, {"扬程随流量递减的水泵曲线", "a pump curve whose head falls with the flow"},
                in_quotes(row.word(i)));
    return std::nullopt;
  }
  return curve;
}

std::optional<std::size_t> InpParser::pattern_at(const InpRow& row, std::size_t i, std::string_view column) const {
  if (!row.has(i) || row.word(i) == "*") return std::nullopt;
  const auto found = patterns_.find(row.word(i));
  if (found != patterns_.end()) return found->second;
  row.problem(column, {"[PATTERNS]中的模式", "a pattern of [PATTERNS]"}, in_quotes(row.word(i)));
  return std::nullopt;
}

bool InpParser::add_node(const InpRow& row, Node node) {
  if (!nodes_.emplace(node.id, network_.nodes.size()).second) {
    row.problem("ID", {"唯一的节点编号", "an id that no other node has"}, in_quotes(node.id));
    return false;
  }
  network_.nodes.push_back(std::move(node));
  return true;
}

std::optional<std::size_t> InpParser::node_at(const InpRow& row, std::size_t i, std::string_view column) const {
  const auto found = nodes_.find(row.word(i));
  if (found != nodes_.end()) return found->second;
  row.problem(column, {"已有的节点", "the id of a node"}, in_quotes(row.word(i)));
  return std::nullopt;
}

void InpParser::read_junction(const InpRow& row) {
  Node node;
  node.id = row.word(0);
  node.elevation_m = row.number(1, "Elev", Range::any, 0.0).value_or(0.0) * units_.length_m;
  Demand demand;
  demand.base_m3s = row.number(2, "Demand", Range::any, 0.0).value_or(0.0) * units_.flow_m3s;
  demand.pattern = pattern_at(row, 3, "Pattern");
  if (row.has(2)) node.demands.push_back(demand);
  add_node(row, std::move(node));
}

void InpParser::read_tank(const InpRow& row) {
  if (!row.needs(2, "")) return;
  Node node;
  node.id = row.word(0);
  node.kind = row.size() <= 3 ? NodeKind::reservoir : NodeKind::tank;
  node.elevation_m = row.number(1, "Elevation", Range::any).value_or(0.0) * units_.length_m;
  if (node.kind == NodeKind::reservoir) {
    node.head_pattern = pattern_at(row, 2, "Pattern");
    add_node(row, std::move(node));
    return;
  }
  if (!row.needs(6, "InitLevel MinLevel MaxLevel Diameter")) return;
  auto& tank = node.tank;
  const double metre = units_.length_m;
  tank.initial_level_m = row.number(2, "InitLevel", Range::not_negative).value_or(0.0) * metre;
  tank.least_level_m = row.number(3, "MinLevel", Range::not_negative).value_or(0.0) * metre;
  tank.greatest_level_m = row.number(4, "MaxLevel", Range::not_negative).value_or(0.0) * metre;
  tank.diameter_m = row.number(5, "Diameter", Range::not_negative).value_or(0.0) * metre;
  tank.least_volume_m3 = row.number(6, "MinVol", Range::not_negative, 0.0).value_or(0.0) * metre * metre * metre;
  if (row.has(7) && row.word(7) != "*") tank.volume = curve_at(row, 7, "VolCurve", CurveUse::volume);
  if (row.has(8)) {
    if (!row.is(8, "YES") && !row.is(8, "NO")) row.problem("Overflow", same("YES, NO"), in_quotes(row.word(8)));
    tank.can_overflow = row.is(8, "YES");
  }
  const double tolerance = 1e-6;
  if (tank.initial_level_m < tank.least_level_m - tolerance || tank.initial_level_m > tank.greatest_level_m + tolerance)
    row.problem("InitLevel", {"最低与最高水位之间的水位", "a level between the least and the greatest"},
                in_quotes(row.word(2)));
  if (tank.diameter_m <= 0.0 && !tank.volume)
    row.problem("Diameter", {"大于0的数或体积曲线", "a number above 0, or a volume curve"}, in_quotes(row.word(5)));
  if (tank.volume && (tank.volume->x.front() > tank.least_level_m + tolerance ||
                      tank.volume->x.back() < tank.greatest_level_m - tolerance))
    row.problem("VolCurve", {"覆盖最低到最高水位的曲线", "a curve from the least to the greatest level"},
                in_quotes(row.word(7)));
  add_node(row, std::move(node));
}

// Demands here take the place of the one in [JUNCTIONS].
void InpParser::read_demands() {
  std::vector<bool> replaced(network_.nodes.size());
  each("DEMA", [&](const InpRow& row) {
    if (!row.needs(2, "")) return;
    if (same_word(row.word(0), "MULTIPLY") && !nodes_.contains(row.word(0))) {
      if (const auto factor = row.number(1, "MULTIPLY", Range::positive)) network_.options.demand_multiplier = *factor;
      return;
    }
    const auto node = node_at(row, 0, "Junction");
    const auto base = row.number(1, "Demand", Range::any);
    const auto pattern = pattern_at(row, 2, "Pattern");
    if (!node || !base || network_.nodes[*node].kind != NodeKind::junction) return;
    auto& demands = network_.nodes[*node].demands;
    if (!replaced[*node]) demands.clear();
    replaced[*node] = true;
    Demand demand{*base * units_.flow_m3s, pattern, {}};
    for (std::size_t i = 3; i < row.size(); ++i) demand.category += (i > 3 ? " " : "") + row.word(i);
    demands.push_back(std::move(demand));
  });
}

void InpParser::read_emitters() {
  each("EMIT", [&](const InpRow& row) {
    if (!row.needs(2, "")) return;
    const auto node = node_at(row, 0, "Junction");
    const auto coefficient = row.number(1, "Coefficient", Range::not_negative);
    if (!node || !coefficient) return;
    if (network_.nodes[*node].kind != NodeKind::junction)
      return row.problem("Junction", {"普通节点", "a junction"}, in_quotes(row.word(0)));
    network_.nodes[*node].emitter_m3s =
        *coefficient * units_.flow_m3s / std::pow(units_.emitter_pressure_m, network_.options.emitter_exponent);
  });
}

void InpParser::read_places() {
  std::size_t strangers = 0;  // drawn, but not part of the network
  each("COOR", [&](const InpRow& row) {
    if (!row.needs(3, "")) return;
    const auto x = row.number(1, "X-Coord", Range::any);
    const auto y = row.number(2, "Y-Coord", Range::any);
    const auto node = nodes_.find(row.word(0));
    if (node == nodes_.end()) ++strangers;
    if (node != nodes_.end() && x && y) network_.nodes[node->second].place = Place{*x, *y};
  });
  each("VERT", [&](const InpRow& row) {
    if (!row.needs(3, "")) return;
    const auto x = row.number(1, "X-Coord", Range::any);
    const auto y = row.number(2, "Y-Coord", Range::any);
    const auto link = links_.find(row.word(0));
    if (link == links_.end()) ++strangers;
    if (link != links_.end() && x && y) network_.links[link->second].vertices.push_back({*x, *y});
  });
  if (strangers > 0)
    note({fmt::format("{}处坐标不属于任何节点或管线，已略过", strangers),
          fmt::format("{} coordinates belong to no node or link and were read over", strangers)});
}

}  // namespace yuanluo::scenarios::water
