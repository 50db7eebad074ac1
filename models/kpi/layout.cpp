#include "models/kpi/layout.hpp"

#include "models/world.hpp"

namespace yuanluo::models {

namespace {

constexpr std::array full{Statistic::count, Statistic::mean, Statistic::median,
                          Statistic::p90,   Statistic::p95,  Statistic::within_target};
constexpr std::array brief{Statistic::count, Statistic::mean, Statistic::median, Statistic::p90,
                           Statistic::within_target};
constexpr std::array least{Statistic::count, Statistic::median};

std::uint32_t parts(const World& world, Breakdown breakdown) {
  switch (breakdown) {
    case Breakdown::all:
      return 1;
    case Breakdown::community:
      return static_cast<std::uint32_t>(world.communities.size());
    case Breakdown::group:
      return groups;
    case Breakdown::hour:
      return 24;
    case Breakdown::compound:
      return static_cast<std::uint32_t>(world.compounds.size());
    case Breakdown::variety:
      return varieties;
  }
  return 0;
}

// Which latencies make sense for a hazard, and which are worth the finest breakdowns.
bool measured(Hazard hazard, Latency latency) { return !of_fires_only(latency) || hazard == Hazard::fire; }

bool fine(Latency latency) { return latency == Latency::detection || latency == Latency::response; }

bool broken_down(Latency latency, Breakdown breakdown) {
  return (breakdown != Breakdown::hour && breakdown != Breakdown::compound) || fine(latency);
}

}  // namespace

std::span<const Statistic> statistics_of(Breakdown breakdown) {
  switch (breakdown) {
    case Breakdown::all:
      return full;
    case Breakdown::hour:
    case Breakdown::compound:
      return least;
    default:
      return brief;
  }
}

std::vector<LatencySlot> latency_slots(const World& world) {
  std::vector<LatencySlot> slots;
  for (std::size_t h = 0; h < hazards; ++h) {
    for (std::size_t l = 0; l < latencies; ++l) {
      const auto hazard = static_cast<Hazard>(h);
      const auto latency = static_cast<Latency>(l);
      if (!measured(hazard, latency)) continue;
      for (const Breakdown b : breakdowns) {
        if (!broken_down(latency, b)) continue;
        for (std::uint32_t part = 0; part < parts(world, b); ++part) {
          if (b == Breakdown::variety && hazard_of(static_cast<Variety>(part)) != hazard) continue;
          slots.push_back({hazard, latency, b, part});
        }
      }
    }
  }
  return slots;
}

std::vector<OutcomeSlot> outcome_slots(const World& world) {
  std::vector<OutcomeSlot> slots;
  for (const Outcome& o : outcomes()) {
    slots.push_back({&o, Breakdown::all, 0});
    for (const Breakdown b : {Breakdown::community, Breakdown::group})
      for (std::uint32_t part = 0; part < parts(world, b); ++part) slots.push_back({&o, b, part});
  }
  return slots;
}

std::optional<std::uint32_t> part_of(const IncidentRecord& r, Breakdown breakdown) {
  switch (breakdown) {
    case Breakdown::all:
      return 0;
    case Breakdown::community:
      if (!r.community) return std::nullopt;
      return r.community->value;
    case Breakdown::group:
      return static_cast<std::uint32_t>(r.group);
    case Breakdown::hour:
      return static_cast<std::uint32_t>(sim::hour_of_day(*r.times.at(Stage::onset)));
    case Breakdown::compound:
      if (!r.compound) return std::nullopt;
      return r.compound->value;
    case Breakdown::variety:
      return static_cast<std::uint32_t>(r.variety);
  }
  return std::nullopt;
}

}  // namespace yuanluo::models
