// Outages of what the whole area shares.
#include <algorithm>

#include "models/outages/closure.hpp"
#include "models/outages/outage.hpp"
#include "models/outages/repair.hpp"
#include "models/purposes.hpp"
#include "models/response/chain.hpp"

namespace yuanluo::models {

namespace {

void tell(const World& world, CompoundId compound, Lifeline lifeline, std::uint32_t which, bool working, Outbox& out) {
  out.send(world.processes.of(compound), least_delay,
           LifelineChanged{static_cast<std::uint32_t>(lifeline), which, working});
}

bool uses(const CompoundPlace& place, Lifeline lifeline, std::uint32_t which) {
  return std::any_of(place.hydrants.begin(), place.hydrants.end(), [&](const NearHydrant& h) {
    return lifeline == Lifeline::hydrant ? h.hydrant.value == which : h.pump_station == PumpStationId{which};
  });
}

Lifeline lifeline_of(Variety variety) {
  switch (variety) {
    case Variety::outage_mobile:
      return Lifeline::mobile_network;
    case Variety::outage_platform:
      return Lifeline::platform;
    case Variety::outage_hydrant:
      return Lifeline::hydrant;
    case Variety::outage_pump:
      return Lifeline::pump_station;
    default:
      return Lifeline::main;
  }
}

// Tells every process concerned that the lifeline works, or does not.
void announce(const World& world, const UtilityState& utility, const ActiveIncident& incident, bool working,
              Outbox& out) {
  const Lifeline lifeline = lifeline_of(incident.variety);
  const std::uint32_t which = incident.id.entity();
  const AreaPlace& area = world.areas[utility.id.index()];
  const auto concerned = [&](CompoundId c) {
    switch (lifeline) {
      case Lifeline::mobile_network:
        return world.community_of(c).value == which;
      case Lifeline::platform:
        return true;
      case Lifeline::main: {
        const PlanePoint at = world.plane.to_plane(world.district.hydrants[which].position);
        return distance(world.compounds[c.index()].centre, at).value <= world.settings.outages.main_break_reach_m;
      }
      default:
        return uses(world.compounds[c.index()], lifeline, which);
    }
  };
  for (const CompoundId c : area.compounds)
    if (concerned(c)) tell(world, c, lifeline, which, working, out);
  if (lifeline == Lifeline::platform)
    out.send(world.processes.of(utility.id, ProcessKind::centre), least_delay,
             LifelineChanged{static_cast<std::uint32_t>(lifeline), which, working});
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
  announce(world, utility, incident, false, out);
  after(out, id, until_noticed, OutageStep::noticed);
  utility.active.push_back(std::move(incident));
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
    case OutageStep::mended:
      if (is_closure(incident->variety))
        reopen(world, utility, *incident, out);
      else
        announce(world, utility, *incident, true, out);
      out.after(sim::Duration::zero(), IncidentEnded{incident->id, static_cast<std::uint16_t>(Ending::by_service), 0,
                                                     static_cast<std::uint32_t>(incident->variety), 0});
      utility.active.erase(utility.active.begin() + (incident - utility.active.data()));
      return;
  }
}

}  // namespace yuanluo::models
