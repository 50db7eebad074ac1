// The hoses that crews have at hydrants, as the utility that keeps the mains knows them.
#pragma once

#include <cstdint>
#include <vector>

#include "models/hazard.hpp"
#include "models/ids.hpp"
#include "sim/time.hpp"

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
  bool started = false;         // its duty or its standby pump
  bool standby_starts = false;  // had it to
  bool dry = false;             // its tank has run dry since

  friend bool operator==(const CalledStation&, const CalledStation&) = default;
};

// The tank of a pump station that is not full.
struct StationTank {
  PumpStationId station;
  std::int64_t missing_ml = 0;  // of a full one, at `at`
  std::int64_t loss_mlps = 0;   // what leaves it beyond what flows in; below 0 it fills
  sim::SimTime at;
  std::uint32_t look = 0;  // number of the next moment at which it may be empty

  friend bool operator==(const StationTank&, const StationTank&) = default;
};

struct WaterLines {
  std::vector<HydrantLine> lines;        // by the time they were sought
  std::vector<CalledStation> called;     // by station
  std::vector<PumpStationId> unpowered;  // by station
  std::vector<StationTank> tanks;        // by station; a tank that is not here is full

  friend bool operator==(const WaterLines&, const WaterLines&) = default;
};

}  // namespace yuanluo::models
