// The order of the KPIs in the catalogue: one place that both the catalogue and the measurement walk along.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "models/kpi/catalogue.hpp"
#include "models/kpi/outcomes.hpp"

namespace yuanluo::models {

struct LatencySlot {
  Hazard hazard;
  Latency latency;
  Breakdown breakdown;
  std::uint32_t part;
};

struct OutcomeSlot {
  const Outcome* outcome;
  Breakdown breakdown;
  std::uint32_t part;
};

// The statistics that a latency has under a breakdown.
std::span<const Statistic> statistics_of(Breakdown breakdown);

std::vector<LatencySlot> latency_slots(const World& world);
std::vector<OutcomeSlot> outcome_slots(const World& world);

// The part of a breakdown that an incident belongs to; none if it has none (a platform outage has no compound).
std::optional<std::uint32_t> part_of(const IncidentRecord& incident, Breakdown breakdown);

// All breakdowns, in the order of the catalogue.
inline constexpr std::array breakdowns{Breakdown::all,  Breakdown::community, Breakdown::group,
                                       Breakdown::hour, Breakdown::compound,  Breakdown::variety};

// Helpers whose load is measured.
inline constexpr std::array pooled_helpers{Helper::grid_worker, Helper::care_worker, Helper::micro_fire_crew,
                                           Helper::fire_engine, Helper::ambulance};

}  // namespace yuanluo::models
