// What the person at the window has chosen to see.
#pragma once

#include <array>
#include <cstdint>

#include "models/district.hpp"
#include "models/hazard.hpp"
#include "models/text.hpp"
#include "sim/time.hpp"
#include "viz/replay/thing.hpp"

namespace yuanluo::viz {

// What compounds are coloured by.
enum class Measure : std::uint8_t {
  none,
  incidents,  // begun up to now, of the chosen hazards
  risk,       // incidents a year per 1,000 residents, over the whole run
  latency,    // mean time from onset to help, of incidents reached up to now
  unnoticed,  // share of incidents begun up to now that nobody has noticed or that were noticed beyond the target
  coverage,   // way of the nearest station of the chosen kind to the gate, in metres
  presence,   // share of residents expected at home at this hour
  fire_flow,  // litres a second that the nearest hydrant now working gives alone
  working,    // share of devices that work now
  difference  // of two runs, see Comparison
};
inline constexpr std::size_t measures = 10;

struct Choices {
  models::Language language = models::Language::zh;
  Measure measure = Measure::none;
  models::StationKind coverage_of = models::StationKind::micro_fire_station;
  std::array<bool, models::hazards> hazards = {true, true, true, true, true, true};  // shown in map, lists and heat
  bool heat = false;
  sim::Duration heat_window = 30 * sim::one_day;  // incidents begun so long before now are hot
  bool ended = false;                             // incidents that ended within `linger` stay on the map, faint
  sim::Duration linger = std::chrono::minutes{30};
  bool failures = true;                            // devices, hydrants … that do not work
  sim::Duration trail = std::chrono::minutes{20};  // how long a way behind a unit is shown
  Thing selected;                                  // fills Frame::inspection; its incident or unit is always shown

  friend bool operator==(const Choices&, const Choices&) = default;
};

}  // namespace yuanluo::viz
