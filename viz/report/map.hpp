// The map of the district: compounds coloured by a measure that the reader can choose.
#pragma once

#include <string>

#include "viz/report/evidence.hpp"

namespace yuanluo::viz {

// The map as markup: selector (shown where scripts run), picture, legend. Beyond 4,000 compounds, communities only.
std::string map_figure(const Evidence& evidence);

// All measures of the map for the script: names, units, classes, and one value for each compound.
std::string map_data_json(const Evidence& evidence);

}  // namespace yuanluo::viz
