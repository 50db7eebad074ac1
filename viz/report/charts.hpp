// The charts of the report as static SVG; each stands alone, prints sharply, and needs no script.
#pragma once

#include <string>

#include "models/hazard.hpp"
#include "models/kpi/catalogue.hpp"
#include "viz/report/evidence.hpp"

namespace yuanluo::viz {

// Colours that people with colour-blindness tell apart; before and today also differ in line and hatching.
inline constexpr std::string_view base_colour = "#c2660a";
inline constexpr std::string_view main_colour = "#0b5c9e";
inline constexpr std::string_view stage_colours[] = {"#0b5c9e", "#3a93c4", "#e0a100", "#c2660a", "#8a8f98"};

// Where the mean time to the first helper goes, stage by stage; empty where no helper came at all.
std::string stage_chart(const Evidence& evidence, models::Hazard hazard);

// Which share of incidents had a latency of at most so long; empty where there is none.
std::string share_chart(const Evidence& evidence, models::Hazard hazard, models::Latency latency);

// Incidents in a year by hour of the day.
std::string hour_chart(const Evidence& evidence, models::Hazard hazard);

}  // namespace yuanluo::viz
