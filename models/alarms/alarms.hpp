// Alarms at the compound: who is told, who answers, what follows.
#pragma once

#include "models/state.hpp"
#include "models/world.hpp"

namespace yuanluo::models {

// A working device of the household has detected the incident. It sounds; if it is linked and online, the recipients of
// the routing are told, all at once or one after another.
void raise_alarm(const World& world, CompoundState& compound, ActiveIncident& incident, DeviceId device, Outbox& out);

// What false alarms of the last weeks have left of the recipients' trust, in (0, 1].
double trust(const World& world, const CompoundState& compound, sim::SimTime at);

// The compound's own recipients: gatehouse, safety lead, relative.
void handle(const World& world, CompoundState& compound, const AlarmDelivered& event, Outbox& out);
// Somebody took the alarm.
void handle(const World& world, CompoundState& compound, const AlarmAcknowledged& event, Outbox& out);
void handle(const World& world, CompoundState& compound, const AlarmVerified& event, Outbox& out);

// The grid worker's telephone.
void handle(const World& world, CommunityState& community, const AlarmDelivered& event, Outbox& out);

// The governance centre: operators take alarms in the order in which they come (M/M/c), verify, and are free again.
void handle(const World& world, CentreState& centre, const AlarmDelivered& event, Outbox& out);
void handle(const World& world, CentreState& centre, const AlarmAnswered& event, Outbox& out);
void handle(const World& world, CentreState& centre, const LifelineChanged& event, Outbox& out);

// Steps of the alarm itself (StepFellDue::step from `first_alarm_step` on).
inline constexpr std::uint32_t first_alarm_step = 1000;
void step_alarm(const World& world, CompoundState& compound, ActiveIncident& incident, const StepFellDue& event,
                Outbox& out);

}  // namespace yuanluo::models
