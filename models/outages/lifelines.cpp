// Outages of what the whole area shares.
#include <algorithm>

#include "models/outages/closure.hpp"
#include "models/outages/outage.hpp"
#include "models/outages/repair.hpp"
#include "models/purposes.hpp"
#include "models/response/chain.hpp"
#include "models/water/supply.hpp"

namespace yuanluo::models {

namespace {

void tell(const World& world, CompoundId compound, Lifeline lifeline, std::uint32_t which, bool working, Outbox& out) {
  out.send(world.processes.of(compound), least_delay,
           LifelineChanged{static_cast<std::uint32_t>(lifeline), which, working});
}

// Tells every process concerned that the lifeline works, or does not. The water is the utility's own.
void announce(const World& world, UtilityState& utility, const ActiveIncident& incident, bool working, Outbox& out) {
  const std::uint32_t which = incident.id.entity();
  const AreaPlace& area = world.areas[utility.id.index()];
  switch (incident.variety) {
    case Variety::outage_mobile:
      for (const CompoundId c : area.compounds)
        if (world.community_of(c).value == which) tell(world, c, Lifeline::mobile_network, which, working, out);
      return;
    case Variety::outage_platform:
      for (const CompoundId c : area.compounds) tell(world, c, Lifeline::platform, which, working, out);
      out.send(world.processes.of(utility.id, ProcessKind::centre), least_delay,
               LifelineChanged{static_cast<std::uint32_t>(Lifeline::platform), which, working});
      return;
    default:
      return share_water(world, utility, out);
  }
}

void begin(const World& world, UtilityState& utility, IncidentId id, Variety variety, OutageCourse course,
           sim::Duration until_noticed, Outbox& out) {
  const auto same = [&](const ActiveIncident& a) { return a.variety == variety && a.id.entity() == id.entity(); };
  if (std::any_of(utility.active.begin(), utility.active.end(), same))
    return out.after(sim::Duration::zero(), OnsetVoided{id});
  ActiveIncident incident;
  incident.id = id;
  incident.variety = variety;
  incident.onset = out.now();
  incident.course = course;
  after(out, id, until_noticed, OutageStep::noticed);
  utility.active.push_back(std::move(incident));
  announce(world, utility, utility.active.back(), false, out);
}

// Equipment in the street is found by the next inspection.
sim::Duration next_inspection(const UtilityState& utility, IncidentId id, double interval_day) {
  return sim::hours(24.0 * interval_day * draw_of(utility.luck, id, Purpose::finding).uniform());
}

double drawn(const UtilityState& utility, IncidentId id, const Spread& spread) {
  sim::Draw draw = draw_of(utility.luck, id, Purpose::repair);
  return spread.sample(draw);
}

}  // namespace

void handle(const World& world, UtilityState& utility, const MobileNetworkFailed& event, Outbox& out) {
  OutageCourse course;
  course.not_before = out.now() + sim::hours(drawn(utility, event.incident, world.settings.outages.mobile_duration_h));
  begin(world, utility, event.incident, Variety::outage_mobile, course,
        sim::seconds(world.settings.outages.supervised_within_s), out);
}

void handle(const World& world, UtilityState& utility, const PlatformFailed& event, Outbox& out) {
  OutageCourse course;
  course.not_before =
      out.now() + sim::hours(drawn(utility, event.incident, world.settings.outages.platform_duration_h));
  begin(world, utility, event.incident, Variety::outage_platform, course,
        sim::seconds(world.settings.outages.supervised_within_s), out);
}

void handle(const World& world, UtilityState& utility, const HydrantFailed& event, Outbox& out) {
  const OutageParams& p = world.settings.outages;
  OutageCourse course;
  course.work = sim::hours(drawn(utility, event.incident, p.hydrant_repair_h));
  begin(world, utility, event.incident, Variety::outage_hydrant, course,
        next_inspection(utility, event.incident, p.hydrant_inspection_interval_day), out);
}

void handle(const World& world, UtilityState& utility, const PumpStationFailed& event, Outbox& out) {
  const OutageParams& p = world.settings.outages;
  OutageCourse course;
  course.work = sim::hours(drawn(utility, event.incident, p.pump_station_repair_h));
  begin(world, utility, event.incident, Variety::outage_pump, course,
        next_inspection(utility, event.incident, p.pump_station_inspection_interval_day), out);
}

void handle(const World& world, UtilityState& utility, const MainBroke& event, Outbox& out) {
  const OutageParams& p = world.settings.outages;
  OutageCourse course;
  course.work = sim::hours(drawn(utility, event.incident, p.main_repair_h));
  sim::Draw residents = draw_of(utility.luck, event.incident, Purpose::finding);
  begin(world, utility, event.incident, Variety::outage_main, course,
        p.noticed_by_residents_s.sample_duration(residents), out);
}

void handle(const World& world, UtilityState& utility, const StepFellDue& event, Outbox& out) {
  ActiveIncident* incident = find(utility.active, event.incident);
  if (incident == nullptr) return;
  auto& course = std::get<OutageCourse>(incident->course);
  const RepairSite site{world, utility.luck, *incident, course, out};
  switch (static_cast<OutageStep>(event.step)) {
    case OutageStep::noticed:
      return site.noticed(incident->variety == Variety::outage_main ? Noticer::passer_by : Noticer::supervision);
    case OutageStep::crew_sent:
      return site.crew_sent();
    case OutageStep::crew_arrives:
      return site.crew_arrives();
    case OutageStep::mended: {
      const ActiveIncident mended = *incident;
      if (is_closure(mended.variety)) reopen(world, utility, *incident, out);
      utility.active.erase(utility.active.begin() + (incident - utility.active.data()));
      if (!is_closure(mended.variety)) announce(world, utility, mended, true, out);
      out.after(sim::Duration::zero(), IncidentEnded{mended.id, static_cast<std::uint16_t>(Ending::by_service), 0,
                                                     static_cast<std::uint32_t>(mended.variety), 0});
      return;
    }
  }
}

}  // namespace yuanluo::models
