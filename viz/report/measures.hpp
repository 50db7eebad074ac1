// What the map can show of a compound.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "models/text.hpp"
#include "viz/report/evidence.hpp"
#include "viz/report/numbers.hpp"

namespace yuanluo::viz {

// One value for each compound, and the classes it is coloured by.
struct Measure {
  models::Name name;
  Unit unit;
  bool change = false;  // alternative minus base: coloured in two directions from 0
  std::vector<std::optional<double>> values;
  std::vector<double> limits;  // rising; a value is in class i where it lies below limits[i], or in the last

  std::size_t class_of(double value) const;
};

// Light to dark blue for amounts; green (less) over white to violet (more) for changes. People with colour-blindness
// tell the classes apart by lightness, and green from violet.
inline constexpr std::array<std::string_view, 5> amount_colours{"#eff3f8", "#bdd3e6", "#7fb0d3", "#3b83b8", "#0b4a7f"};
inline constexpr std::array<std::string_view, 5> change_colours{"#1b7837", "#a6dba0", "#f7f7f7", "#c2a5cf", "#762a83"};

// The measures, the one to begin with first; empty where the district has no compounds.
std::vector<Measure> measures_of(const Evidence& evidence);

}  // namespace yuanluo::viz
