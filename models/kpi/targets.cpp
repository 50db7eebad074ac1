#include "models/kpi/targets.hpp"

namespace yuanluo::models {

namespace {

constexpr double minute = 60.0;
constexpr double hour = 3600.0;

constexpr std::array<std::string_view, latencies> keys{
    "detection_s", "notification_s", "dispatch_s",      "travel_s",       "access_s",
    "response_s",  "service_s",      "time_to_water_s", "hydrant_wait_s", "duration_s"};

// The "one-three-five" rule for fires, the brigade's five minutes, the care circle's fifteen; the rest are assumptions.
constexpr std::string_view source_of(Hazard hazard, Latency latency) {
  if (hazard == Hazard::fire && latency == Latency::service) return "JB152";
  if (hazard == Hazard::fire && latency <= Latency::response) return "OneThreeFive";
  if (hazard == Hazard::fall && latency == Latency::response) return "Xiantao2021";
  return "assumption";
}

}  // namespace

Targets::Targets()
    : limit_s{{
          // detection, notification, dispatch, travel, access, response, service, water, hydrant wait, duration
          {60, 60, 60, 180, 120, 180, 300, 10 * minute, 5 * minute, 30 * minute},                         // fire
          {5 * minute, 60, 120, 300, 120, 10 * minute, 15 * minute, hour, hour, hour},                    // gas leak
          {10 * minute, 120, 180, 600, 180, 15 * minute, 15 * minute, hour, hour, hour},                  // fall
          {2 * minute, 120, 180, 600, 180, 15 * minute, 15 * minute, hour, hour, hour},                   // medical
          {60, 120, 180, 600, 180, 15 * minute, 15 * minute, hour, hour, hour},                           // false alarm
          {hour, 10 * minute, 30 * minute, hour, 10 * minute, 2 * hour, 2 * hour, hour, hour, 4 * hour},  // outage
      }} {}

void describe(ParamVisitor& v, Targets& p) {
  for (std::size_t h = 0; h < hazards; ++h) {
    const auto hazard = static_cast<Hazard>(h);
    v.begin(word(hazard).key, word(hazard).text);
    for (std::size_t l = 0; l < latencies; ++l) {
      const auto latency = static_cast<Latency>(l);
      if (of_fires_only(latency) && hazard != Hazard::fire) continue;
      const std::string_view source = source_of(hazard, latency);
      v.number({keys[l], "s", 1, 30 * 86400, source, source == "assumption" ? Confidence::c : Confidence::a,
                word(latency).text},
               p.limit_s[h][l]);
    }
    v.end();
  }
}

}  // namespace yuanluo::models
