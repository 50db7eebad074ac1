#include "models/kpi/latency.hpp"

namespace yuanluo::models {

std::optional<sim::Duration> latency_of(const IncidentRecord& r, Latency latency) {
  switch (latency) {
    case Latency::detection:
      return r.times.between(Stage::onset, Stage::noticed);
    case Latency::notification:
      return r.times.between(Stage::noticed, Stage::acknowledged);
    case Latency::dispatch:
      return r.times.between(r.times.at(Stage::acknowledged) ? Stage::acknowledged : Stage::noticed, Stage::dispatched);
    case Latency::travel:
      return r.times.between(Stage::dispatched, Stage::arrived);
    case Latency::access:
      return r.times.between(Stage::arrived, Stage::reached);
    case Latency::response:
      return r.times.between(Stage::onset, Stage::reached);
    case Latency::service:
      return r.times.between(Stage::service_called, Stage::service_arrived);
    case Latency::time_to_water:
      return r.times.between(Stage::onset, Stage::water);
    case Latency::duration:
      return r.times.between(Stage::onset, Stage::ended);
  }
  return std::nullopt;
}

}  // namespace yuanluo::models
