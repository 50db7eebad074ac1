// A fire begins: its cause, its growth, and when who will notice it.
#include <algorithm>
#include <array>

#include "models/fire/fire.hpp"
#include "models/people/presence.hpp"
#include "models/purposes.hpp"
#include "models/response/chain.hpp"
#include "models/sensing/devices.hpp"
#include "sim/distributions.hpp"

namespace yuanluo::models {

namespace {

double wakes_unaided(const PeopleParams& p, const Resident& r) {
  return r.age >= 70 ? p.woken_by_fire_old : p.woken_by_fire;
}

void draw_growth(const FireParams& p, const sim::Luck& luck, ActiveIncident& incident, FireCourse& fire) {
  sim::Draw draw = draw_of(luck, incident.id, Purpose::growth);
  fire.self_limiting = draw.chance(p.self_limiting_share);
  const double incipient_s = p.incipient_s.sample(draw);
  const bool smoulders = draw.chance(p.smouldering_share) && incident.variety != Variety::fire_cooking;
  const double smouldering_s = p.smouldering_s.sample(draw);
  const std::array<double, 4> alphas{p.alpha_slow_kw_s2, p.alpha_medium_kw_s2, p.alpha_fast_kw_s2,
                                     p.alpha_ultra_fast_kw_s2};
  const std::size_t growth_class = sim::Discrete(p.growth_class).sample(draw);
  fire.alpha_kw_s2 = incident.variety == Variety::fire_ebike ? p.alpha_ultra_fast_kw_s2 : alphas[growth_class];
  fire.peak_kw = p.self_limiting_peak_kw.sample(draw);
  fire.growth_from = incident.onset + sim::seconds(incipient_s + (smoulders ? smouldering_s : 0.0));
  fire.untenable_kw = p.untenable_kw.sample(draw);
  if (!fire.self_limiting) {
    fire.flashover_at = time_of_heat(p, fire, p.flashover_kw);
    fire.beyond_room_at = fire.flashover_at + p.beyond_room_s.sample_duration(draw);
  }
}

void schedule_growth(const FireParams& p, const sim::Luck& luck, const ActiveIncident& incident, const FireCourse& fire,
                     Outbox& out) {
  sim::Draw draw = draw_of(luck, incident.id, Purpose::course);
  if (fire.self_limiting) {
    after(out, incident.id, fire.growth_from + p.self_limiting_duration_s.sample_duration(draw) - out.now(),
          FireStep::burns_out);
    return;
  }
  after(out, incident.id, fire.flashover_at - out.now(), FireStep::flashover);
  after(out, incident.id, fire.beyond_room_at - out.now(), FireStep::beyond_room);
  after(out, incident.id, fire.flashover_at + p.burns_down_s.sample_duration(draw) - out.now(), FireStep::burns_down);
  const sim::SimTime open_doors = time_of_heat(p, fire, fire.untenable_kw);
  const double behind_door_kw = fire.untenable_kw * p.door_closed_factor;
  // A closed door holds until the room has flashed over and two minutes more, at the longest.
  const sim::SimTime closed_doors = behind_door_kw < p.flashover_kw ? time_of_heat(p, fire, behind_door_kw)
                                                                    : fire.flashover_at + std::chrono::minutes{2};
  after(out, incident.id, open_doors - out.now(), FireStep::untenable, 0);
  after(out, incident.id, closed_doors - out.now(), FireStep::untenable, 1);
}

void schedule_alarm(const World& world, const CompoundState& compound, const ActiveIncident& incident,
                    const FireCourse& fire, Outbox& out) {
  const auto device = working_device(world, compound, *incident.household, DeviceKind::smoke_alarm);
  if (!device) return;
  const SensingParams& p = world.settings.sensing;
  sim::Draw draw = draw_of(compound.luck, incident.id, Purpose::device_reacts);
  if (!draw.chance(p.smoke_alarm_operates)) return;
  const double threshold_kw = sim::Uniform{p.smoke_alarm_low_kw, p.smoke_alarm_high_kw}.sample(draw);
  const sim::SimTime reached = time_of_heat(world.settings.fire, fire, threshold_kw);
  if (reached == sim::never) return;
  const bool other_room = draw.chance(p.smoke_alarm_other_room_share);
  const sim::Duration transport = other_room ? p.smoke_alarm_other_room_s.sample_duration(draw) : sim::Duration::zero();
  after(out, incident.id, reached + transport - out.now(), FireStep::alarm_sounds, device->value);
}

void schedule_people(const World& world, const CompoundState& compound, const ActiveIncident& incident,
                     FireCourse& fire, Outbox& out) {
  const PeopleParams& p = world.settings.people;
  const std::uint32_t first = world.first_resident[incident.household->index()];
  const std::size_t members = world.residents_of(*incident.household).size();
  for (std::uint32_t i = 0; i < members && fire.occupant_count < fire.occupants.size(); ++i) {
    const ResidentId id{first + i};
    const Presence where = presence(world, compound.luck, id, incident.onset);
    if (where == Presence::out) continue;
    sim::Draw draw = draw_of(compound.luck, incident.id, Purpose::occupants, i);
    const std::uint32_t occupant = fire.occupant_count++;
    fire.occupants[occupant] = {id, OccupantState::unaware, draw.chance(world.settings.fire.door_closed_share)};
    const sim::SimTime felt = time_of_heat(world.settings.fire, fire, world.settings.fire.felt_kw);
    if (where == Presence::awake) {
      const sim::SimTime seen = fire.growth_from + p.awake_notices_fire_s.sample_duration(draw);
      after(out, incident.id, std::min(seen, felt) - out.now(), FireStep::occupant_notices, occupant);
    } else if (felt != sim::never && draw.chance(wakes_unaided(p, world.district.residents[id.index()]))) {
      after(out, incident.id, felt + p.wakes_s.sample_duration(draw) - out.now(), FireStep::occupant_notices, occupant);
    }
  }

  const double somebody = is_night(world, incident.onset) ? p.passer_by_share_night : p.passer_by_share_day;
  sim::Draw neighbour = draw_of(compound.luck, incident.id, Purpose::neighbour_notices);
  const sim::SimTime visible = time_of_heat(world.settings.fire, fire, p.neighbour_sees_fire_kw);
  if (visible != sim::never && neighbour.chance(somebody))
    after(out, incident.id, visible + p.neighbour_sees_fire_s.sample_duration(neighbour) - out.now(),
          FireStep::neighbour_notices);
  sim::Draw passer_by = draw_of(compound.luck, incident.id, Purpose::passer_by_notices);
  if (!fire.self_limiting)
    after(out, incident.id, fire.flashover_at + p.passer_by_sees_fire_s.sample_duration(passer_by) - out.now(),
          FireStep::passer_by_notices);
}

}  // namespace

void handle(const World& world, CompoundState& compound, const FireIgnited& event, Outbox& out) {
  const FireParams& p = world.settings.fire;
  sim::Draw cause = draw_of(compound.luck, event.incident, Purpose::cause);
  const auto variety =
      static_cast<Variety>(static_cast<std::size_t>(Variety::fire_electrical) + sim::Discrete(p.cause).sample(cause));
  ActiveIncident incident;
  incident.id = event.incident;
  incident.variety = variety;
  incident.onset = out.now();
  incident.household = HouseholdId{event.incident.entity()};
  FireCourse fire;
  draw_growth(p, compound.luck, incident, fire);
  schedule_growth(p, compound.luck, incident, fire, out);
  schedule_alarm(world, compound, incident, fire, out);
  schedule_people(world, compound, incident, fire, out);
  incident.course = fire;
  compound.active.push_back(std::move(incident));
}

}  // namespace yuanluo::models
