#include "scenarios/water/units.hpp"

#include <algorithm>
#include <array>

#include "scenarios/water/inp_text.hpp"

namespace yuanluo::scenarios::water {

namespace {

constexpr double foot_m = 0.3048;
constexpr double cubic_foot_m3 = foot_m * foot_m * foot_m;
constexpr double psi_m = foot_m / 0.4333;

const std::array<std::string, 11> flow_words = {"CFS", "GPM", "MGD", "IMGD", "AFD", "LPS",
                                                "LPM", "MLD", "CMH", "CMD",  "CMS"};
const std::array<std::string, 5> pressure_words = {"PSI", "KPA", "METERS", "BAR", "FEET"};

// How many of the unit make a cubic foot a second, in the reference's digits: networks are compared with it, and flows
// in loops feel the sixth digit.
double per_cubic_foot(FlowUnit unit) {
  switch (unit) {
    case FlowUnit::cfs:
      return 1.0;
    case FlowUnit::gpm:
      return 448.831;
    case FlowUnit::mgd:
      return 0.64632;
    case FlowUnit::imgd:
      return 0.5382;
    case FlowUnit::afd:
      return 1.9837;
    case FlowUnit::lps:
      return 28.317;
    case FlowUnit::lpm:
      return 1699.0;
    case FlowUnit::mld:
      return 2.4466;
    case FlowUnit::cmh:
      return 101.94;
    case FlowUnit::cmd:
      return 2446.6;
    case FlowUnit::cms:
      return 0.028317;
  }
  return 1.0;
}

double pressure_m(PressureUnit unit, double specific_gravity) {
  switch (unit) {
    case PressureUnit::psi:
      return psi_m / specific_gravity;
    case PressureUnit::kpa:
      return psi_m / 6.895 / specific_gravity;
    case PressureUnit::bar:
      return psi_m / 0.068948 / specific_gravity;
    case PressureUnit::metres:
      return 1.0;
    case PressureUnit::feet:
      return foot_m;
  }
  return 1.0;
}

template <class Unit, std::size_t n>
std::optional<Unit> unit_of(const std::array<std::string, n>& words, std::string_view word) {
  const auto found = std::find_if(words.begin(), words.end(), [&](const std::string& w) { return same_word(w, word); });
  if (found == words.end()) return std::nullopt;
  return static_cast<Unit>(found - words.begin());
}

}  // namespace

Units units_of(FlowUnit flow, std::optional<PressureUnit> pressure, double specific_gravity) {
  Units units;
  units.flow_unit = flow;
  units.metric = flow >= FlowUnit::lps;
  units.pressure_unit = pressure.value_or(units.metric ? PressureUnit::metres : PressureUnit::psi);
  units.flow_m3s = cubic_foot_m3 / per_cubic_foot(flow);
  units.length_m = units.metric ? 1.0 : foot_m;
  units.diameter_m = units.metric ? 1e-3 : foot_m / 12.0;
  units.pressure_m = pressure_m(units.pressure_unit, specific_gravity);
  units.emitter_pressure_m = units.metric ? 1.0 : psi_m / specific_gravity;
  units.power_kw = units.metric ? 1.0 : 0.7457;
  units.roughness_m = units.metric ? 1e-3 : 1e-3 * foot_m;
  return units;
}

double setting_unit(const Units& units, models::hydraulics::LinkKind kind) {
  using models::hydraulics::LinkKind;
  switch (kind) {
    case LinkKind::pressure_reducing_valve:
    case LinkKind::pressure_sustaining_valve:
    case LinkKind::pressure_breaker_valve:
      return units.pressure_m;
    case LinkKind::flow_control_valve:
      return units.flow_m3s;
    default:
      return 1.0;
  }
}

std::optional<FlowUnit> flow_unit(std::string_view word) { return unit_of<FlowUnit>(flow_words, word); }
std::optional<PressureUnit> pressure_unit(std::string_view word) {
  if (same_word(word, "METRES") || same_word(word, "M")) return PressureUnit::metres;
  return unit_of<PressureUnit>(pressure_words, word);
}
std::string_view word_of(FlowUnit unit) { return flow_words[static_cast<std::size_t>(unit)]; }
std::string_view word_of(PressureUnit unit) { return pressure_words[static_cast<std::size_t>(unit)]; }
std::span<const std::string> flow_unit_words() { return flow_words; }

}  // namespace yuanluo::scenarios::water
