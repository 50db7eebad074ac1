// The whole run at a glance: one row for each incident and each journey, from one pass over the trace.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "models/events.hpp"
#include "models/world.hpp"
#include "viz/replay/replay.hpp"

namespace yuanluo::viz {

// A unit was out for an incident.
struct Journey {
  Thing unit;
  models::IncidentId incident;
  sim::SimTime set_out;
  sim::SimTime arrived = sim::never;
  sim::SimTime back = sim::never;
};

class Chronicle {
 public:
  explicit Chronicle(const models::World& world) : world_(world) {}

  void operator()(const models::Event& event);
  // After the last event; `until`: when whoever is still out is taken to be out.
  void finish(sim::SimTime from, sim::SimTime until);

  // By onset.
  const std::vector<IncidentRow>& rows() const { return rows_; }
  // By the moment of setting out; of units that belong to a station, service or community.
  const std::vector<Journey>& journeys() const { return journeys_; }
  const IncidentRow* find(models::IncidentId id) const;
  // Rows that ended after `from` and not after `until`, by onset.
  template <class Show>
  void for_each_ended(sim::SimTime from, sim::SimTime until, Show&& show) const {
    for (std::size_t block = 0; block < last_end_.size(); ++block) {
      const std::size_t first = block * rows_in_block;
      if (rows_[first].onset > until) break;
      if (last_end_[block] <= from) continue;
      for (std::size_t i = first; i < std::min(rows_.size(), first + rows_in_block); ++i)
        if (rows_[i].ended > from && rows_[i].ended <= until) show(rows_[i]);
    }
  }
  // Closures of streets that stand at `at`, by onset.
  std::vector<IncidentRow> closures_at(sim::SimTime at) const;
  // Mean number of units out, by helper and hour of the day.
  const std::array<std::array<double, 24>, models::helpers>& busy() const { return busy_; }

 private:
  struct HashId {
    std::size_t operator()(std::uint64_t bits) const { return bits * 0x9e3779b97f4a7c15ULL >> 7; }
  };
  struct OnTheWay {
    std::uint64_t incident;
    std::uint32_t helper, unit;  // as the incident calls it
    friend bool operator==(const OnTheWay&, const OnTheWay&) = default;
  };
  struct HashWay {
    std::size_t operator()(const OnTheWay& w) const {
      return (w.incident ^ std::uint64_t{w.helper} << 52 ^ std::uint64_t{w.unit} << 40) * 0x9e3779b97f4a7c15ULL >> 7;
    }
  };

  template <class E>
  void fold(const models::Event& event, const E& e);
  void open(models::IncidentId id, models::Variety variety, sim::SimTime at);
  IncidentRow* row(models::IncidentId id);

  static constexpr std::size_t rows_in_block = 4096;

  const models::World& world_;
  std::vector<IncidentRow> rows_;
  std::vector<Journey> journeys_;
  std::unordered_map<std::uint64_t, std::uint32_t, HashId> place_;  // of an incident's row
  std::unordered_map<OnTheWay, std::uint32_t, HashWay> out_;        // open journeys
  std::unordered_map<OnTheWay, std::uint32_t, HashWay> last_;       // by home, kind and number: a unit's last journey
  std::array<std::array<double, 24>, models::helpers> busy_{};
  std::vector<std::uint32_t> closures_;  // rows
  sim::Duration longest_closure_{};
  std::vector<sim::SimTime> last_end_;  // by block of rows, of those that have ended
  bool voided_ = false;
};

}  // namespace yuanluo::viz
