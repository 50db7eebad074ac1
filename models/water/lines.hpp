// The hoses that crews have at hydrants, as the utility that keeps the mains knows them.
#pragma once

#include <cstdint>
#include <vector>

#include "models/hazard.hpp"
#include "models/ids.hpp"

namespace yuanluo::models {

// A crew's hose, laid or being laid.
struct HydrantLine {
  IncidentId incident;
  std::uint32_t helper = 0;
  std::uint32_t unit = 0;
  HydrantId hydrant;
  std::uint32_t hose_m = 0;
  bool open = false;
  bool told = false;
  std::uint16_t flow_dlps = 0;  // as the crew was told
  std::uint16_t pressure_dm = 0;

  friend bool operator==(const HydrantLine&, const HydrantLine&) = default;
};

// A pump station that was called on for the hydrants that are open in its zone.
struct CalledStation {
  PumpStationId station;
  bool started = false;

  friend bool operator==(const CalledStation&, const CalledStation&) = default;
};

struct WaterLines {
  std::vector<HydrantLine> lines;        // by the time they were sought
  std::vector<CalledStation> called;     // by station
  std::vector<PumpStationId> unpowered;  // by station

  friend bool operator==(const WaterLines&, const WaterLines&) = default;
};

}  // namespace yuanluo::models
