#include "models/sensing/false_alarm.hpp"

#include <algorithm>

#include "models/alarms/alarms.hpp"
#include "models/courses.hpp"
#include "models/people/presence.hpp"
#include "models/purposes.hpp"
#include "models/response/chain.hpp"
#include "models/sensing/devices.hpp"

namespace yuanluo::models {

namespace {

Variety variety_of(DeviceKind kind) {
  switch (kind) {
    case DeviceKind::smoke_alarm:
      return Variety::false_smoke;
    case DeviceKind::gas_sensor:
      return Variety::false_gas;
    case DeviceKind::motion_sensor:
      return Variety::false_motion;
    default:
      return Variety::false_sos;
  }
}

Noticer noticer_of(DeviceKind kind) {
  switch (kind) {
    case DeviceKind::smoke_alarm:
      return Noticer::smoke_alarm;
    case DeviceKind::gas_sensor:
      return Noticer::gas_sensor;
    case DeviceKind::motion_sensor:
      return Noticer::motion_sensor;
    default:
      return Noticer::sos_button;
  }
}

void remember(const World& world, CompoundState& compound, sim::SimTime at) {
  const sim::Duration memory = sim::hours(24.0 * world.settings.alarms.trust_memory_day);
  auto& past = compound.false_alarms;
  past.erase(std::remove_if(past.begin(), past.end(), [&](sim::SimTime t) { return at - t > memory; }), past.end());
  past.push_back(at);
}

}  // namespace

void handle(const World& world, CompoundState& compound, const FalseAlarmBegan& event, Outbox& out) {
  // Named by household and kind of device (the stream), not by the device's place in a table.
  const HouseholdId household{event.incident.entity()};
  const auto kind = static_cast<DeviceKind>(event.incident.stream());
  const auto device = working_device(world, compound, household, kind);
  if (!device) return;  // dead: it raises no false alarm either
  ActiveIncident incident;
  incident.id = event.incident;
  incident.variety = variety_of(kind);
  incident.onset = out.now();
  incident.household = household;
  incident.course = FalseAlarmCourse{*device};
  notice(incident, noticer_of(kind), out);
  compound.active.push_back(std::move(incident));
  ActiveIncident& active = compound.active.back();

  const bool heard = online(world, compound, *device, out.now());
  raise_alarm(world, compound, active, *device, out);
  sim::Draw draw = draw_of(compound.luck, active.id, Purpose::outcome);
  const bool cleared = somebody_awake(world, compound.luck, household, out.now()) &&
                       draw.chance(world.settings.false_alarms.cleared_by_household_share);
  if (cleared || !heard)
    after(out, active.id, sim::seconds(world.settings.false_alarms.clears_after_s), FalseAlarmStep::household_clears);
  if (heard) remember(world, compound, out.now());
}

void step(const World& world, CompoundState& compound, ActiveIncident& incident, FalseAlarmCourse&,
          const StepFellDue& event, Outbox& out) {
  switch (static_cast<FalseAlarmStep>(event.step)) {
    case FalseAlarmStep::household_clears:
      return end(world, compound, incident, Ending::by_household, FireExtent::none, 0, out);
  }
}

void verified(const World& world, CompoundState& compound, ActiveIncident& incident, FalseAlarmCourse&, Outbox& out) {
  if (somebody_awake(world, compound.luck, *incident.household, out.now()))
    return end(world, compound, incident, Ending::by_household, FireExtent::none, 0, out);
  ask(world, compound, incident, Helper::grid_worker, least_delay, out);
}

void reached(const World& world, CompoundState& compound, ActiveIncident& incident, FalseAlarmCourse&, Helper,
             Outbox& out) {
  end(world, compound, incident, Ending::by_helper, FireExtent::none, 0, out);
}

}  // namespace yuanluo::models
