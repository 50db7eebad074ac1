// What the interactive charts draw, as JSON.
#pragma once

#include <string>

#include "viz/report/evidence.hpp"

namespace yuanluo::viz {

// Scenarios with their colours, and by hazard: stage means, order statistics of detection and response, counts by hour.
// The same numbers as the static charts.
std::string chart_data_json(const Evidence& evidence);

}  // namespace yuanluo::viz
