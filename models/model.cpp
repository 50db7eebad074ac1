#include "models/model.hpp"

#include <type_traits>

#include "models/alarms/alarms.hpp"
#include "models/courses.hpp"
#include "models/falls/fall.hpp"
#include "models/fire/fighting.hpp"
#include "models/fire/fire.hpp"
#include "models/gas/gas.hpp"
#include "models/medical/medical.hpp"
#include "models/outages/outage.hpp"
#include "models/response/chain.hpp"
#include "models/response/pool.hpp"
#include "models/sensing/false_alarm.hpp"
#include "models/water/station_tanks.hpp"
#include "models/water/supply.hpp"
#include "sim/contract.hpp"

namespace yuanluo::models {

namespace {

void handle(const World& world, CompoundState& compound, const StepFellDue& event, Outbox& out) {
  ActiveIncident* incident = find(compound.active, event.incident);
  if (incident == nullptr) return;
  if (event.step >= first_alarm_step) return step_alarm(world, compound, *incident, event, out);
  std::visit([&](auto& course) { step(world, compound, *incident, course, event, out); }, incident->course);
}

// Events that are only recorded: nobody's state changes any more.
template <class E>
constexpr bool is_record =
    std::is_same_v<E, IncidentNoticed> || std::is_same_v<E, AlarmIgnored> || std::is_same_v<E, UnitDispatched> ||
    std::is_same_v<E, UnitBack> || std::is_same_v<E, UnitArrivedOnSite> || std::is_same_v<E, AlarmUnanswered> ||
    std::is_same_v<E, FlashoverOccurred> || std::is_same_v<E, FireSpreadBeyondRoom> ||
    std::is_same_v<E, WaterApplied> || std::is_same_v<E, GasIgnited> || std::is_same_v<E, ResidentHarmed> ||
    std::is_same_v<E, IncidentEnded> || std::is_same_v<E, OnsetVoided> || std::is_same_v<E, DetourTaken> ||
    std::is_same_v<E, AedApplied> || std::is_same_v<E, PumpStationStarted> || std::is_same_v<E, PumpStationRanDry>;

template <class S, class E>
constexpr bool handled_by = requires(const World& world, S& state, const E& event, Outbox& out) {
  handle(world, state, event, out);
};

template <class E>
constexpr bool handled_somewhere =
    is_record<E> || handled_by<CompoundState, E> || handled_by<CommunityState, E> || handled_by<CentreState, E> ||
    handled_by<ServiceState, E> || handled_by<UtilityState, E>;

template <class S, class E>
void deliver(const World& world, S& state, const E& event, Outbox& out) {
  if constexpr (handled_by<S, E>)
    handle(world, state, event, out);
  else
    // A call taken by the utility is a record; everywhere else it belongs to a service.
    sim::require(is_record<E> || std::is_same_v<E, CallTaken>, "an event was sent to a process that cannot handle it");
}

}  // namespace

void DistrictModel::handle(const World& world, State& state, const Event& event, Outbox& out) {
  const std::uint32_t i = world.processes.index(event.to);
  const ProcessKind kind = world.processes.kind(event.to);
  std::visit(
      [&](const auto& e) {
        static_assert(handled_somewhere<std::decay_t<decltype(e)>>, "an event that nobody handles");
        switch (kind) {
          case ProcessKind::compound:
            return deliver(world, state.compounds[i], e, out);
          case ProcessKind::community:
            return deliver(world, state.communities[i], e, out);
          case ProcessKind::centre:
            return deliver(world, state.centres[i], e, out);
          case ProcessKind::brigade:
            return deliver(world, state.brigades[i], e, out);
          case ProcessKind::ambulance_service:
            return deliver(world, state.ambulance_services[i], e, out);
          case ProcessKind::care_service:
            return deliver(world, state.care_services[i], e, out);
          case ProcessKind::utility:
            return deliver(world, state.utilities[i], e, out);
        }
      },
      event.payload);
}

std::uint64_t payload_hash(const Payload& payload) {
  return std::visit([&](const auto& e) { return sim::hash_bytes(e, payload.index()); }, payload);
}

}  // namespace yuanluo::models
