// From a calibration to a scenario: the parameters that the log tells, with the log as their source.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/calibrate/calibration.hpp"

namespace yuanluo::scenarios {

enum class LogService { ambulance, brigade };

// One parameter that a log can give: a stage, or the profile of calls by hour or weekday.
struct PatchTarget {
  std::string_view from;     // key of the stage, "hours" or "weekdays"
  std::string_view pointer;  // of the parameter in a scenario
};
std::vector<PatchTarget> patch_targets(LogService service);

struct PatchRequest {
  LogService service = LogService::ambulance;
  std::filesystem::path file;                 // where it will stand; `extends` is relative to it
  std::optional<std::filesystem::path> base;  // the scenario that it extends
  std::string source_author;                  // who keeps the log; may be empty
};

struct Patch {
  std::string json;
  std::vector<std::string> written;  // pointers
  // Pointers of parameters that the log would give, but for the reason that is told: too few delays, out of range.
  std::vector<std::pair<std::string, models::Name>> left_out;
};

// A scenario file that sets those parameters and names the log as their source (`sources`). Where lognormal delays are
// not rejected, median and geometric standard deviation are the maximum likelihood estimates; where they are, the
// empirical median, and the root of the ratio of the 84th to the 16th percentile, and the note says so.
Patch scenario_patch(const Calibration& calibration, const PatchRequest& request);

}  // namespace yuanluo::scenarios
