#include "models/alarms/alarms.hpp"

#include <algorithm>

#include "models/alarms/attention.hpp"
#include "models/courses.hpp"
#include "models/purposes.hpp"
#include "models/response/chain.hpp"
#include "models/response/pool.hpp"
#include "models/response/shifts.hpp"
#include "models/sensing/devices.hpp"

namespace yuanluo::models {

namespace {

enum class AlarmStep : std::uint32_t { tell_next = first_alarm_step, remind };

// Tells one recipient, unless the routing leaves them out or there is nobody.
void tell(const World& world, CompoundState& compound, const ActiveIncident& incident, Recipient recipient,
          sim::Duration delay, Outbox& out) {
  if (!world.settings.routing.told[static_cast<std::size_t>(recipient)]) return;
  const AlarmDelivered alarm{incident.id, compound.id, static_cast<std::uint32_t>(recipient)};
  const sim::Duration message = std::max(delay, least_delay);
  const CompoundPlace& place = world.compounds[compound.id.index()];
  switch (recipient) {
    case Recipient::centre:
      if (compound.platform) out.send(world.processes.of(place.area, ProcessKind::centre), message, alarm);
      break;
    case Recipient::grid_worker:
      out.send(world.processes.of(world.community_of(compound.id)), message, alarm);
      break;
    case Recipient::safety_lead:
      if (place.safety_lead && on_duty(world.district.staff[place.safety_lead->index()], out.now() + message))
        out.after(message, alarm);
      break;
    case Recipient::gatehouse:
      if (place.guard && on_duty(world.district.staff[place.guard->index()], out.now() + message))
        out.after(message, alarm);
      break;
    case Recipient::relative:
      if (incident.household && world.household(*incident.household).relative_distance_m) out.after(message, alarm);
      break;
  }
}

void tell_all(const World& world, CompoundState& compound, const ActiveIncident& incident, sim::Duration delay,
              Outbox& out) {
  for (std::size_t r = 0; r < recipients; ++r) tell(world, compound, incident, static_cast<Recipient>(r), delay, out);
}

// The last resort: the centre's duty manager, who verifies like an operator.
void escalate(const World& world, const CompoundState& compound, const ActiveIncident& incident, Outbox& out) {
  const AttentionParams& p = world.settings.alarms;
  if (!p.escalate_unanswered || !compound.platform) return;
  const auto centre = static_cast<std::uint32_t>(Recipient::centre);
  sim::Draw takes = draw_of(compound.luck, incident.id, Purpose::centre_answers, 1);
  sim::Draw verifies = draw_of(compound.luck, incident.id, Purpose::verification, centre);
  const sim::Duration taken = p.duty_manager_s.sample_duration(takes);
  const sim::Duration verified =
      p.verify_before_dispatch ? p.verify_s.sample_duration(verifies) : sim::Duration::zero();
  out.after(taken, AlarmAcknowledged{incident.id, compound.id, centre});
  out.after(taken + verified + std::chrono::microseconds{1}, AlarmVerified{incident.id});
}

bool busy_elsewhere(const CompoundState& compound, Recipient recipient) {
  return (recipient == Recipient::gatehouse && compound.guard_busy) ||
         (recipient == Recipient::safety_lead && compound.safety_lead_busy);
}

}  // namespace

void raise_alarm(const World& world, CompoundState& compound, ActiveIncident& incident, DeviceId device, Outbox& out) {
  // A second device of the same incident joins the alarm that is under way.
  if (incident.alarmed || !online(world, compound, device, out.now())) return;
  incident.alarmed = true;
  const sim::Duration delay = uplink_delay(world, compound.luck, incident.id);
  if (world.settings.routing.mode == RoutingMode::simultaneous)
    tell_all(world, compound, incident, delay, out);
  else
    after(out, incident.id, delay, AlarmStep::tell_next, 0);
  after(out, incident.id, delay + sim::seconds(world.settings.alarms.remind_after_s), AlarmStep::remind);
}

void step_alarm(const World& world, CompoundState& compound, ActiveIncident& incident, const StepFellDue& event,
                Outbox& out) {
  if (incident.acknowledged) return;
  const auto due = static_cast<AlarmStep>(event.step);
  if (due == AlarmStep::tell_next) {
    if (event.detail >= recipients) return;
    tell(world, compound, incident, static_cast<Recipient>(event.detail), sim::Duration::zero(), out);
    after(out, incident.id, sim::seconds(world.settings.routing.time_out_s), AlarmStep::tell_next, event.detail + 1);
    return;
  }
  if (incident.reminders >= static_cast<std::uint32_t>(world.settings.alarms.reminders)) {
    out.after(sim::Duration::zero(), AlarmUnanswered{incident.id});
    escalate(world, compound, incident, out);
    return;
  }
  ++incident.reminders;
  tell_all(world, compound, incident, sim::Duration::zero(), out);
  after(out, incident.id, sim::seconds(world.settings.alarms.remind_after_s), AlarmStep::remind);
}

double trust(const World& world, const CompoundState& compound, sim::SimTime at) {
  const AttentionParams& p = world.settings.alarms;
  const sim::Duration memory = sim::hours(24.0 * p.trust_memory_day);
  const auto remembered = std::count_if(compound.false_alarms.begin(), compound.false_alarms.end(),
                                        [&](sim::SimTime t) { return at - t <= memory; });
  return trust_left(p, p.trust_per_false_alarm, static_cast<std::size_t>(remembered));
}

void handle(const World& world, CompoundState& compound, const AlarmDelivered& event, Outbox& out) {
  const ActiveIncident* incident = find(compound.active, event.incident);
  if (incident == nullptr) return;
  const auto recipient = static_cast<Recipient>(event.recipient);
  const auto delay =
      attention(world, compound.luck, event.incident, recipient, out.now(), trust(world, compound, out.now()),
                busy_elsewhere(compound, recipient), incident->reminders);
  if (delay)
    out.after(*delay, AlarmAcknowledged{event.incident, compound.id, event.recipient});
  else
    out.after(sim::Duration::zero(), AlarmIgnored{event.incident, compound.id, event.recipient});
}

void handle(const World& world, CompoundState& compound, const AlarmAcknowledged& event, Outbox& out) {
  ActiveIncident* incident = find(compound.active, event.incident);
  if (incident == nullptr) return;
  incident->acknowledged = true;
  switch (static_cast<Recipient>(event.recipient)) {
    case Recipient::centre:
      break;  // verifies first, or AlarmVerified comes at once
    case Recipient::grid_worker:
      ask(world, compound, *incident, Helper::grid_worker, least_delay, out);
      break;
    case Recipient::gatehouse:
      send_local(world, compound, *incident, Helper::gatehouse_guard, out);
      break;
    case Recipient::safety_lead:
      send_local(world, compound, *incident, Helper::safety_lead, out);
      break;
    case Recipient::relative: {
      // The relative telephones home, and goes if near enough.
      sim::Draw draw = draw_of(compound.luck, incident->id, Purpose::verification, event.recipient);
      out.after(world.settings.alarms.verify_s.sample_duration(draw), AlarmVerified{incident->id});
      const auto home_m = world.household(*incident->household).relative_distance_m;
      if (home_m && *home_m <= world.settings.response.relative_goes_within_m)
        send_local(world, compound, *incident, Helper::relative, out);
      break;
    }
  }
}

void handle(const World& world, CompoundState& compound, const AlarmVerified& event, Outbox& out) {
  ActiveIncident* incident = find(compound.active, event.incident);
  if (incident == nullptr || incident->escalated) return;
  incident->escalated = true;
  incident_verified(world, compound, *incident, out);
}

void handle(const World& world, CommunityState& community, const AlarmDelivered& event, Outbox& out) {
  const AttentionParams& p = world.settings.alarms;
  auto& past = community.false_alarms[grid_of(world, event.compound)];
  const sim::Duration memory = sim::hours(24.0 * p.trust_memory_day);
  past.erase(std::remove_if(past.begin(), past.end(),
                            [&](const RememberedAlarm& alarm) { return out.now() - alarm.at > memory; }),
             past.end());
  // A reminder of the alarm that comes now does not count.
  const auto others = std::count_if(past.begin(), past.end(),
                                    [&](const RememberedAlarm& alarm) { return alarm.incident != event.incident; });
  const double left = trust_left(p, p.trust_per_false_alarm_grid, static_cast<std::size_t>(others));
  if (event.incident.hazard() == Hazard::false_alarm && static_cast<std::size_t>(others) == past.size())
    past.push_back({out.now(), event.incident});
  const auto& workers = community.grid_workers.desk.units;
  const bool busy =
      std::none_of(workers.begin(), workers.end(), [](const Unit& u) { return u.phase == UnitPhase::idle; });
  const auto delay = attention(world, community.luck, event.incident, Recipient::grid_worker, out.now(), left, busy, 0);
  if (delay)
    out.send(world.processes.of(event.compound), *delay,
             AlarmAcknowledged{event.incident, event.compound, event.recipient});
  else
    out.after(sim::Duration::zero(), AlarmIgnored{event.incident, event.compound, event.recipient});
}

}  // namespace yuanluo::models
