// How often streets are closed, and for how long. JSON `hazards.closures`; planned ones: `closures` of the scenario.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/params.hpp"
#include "models/street.hpp"

namespace yuanluo::models {

// A closure that is known beforehand, such as works: a street by its row in the table, or all streets of a name.
struct PlannedClosure {
  std::optional<std::uint32_t> street;  // this, or
  std::string name;                     // in either language
  double from_day = 0.0;                // days since the run began, warm-up included
  double to_day = 0.0;
  bool stops_bikes = false;

  bool concerns(const Street& s, std::uint32_t row) const {
    return street ? *street == row : !name.empty() && (s.name.zh == name || s.name.en == name);
  }
};

struct ClosureParams {
  double accidents_per_km_year = 0.0;
  Spread accident_h{1.0, 2.0};
  bool accident_stops_bikes = false;
  double floods_per_year = 0.0;
  double flooded_share = 0.02;
  Spread flood_h{4.0, 2.0};
  bool flood_stops_bikes = true;
  double works_per_km_year = 0.0;
  Spread works_day{5.0, 2.5};
  bool works_stops_bikes = false;

  std::vector<PlannedClosure> planned;
};

void describe(ParamVisitor& visitor, ClosureParams& closures);

}  // namespace yuanluo::models
