// Charts of a calibration as static SVG.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "scenarios/calibrate/calibration.hpp"

namespace yuanluo::viz {

// Colours of the families, in their order.
inline constexpr std::string_view family_colours[] = {"#0b5c9e", "#c2660a", "#17643a", "#8a1c5b"};

// The distribution function of the delays with those that were fitted; empty where none was.
std::string delay_chart(const scenarios::StageDelays& stage);

// Bars of calls a day with their intervals; `labels` has one text for each.
std::string rate_chart(std::span<const scenarios::Rate> rates, std::span<const models::Name> labels,
                       const models::Name& title, double per_bar_days);

}  // namespace yuanluo::viz
