// KPIs that are not latencies: what came of incidents, and how they loaded people.
#pragma once

#include <span>
#include <string_view>

#include "models/hazard.hpp"
#include "models/incident.hpp"
#include "models/kpi/catalogue.hpp"

namespace yuanluo::models {

// One outcome of one hazard. `value` is 1 or 0 for events (or a number, such as deaths); `counts` tells whether the
// incident belongs to the denominator of a share.
struct Outcome {
  Hazard hazard;
  std::string_view key;  // "deaths", "long_lie", …
  Text text;
  Statistic statistic;  // per_year: sum of values a year; share: mean of values over incidents that count
  std::string_view unit;
  bool less_is_better;
  bool (*counts)(const IncidentRecord&);
  double (*value)(const IncidentRecord&);
};

std::span<const Outcome> outcomes();

}  // namespace yuanluo::models
