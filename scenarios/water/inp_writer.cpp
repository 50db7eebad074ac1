#include "scenarios/water/inp_writer.hpp"

#include <fmt/format.h>

#include <cmath>
#include <map>

namespace yuanluo::scenarios::water {

namespace {

using namespace models::hydraulics;

// `value` in a unit, without the digits that only conversion has left.
std::string in(double value, double unit) { return fmt::format("{:.15g}", value / unit); }

std::string clock(std::int64_t s) { return fmt::format("{}:{:02}:{:02}", s / 3600, s / 60 % 60, s % 60); }

// An id as a word: in quotes where it holds what separates words.
std::string name(const std::string& id) {
  return id.empty() || id.find_first_of(" \t,;[") != std::string::npos ? "\"" + id + "\"" : id;
}

class Writer {
 public:
  Writer(const Network& network, const Units& units) : network_(network), units_(units) {}

  std::string write() {
    text_ = fmt::format("[TITLE]\n{}\n", network_.title);
    nodes();
    links();
    status();
    patterns_and_curves();
    controls();
    rules();
    times();
    options();
    places();
    return text_ + "\n[END]\n";
  }

 private:
  template <class... Values>
  void line(const char* format, const Values&... values) {
    text_ += fmt::format(fmt::runtime(format), values...) + "\n";
  }

  std::string pattern(std::optional<std::size_t> index) const {
    return index ? name(network_.patterns[*index].id) : "";
  }

  std::string use(const Curve& curve, double x_unit, double y_unit) {
    curves_.emplace(curve.id, Scaled{&curve, x_unit, y_unit});
    return name(curve.id);
  }

  void nodes() {
    const double m = units_.length_m;
    text_ += "\n[JUNCTIONS]\n;ID Elev\n";
    for (const Node& node : network_.nodes)
      if (node.kind == NodeKind::junction) line("{} {}", name(node.id), in(node.elevation_m, m));
    text_ += "\n[RESERVOIRS]\n;ID Head Pattern\n";
    for (const Node& node : network_.nodes)
      if (node.kind == NodeKind::reservoir)
        line("{} {} {}", name(node.id), in(node.elevation_m, m), pattern(node.head_pattern));
    text_ += "\n[TANKS]\n;ID Elevation InitLevel MinLevel MaxLevel Diameter MinVol VolCurve Overflow\n";
    for (const Node& node : network_.nodes) {
      if (node.kind != NodeKind::tank) continue;
      const Tank& tank = node.tank;
      line("{} {} {} {} {} {} {} {} {}", name(node.id), in(node.elevation_m, m), in(tank.initial_level_m, m),
           in(tank.least_level_m, m), in(tank.greatest_level_m, m), in(tank.diameter_m, m),
           in(tank.least_volume_m3, m * m * m), tank.volume ? use(*tank.volume, m, m * m * m) : "*",
           tank.can_overflow ? "YES" : "NO");
    }
    text_ += "\n[DEMANDS]\n;Junction Demand Pattern Category\n";
    for (const Node& node : network_.nodes)
      for (const Demand& demand : node.demands)
        line("{} {} {} {}", name(node.id), in(demand.base_m3s, units_.flow_m3s),
             demand.pattern ? pattern(demand.pattern) : "*", demand.category);
    text_ += "\n[EMITTERS]\n;Junction Coefficient\n";
    const double pressure = std::pow(units_.emitter_pressure_m, network_.options.emitter_exponent);
    for (const Node& node : network_.nodes)
      if (node.emitter_m3s > 0.0) line("{} {}", name(node.id), in(node.emitter_m3s, units_.flow_m3s / pressure));
  }

  void links() {
    const auto end = [&](std::size_t node) { return name(network_.nodes[node].id); };
    const bool heights = network_.options.formula == HeadLossFormula::darcy_weisbach;
    text_ += "\n[PIPES]\n;ID Node1 Node2 Length Diameter Roughness MinorLoss Status\n";
    for (const Link& link : network_.links)
      if (is_pipe(link.kind))
        line("{} {} {} {} {} {} {:.15g} {}", name(link.id), end(link.from), end(link.to),
             in(link.length_m, units_.length_m), in(link.diameter_m, units_.diameter_m),
             in(link.roughness, heights ? units_.roughness_m : 1.0), link.minor_loss,
             link.kind == LinkKind::check_valve_pipe ? "CV"
             : link.open                             ? "Open"
                                                     : "Closed");
    text_ += "\n[PUMPS]\n;ID Node1 Node2 Parameters\n";
    for (const Link& link : network_.links) {
      if (link.kind != LinkKind::pump) continue;
      std::string parameters;
      if (link.pump.curve) parameters = "HEAD " + use(*link.pump.curve, units_.flow_m3s, units_.length_m);
      if (!link.pump.curve && link.pump.power_kw > 0.0) parameters = "POWER " + in(link.pump.power_kw, units_.power_kw);
      if (link.pump.speed != 1.0) parameters += " SPEED " + in(link.pump.speed, 1.0);
      if (link.pump.speed_pattern) parameters += " PATTERN " + pattern(link.pump.speed_pattern);
      line("{} {} {} {}", name(link.id), end(link.from), end(link.to), parameters);
    }
    text_ += "\n[VALVES]\n;ID Node1 Node2 Diameter Type Setting MinorLoss Curve\n";
    static const char* const words[] = {"PRV", "PSV", "PBV", "FCV", "TCV", "GPV", "PCV"};
    for (const Link& link : network_.links) {
      if (!is_valve(link.kind)) continue;
      const bool general = link.kind == LinkKind::general_purpose_valve;
      const auto word =
          static_cast<std::size_t>(link.kind) - static_cast<std::size_t>(LinkKind::pressure_reducing_valve);
      line("{} {} {} {} {} {} {:.15g} {}", name(link.id), end(link.from), end(link.to),
           in(link.diameter_m, units_.diameter_m), words[word],
           general ? use(*link.curve, units_.flow_m3s, units_.length_m)
                   : in(link.setting, setting_unit(units_, link.kind)),
           link.minor_loss, !general && link.curve ? use(*link.curve, 1.0, 1.0) : "");
    }
  }

  void status() {
    text_ += "\n[STATUS]\n;ID Status\n";
    for (const Link& link : network_.links) {
      if (is_pipe(link.kind)) continue;
      if (!link.open) {
        line("{} Closed", name(link.id));
      } else if (is_valve(link.kind) && !link.has_setting) {
        line("{} Open", name(link.id));
      }
    }
  }

  void patterns_and_curves() {
    text_ += "\n[PATTERNS]\n;ID Multipliers\n";
    for (const Pattern& p : network_.patterns)
      for (const double factor : p.factors) line("{} {}", name(p.id), in(factor, 1.0));
    text_ += "\n[CURVES]\n;ID X-Value Y-Value\n";
    for (const auto& [id, scaled] : curves_)
      for (std::size_t i = 0; i < scaled.curve->x.size(); ++i)
        line("{} {} {}", name(id), in(scaled.curve->x[i], scaled.x_unit), in(scaled.curve->y[i], scaled.y_unit));
  }

  std::string value_of(const LinkAction& action) const {
    if (action.open) return *action.open ? "OPEN" : "CLOSED";
    return in(*action.setting, setting_unit(units_, network_.links[action.link].kind));
  }

  void controls() {
    text_ += "\n[CONTROLS]\n";
    for (const Control& control : network_.controls) {
      const std::string link = name(network_.links[control.action.link].id);
      const std::string value = value_of(control.action);
      if (control.when == Control::When::time) {
        line("LINK {} {} AT TIME {}", link, value, clock(control.time_s));
      } else if (control.when == Control::When::clock_time) {
        line("LINK {} {} AT CLOCKTIME {}", link, value, clock(control.time_s));
      } else {
        const Node& node = network_.nodes[control.node];
        const double unit = node.kind == NodeKind::junction ? units_.pressure_m : units_.length_m;
        line("LINK {} {} IF NODE {} {} {}", link, value, name(node.id),
             control.when == Control::When::node_below ? "BELOW" : "ABOVE", in(control.level_m, unit));
      }
    }
  }

  void actions(const char* first, const std::vector<LinkAction>& list) {
    for (std::size_t i = 0; i < list.size(); ++i)
      line("{} LINK {} {} IS {}", i == 0 ? first : "AND", name(network_.links[list[i].link].id),
           list[i].open ? "STATUS" : "SETTING", value_of(list[i]));
  }

  double premise_unit(const Premise& premise) const {
    switch (premise.variable) {
      case RuleVariable::node_demand:
      case RuleVariable::system_demand:
      case RuleVariable::link_flow:
        return units_.flow_m3s;
      case RuleVariable::node_head:
      case RuleVariable::node_level:
        return units_.length_m;
      case RuleVariable::node_pressure:
        return units_.pressure_m;
      case RuleVariable::link_setting:
        return setting_unit(units_, network_.links[premise.index].kind);
      default:
        return 1.0;
    }
  }

  void rules() {
    static const char* const relations[] = {"=", "<>", "<", "<=", ">", ">="};
    static const char* const variables[] = {"DEMAND", "HEAD",   "PRESSURE", "LEVEL",  "FILLTIME", "DRAINTIME",
                                            "FLOW",   "STATUS", "SETTING",  "DEMAND", "TIME",     "CLOCKTIME"};
    static const char* const statuses[] = {"OPEN", "CLOSED", "ACTIVE"};
    text_ += "\n[RULES]\n";
    for (const Rule& rule : network_.rules) {
      line("RULE {}", name(rule.id));
      for (std::size_t i = 0; i < rule.premises.size(); ++i) {
        const Premise& p = rule.premises[i];
        const bool timed = p.variable == RuleVariable::time || p.variable == RuleVariable::clock_time;
        const bool hours = p.variable == RuleVariable::tank_fill_time || p.variable == RuleVariable::tank_drain_time;
        const std::string object = p.variable >= RuleVariable::system_demand ? "SYSTEM"
                                   : p.variable >= RuleVariable::link_flow ? "LINK " + name(network_.links[p.index].id)
                                                                           : "NODE " + name(network_.nodes[p.index].id);
        const std::string value = p.variable == RuleVariable::link_status ? statuses[static_cast<std::size_t>(p.status)]
                                  : timed                                 ? clock(static_cast<std::int64_t>(p.value))
                                          : in(p.value * p.per_unit, hours ? 3600.0 : premise_unit(p));
        line("{} {} {} {} {}",
             i == 0                 ? "IF"
             : p.starts_alternative ? "OR"
                                    : "AND",
             object, variables[static_cast<std::size_t>(p.variable)], relations[static_cast<std::size_t>(p.relation)],
             value);
      }
      actions("THEN", rule.then_actions);
      actions("ELSE", rule.else_actions);
      if (rule.priority != 0.0) line("PRIORITY {}", in(rule.priority, 1.0));
    }
  }

  void times() {
    const Times& t = network_.times;
    text_ += "\n[TIMES]\n";
    line("Duration {}", clock(t.duration_s));
    line("Hydraulic Timestep {}", clock(t.hydraulic_step_s));
    line("Pattern Timestep {}", clock(t.pattern_step_s));
    line("Pattern Start {}", clock(t.pattern_start_s));
    line("Report Timestep {}", clock(t.report_step_s));
    line("Report Start {}", clock(t.report_start_s));
    line("Rule Timestep {}", clock(t.rule_step_s));
    line("Start ClockTime {}", clock(t.clock_start_s));
  }

  void options() {
    static const char* const formulas[] = {"H-W", "D-W", "C-M"};
    const Options& o = network_.options;
    text_ += "\n[OPTIONS]\n";
    line("Units {}", word_of(units_.flow_unit));
    line("Pressure {}", word_of(units_.pressure_unit));
    line("Headloss {}", formulas[static_cast<std::size_t>(o.formula)]);
    line("Specific Gravity {}", in(o.specific_gravity, 1.0));
    line("Viscosity {}", in(o.viscosity_m2s, 1.1e-5 * 0.3048 * 0.3048));
    line("Demand Multiplier {}", in(o.demand_multiplier, 1.0));
    line("Emitter Exponent {}", in(o.emitter_exponent, 1.0));
    line("Backflow Allowed {}", o.emitter_backflow ? "YES" : "NO");
    if (o.default_pattern) line("Pattern {}", pattern(o.default_pattern));
    line("Demand Model {}", o.pressure_driven ? "PDA" : "DDA");
    line("Minimum Pressure {}", in(o.least_pressure_m, units_.pressure_m));
    line("Required Pressure {}", in(o.required_pressure_m, units_.pressure_m));
    line("Pressure Exponent {}", in(o.pressure_exponent, 1.0));
    text_ += "Accuracy 0.00001\nTrials 200\n";
  }

  void places() {
    text_ += "\n[COORDINATES]\n;Node X-Coord Y-Coord\n";
    for (const Node& node : network_.nodes)
      if (node.place) line("{} {} {}", name(node.id), in(node.place->x, 1.0), in(node.place->y, 1.0));
    text_ += "\n[VERTICES]\n;Link X-Coord Y-Coord\n";
    for (const Link& link : network_.links)
      for (const Place& place : link.vertices) line("{} {} {}", name(link.id), in(place.x, 1.0), in(place.y, 1.0));
  }

  struct Scaled {
    const Curve* curve;
    double x_unit;
    double y_unit;
  };

  const Network& network_;
  const Units& units_;
  std::string text_;
  std::map<std::string, Scaled> curves_;
};

}  // namespace

std::string write_inp(const Network& network, const Units& units) { return Writer(network, units).write(); }

}  // namespace yuanluo::scenarios::water
