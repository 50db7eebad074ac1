// The vocabulary: everything that can happen, in the past tense. Members are ordered so that no struct has padding;
// the trace hash is made of their bytes.
#pragma once

#include <cstdint>
#include <variant>

#include "models/hazard.hpp"
#include "models/ids.hpp"
#include "sim/event.hpp"
#include "sim/outbox.hpp"

namespace yuanluo::models {

// --- What strikes. Sent from outside; the incident id names the household, resident, device, … concerned.
struct FireIgnited {
  IncidentId incident;
};
struct GasLeakBegan {
  IncidentId incident;
};
struct ResidentFell {
  IncidentId incident;
};
struct IllnessBegan {
  IncidentId incident;
};  // stream: 0 cardiac arrest, 1 stroke, 2 other
struct FalseAlarmBegan {
  IncidentId incident;
};
struct DeviceDied {
  IncidentId incident;
};
struct PowerFailed {
  IncidentId incident;
};  // of a compound
struct MobileNetworkFailed {
  IncidentId incident;
};  // of a community
struct PlatformFailed {
  IncidentId incident;
};  // of a governance centre
struct HydrantFailed {
  IncidentId incident;
};
struct PumpStationFailed {
  IncidentId incident;
};
struct MainBroke {
  IncidentId incident;
};  // named by the hydrant nearest to the break

// --- What an incident's course holds. `step` and `detail` mean what the hazard's own file says. A step that is no
// longer true when it falls due is passed over.
struct StepFellDue {
  IncidentId incident;
  std::uint32_t step;
  std::uint32_t detail;
};

// --- The chain.
struct IncidentNoticed {
  IncidentId incident;
  std::uint32_t noticer;
  std::uint32_t variety;
};
struct AlarmDelivered {
  IncidentId incident;
  CompoundId compound;
  std::uint32_t recipient;
};
struct AlarmAcknowledged {
  IncidentId incident;
  CompoundId compound;
  std::uint32_t recipient;
};
struct AlarmIgnored {
  IncidentId incident;
  CompoundId compound;
  std::uint32_t recipient;
};
struct AlarmAnswered {
  IncidentId incident;
  CompoundId compound;
  std::uint32_t operator_free;
};  // an operator is done with it
struct AlarmVerified {
  IncidentId incident;
};
struct HelpRequested {
  IncidentId incident;
  CompoundId compound;
  std::uint32_t helper;
};
struct CallTaken {
  IncidentId incident;
  CompoundId compound;
  std::uint32_t helper;
};
struct CallHandled {
  IncidentId incident;
  CompoundId compound;
  std::uint32_t helper;
};
struct UnitDispatched {
  IncidentId incident;
  std::uint32_t helper;
  std::uint32_t unit;
};
struct UnitArrived {
  IncidentId incident;
  std::uint32_t helper;
  std::uint32_t unit;
};
struct UnitArrivedOnSite {
  IncidentId incident;
  std::uint32_t helper;
  std::uint32_t unit;
};  // a repair crew
struct HelperReached {
  IncidentId incident;
  std::uint32_t helper;
  std::uint32_t unit;
};
// What a neighbouring community or area tells whoever has asked it for a unit: one is sent, and there in so long; 0: it
// is there.
struct AidPromised {
  IncidentId incident;
  CompoundId compound;
  std::uint32_t helper;
  std::uint64_t arrives_in_ms;
};
// Of a neighbour one unit fewer is asked: one of the own is free and sooner there.
struct AidRecalled {
  IncidentId incident;
  CompoundId compound;
  std::uint32_t helper;
};
// Needed no longer by an incident that is over: nobody is sent who waits, and who is under way turns round.
struct HelpWithdrawn {
  IncidentId incident;
  CompoundId compound;
  std::uint32_t helper;
};
struct UnitReleased {
  IncidentId incident;
  std::uint16_t helper;
  std::uint16_t at_base;  // it is back already, as an ambulance from the hospital
  std::uint32_t unit;
};
// What a unit was doing is over: it has turned out, has arrived, is back.
struct UnitMoment {
  std::uint32_t helper;
  std::uint32_t unit;
  std::uint32_t task;
};
struct UnitBack {
  IncidentId incident;
  std::uint32_t helper;
  std::uint32_t unit;
};  // free again, at its own place
// Requests waited and nobody on duty was free: a shift may have begun since.
struct WaitingReviewed {
  std::uint32_t helper;
};
struct AlarmUnanswered {
  IncidentId incident;
};

// --- What comes of it.
struct FlashoverOccurred {
  IncidentId incident;
};
struct FireSpreadBeyondRoom {
  IncidentId incident;
};
struct WaterApplied {
  IncidentId incident;
  std::uint32_t flow_dlps;
  std::uint32_t helper;
};  // 0.1 L/s
struct GasIgnited {
  IncidentId incident;
};
struct ResidentHarmed {
  IncidentId incident;
  ResidentId resident;
  std::uint32_t died;
};
struct IncidentEnded {
  IncidentId incident;
  std::uint16_t ending;
  std::uint16_t extent;
  std::uint32_t variety;
  std::uint64_t loss_yuan;
};

// --- What the rest of the district is told of outages.
// `pump_station_power` goes the other way: a compound tells the utility.
enum class Lifeline : std::uint32_t { mobile_network, platform, pump_station_power };
struct LifelineChanged {
  std::uint32_t lifeline;
  std::uint32_t which;
  std::uint32_t working;
};

// A public defibrillator is at a patient in cardiac arrest before any crew.
struct AedApplied {
  IncidentId incident;
  AedId aed;
  std::uint32_t shocked;  // the rhythm could be shocked
};

// --- Hydrants. The utility that keeps the mains knows what is open; see models/water/supply.hpp.
struct HydrantSought {
  IncidentId incident;
  std::uint32_t helper;
  std::uint32_t unit;
};  // by a crew at a fire
struct HydrantOpened {
  IncidentId incident;
  HydrantId hydrant;
  std::uint32_t hose_m;
  std::uint32_t helper;
  std::uint32_t unit;
};  // the hose is laid
struct HydrantFlowed {
  IncidentId incident;
  HydrantId hydrant;
  std::uint16_t flow_dlps;
  std::uint16_t pressure_dm;
  std::uint32_t helper;
  std::uint32_t unit;
};  // from now on: 0.1 L/s, and 0.1 m at the hydrant
struct HydrantsClosed {
  IncidentId incident;
};  // the fire is over
struct PumpStationStarted {
  IncidentId incident;
  std::uint32_t station;
  std::uint32_t runs;  // 0: neither duty nor standby pump started, or it is out of order
};

// A station's tank will be empty now if nothing has changed since: `look` tells.
struct PumpTankDue {
  std::uint32_t station;
  std::uint32_t look;
};
struct PumpStationRanDry {
  std::uint32_t station;
};  // its pump stops until the hydrants of its zone are closed

// What is out already cannot fail again: the onset did not happen.
struct OnsetVoided {
  IncidentId incident;
};

// --- Streets. A closure is an incident of the utility, named by the street; services are told who passes.
struct StreetClosed {
  IncidentId incident;
};  // stream: see models/outages/closure.hpp
struct PassageChanged {
  std::uint32_t street;
  std::uint32_t open;
  std::uint32_t bikes;  // a closure that stops e-bikes too
};
// A unit goes a longer way because of closed streets.
struct DetourTaken {
  IncidentId incident;
  std::uint32_t helper;
  std::uint32_t longer_ms;  // than with all streets open, without luck
};

using Payload =
    std::variant<FireIgnited, GasLeakBegan, ResidentFell, IllnessBegan, FalseAlarmBegan, DeviceDied, PowerFailed,
                 MobileNetworkFailed, PlatformFailed, HydrantFailed, PumpStationFailed, MainBroke, StepFellDue,
                 IncidentNoticed, AlarmDelivered, AlarmAcknowledged, AlarmIgnored, AlarmAnswered, AlarmVerified,
                 HelpRequested, CallTaken, CallHandled, UnitDispatched, UnitArrived, UnitArrivedOnSite, HelperReached,
                 HelpWithdrawn, UnitReleased, UnitMoment, UnitBack, WaitingReviewed, AlarmUnanswered, FlashoverOccurred,
                 FireSpreadBeyondRoom, WaterApplied, GasIgnited, ResidentHarmed, IncidentEnded, LifelineChanged,
                 OnsetVoided, StreetClosed, PassageChanged, DetourTaken, AedApplied, HydrantSought, HydrantOpened,
                 HydrantFlowed, HydrantsClosed, PumpStationStarted, PumpTankDue, PumpStationRanDry, AidPromised,
                 AidRecalled>;

using Event = sim::Event<Payload>;
using Outbox = sim::Outbox<Payload>;

}  // namespace yuanluo::models
