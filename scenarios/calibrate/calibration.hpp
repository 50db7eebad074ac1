// What a log of incidents says: call rates, and delays by stage with the distributions that fit them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/text.hpp"
#include "scenarios/calibrate/call_rates.hpp"
#include "scenarios/calibrate/delay_fit.hpp"
#include "scenarios/calibrate/incident_table.hpp"

namespace yuanluo::scenarios {

// From one moment to another, of units that have both.
struct StageKind {
  std::string_view key;  // "turnout"
  models::Text text;
  Moment from, to;
  bool untransported_only = false;  // only units that took nobody to hospital
};
inline constexpr std::size_t stage_kinds = 9;
const std::array<StageKind, stage_kinds>& stages();

// The delays of one stage, in seconds.
struct StageDelays {
  const StageKind* kind = nullptr;
  std::vector<double> delays;      // above 0, sorted
  std::uint64_t zero = 0;          // written down at the same second: not fitted
  double resolution_s = 1.0;       // 60 where all times are whole minutes
  std::optional<FamilyFits> fits;  // none for fewer than 20 delays, or where all are the same

  double quantile(double p) const;  // of the delays
};

struct Calibration {
  std::string file;
  IncidentTable table;
  CallRates rates;
  std::vector<StageDelays> stages;  // those with delays
};

// `seed` is that of the bootstrap.
Calibration calibrate(const LogFormat& format, std::uint64_t seed);

// All figures as JSON.
std::string calibration_json(const Calibration& calibration);

}  // namespace yuanluo::scenarios
