// Intervals one below the other, on one scale.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/text.hpp"
#include "viz/report/html.hpp"
#include "viz/report/numbers.hpp"

namespace yuanluo::viz {

struct IntervalRow {
  models::Name name;
  double middle = 0.0, low = 0.0, high = 0.0;
  bool marked = false;  // drawn in the second colour
};

// A line for each row with a dot at its middle. `zero`: a value to draw a vertical line at (no difference, the base).
// Names that are too long are cut; the tables beside the chart have them in full.
std::string interval_chart(const models::Name& label, const std::vector<IntervalRow>& rows, std::optional<double> zero,
                           const Unit& unit);

// The same as a figure of a report, with a title above and a caption below; at most 200 rows.
void add_interval_figure(Html& html, const std::vector<IntervalRow>& rows, std::optional<double> zero,
                         const models::Name& title, const Unit& unit, const std::string& zh, const std::string& en);

}  // namespace yuanluo::viz
