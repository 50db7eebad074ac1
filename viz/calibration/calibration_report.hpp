// A calibration as one HTML page: call rates, delays by stage, and how well each family of distributions fits.
#pragma once

#include <string>

#include "models/text.hpp"
#include "scenarios/calibrate/calibration.hpp"
#include "scenarios/calibrate/patch.hpp"

namespace yuanluo::viz {

// In both languages, `language` shown first; asks the network for nothing and needs no script.
std::string calibration_html(const scenarios::Calibration& calibration, const scenarios::Patch& patch,
                             models::Language language);

}  // namespace yuanluo::viz
