#include "models/gas/gas.hpp"

#include <algorithm>

#include "models/alarms/alarms.hpp"
#include "models/courses.hpp"
#include "models/people/presence.hpp"
#include "models/purposes.hpp"
#include "models/response/chain.hpp"
#include "models/sensing/devices.hpp"
#include "sim/distributions.hpp"

namespace yuanluo::models {

namespace {

bool soon(sim::Duration d) { return d < sim::one_day * 30; }

GasCourse draw_course(const World& world, const sim::Luck& luck, const ActiveIncident& incident) {
  const GasParams& p = world.settings.gas;
  sim::Draw draw = draw_of(luck, incident.id, Purpose::growth);
  const double release = (incident.variety == Variety::gas_hose ? p.hose_m3h : p.burner_m3h).sample(draw);
  const bool night = is_night(world, incident.onset);
  const bool open = draw.chance(night ? p.window_open_share_night : p.window_open_share_day);
  const double exchange = (open ? p.air_change_open_per_h : p.air_change_closed_per_h).sample(draw);
  return {release, exchange, p.kitchen_volume_m3};
}

void schedule(const World& world, CompoundState& compound, const ActiveIncident& incident, const GasCourse& gas,
              Outbox& out) {
  const GasParams& p = world.settings.gas;
  const SensingParams& sensing = world.settings.sensing;

  if (const auto device = working_device(world, compound, *incident.household, DeviceKind::gas_sensor)) {
    sim::Draw draw = draw_of(compound.luck, incident.id, Purpose::device_reacts);
    const bool operates = draw.chance(sensing.gas_sensor_operates);
    const double set_point = sim::Uniform{sensing.gas_sensor_low_lel, sensing.gas_sensor_high_lel}.sample(draw);
    const sim::Duration reached = time_to_concentration(gas, set_point * p.lower_explosive_limit);
    if (operates && soon(reached))
      after(out, incident.id, reached + sensing.gas_sensor_response_s.sample_duration(draw), GasStep::sensor_reacts,
            device->value);
  }

  const sim::Duration smelt = time_to_concentration(gas, p.smell_fraction_of_lel * p.lower_explosive_limit);
  if (soon(smelt)) {
    sim::Draw household = draw_of(compound.luck, incident.id, Purpose::occupant_notices);
    after(out, incident.id, smelt + p.smell_delay_s.sample_duration(household), GasStep::household_smells);
    sim::Draw neighbour = draw_of(compound.luck, incident.id, Purpose::neighbour_notices);
    after(out, incident.id,
          smelt + sim::seconds(p.neighbours_smell_later_s) + p.smell_delay_s.sample_duration(neighbour),
          GasStep::neighbour_smells);
  }

  const sim::Duration flammable = time_to_concentration(gas, p.lower_explosive_limit);
  const sim::Duration lasts =
      sim::hours(incident.variety == Variety::gas_burner ? p.burner_left_duration_h : p.hose_left_duration_h);
  if (soon(flammable) && p.ignitions_per_hour > 0.0) {
    sim::Draw draw = draw_of(compound.luck, incident.id, Purpose::course);
    const sim::Duration spark = sim::hours(sim::Exponential{1.0 / p.ignitions_per_hour}.sample(draw));
    if (flammable + spark < lasts) after(out, incident.id, flammable + spark, GasStep::ignites);
  }
  after(out, incident.id, lasts, GasStep::stops);
}

void call_brigade_after_smell(const World& world, CompoundState& compound, ActiveIncident& incident, Outbox& out) {
  sim::Draw draw = draw_of(compound.luck, incident.id, Purpose::calls_service);
  ask(world, compound, incident, Helper::fire_engine, world.settings.fire.calls_brigade_s.sample_duration(draw), out);
}

void ignites(const World& world, CompoundState& compound, ActiveIncident& incident, Outbox& out) {
  const GasParams& p = world.settings.gas;
  out.after(sim::Duration::zero(), GasIgnited{incident.id});
  notice(incident, Noticer::neighbour, out);  // everybody around hears it
  ask(world, compound, incident, Helper::fire_engine, least_delay, out);
  const std::uint32_t first = world.first_resident[incident.household->index()];
  for (std::uint32_t i = 0; i < world.residents_of(*incident.household).size(); ++i) {
    if (presence(world, compound.luck, {first + i}, out.now()) == Presence::out) continue;
    sim::Draw draw = draw_of(compound.luck, incident.id, Purpose::harm, i);
    const double u = draw.uniform();
    if (u < p.death_share_of_ignitions + p.injury_share_of_ignitions)
      out.after(sim::Duration::zero(), ResidentHarmed{incident.id, {first + i}, u < p.death_share_of_ignitions});
  }
  end(world, compound, incident, Ending::lost, FireExtent::room, static_cast<std::uint64_t>(p.fire_loss_yuan), out);
}

}  // namespace

void handle(const World& world, CompoundState& compound, const GasLeakBegan& event, Outbox& out) {
  ActiveIncident incident;
  incident.id = event.incident;
  incident.onset = out.now();
  incident.household = HouseholdId{event.incident.entity()};
  sim::Draw source = draw_of(compound.luck, event.incident, Purpose::cause);
  incident.variety = source.chance(world.settings.gas.source[0]) ? Variety::gas_hose : Variety::gas_burner;
  const GasCourse gas = draw_course(world, compound.luck, incident);
  schedule(world, compound, incident, gas, out);
  incident.course = gas;
  compound.active.push_back(std::move(incident));
}

void step(const World& world, CompoundState& compound, ActiveIncident& incident, GasCourse&, const StepFellDue& event,
          Outbox& out) {
  switch (static_cast<GasStep>(event.step)) {
    case GasStep::sensor_reacts:
      notice(incident, Noticer::gas_sensor, out);
      raise_alarm(world, compound, incident, DeviceId{event.detail}, out);
      // It also sounds in the flat.
      if (somebody_awake(world, compound.luck, *incident.household, out.now()))
        after(out, incident.id, sim::seconds(world.settings.gas.shuts_off_s), GasStep::household_shuts_off);
      return;
    case GasStep::household_smells:
      if (!somebody_awake(world, compound.luck, *incident.household, out.now())) {
        // Nobody is there to smell it now; look again when the day has moved on.
        after(out, incident.id, sim::one_hour, GasStep::household_smells);
        return;
      }
      notice(incident, Noticer::household_member, out);
      after(out, incident.id, sim::seconds(world.settings.gas.shuts_off_s), GasStep::household_shuts_off);
      return;
    case GasStep::household_shuts_off:
      return end(world, compound, incident, Ending::by_household, FireExtent::none, 0, out);
    case GasStep::neighbour_smells:
      notice(incident, Noticer::neighbour, out);
      call_brigade_after_smell(world, compound, incident, out);
      send_local(world, compound, incident, Helper::gatehouse_guard, out);
      return;
    case GasStep::ignites:
      return ignites(world, compound, incident, out);
    case GasStep::stops:
      return end(world, compound, incident, Ending::by_itself, FireExtent::none, 0, out);
  }
}

void verified(const World& world, CompoundState& compound, ActiveIncident& incident, GasCourse&, Outbox& out) {
  if (somebody_awake(world, compound.luck, *incident.household, out.now())) {  // told by telephone
    after(out, incident.id, sim::seconds(world.settings.gas.shuts_off_s), GasStep::household_shuts_off);
    return;
  }
  ask(world, compound, incident, Helper::grid_worker, least_delay, out);
  ask(world, compound, incident, Helper::micro_fire_crew, least_delay, out);
}

void reached(const World& world, CompoundState& compound, ActiveIncident& incident, GasCourse&, Helper helper,
             Outbox& out) {
  end(world, compound, incident, helper == Helper::fire_engine ? Ending::by_service : Ending::by_helper,
      FireExtent::none, 0, out);
}

}  // namespace yuanluo::models
