// A water network as data, in SI units: nodes, links, patterns, controls and rules. Constant during a run; what changes
// (demands, statuses, tank levels) is in Moment and Period.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/water/hydraulics/control.hpp"
#include "models/water/hydraulics/curve.hpp"

namespace yuanluo::models::hydraulics {

struct Pattern {
  std::string id;
  std::vector<double> factors;  // at least one; repeated for ever

  friend bool operator==(const Pattern&, const Pattern&) = default;
};

struct Demand {
  double base_m3s = 0.0;
  std::optional<std::size_t> pattern;  // none: the options' default pattern, or constant
  std::string category;

  friend bool operator==(const Demand&, const Demand&) = default;
};

enum class NodeKind : std::uint8_t { junction, reservoir, tank };

struct Tank {
  double initial_level_m = 0.0;  // levels are above the node's elevation
  double least_level_m = 0.0;
  double greatest_level_m = 0.0;
  double diameter_m = 0.0;
  double least_volume_m3 = 0.0;
  std::optional<Curve> volume;  // level (m) to volume (m3); none: a cylinder of `diameter_m`
  bool can_overflow = false;    // a full tank spills what flows in

  friend bool operator==(const Tank&, const Tank&) = default;
};

struct Place {
  double x = 0.0;
  double y = 0.0;

  friend bool operator==(const Place&, const Place&) = default;
};

struct Node {
  std::string id;
  NodeKind kind = NodeKind::junction;
  double elevation_m = 0.0;                 // of a reservoir: its head
  std::vector<Demand> demands;              // of a junction
  double emitter_m3s = 0.0;                 // flow at a pressure of 1 m; 0: no emitter
  std::optional<std::size_t> head_pattern;  // of a reservoir
  Tank tank;                                // of a tank
  std::optional<Place> place;               // on the map, in the file's own coordinates

  friend bool operator==(const Node&, const Node&) = default;
};

enum class LinkKind : std::uint8_t {
  pipe,
  check_valve_pipe,  // lets water flow from its first node to its second only
  pump,
  pressure_reducing_valve,    // keeps the pressure behind it at the setting (m) or below
  pressure_sustaining_valve,  // keeps the pressure before it at the setting (m) or above
  pressure_breaker_valve,     // takes the setting (m) off
  flow_control_valve,         // lets at most the setting (m3/s) pass
  throttle_control_valve,     // its setting is a minor loss coefficient
  general_purpose_valve,      // head loss (m) by flow (m3/s), from a curve
  positional_control_valve,   // its setting is how far it is open, in percent
};

inline bool is_pipe(LinkKind kind) { return kind == LinkKind::pipe || kind == LinkKind::check_valve_pipe; }
inline bool is_valve(LinkKind kind) { return kind > LinkKind::pump; }

struct Pump {
  std::optional<Curve> curve;  // head (m) by flow (m3/s) at speed 1
  double power_kw = 0.0;       // where there is no curve: constant power; 0: a pump that adds no head
  double speed = 1.0;          // relative
  std::optional<std::size_t> speed_pattern;

  friend bool operator==(const Pump&, const Pump&) = default;
};

struct Link {
  std::string id;
  LinkKind kind = LinkKind::pipe;
  std::size_t from = 0;  // nodes
  std::size_t to = 0;
  double length_m = 0.0;
  double diameter_m = 0.0;
  double roughness = 0.0;       // C; or height of roughness (m); or Manning's n
  double minor_loss = 0.0;      // coefficient on velocity head
  bool open = true;             // false: closed from the start
  double setting = 0.0;         // of valves, see LinkKind
  bool has_setting = true;      // of valves; false: fixed open or closed
  Pump pump;                    // of pumps
  std::optional<Curve> curve;   // of a general purpose valve; of a positional valve: percent of Kv by percent open
  std::vector<Place> vertices;  // bends on the map

  friend bool operator==(const Link&, const Link&) = default;
};

enum class HeadLossFormula : std::uint8_t { hazen_williams, darcy_weisbach, chezy_manning };

struct Times {  // seconds
  std::int64_t duration_s = 0;
  std::int64_t hydraulic_step_s = 3600;
  std::int64_t pattern_step_s = 3600;
  std::int64_t pattern_start_s = 0;
  std::int64_t report_step_s = 3600;
  std::int64_t report_start_s = 0;
  std::int64_t rule_step_s = 360;
  std::int64_t clock_start_s = 0;  // time of day at time 0

  friend bool operator==(const Times&, const Times&) = default;
};

struct Options {
  HeadLossFormula formula = HeadLossFormula::hazen_williams;
  double viscosity_m2s = 1.1e-5 * 0.3048 * 0.3048;  // kinematic; water at 20 °C  Source: [Rossman2020]
  double specific_gravity = 1.0;                    // relates pressures given in psi, kPa or bar to metres
  double demand_multiplier = 1.0;
  double emitter_exponent = 0.5;
  bool emitter_backflow = true;  // water may flow in where the pressure is negative
  std::optional<std::size_t> default_pattern;
  bool pressure_driven = false;          // demands follow the pressure  Source: [Wagner1988]
  double least_pressure_m = 0.0;         // no demand is met below
  double required_pressure_m = 0.07031;  // all demand is met above (0.1 psi)
  double pressure_exponent = 0.5;

  friend bool operator==(const Options&, const Options&) = default;
};

struct Network {
  std::string title;
  std::vector<Node> nodes;
  std::vector<Link> links;
  std::vector<Pattern> patterns;
  std::vector<Control> controls;
  std::vector<Rule> rules;
  Options options;
  Times times;

  std::optional<std::size_t> node(std::string_view id) const;  // looks through all
  std::optional<std::size_t> link(std::string_view id) const;

  friend bool operator==(const Network&, const Network&) = default;
};

// Factor of `pattern` at `time_s`; 1 without a pattern.
double pattern_factor(const Network& network, std::optional<std::size_t> pattern, std::int64_t time_s);

// Water in a tank at `level_m`, and the level at which it holds `volume_m3`.
double tank_volume_m3(const Tank& tank, double level_m);
double tank_level_m(const Tank& tank, double volume_m3);

}  // namespace yuanluo::models::hydraulics
