#include "models/falls/fall.hpp"

#include <algorithm>
#include <cmath>

#include "models/access/access.hpp"
#include "models/alarms/alarms.hpp"
#include "models/courses.hpp"
#include "models/people/presence.hpp"
#include "models/purposes.hpp"
#include "models/response/chain.hpp"
#include "models/sensing/devices.hpp"

namespace yuanluo::models {

namespace {

const Resident& who(const World& world, const ActiveIncident& incident) {
  return world.district.residents[incident.resident->index()];
}

double cannot_rise(const FallParams& p, const Resident& r) {
  return r.age >= 80 ? p.cannot_rise_80_plus : r.age >= 70 ? p.cannot_rise_70_79 : p.cannot_rise_60_69;
}

// The moment itself by day; at night, the morning's end of it.
sim::SimTime by_day(const World& world, sim::SimTime at) {
  if (!is_night(world, at)) return at;
  const sim::SimTime midnight = std::chrono::floor<std::chrono::days>(at);
  const sim::SimTime morning = midnight + sim::hours(world.settings.alarms.night_ends_hour);
  return morning >= at ? morning : morning + sim::one_day;
}

// Who lives alone is called by a relative and visited by the grid worker, by day.
void schedule_regular_contact(const World& world, const CompoundState& compound, const ActiveIncident& incident,
                              Outbox& out) {
  const PeopleParams& p = world.settings.people;
  sim::Draw draw = draw_of(compound.luck, incident.id, Purpose::finding, 2);
  const double next_call = draw.uniform();
  const double next_visit = draw.uniform();
  if (world.household(*incident.household).relative_distance_m && p.relative_calls_per_day > 0.0) {
    const sim::Duration until_call = sim::hours(sim::Exponential{24.0 / p.relative_calls_per_day}.quantile(next_call));
    after(out, incident.id, by_day(world, out.now() + until_call) - out.now(), FallStep::relative_worries);
  }
  const sim::Duration until_visit = sim::hours(24.0 * p.grid_visit_interval_day * next_visit);
  after(out, incident.id, by_day(world, out.now() + until_visit) - out.now(), FallStep::grid_worker_visits);
}

// At home: buttons, telephone, family, neighbours, sensors, visits; whatever comes first.
void schedule_finding_at_home(const World& world, CompoundState& compound, const ActiveIncident& incident,
                              Outbox& out) {
  const FallParams& p = world.settings.falls;
  const PeopleParams& people = world.settings.people;
  const SensingParams& sensing = world.settings.sensing;
  const sim::Luck& luck = compound.luck;
  const HouseholdId home = *incident.household;
  const Resident& person = who(world, incident);

  sim::Draw press = draw_of(luck, incident.id, Purpose::device_reacts);
  const bool presses = press.chance(person.age >= 80 ? p.button_pressed_80_plus : p.button_pressed_60_79);
  if (const auto button = working_device(world, compound, home, DeviceKind::sos_button); button && presses)
    after(out, incident.id, p.press_delay_s.sample_duration(press), FallStep::button_pressed, button->value);

  sim::Draw phone = draw_of(luck, incident.id, Purpose::calls_service);
  if (phone.chance(p.calls_by_phone))
    after(out, incident.id, p.phone_delay_s.sample_duration(phone), FallStep::calls_by_phone);

  sim::Draw family = draw_of(luck, incident.id, Purpose::finding);
  const Company company = company_of(world, luck, *incident.resident, incident.onset);
  const double u_awake = p.household_finds_awake_s.sample(family);
  const double u_asleep = p.household_finds_asleep_s.sample(family);
  if (company.home)
    after(out, incident.id, sim::seconds(company.awake ? u_awake : u_asleep), FallStep::household_finds);

  sim::Draw neighbour = draw_of(luck, incident.id, Purpose::neighbour_notices);
  if (neighbour.chance(people.neighbour_hears_fall_share))
    after(out, incident.id, people.neighbour_hears_fall_s.sample_duration(neighbour), FallStep::neighbour_hears);

  // Somebody who comes by in the end: family member coming home, relative, acquaintance.
  sim::Draw visitor = draw_of(luck, incident.id, Purpose::finding, 1);
  after(out, incident.id, p.alone_found_s.sample_duration(visitor), FallStep::visitor_finds);

  if (company.home) return;
  if (person.lives_alone) schedule_regular_contact(world, compound, incident, out);
  sim::Draw motion = draw_of(luck, incident.id, Purpose::device_reacts, 1);
  const double quiet_h = is_night(world, incident.onset) ? sensing.motion_quiet_night_h : sensing.motion_quiet_day_h;
  if (const auto device = working_device(world, compound, home, DeviceKind::motion_sensor);
      device && motion.chance(sensing.motion_sensitivity))
    after(out, incident.id, sim::hours(quiet_h), FallStep::motion_missing, device->value);
  if (const auto device = working_device(world, compound, home, DeviceKind::water_flow_sensor))
    after(out, incident.id, sim::hours(sensing.water_quiet_h), FallStep::water_use_missing, device->value);
}

// Who found the person can lift, or calls for those who can.
void found(const World& world, CompoundState& compound, ActiveIncident& incident, FallCourse& fall, Helper helper,
           Outbox& out) {
  if (fall.hurt)
    after(out, incident.id, sim::seconds(world.settings.falls.calls_ambulance_s), FallStep::ambulance_called);
  if (fall.lifted) return;
  fall.lifted = true;
  sim::Draw draw = draw_of(compound.luck, incident.id, Purpose::treatment);
  if (!fall.hurt)
    after(out, incident.id, world.settings.falls.lift_up_s.sample_duration(draw), FallStep::is_up,
          static_cast<std::uint32_t>(helper));
}

// The person lies and is known of, but nobody is there yet.
void call_for_help(const World& world, CompoundState& compound, ActiveIncident& incident, FallCourse& fall,
                   Outbox& out) {
  if (fall.hurt)
    ask(world, compound, incident, Helper::ambulance, sim::seconds(world.settings.falls.calls_ambulance_s), out);
  ask(world, compound, incident, Helper::care_worker, least_delay, out);
  if (!world.areas[world.area_of(compound.id).index()].care_workers.empty()) return;
  ask(world, compound, incident, Helper::grid_worker, least_delay, out);
}

void finish(const World& world, CompoundState& compound, ActiveIncident& incident, FallCourse& fall, Helper helper,
            Outbox& out) {
  if (fall.outcome < long_lie_risk(world.settings.falls, out.now() - incident.onset))
    out.after(sim::Duration::zero(), ResidentHarmed{incident.id, *incident.resident, 1});
  else if (fall.hurt)
    out.after(sim::Duration::zero(), ResidentHarmed{incident.id, *incident.resident, 0});
  const Ending ending = helper == Helper::household_member ? Ending::by_household
                        : helper == Helper::ambulance      ? Ending::by_service
                                                           : Ending::by_helper;
  end(world, compound, incident, ending, FireExtent::none, 0, out);
}

}  // namespace

double long_lie_risk(const FallParams& p, sim::Duration after) {
  const double h = sim::to_hours(after);
  if (h <= 1.0) return 0.0;
  return p.causal_share * std::min(p.death_share_per_log_hour * std::log(h), 1.0 - p.death_share_within_1h);
}

void handle(const World& world, CompoundState& compound, const ResidentFell& event, Outbox& out) {
  const FallParams& p = world.settings.falls;
  ActiveIncident incident;
  incident.id = event.incident;
  incident.onset = out.now();
  incident.resident = ResidentId{event.incident.entity()};
  incident.household = world.district.residents[incident.resident->index()].household;
  sim::Draw draw = draw_of(compound.luck, event.incident, Purpose::cause);
  const bool home =
      draw.chance(p.home_share) || presence(world, compound.luck, *incident.resident, out.now()) == Presence::asleep;
  incident.variety = home ? Variety::fall_home : Variety::fall_outdoors;
  FallCourse fall;
  fall.hurt = draw.chance(p.seriously_hurt);
  const bool rises = !fall.hurt && !draw.chance(cannot_rise(p, who(world, incident)));
  fall.outcome = draw.uniform();
  incident.course = fall;

  if (rises) {
    sim::Draw up = draw_of(compound.luck, event.incident, Purpose::treatment, 1);
    after(out, incident.id, p.lift_up_s.sample_duration(up), FallStep::rose_unaided);
  } else if (home) {
    schedule_finding_at_home(world, compound, incident, out);
  } else {
    sim::Draw passer_by = draw_of(compound.luck, event.incident, Purpose::passer_by_notices);
    after(out, incident.id, p.passer_by_finds_s.sample_duration(passer_by), FallStep::passer_by_finds);
  }
  compound.active.push_back(std::move(incident));
}

void step(const World& world, CompoundState& compound, ActiveIncident& incident, FallCourse& fall,
          const StepFellDue& event, Outbox& out) {
  const auto sensed = [&](Noticer by) {
    notice(incident, by, out);
    raise_alarm(world, compound, incident, DeviceId{event.detail}, out);
  };
  switch (static_cast<FallStep>(event.step)) {
    case FallStep::button_pressed:
      return sensed(Noticer::sos_button);
    case FallStep::motion_missing:
      return sensed(Noticer::motion_sensor);
    case FallStep::water_use_missing:
      return sensed(Noticer::water_flow_sensor);
    case FallStep::calls_by_phone:
      notice(incident, Noticer::person_concerned, out);
      return call_for_help(world, compound, incident, fall, out);
    case FallStep::household_finds:
      notice(incident, Noticer::household_member, out);
      return found(world, compound, incident, fall, Helper::household_member, out);
    case FallStep::neighbour_hears:
      notice(incident, Noticer::neighbour, out);
      return send_local(world, compound, incident, Helper::neighbour, out);
    case FallStep::visitor_finds:
      if (incident.helper_there) return;
      notice(incident, Noticer::relative, out);
      out.after(sim::Duration::zero(), UnitDispatched{incident.id, static_cast<std::uint32_t>(Helper::relative), 0});
      out.after(sim::Duration::zero(), UnitArrived{incident.id, static_cast<std::uint32_t>(Helper::relative), 0});
      return;
    case FallStep::relative_worries: {
      notice(incident, Noticer::relative, out);
      const auto home_m = world.household(*incident.household).relative_distance_m;
      if (home_m && *home_m <= world.settings.response.relative_goes_within_m)
        return send_local(world, compound, incident, Helper::relative, out);
      return call_for_help(world, compound, incident, fall, out);
    }
    case FallStep::grid_worker_visits:
      notice(incident, Noticer::grid_worker, out);
      return ask(world, compound, incident, Helper::grid_worker, least_delay, out);
    case FallStep::passer_by_finds:
      notice(incident, Noticer::passer_by, out);
      return send_local(world, compound, incident, Helper::neighbour, out);
    case FallStep::ambulance_called:
      return ask(world, compound, incident, Helper::ambulance, least_delay, out);
    case FallStep::rose_unaided:
      return end(world, compound, incident, Ending::by_itself, FireExtent::none, 0, out);
    case FallStep::is_up:
      return finish(world, compound, incident, fall, static_cast<Helper>(event.detail), out);
  }
}

void verified(const World& world, CompoundState& compound, ActiveIncident& incident, FallCourse& fall, Outbox& out) {
  call_for_help(world, compound, incident, fall, out);
}

void reached(const World& world, CompoundState& compound, ActiveIncident& incident, FallCourse& fall, Helper helper,
             Outbox& out) {
  if (helper == Helper::ambulance) {
    fall.hurt = true;
    const sim::Duration carry = incident.variety == Variety::fall_home
                                    ? carry_down_time(world, compound, *incident.household)
                                    : sim::Duration::zero();
    after(out, incident.id, carry, FallStep::is_up, static_cast<std::uint32_t>(helper));
    return;
  }
  found(world, compound, incident, fall, helper, out);
}

}  // namespace yuanluo::models
