// The units of .inp files. Flows choose the rest: with US flow units lengths are feet, diameters inches, pressures psi,
// power horsepower; with metric ones metres, millimetres, metres of water, kilowatts.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "models/water/hydraulics/network.hpp"

namespace yuanluo::scenarios::water {

enum class FlowUnit { cfs, gpm, mgd, imgd, afd, lps, lpm, mld, cmh, cmd, cms };
enum class PressureUnit { psi, kpa, metres, bar, feet };

// What one unit of the file is in SI.
struct Units {
  FlowUnit flow_unit = FlowUnit::gpm;
  PressureUnit pressure_unit = PressureUnit::psi;
  bool metric = false;
  double flow_m3s = 0.0;
  double length_m = 0.0;
  double diameter_m = 0.0;
  double pressure_m = 0.0;          // metres of water
  double emitter_pressure_m = 0.0;  // of emitter coefficients: psi or metres, whatever the pressure unit
  double power_kw = 0.0;
  double roughness_m = 0.0;  // Darcy–Weisbach: a thousandth of a foot, or millimetres
};

// `pressure`: none: psi or metres. Flows and lengths are exact; a psi is 1/0.4333 feet and a kPa 1/6.895 psi of water,
// as the field's reference has it, or valve settings would differ. Source: [Rossman2020].
Units units_of(FlowUnit flow, std::optional<PressureUnit> pressure, double specific_gravity);

// What one unit of the setting of a link of that kind is in SI: a pressure, a flow, or a plain number.
double setting_unit(const Units& units, models::hydraulics::LinkKind kind);

std::optional<FlowUnit> flow_unit(std::string_view word);  // in any case; none: no such unit
std::optional<PressureUnit> pressure_unit(std::string_view word);
std::string_view word_of(FlowUnit unit);
std::string_view word_of(PressureUnit unit);
std::span<const std::string> flow_unit_words();

}  // namespace yuanluo::scenarios::water
