// One moment of a run as plain data: everything that is shown and moves or changes. Texts are in the chosen language;
// colours are roles, and whoever draws decides what they look like.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "models/hazard.hpp"
#include "models/incident.hpp"
#include "sim/time.hpp"
#include "viz/replay/choices.hpp"
#include "viz/replay/static_map.hpp"
#include "viz/replay/thing.hpp"

namespace yuanluo::viz {

// What a colour means.
enum class Ink : std::uint8_t {
  fire,
  gas_leak,
  fall,
  medical,
  false_alarm,
  outage,  // the six hazards, in the order of models::Hazard
  good,
  warning,
  bad,
  neutral,
  faint,
  unit_free,
  unit_on_way,
  unit_there,
  unit_returning,
  water,
  closed,  // a street that nobody passes
};
inline constexpr Ink ink_of(models::Hazard hazard) { return static_cast<Ink>(hazard); }

enum class UnitState : std::uint8_t {
  free,       // at its post (only units that are selected are shown free)
  on_way,     // sent, on the way to the gate
  at_gate,    // on the stairs, in the lift, at the door
  at_work,    // with the patient, at the fire
  returning,  // on the way back, or to hospital
};

struct UnitMark {
  UnitKey unit;
  UnitState state = UnitState::free;
  PlanePoint at;
  double heading = 0.0;                 // radians counter-clockwise from east
  std::vector<PlanePoint> trail;        // where it came from, oldest first, ends at `at`
  std::vector<PlanePoint> way_ahead;    // starts at `at`
  models::IncidentId incident;          // that it is out for
  sim::SimTime since;                   // in this state
  std::optional<sim::SimTime> next_at;  // when this state ends, as the trace knows
  bool from_afar = false;               // the model does not say whence: `at` is the gate that it comes to or leaves
  double share = 0.0;                   // from afar: of the time of its way that has passed
  std::string label;                    // "消防车 2" / "fire engine 2"
  Ink ink = Ink::unit_on_way;
};

struct IncidentMark {
  models::IncidentId id;
  models::Hazard hazard = models::Hazard::fire;
  models::Variety variety = models::Variety::fire_other;
  PlanePoint at;
  models::Stage stage = models::Stage::onset;  // the latest reached
  sim::SimTime onset;
  bool open = true;
  bool noticed = false;
  bool overdue = false;                   // help is not there and the target for it has passed
  std::optional<std::uint32_t> compound;  // none for what concerns a whole community or area
  std::string title;                      // "厨房起火" …
  std::string place;                      // "双桥路小区 3 栋 4 楼"
  std::string stage_text;                 // "已发现，护理员在途"
  Ink ink = Ink::fire;
};

// Something that does not work now.
struct FailureMark {
  Thing thing;
  PlanePoint at;
  models::Variety variety = models::Variety::outage_device;
  sim::SimTime since;
  bool known = false;  // somebody has noticed
  std::string label;
};

// A street that is closed now.
struct ClosureMark {
  Thing thing;  // the street
  models::IncidentId incident;
  models::Variety variety = models::Variety::street_works;
  sim::SimTime since;
  std::vector<PlanePoint> line;
  std::string label;  // "道路施工封闭：双桥路"
};

// A hydrant that is open for a fire.
struct WaterMark {
  Thing hydrant;
  PlanePoint from;  // hydrant
  PlanePoint to;    // fire
  double flow_lps = 0.0;
  double pressure_m = 0.0;  // at the hydrant, while it flows
  std::string label;        // "6.5 升/秒，0.18 MPa"
};

enum class AlarmState : std::uint8_t { told, seen, ignored, unanswered };

// One line of the alarm list, newest first.
struct AlarmLine {
  sim::SimTime at;
  models::IncidentId incident;
  AlarmState state = AlarmState::told;
  std::string text;
  Ink ink = Ink::neutral;
};

struct Counter {
  std::string label;
  std::string value;
  Ink ink = Ink::neutral;
};

struct HeatPoint {
  PlanePoint at;
  float weight = 1.0f;
};

inline constexpr float no_value = std::numeric_limits<float>::quiet_NaN();

// Values of the chosen measure, one for each compound; `no_value` where there is none.
struct MeasureValues {
  Measure measure = Measure::none;
  std::vector<float> by_compound;
  std::vector<float> bounds;   // n - 1 rising bounds between n classes (n is 2 to 7); class i is below bounds[i]
  bool more_is_worse = true;   // direction of the palette
  bool diverging = false;      // around 0
  bool durations = false;      // minutes, told in the unit that fits their size
  std::size_t unfinished = 0;  // compounds whose value is still being worked out: the next frame will know more
  std::string title, unit;     // without a unit where each value has its own
};

// A value as people say it, with its unit: "12 min", "1.5 h", "−3 d"; "1,240 m"; "35 %".
std::string value_text(const MeasureValues& values, float value, models::Language language);

struct LegendEntry {
  std::optional<Ink> ink;           // a symbol's colour, or
  std::optional<int> colour_class;  // a class of the measure (-1: no value)
  std::string text;
};
struct Legend {
  std::string title;
  std::vector<LegendEntry> entries;
};

// A value over time, to plot.
struct Series {
  std::string label, unit;
  std::vector<sim::SimTime> at;
  std::vector<double> value;
  bool steps = true;  // holds until the next
};

struct Row {
  std::string label, value;
  Ink ink = Ink::neutral;
  Thing thing;  // that the row leads to, if any
};

// What is known of one thing at this moment, with its past.
struct Inspection {
  Thing thing;
  std::string title, subtitle;
  std::vector<Row> facts;    // what it is, and how it is now
  std::vector<Row> history;  // newest first: label is the moment
  std::vector<Series> plots;
  std::optional<PlanePoint> at;
};

// Figures up to now, in the words and by the definitions of the report.
struct KpiLine {
  std::string key;  // of the KPI catalogue
  std::string label, value;
  std::optional<double> number;
  std::optional<double> whole_run;  // the same over the whole run
  std::string whole_run_text;
  bool less_is_better = true;
  bool only_load = false;  // more of it is neither good nor bad by itself
};

struct Frame {
  sim::SimTime at;
  std::string clock;                    // "第 3 天 周三 02:13:05" / "day 3, Wed 02:13:05"
  std::vector<IncidentMark> incidents;  // open ones, then (if chosen) those just ended; by onset
  std::vector<UnitMark> units;          // all that are out
  std::vector<FailureMark> failures;    // but for streets
  std::vector<ClosureMark> closures;
  std::vector<WaterMark> water;
  std::vector<AlarmLine> alarms;  // of the last hours, newest first, at most 200
  std::vector<Counter> counters;
  std::vector<HeatPoint> heat;
  MeasureValues values;
  Legend legend;
  std::optional<Inspection> inspection;  // of Choices::selected
};

}  // namespace yuanluo::viz
