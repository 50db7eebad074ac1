// A fire goes on: who learns of it, who fights it, who gets out.
#include "models/fire/fire.hpp"

#include <algorithm>

#include "models/alarms/alarms.hpp"
#include "models/courses.hpp"
#include "models/fire/fighting.hpp"
#include "models/people/presence.hpp"
#include "models/purposes.hpp"
#include "models/response/chain.hpp"

namespace yuanluo::models {

namespace {

bool able(const FireParams& p, const Resident& r) {
  return r.age >= p.fights_from_age && r.age <= p.fights_to_age && r.mobility == Mobility::free;
}

bool inside(const Occupant& o) {
  return o.state == OccupantState::unaware || o.state == OccupantState::escaping || o.state == OccupantState::waiting;
}

double wakes_by_alarm(const PeopleParams& p, const Resident& r) {
  if (r.hard_of_hearing) return p.woken_by_alarm_deaf;
  if (r.age >= 80) return p.woken_by_alarm_80_plus;
  return r.age >= 70 ? p.woken_by_alarm_70_79 : p.woken_by_alarm_adult;
}

void start_escape(const World& world, CompoundState& compound, ActiveIncident& incident, FireCourse& fire,
                  std::uint32_t index, Outbox& out) {
  const FireParams& p = world.settings.fire;
  Occupant& occupant = fire.occupants[index];
  const Resident& who = world.district.residents[occupant.resident.index()];
  const auto helps = [&](const Occupant& o) {
    return &o != &occupant && inside(o) && able(p, world.district.residents[o.resident.index()]);
  };
  const bool helped = std::any_of(fire.occupants.begin(), fire.occupants.begin() + fire.occupant_count, helps);
  if (who.mobility == Mobility::assisted && !helped) {
    occupant.state = OccupantState::waiting;
    return;
  }
  occupant.state = OccupantState::escaping;
  sim::Draw draw = draw_of(compound.luck, incident.id, Purpose::harm, index);
  const Spread& time = who.mobility == Mobility::free ? p.escape_s : p.escape_slow_s;
  after(out, incident.id, time.sample_duration(draw), FireStep::occupant_is_out, index);
}

void occupant_notices(const World& world, CompoundState& compound, ActiveIncident& incident, FireCourse& fire,
                      std::uint32_t index, Outbox& out) {
  Occupant& occupant = fire.occupants[index];
  if (occupant.state != OccupantState::unaware) return;
  notice(incident, Noticer::household_member, out);
  const Resident& who = world.district.residents[occupant.resident.index()];
  sim::Draw draw = draw_of(compound.luck, incident.id, Purpose::fighting, index);
  if (!fire.household_knows) {
    fire.household_knows = true;
    for (std::uint32_t i = 0; i < fire.occupant_count; ++i) {
      if (i == index || fire.occupants[i].state != OccupantState::unaware) continue;
      sim::Draw told = draw_of(compound.luck, incident.id, Purpose::occupant_notices, i);
      if (told.chance(world.settings.fire.sleepers_shaken_awake))
        after(out, incident.id, sim::seconds(world.settings.fire.told_by_others_s), FireStep::occupant_notices, i);
    }
    if (able(world.settings.fire, who) && draw.chance(world.settings.fire.household_fights_share)) {
      occupant.state = OccupantState::escaping;  // leaves when the attempt has failed
      after(out, incident.id, world.settings.fire.household_fights_s.sample_duration(draw), FireStep::household_fights,
            index);
      return;
    }
    if (!fire.self_limiting || draw.chance(world.settings.fire.small_fire_reported_share))
      after(out, incident.id, world.settings.fire.calls_brigade_s.sample_duration(draw), FireStep::brigade_is_called);
  }
  start_escape(world, compound, incident, fire, index, out);
}

void household_fights(const World& world, CompoundState& compound, ActiveIncident& incident, FireCourse& fire,
                      std::uint32_t index, Outbox& out) {
  const double heat_kw = heat_release_kw(world.settings.fire, fire, out.now());
  sim::Draw draw = draw_of(compound.luck, incident.id, Purpose::fighting, 100 + index);
  const FireParams& p = world.settings.fire;
  const double success =
      heat_kw < p.early_kw ? p.household_success_early : extinguisher_success(p, heat_kw, Helper::household_member);
  if (draw.chance(success)) {
    put_out(world, compound, incident, fire, Ending::by_household, out);
    return;
  }
  start_escape(world, compound, incident, fire, index, out);
  after(out, incident.id, p.calls_brigade_s.sample_duration(draw), FireStep::brigade_is_called);
}

void alarm_sounds(const World& world, CompoundState& compound, ActiveIncident& incident, FireCourse& fire,
                  DeviceId device, Outbox& out) {
  const PeopleParams& p = world.settings.people;
  notice(incident, Noticer::smoke_alarm, out);
  raise_alarm(world, compound, incident, device, out);
  for (std::uint32_t i = 0; i < fire.occupant_count; ++i) {
    if (fire.occupants[i].state != OccupantState::unaware) continue;
    const ResidentId id = fire.occupants[i].resident;
    sim::Draw draw = draw_of(compound.luck, incident.id, Purpose::occupant_notices, 100 + i);
    const bool awake = presence(world, compound.luck, id, out.now()) != Presence::asleep;
    const Resident& who = world.district.residents[id.index()];
    if (awake || draw.chance(wakes_by_alarm(p, who)))
      after(out, incident.id,
            awake ? sim::seconds(world.settings.fire.told_by_others_s) : p.wakes_s.sample_duration(draw),
            FireStep::occupant_notices, i);
  }
  sim::Draw neighbour = draw_of(compound.luck, incident.id, Purpose::neighbour_notices, 1);
  if (neighbour.chance(p.neighbour_hears_alarm_share))
    after(out, incident.id, p.neighbour_hears_alarm_s.sample_duration(neighbour), FireStep::neighbour_notices);
}

void neighbour_notices(const World& world, CompoundState& compound, ActiveIncident& incident, FireCourse& fire,
                       Outbox& out) {
  notice(incident, Noticer::neighbour, out);
  if (fire.household_knows && fire.self_limiting) return;  // they say that it is nothing
  sim::Draw draw = draw_of(compound.luck, incident.id, Purpose::calls_service, 1);
  if (draw.chance(world.settings.fire.neighbour_calls_brigade_share) &&
      heat_release_kw(world.settings.fire, fire, out.now()) >= world.settings.fire.first_item_kw)
    after(out, incident.id, world.settings.fire.calls_brigade_s.sample_duration(draw), FireStep::brigade_is_called);
  if (draw.chance(world.settings.response.neighbour_helps_share))
    send_local(world, compound, incident, Helper::neighbour, out);
}

void passer_by_notices(const World& world, CompoundState& compound, ActiveIncident& incident, Outbox& out) {
  const bool guard = world.compounds[compound.id.index()].guard.has_value();
  notice(incident, guard ? Noticer::gatehouse_guard : Noticer::passer_by, out);
  sim::Draw draw = draw_of(compound.luck, incident.id, Purpose::calls_service, 2);
  after(out, incident.id, world.settings.fire.calls_brigade_s.sample_duration(draw), FireStep::brigade_is_called);
  if (guard) send_local(world, compound, incident, Helper::gatehouse_guard, out);
}

void becomes_untenable(const World& world, CompoundState& compound, ActiveIncident& incident, FireCourse& fire,
                       bool closed_doors, Outbox& out) {
  if (fire.phase == FirePhase::controlled) return;
  for (std::uint32_t i = 0; i < fire.occupant_count; ++i) {
    Occupant& occupant = fire.occupants[i];
    if (!inside(occupant) || occupant.door_closed != closed_doors) continue;
    occupant.state = OccupantState::incapacitated;
    sim::Draw draw = draw_of(compound.luck, incident.id, Purpose::harm, 100 + i);
    after(out, incident.id, world.settings.fire.incapacitated_to_death_s.sample_duration(draw), FireStep::occupant_dies,
          i);
  }
}

void occupant_is_out(const World& world, CompoundState& compound, ActiveIncident& incident, FireCourse& fire,
                     std::uint32_t index, Outbox& out) {
  Occupant& occupant = fire.occupants[index];
  if (occupant.state != OccupantState::escaping) return;
  occupant.state = OccupantState::out;
  if (heat_release_kw(world.settings.fire, fire, out.now()) < world.settings.fire.first_item_kw) return;
  sim::Draw draw = draw_of(compound.luck, incident.id, Purpose::outcome, index);
  if (draw.chance(world.settings.fire.injury_share_late_escape))
    out.after(sim::Duration::zero(), ResidentHarmed{incident.id, occupant.resident, 0});
}

void occupant_dies(ActiveIncident& incident, FireCourse& fire, std::uint32_t index, Outbox& out) {
  Occupant& occupant = fire.occupants[index];
  if (occupant.state != OccupantState::incapacitated) return;
  occupant.state = OccupantState::dead;
  out.after(sim::Duration::zero(), ResidentHarmed{incident.id, occupant.resident, 1});
}

}  // namespace

void step(const World& world, CompoundState& compound, ActiveIncident& incident, FireCourse& fire,
          const StepFellDue& event, Outbox& out) {
  switch (static_cast<FireStep>(event.step)) {
    case FireStep::alarm_sounds:
      return alarm_sounds(world, compound, incident, fire, DeviceId{event.detail}, out);
    case FireStep::occupant_notices:
      return occupant_notices(world, compound, incident, fire, event.detail, out);
    case FireStep::household_fights:
      return household_fights(world, compound, incident, fire, event.detail, out);
    case FireStep::neighbour_notices:
      return neighbour_notices(world, compound, incident, fire, out);
    case FireStep::passer_by_notices:
      return passer_by_notices(world, compound, incident, out);
    case FireStep::brigade_is_called:
      return call_brigade(world, compound, incident, fire, out);
    case FireStep::flashover:
      if (fire.phase != FirePhase::growing) return;
      fire.phase = fire.worst = FirePhase::room;
      return out.after(sim::Duration::zero(), FlashoverOccurred{incident.id});
    case FireStep::beyond_room:
      if (fire.phase != FirePhase::room) return;
      fire.phase = fire.worst = FirePhase::beyond_room;
      return out.after(sim::Duration::zero(), FireSpreadBeyondRoom{incident.id});
    case FireStep::untenable:
      return becomes_untenable(world, compound, incident, fire, event.detail == 1, out);
    case FireStep::occupant_is_out:
      return occupant_is_out(world, compound, incident, fire, event.detail, out);
    case FireStep::occupant_dies:
      return occupant_dies(incident, fire, event.detail, out);
    case FireStep::water_on:
      return water_on(world, compound, incident, fire, static_cast<Helper>(event.detail), out);
    case FireStep::reassessed:
      return reassess(world, compound, incident, fire, static_cast<Helper>(event.detail), out);
    case FireStep::burns_out:
      if (fire.phase == FirePhase::controlled) return;
      return put_out(world, compound, incident, fire, Ending::by_itself, out);
    case FireStep::burns_down:
      if (fire.phase == FirePhase::controlled) return;
      return put_out(world, compound, incident, fire, Ending::lost, out);
    case FireStep::is_out:
      return put_out(world, compound, incident, fire,
                     static_cast<Helper>(event.detail) == Helper::fire_engine ? Ending::by_service : Ending::by_helper,
                     out);
  }
}

void verified(const World& world, CompoundState& compound, ActiveIncident& incident, FireCourse& fire, Outbox& out) {
  if (fire.household_knows && fire.self_limiting) return;  // the household says that it deals with it
  ask(world, compound, incident, Helper::micro_fire_crew, least_delay, out);
  ask(world, compound, incident, Helper::grid_worker, least_delay, out);
  call_brigade(world, compound, incident, fire, out);
}

}  // namespace yuanluo::models
