#include "models/kpi/latency.hpp"

namespace yuanluo::models {

std::optional<sim::Duration> latency_of(const IncidentRecord& r, Latency latency) {
  switch (latency) {
    case Latency::detection:
      return r.times.between(Stage::onset, Stage::noticed);
    case Latency::notification:
      return r.times.between(Stage::noticed, Stage::acknowledged);
    case Latency::dispatch: {
      // Somebody near may set out at once, before any recipient has answered.
      const auto told = r.times.at(Stage::acknowledged), noticed = r.times.at(Stage::noticed),
                 sent = r.times.at(Stage::dispatched);
      if (!noticed || !sent) return std::nullopt;
      return *sent - (told && *told < *sent ? *told : *noticed);
    }
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
    case Latency::hydrant_wait: {
      // Fires that no hydrant helped are in it: a mean of the others alone would rise with the first far hydrant.
      const auto water = r.times.between(Stage::hydrant_sought, Stage::hydrant_water);
      return water ? water : r.times.between(Stage::hydrant_sought, Stage::ended);
    }
    case Latency::duration:
      return r.times.between(Stage::onset, Stage::ended);
  }
  return std::nullopt;
}

bool of_fires_only(Latency latency) { return latency == Latency::time_to_water || latency == Latency::hydrant_wait; }

}  // namespace yuanluo::models
