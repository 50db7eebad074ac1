// Power cuts and dead devices.
#include <algorithm>

#include "models/courses.hpp"
#include "models/outages/outage.hpp"
#include "models/outages/repair.hpp"
#include "models/purposes.hpp"
#include "models/response/chain.hpp"

namespace yuanluo::models {

namespace {

// Pump stations have the power of the compound that they stand in.
void tell_of_power(const World& world, CompoundId compound, bool working, Outbox& out) {
  for (std::uint32_t s = 0; s < world.pump_compound.size(); ++s)
    if (world.pump_compound[s] == compound)
      out.send(world.processes.of(world.pump_keeper[s], ProcessKind::utility), least_delay,
               LifelineChanged{static_cast<std::uint32_t>(Lifeline::pump_station_power), s, working});
}

}  // namespace

void handle(const World& world, CompoundState& compound, const PowerFailed& event, Outbox& out) {
  const OutageParams& p = world.settings.outages;
  if (compound.power_failed_at) return out.after(sim::Duration::zero(), OnsetVoided{event.incident});
  compound.power_failed_at = out.now();
  tell_of_power(world, compound.id, false, out);
  ActiveIncident incident;
  incident.id = event.incident;
  incident.variety = Variety::outage_power;
  incident.onset = out.now();
  sim::Draw draw = draw_of(compound.luck, event.incident, Purpose::duration);
  OutageCourse course;
  course.not_before = out.now() + sim::hours(p.power_duration_h.sample(draw));
  course.work = sim::minutes(p.power_work_min);
  incident.course = course;
  sim::Draw residents = draw_of(compound.luck, event.incident, Purpose::finding);
  after(out, event.incident, p.noticed_by_residents_s.sample_duration(residents), OutageStep::noticed);
  compound.active.push_back(std::move(incident));
}

void handle(const World& world, CompoundState& compound, const DeviceDied& event, Outbox& out) {
  const OutageParams& p = world.settings.outages;
  const HouseholdId household{event.incident.entity()};
  const auto kind = static_cast<DeviceKind>(event.incident.stream() % device_kinds);
  const auto device = world.device_of(household, kind);
  if (!device) return;
  auto& dead = compound.dead_devices;
  if (std::find(dead.begin(), dead.end(), *device) != dead.end())
    return out.after(sim::Duration::zero(), OnsetVoided{event.incident});
  dead.push_back(*device);
  ActiveIncident incident;
  incident.id = event.incident;
  incident.variety = Variety::outage_device;
  incident.onset = out.now();
  incident.household = household;
  sim::Draw draw = draw_of(compound.luck, event.incident, Purpose::repair);
  OutageCourse course;
  course.which = device->value;
  course.work = sim::minutes(p.device_work_min);
  course.not_before = out.now();
  incident.course = course;
  // A linked device is missed at its next heartbeat; a stand-alone one at the next check.
  const bool linked = world.district.devices[device->index()].linked;
  const double interval_h = linked ? world.settings.sensing.heartbeat_h : 24.0 * p.unlinked_check_interval_day;
  after(out, event.incident, sim::hours(interval_h * draw.uniform()), OutageStep::noticed);
  compound.active.push_back(std::move(incident));
}

void step(const World& world, CompoundState& compound, ActiveIncident& incident, OutageCourse& course,
          const StepFellDue& event, Outbox& out) {
  const bool device = incident.variety == Variety::outage_device;
  const RepairSite site{world, compound.luck, incident, course, out};
  switch (static_cast<OutageStep>(event.step)) {
    case OutageStep::noticed:
      return site.noticed(device ? Noticer::supervision : Noticer::household_member);
    case OutageStep::crew_sent:
      return site.crew_sent();
    case OutageStep::crew_arrives:
      return site.crew_arrives();
    case OutageStep::mended:
      if (device) {
        auto& dead = compound.dead_devices;
        dead.erase(std::remove(dead.begin(), dead.end(), DeviceId{course.which}), dead.end());
      } else {
        compound.power_failed_at.reset();
        tell_of_power(world, compound.id, true, out);
      }
      return end(world, compound, incident, Ending::by_service, FireExtent::none, 0, out);
  }
}

void verified(const World&, CompoundState&, ActiveIncident&, OutageCourse&, Outbox&) {}

void reached(const World&, CompoundState&, ActiveIncident&, OutageCourse&, Helper, Outbox&) {}

void handle(const World&, CompoundState& compound, const LifelineChanged& event, Outbox&) {
  const bool working = event.working != 0;
  if (static_cast<Lifeline>(event.lifeline) == Lifeline::mobile_network) compound.mobile_network = working;
  if (static_cast<Lifeline>(event.lifeline) == Lifeline::platform) compound.platform = working;
}

}  // namespace yuanluo::models
