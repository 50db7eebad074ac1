// What is read off the calls of a dispatch world, one number or more a replication.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/response/dispatch_model.hpp"

namespace yuanluo::models {

enum class MeasureKind : std::uint8_t {
  mean_response,
  response_within,    // share of calls reached within `parameter` minutes
  response_quantile,  // the sorted response at rank ceil(parameter n), from 1
  mean_wait,
  waiting_share,  // share of calls that had to wait
  wait_quantile,
  wait_beyond,  // share of calls that waited longer than `parameter` minutes
  utilisation,  // share of time from assignment to the return to base; mean over servers
  workload,     // the same of server `server`
  lost_share,
  mean_queue,      // mean number of waiting calls
  dispatch_share,  // share of the reached calls that come from `demand` and were reached by `server`
  relocations,     // a day
  called_off,      // share of calls whose unit was called off at least once, counted each time
};
inline constexpr std::size_t measure_kinds = 14;

const Word& word(MeasureKind);
// Whether a parameter belongs to it.
bool has_parameter(MeasureKind);

struct DispatchMeasure {
  MeasureKind kind = MeasureKind::mean_response;
  double parameter = 0.0;
  std::optional<std::uint32_t> demand;    // of these calls only
  std::optional<std::uint32_t> severity;  // of these calls only
  std::uint32_t server = 0;

  friend bool operator==(const DispatchMeasure&, const DispatchMeasure&) = default;
};

// All measures that make sense for a world without being asked for: those of EMS10, losses where calls can be lost, the
// queue, workloads by server.
std::vector<DispatchMeasure> usual_measures(const DispatchWorld& world);

// Every server's share of the dispatches to every demand.
std::vector<DispatchMeasure> dispatch_shares(const DispatchWorld& world);

// One number for each measure; none where there was nothing to measure. Times in minutes.
std::vector<std::optional<double>> read_measures(const DispatchWorld& world,
                                                 const std::vector<DispatchMeasure>& measures, const CallBook& book);

}  // namespace yuanluo::models
