#include "models/fire/fighting.hpp"

#include <algorithm>
#include <cmath>

#include "models/courses.hpp"
#include "models/fire/fire.hpp"
#include "models/purposes.hpp"
#include "models/response/capability.hpp"
#include "models/response/chain.hpp"
#include "models/water/supply.hpp"

namespace yuanluo::models {

namespace {

bool people_inside(const Occupant& o) {
  return o.state == OccupantState::waiting || o.state == OccupantState::incapacitated;
}

// Crews with breathing apparatus bring everybody out; other helpers only those whom the fire has not reached.
void rescue(ActiveIncident& incident, FireCourse& fire, Helper helper, Outbox& out) {
  for (std::uint32_t i = 0; i < fire.occupant_count; ++i) {
    Occupant& occupant = fire.occupants[i];
    if (!people_inside(occupant)) continue;
    const bool hurt = occupant.state == OccupantState::incapacitated;
    if (hurt && !equipped_for_fire(helper)) continue;
    occupant.state = OccupantState::rescued;
    if (hurt) out.after(sim::Duration::zero(), ResidentHarmed{incident.id, occupant.resident, 0});
  }
}

FireExtent extent_of(const FireParams& p, const FireCourse& fire) {
  if (fire.worst == FirePhase::beyond_room) return FireExtent::beyond_room;
  if (fire.worst == FirePhase::room || fire.greatest_kw >= p.room_kw) return FireExtent::room;
  return fire.greatest_kw >= p.first_item_kw ? FireExtent::first_item : FireExtent::none;
}

double loss_yuan(const FireParams& p, const FireCourse& fire, FireExtent extent) {
  switch (extent) {
    case FireExtent::none:
      return 0.0;
    case FireExtent::first_item:
      return p.loss_first_item_yuan;
    default:
      return p.loss_per_m2_yuan * std::max(fire.area_at_control_m2, p.room_area_m2);
  }
}

// Water that a crew at the fire can keep up on this area, L/s. An engine's tank is enough for a small area; beyond that
// the engine draws from its hydrant, or carries water.
double available_flow_lps(const WaterParams& p, const EngagedUnit& unit, double area_m2) {
  const double hydrant_lps = 0.1 * unit.hydrant_dlps;
  if (static_cast<Helper>(unit.helper) == Helper::micro_fire_crew) return std::min(hydrant_lps, p.micro_nozzle_lps);
  if (area_m2 * p.water_per_area_l_m2 <= p.engine_tank_m3 * 1000.0) return p.engine_pump_lps;
  return std::clamp(hydrant_lps, p.shuttle_factor * p.engine_pump_lps, p.engine_pump_lps);
}

void hold(FireCourse& fire, const FireParams& p, sim::SimTime now) {
  fire.greatest_kw = std::max(fire.greatest_kw, heat_release_kw(p, fire, now));
  fire.area_at_control_m2 = burning_area_m2(p, fire, now);
  fire.phase = FirePhase::controlled;
}

}  // namespace

double extinguisher_success(const FireParams& p, double heat_kw, Helper by) {
  const double small = trained_to_fight(by) ? p.extinguisher_success_small : p.extinguisher_success_untrained;
  if (heat_kw <= p.extinguisher_small_kw) return small;
  if (heat_kw >= p.extinguisher_large_kw) return p.extinguisher_success_large;
  return std::lerp(small, p.extinguisher_success_large,
                   (heat_kw - p.extinguisher_small_kw) / (p.extinguisher_large_kw - p.extinguisher_small_kw));
}

void call_brigade(const World& world, CompoundState& compound, ActiveIncident& incident, FireCourse& fire,
                  Outbox& out) {
  if (fire.brigade_called || fire.phase == FirePhase::controlled) return;
  fire.brigade_called = true;
  ask(world, compound, incident, Helper::fire_engine, least_delay, out, world.settings.dispatch.engines_first_alarm);
  ask(world, compound, incident, Helper::micro_fire_crew, least_delay, out);
}

void put_out(const World& world, CompoundState& compound, ActiveIncident& incident, FireCourse& fire, Ending ending,
             Outbox& out) {
  const FireParams& p = world.settings.fire;
  if (fire.phase != FirePhase::controlled) hold(fire, p, out.now());
  const FireExtent extent = extent_of(p, fire);
  rescue(incident, fire, Helper::fire_engine, out);
  const bool at_hydrants = std::any_of(incident.units.begin(), incident.units.end(),
                                       [](const EngagedUnit& unit) { return unit.sought_hydrant; });
  if (at_hydrants) out.send(water_keeper(world, compound.id), least_delay, HydrantsClosed{incident.id});
  end(world, compound, incident, ending, extent, static_cast<std::uint64_t>(loss_yuan(p, fire, extent)), out);
}

namespace {

// Whether the water suffices now: if so, the fire is held from now on.
bool fight(const World& world, CompoundState& compound, ActiveIncident& incident, FireCourse& fire, Helper helper,
           Outbox& out) {
  const FireParams& p = world.settings.fire;
  const WaterParams& w = world.settings.water;
  const double area_m2 = std::max(burning_area_m2(p, fire, out.now()), 1.0);
  double flow_lps = 0.0;
  for (const EngagedUnit& unit : incident.units)
    if (unit.nozzle_ready) flow_lps += available_flow_lps(w, unit, area_m2);
  if (flow_lps > 0.0)
    out.after(sim::Duration::zero(), WaterApplied{incident.id, static_cast<std::uint32_t>(std::lround(10.0 * flow_lps)),
                                                  static_cast<std::uint32_t>(helper)});
  const double density_lpm_m2 = 60.0 * flow_lps / area_m2;
  if (density_lpm_m2 < w.holding_lpm_m2) return false;
  sim::Draw draw = draw_of(compound.luck, incident.id, Purpose::duration, static_cast<std::uint32_t>(helper));
  const sim::Duration mop_up = p.mop_up_s.sample_duration(draw);
  hold(fire, p, out.now());
  const int rounds = density_lpm_m2 >= w.extinguishing_lpm_m2 ? 1 : 2;
  after(out, incident.id, rounds * mop_up, FireStep::is_out, static_cast<std::uint32_t>(helper));
  return true;
}

void look_again(const World& world, ActiveIncident& incident, FireCourse& fire, Helper helper, Outbox& out) {
  if (fire.reassessing) return;
  fire.reassessing = true;
  after(out, incident.id, sim::seconds(world.settings.fire.reassess_s), FireStep::reassessed,
        static_cast<std::uint32_t>(helper));
}

}  // namespace

void water_on(const World& world, CompoundState& compound, ActiveIncident& incident, FireCourse& fire, Helper helper,
              Outbox& out) {
  if (fire.phase == FirePhase::controlled) return;
  const auto laid = std::find_if(incident.units.begin(), incident.units.end(), [&](const EngagedUnit& unit) {
    return unit.reached && !unit.nozzle_ready && static_cast<Helper>(unit.helper) == helper;
  });
  if (laid != incident.units.end()) laid->nozzle_ready = true;
  reassess(world, compound, incident, fire, helper, out);
}

void reassess(const World& world, CompoundState& compound, ActiveIncident& incident, FireCourse& fire, Helper helper,
              Outbox& out) {
  fire.reassessing = false;
  if (fire.phase == FirePhase::controlled || fight(world, compound, incident, fire, helper, out)) return;
  incident.requested[static_cast<std::size_t>(Helper::fire_engine)] = false;
  ask(world, compound, incident, Helper::fire_engine, least_delay, out, world.settings.dispatch.engines_second_alarm);
  look_again(world, incident, fire, helper, out);
}

void handle(const World& world, CompoundState& compound, const HydrantFlowed& event, Outbox& out) {
  ActiveIncident* incident = find(compound.active, event.incident);
  if (incident == nullptr) return;
  auto* fire = std::get_if<FireCourse>(&incident->course);
  const auto unit = std::find_if(incident->units.begin(), incident->units.end(), [&](const EngagedUnit& u) {
    return u.helper == event.helper && u.unit == event.unit && u.sought_hydrant;
  });
  if (fire == nullptr || unit == incident->units.end()) return;
  unit->hydrant_dlps = event.flow_dlps;
  const auto helper = static_cast<Helper>(event.helper);
  if (helper == Helper::micro_fire_crew) unit->nozzle_ready = true;  // its one hose leads up to the fire
  if (!unit->nozzle_ready || fire->phase == FirePhase::controlled) return;
  if (!fight(world, compound, *incident, *fire, helper, out)) look_again(world, *incident, *fire, helper, out);
}

void reached(const World& world, CompoundState& compound, ActiveIncident& incident, FireCourse& fire, Helper helper,
             Outbox& out) {
  rescue(incident, fire, helper, out);
  if (fire.phase == FirePhase::controlled) return;
  const double heat_kw = heat_release_kw(world.settings.fire, fire, out.now());
  sim::Draw draw = draw_of(compound.luck, incident.id, Purpose::fighting, 200 + static_cast<std::uint32_t>(helper));
  if (draw.chance(extinguisher_success(world.settings.fire, heat_kw, helper))) {
    put_out(world, compound, incident, fire, helper == Helper::fire_engine ? Ending::by_service : Ending::by_helper,
            out);
    return;
  }
  call_brigade(world, compound, incident, fire, out);
  if (!equipped_for_fire(helper)) return;
  const auto crew = std::find_if(incident.units.begin(), incident.units.end(), [&](const EngagedUnit& unit) {
    return unit.reached && !unit.sought_hydrant && static_cast<Helper>(unit.helper) == helper;
  });
  if (crew == incident.units.end()) return;
  crew->sought_hydrant = true;
  out.send(water_keeper(world, compound.id), least_delay,
           HydrantSought{incident.id, static_cast<std::uint32_t>(helper), crew->unit});
  if (helper == Helper::micro_fire_crew) return;  // has no water of its own
  const Metres way{world.settings.water.engine_hose_m};
  const int floor = world.household(*incident.household).floor;
  after(out, incident.id, hose_laying_time(world, compound.luck, incident.id, way, floor), FireStep::water_on,
        static_cast<std::uint32_t>(helper));
}

}  // namespace yuanluo::models
