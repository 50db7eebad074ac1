// The report: one HTML file that asks the network for nothing.
#pragma once

#include <string>

#include "models/text.hpp"
#include "scenarios/results/results.hpp"

namespace yuanluo::viz {

// The whole page for one scenario, or for a base and an alternative. Both languages are in it; `language` is the one
// that shows first. The same results give the same page. Throws sim::ContractError if the results hold no scenario.
std::string report_html(const scenarios::Results& results, models::Language language);

// Writes the page to `path`, which appears only when it is complete. Throws ScenarioError if it cannot be written.
void write_report(const scenarios::Results& results, models::Language language, const std::string& path);

}  // namespace yuanluo::viz
