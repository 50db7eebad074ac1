// How numbers are shown: units that people read, as many decimals as they can use, a true minus sign.
#pragma once

#include <string>

#include "models/kpi/catalogue.hpp"
#include "models/text.hpp"

namespace yuanluo::viz {

// A unit in which values are shown.
struct Unit {
  double divisor = 1.0;  // from the stored value to the shown one
  models::Name name;     // "分钟", "min"; may be empty
  int decimals = 1;
};

// The unit for durations of up to `largest_s` seconds: s, min, h or d.
Unit duration_unit(double largest_s);

// The unit for values of a KPI of up to `largest` (in the KPI's own unit).
Unit unit_for(const models::KpiDefinition& definition, double largest);

// "1,234.5", "−0.3"; digits are grouped by threes.
std::string number(double value, const Unit& unit);
// The same with a plus sign where it is above zero.
std::string signed_number(double value, const Unit& unit);
// "11.0–13.6", or "−0.4 … 0.9" where a sign would make the dash hard to read.
std::string range(double low, double high, const Unit& unit);
// A number with its unit, in one language.
std::string with_unit(double value, const Unit& unit, models::Language language);

std::string grouped(std::uint64_t value);

// For axes: the next larger of 1, 2, 2.5, 5 times a power of ten.
double nice_above(double value);

}  // namespace yuanluo::viz
