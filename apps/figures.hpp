// Indicators of runs as tables and as JSON.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "apps/console.hpp"
#include "models/kpi/catalogue.hpp"

namespace yuanluo::apps {

// The replications of one scenario.
struct Measured {
  const models::KpiCatalogue* catalogue = nullptr;
  std::vector<models::Kpis> replications;
};

// Prints the indicators of the whole district with their intervals: the main ones, or all.
void print_summary(const Console& console, const Measured& measured, bool all);

// Prints the differences that are beyond chance among the main indicators, or all indicators.
void print_comparison(const Console& console, const Measured& base, const Measured& alternative, bool all);

// All indicators of the whole district, for machines; in the units of the catalogue.
nlohmann::ordered_json summary_json(const Measured& measured);
nlohmann::ordered_json comparison_json(const Measured& base, const Measured& alternative);

}  // namespace yuanluo::apps
