// The sections of the report.
#pragma once

#include <string>

#include "models/hazard.hpp"
#include "viz/report/evidence.hpp"

namespace yuanluo::viz {

std::string summary_section(const Evidence& evidence);
std::string setting_section(const Evidence& evidence);
std::string map_section(const Evidence& evidence);
// Empty where the results hold nothing of the hazard.
std::string hazard_section(const Evidence& evidence, models::Hazard hazard);
// What fires got, which hydrants and pump stations gave it, and what each hydrant could give. Empty where nobody knows.
std::string water_section(const Evidence& evidence);
std::string load_section(const Evidence& evidence);
std::string sources_section(const Evidence& evidence);
std::string origin_section(const Evidence& evidence);

// The heading of the section with this anchor; numbers come from the style sheet.
std::string section_heading(std::string_view anchor, const models::Name& title);

}  // namespace yuanluo::viz
