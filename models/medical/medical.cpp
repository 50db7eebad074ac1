#include "models/medical/medical.hpp"

#include <algorithm>
#include <cmath>

#include "models/access/access.hpp"
#include "models/alarms/alarms.hpp"
#include "models/courses.hpp"
#include "models/people/presence.hpp"
#include "models/purposes.hpp"
#include "models/response/chain.hpp"
#include "models/response/unit_number.hpp"
#include "models/sensing/devices.hpp"

namespace yuanluo::models {

namespace {

// The patient can act; somebody at home or passing by notices; in the end somebody finds the patient.
void schedule_at_home(const World& world, CompoundState& compound, const ActiveIncident& incident,
                      const MedicalCourse& illness, Outbox& out) {
  const MedicalParams& p = world.settings.medical;
  const sim::Luck& luck = compound.luck;

  sim::Draw patient = draw_of(luck, incident.id, Purpose::calls_service);
  const double can_call = incident.variety == Variety::cardiac_arrest ? 0.0
                          : incident.variety == Variety::stroke       ? p.calls_alone_stroke
                                                                      : p.calls_alone_other;
  if (patient.chance(can_call)) {
    const sim::Duration delay = p.calls_alone_delay_s.sample_duration(patient);
    const auto button = working_device(world, compound, *incident.household, DeviceKind::sos_button);
    if (button && patient.chance(p.button_pressed))
      after(out, incident.id, delay, MedicalStep::button_pressed, button->value);
    else
      after(out, incident.id, delay, MedicalStep::patient_calls);
  }

  sim::Draw family = draw_of(luck, incident.id, Purpose::finding);
  const Company company = company_of(world, luck, *incident.resident, incident.onset);
  const double awake_s = p.household_notices_awake_s.sample(family);
  const double asleep_s = p.household_notices_asleep_s.sample(family);
  if (company.home)
    after(out, incident.id, sim::seconds(company.awake || illness.witnessed ? awake_s : asleep_s),
          MedicalStep::household_notices);
  sim::Draw visitor = draw_of(luck, incident.id, Purpose::finding, 1);
  after(out, incident.id, p.alone_found_s.sample_duration(visitor), MedicalStep::found);
}

void call_ambulance(const World& world, CompoundState& compound, ActiveIncident& incident, Outbox& out) {
  ask(world, compound, incident, Helper::ambulance, least_delay, out);
}

// A grid worker trained in first aid is there.
bool first_aider_there(const World& world, const CompoundState& compound, const ActiveIncident& incident) {
  return std::any_of(incident.units.begin(), incident.units.end(), [&](const EngagedUnit& unit) {
    if (!unit.reached || static_cast<Helper>(unit.helper) != Helper::grid_worker) return false;
    const CommunityId home = unit.unit < own_units ? world.community_of(compound.id) : CommunityId{home_in(unit.unit)};
    return (world.communities[home.index()].grid_workers[unit.unit % own_units].skills & first_aid_skill) != 0;
  });
}

// Somebody is with the patient.
void attended(const World& world, const CompoundState& compound, const ActiveIncident& incident, MedicalCourse& illness,
              sim::SimTime at) {
  if (illness.resuscitation_at) return;
  sim::Draw draw = draw_of(compound.luck, incident.id, Purpose::treatment);
  if (draw.chance(world.settings.medical.bystander_cpr_share) || first_aider_there(world, compound, incident))
    illness.resuscitation_at = at;
}

// A defibrillator within reach is on its way to a cardiac arrest: bystanders have it fetched there and back, once;
// staff who were called bring it, with half of that way as their detour.
void seek_aed(const World& world, const CompoundState& compound, const ActiveIncident& incident, MedicalCourse& illness,
              std::optional<Helper> staff, Outbox& out) {
  if (incident.variety != Variety::cardiac_arrest || illness.crew_at || illness.shock_at) return;
  const auto aed = world.near_aed(*incident.household);
  if (!aed) return;
  const MedicalParams& p = world.settings.medical;
  if (!staff && illness.bystander_sought_aed) return;
  if (!staff) illness.bystander_sought_aed = true;
  sim::Draw draw =
      draw_of(compound.luck, incident.id, Purpose::treatment, staff ? 16u + static_cast<std::uint32_t>(*staff) : 2u);
  if (!draw.chance(staff ? p.aed_brought_by_staff_share : p.aed_fetched_share)) return;
  const sim::Duration trip = staff ? sim::seconds(aed->way_m / world.settings.response.hurrying_mps)
                                   : fetch_time(world, compound, *incident.household, aed->way_m);
  after(out, incident.id, trip + sim::seconds(p.aed_ready_s), MedicalStep::aed_there, aed->aed.value);
}

// Comes with training and a duty to help.
bool brings_aed(Helper helper) {
  return helper == Helper::care_worker || helper == Helper::grid_worker || helper == Helper::gatehouse_guard ||
         helper == Helper::safety_lead || helper == Helper::micro_fire_crew;
}

double survival(const MedicalParams& p, const ActiveIncident& incident, const MedicalCourse& illness) {
  const double response_min = sim::to_minutes(*illness.crew_at - incident.onset);
  if (!illness.shockable || !illness.witnessed) return survival_by_response(p, response_min);
  const double cpr_min =
      illness.resuscitation_at ? sim::to_minutes(*illness.resuscitation_at - incident.onset) : response_min;
  const double shock_min =
      illness.shock_at ? std::min(sim::to_minutes(*illness.shock_at - incident.onset), response_min) : response_min;
  return larsen_survival(std::min(cpr_min, response_min), shock_min, response_min + p.advanced_care_after_min);
}

}  // namespace

double larsen_survival(double cpr_min, double shock_min, double advanced_min) {
  return std::max(0.0, 0.67 - 0.023 * cpr_min - 0.011 * shock_min - 0.021 * advanced_min);
}

double survival_by_response(const MedicalParams& p, double response_min) {
  const double reference_odds = p.survival_non_shockable / (1.0 - p.survival_non_shockable);
  const double odds = reference_odds * std::pow(p.odds_per_minute, p.survival_reference_min - response_min);
  return odds / (1.0 + odds);
}

void handle(const World& world, CompoundState& compound, const IllnessBegan& event, Outbox& out) {
  const MedicalParams& p = world.settings.medical;
  ActiveIncident incident;
  incident.id = event.incident;
  incident.onset = out.now();
  incident.variety =
      static_cast<Variety>(static_cast<std::uint32_t>(Variety::cardiac_arrest) + event.incident.stream());
  incident.resident = ResidentId{event.incident.entity()};
  incident.household = world.district.residents[incident.resident->index()].household;
  sim::Draw draw = draw_of(compound.luck, event.incident, Purpose::cause);
  const bool home =
      draw.chance(p.home_share) || presence(world, compound.luck, *incident.resident, out.now()) == Presence::asleep;
  MedicalCourse illness;
  illness.shockable = draw.chance(p.shockable_share);
  illness.witnessed = !home || draw.chance(p.witnessed_share);
  if (home) {
    schedule_at_home(world, compound, incident, illness, out);
  } else {
    sim::Draw passer_by = draw_of(compound.luck, event.incident, Purpose::passer_by_notices);
    after(out, incident.id, p.passer_by_notices_s.sample_duration(passer_by), MedicalStep::passer_by_notices);
  }
  incident.course = illness;
  compound.active.push_back(std::move(incident));
}

void step(const World& world, CompoundState& compound, ActiveIncident& incident, MedicalCourse& illness,
          const StepFellDue& event, Outbox& out) {
  const auto somebody = [&](Noticer by) {
    notice(incident, by, out);
    attended(world, compound, incident, illness, out.now());
    seek_aed(world, compound, incident, illness, std::nullopt, out);
    sim::Draw draw = draw_of(compound.luck, incident.id, Purpose::calls_service, 1);
    after(out, incident.id, world.settings.medical.decide_to_call_s.sample_duration(draw),
          MedicalStep::ambulance_called);
  };
  switch (static_cast<MedicalStep>(event.step)) {
    case MedicalStep::patient_calls:
      notice(incident, Noticer::person_concerned, out);
      return call_ambulance(world, compound, incident, out);
    case MedicalStep::button_pressed:
      notice(incident, Noticer::sos_button, out);
      return raise_alarm(world, compound, incident, DeviceId{event.detail}, out);
    case MedicalStep::household_notices:
      return somebody(Noticer::household_member);
    case MedicalStep::passer_by_notices:
      return somebody(Noticer::passer_by);
    case MedicalStep::found:
      return somebody(Noticer::relative);
    case MedicalStep::ambulance_called:
      return call_ambulance(world, compound, incident, out);
    case MedicalStep::aed_there:
      if (illness.crew_at || illness.shock_at) return;
      illness.shock_at = out.now();
      return out.after(sim::Duration::zero(),
                       AedApplied{incident.id, AedId{event.detail}, illness.shockable ? 1u : 0u});
    case MedicalStep::leaves: {
      const bool arrest = incident.variety == Variety::cardiac_arrest;
      sim::Draw draw = draw_of(compound.luck, incident.id, Purpose::outcome);
      const bool dies = arrest && !draw.chance(survival(world.settings.medical, incident, illness));
      if (dies) out.after(sim::Duration::zero(), ResidentHarmed{incident.id, *incident.resident, 1});
      return end(world, compound, incident, dies ? Ending::lost : Ending::by_service, FireExtent::none, 0, out);
    }
  }
}

void verified(const World& world, CompoundState& compound, ActiveIncident& incident, MedicalCourse&, Outbox& out) {
  call_ambulance(world, compound, incident, out);
  ask(world, compound, incident, Helper::care_worker, least_delay, out);
}

void reached(const World& world, CompoundState& compound, ActiveIncident& incident, MedicalCourse& illness,
             Helper helper, Outbox& out) {
  if (helper != Helper::ambulance) {
    attended(world, compound, incident, illness, out.now());
    seek_aed(world, compound, incident, illness, brings_aed(helper) ? std::optional(helper) : std::nullopt, out);
    call_ambulance(world, compound, incident, out);
    return;
  }
  if (illness.crew_at) return;
  illness.crew_at = out.now();
  sim::Draw draw = draw_of(compound.luck, incident.id, Purpose::treatment, 1);
  after(out, incident.id,
        world.settings.medical.on_scene_s.sample_duration(draw) + carry_down_time(world, compound, *incident.household),
        MedicalStep::leaves);
}

}  // namespace yuanluo::models
