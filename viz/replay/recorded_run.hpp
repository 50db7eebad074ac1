// An open trace with the world it happened in: what happened, and what was going on at any moment.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <tuple>
#include <vector>

#include "models/events.hpp"
#include "models/situation/situation.hpp"
#include "models/world.hpp"
#include "scenarios/recording.hpp"
#include "sim/random.hpp"
#include "sim/trace.hpp"
#include "viz/replay/chronicle.hpp"
#include "viz/replay/fire_flow.hpp"
#include "viz/replay/replay.hpp"
#include "viz/replay/running_sums.hpp"
#include "viz/replay/ways.hpp"

namespace yuanluo::viz {

// What a hydrant gives a crew from a moment on; nothing once all hydrants of its fire are closed.
struct HydrantMoment {
  sim::SimTime at;
  models::HydrantId hydrant;
  std::uint32_t helper = 0, unit = 0;
  double flow_lps = 0.0, pressure_m = 0.0;
  bool closed = false;
};

class RecordedRun {
 public:
  // Throws ReplayError.
  explicit RecordedRun(const std::filesystem::path& path);
  RecordedRun(const RecordedRun&) = delete;
  RecordedRun& operator=(const RecordedRun&) = delete;

  const models::World& world() const { return *world_; }
  const StaticMap& map() const { return map_; }
  const RunInfo& info() const { return info_; }
  TimeRange range() const { return range_; }
  sim::SimTime measured_from() const;
  const sim::Luck& luck() const { return luck_; }

  // What is going on at `at`; valid until the next call.
  const models::Situation& situation_at(sim::SimTime at);
  std::vector<models::Event> events_of(models::IncidentId incident);
  // What hydrants gave a fire's crews, in order of time; valid until the next call.
  const std::vector<HydrantMoment>& hydrants_of(models::IncidentId incident);
  // Streets that somebody who set out at `at` found closed, by row.
  std::vector<std::uint32_t> closed_streets(sim::SimTime at, models::TravelMode mode);
  template <class Show>
  void for_each(sim::SimTime from, sim::SimTime until, Show&& show) {
    trace_.for_each(from, until, show);
    take_notes();
  }
  // When the unit will be done with what it does at `now`: at the gate, at the patient, back; none if the trace ends
  // before.
  std::optional<sim::SimTime> next_of(const models::UnitOut& unit, sim::SimTime now);

  // Made by one pass over the trace when first asked for.
  const Chronicle& chronicle();
  Ways& ways() { return *ways_; }
  SumsShown& sums_shown() { return sums_shown_; }
  FireFlow& fire_flow() { return *fire_flow_; }
  // How many solutions of the water network a frame may wait for; the frames to come work out the rest.
  std::size_t solutions_a_frame = FireFlow::all_solutions;

  // To within a block.
  std::uint64_t events_up_to(sim::SimTime at) const;
  // The moment from which on there are at most `most` of the first `n` events; the beginning of all time if there are
  // not more.
  sim::SimTime time_of_event(std::uint64_t n, std::uint64_t most) const;

 private:
  void take_notes();
  void describe(const std::string& description);

  sim::TraceReader<models::Payload> trace_;
  std::unique_ptr<models::World> world_;  // stays where it is
  std::unique_ptr<Ways> ways_;
  std::unique_ptr<FireFlow> fire_flow_;
  StaticMap map_;
  RunInfo info_;
  TimeRange range_;
  std::uint32_t replication_ = 0;
  sim::Luck luck_;
  models::Situation situation_;
  std::uint64_t done_ = 0;
  std::optional<Chronicle> chronicle_;
  SumsShown sums_shown_;
  std::map<std::tuple<std::uint64_t, std::uint64_t, std::int64_t>, sim::SimTime> next_;  // of units looked at
  std::map<std::uint64_t, std::vector<HydrantMoment>> hydrants_;                         // of fires looked at
  std::size_t notes_taken_ = 0;
};

}  // namespace yuanluo::viz
