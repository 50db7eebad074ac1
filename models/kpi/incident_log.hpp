// The fold that turns the stream of events into records of incidents and of the work of units.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "models/events.hpp"
#include "models/incident.hpp"
#include "models/kpi/water_use.hpp"
#include "models/world.hpp"

namespace yuanluo::models {

// What one unit did.
struct UnitWork {
  sim::ProcessId home;
  Helper helper = Helper::grid_worker;
  std::uint32_t unit = 0;
  std::uint64_t jobs = 0;
  sim::Duration busy{};
};

// Events may be shown in any order that keeps each process's own order; moments keep their earliest value.
class IncidentLog {
 public:
  // Incidents with an onset in [from, until) are kept; `world` must outlive the log.
  IncidentLog(const World& world, sim::SimTime from, sim::SimTime until) : world_(world), from_(from), until_(until) {}

  void operator()(const Event& event);

  // All incidents, by onset and id; those that are not over have the ending `open`.
  std::vector<IncidentRecord> incidents() const;
  // By home process, helper and unit; work from `from` on, up to `until`.
  std::vector<UnitWork> work() const;
  // By kind and number, those that were called on in incidents that are kept.
  std::vector<WaterUseCount> water_use() const;

 private:
  struct Open {
    IncidentRecord record;
    std::array<sim::SimTime, helpers> dispatched;
    std::array<sim::SimTime, helpers> arrived;
  };
  struct Shift {
    UnitWork work;
    sim::SimTime out_since = sim::never;
  };

  Open* find(IncidentId id);
  void open(IncidentId id, Variety variety, sim::SimTime at);
  void add_work(const Event& event, Helper helper, std::uint32_t unit, bool out);

  template <class E>
  void fold(const Event&, const E&) {}
  void fold(const Event& event, const FireIgnited& e);
  void fold(const Event& event, const GasLeakBegan& e);
  void fold(const Event& event, const ResidentFell& e);
  void fold(const Event& event, const IllnessBegan& e);
  void fold(const Event& event, const FalseAlarmBegan& e);
  void fold(const Event& event, const DeviceDied& e);
  void fold(const Event& event, const PowerFailed& e);
  void fold(const Event& event, const MobileNetworkFailed& e);
  void fold(const Event& event, const PlatformFailed& e);
  void fold(const Event& event, const HydrantFailed& e);
  void fold(const Event& event, const PumpStationFailed& e);
  void fold(const Event& event, const MainBroke& e);
  void fold(const Event& event, const IncidentNoticed& e);
  void fold(const Event& event, const AlarmDelivered& e);
  void fold(const Event& event, const AlarmAcknowledged& e);
  void fold(const Event& event, const AlarmUnanswered& e);
  void fold(const Event& event, const CallTaken& e);
  void fold(const Event& event, const UnitDispatched& e);
  void fold(const Event& event, const UnitArrived& e);
  void fold(const Event& event, const UnitArrivedOnSite& e);
  void fold(const Event& event, const HelperReached& e);
  void fold(const Event& event, const UnitBack& e);
  void fold(const Event& event, const WaterApplied& e);
  void fold(const Event& event, const GasIgnited& e);
  void fold(const Event& event, const ResidentHarmed& e);
  void fold(const Event& event, const IncidentEnded& e);
  void fold(const Event& event, const OnsetVoided& e);
  void fold(const Event& event, const StreetClosed& e);
  void fold(const Event& event, const DetourTaken& e);
  void fold(const Event& event, const AedApplied& e);
  void fold(const Event& event, const HydrantSought& e);
  void fold(const Event& event, const HydrantFlowed& e);
  void fold(const Event& event, const PumpStationStarted& e);
  void fold(const Event& event, const PumpStationRanDry& e);

  const World& world_;
  sim::SimTime from_;
  sim::SimTime until_;
  std::unordered_map<std::uint64_t, Open> incidents_;
  std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>, Shift> units_;
  std::map<std::pair<WaterAsset, std::uint32_t>, WaterUseCount> water_;
  std::set<std::tuple<std::uint64_t, std::uint32_t, std::uint32_t, std::uint32_t>> hoses_;  // that gave water
};

}  // namespace yuanluo::models
