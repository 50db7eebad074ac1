#include "models/response/chain.hpp"

#include <algorithm>

#include "models/access/access.hpp"
#include "models/courses.hpp"
#include "models/purposes.hpp"
#include "models/response/capability.hpp"
#include "models/response/home.hpp"
#include "models/response/pool_field.hpp"
#include "models/response/shifts.hpp"
#include "models/response/travel.hpp"
#include "models/response/unit_number.hpp"

namespace yuanluo::models {

namespace {

sim::ProcessId home_of(const World& world, CompoundId compound, Helper helper) {
  return home_of(world, helper, owner_of(world, helper, compound));
}

// Where a unit belongs: of those from another community or area the number says which.
sim::ProcessId home_of(const World& world, CompoundId compound, const EngagedUnit& unit) {
  const auto helper = static_cast<Helper>(unit.helper);
  return unit.unit < own_units ? home_of(world, compound, helper) : home_of(world, helper, home_in(unit.unit));
}

// The guard and the safety lead of a compound can be at one place only.
bool* busy_flag(CompoundState& compound, Helper helper) {
  if (helper == Helper::gatehouse_guard) return &compound.guard_busy;
  if (helper == Helper::safety_lead) return &compound.safety_lead_busy;
  return nullptr;
}

}  // namespace

ActiveIncident* find(std::vector<ActiveIncident>& active, IncidentId id) {
  const auto it = std::find_if(active.begin(), active.end(), [id](const ActiveIncident& a) { return a.id == id; });
  return it == active.end() ? nullptr : &*it;
}

void notice(ActiveIncident& incident, Noticer by, Outbox& out) {
  if (incident.noticed) return;
  incident.noticed = true;
  out.after(sim::Duration::zero(),
            IncidentNoticed{incident.id, static_cast<std::uint32_t>(by), static_cast<std::uint32_t>(incident.variety)});
}

void after(Outbox& out, IncidentId incident, sim::Duration delay, std::uint32_t step, std::uint32_t detail) {
  out.after(std::max(delay, sim::Duration::zero()), StepFellDue{incident, step, detail});
}

void ask(const World& world, CompoundState& compound, ActiveIncident& incident, Helper helper, sim::Duration delay,
         Outbox& out, double units) {
  bool& requested = incident.requested[static_cast<std::size_t>(helper)];
  if (requested) return;
  requested = true;
  for (int i = 0; i < static_cast<int>(units); ++i)
    out.send(home_of(world, compound.id, helper), std::max(delay, least_delay),
             HelpRequested{incident.id, compound.id, static_cast<std::uint32_t>(helper)});
}

void send_local(const World& world, CompoundState& compound, ActiveIncident& incident, Helper helper, Outbox& out) {
  bool& requested = incident.requested[static_cast<std::size_t>(helper)];
  if (requested) return;
  const CompoundPlace& place = world.compounds[compound.id.index()];
  const auto post = helper == Helper::gatehouse_guard ? place.guard
                    : helper == Helper::safety_lead   ? place.safety_lead
                                                      : std::nullopt;
  if (post &&
      !can_be_sent(world.settings.dispatch, world.district.staff[post->index()], out.now(), severity_of(incident.id)))
    return;
  if (bool* busy = busy_flag(compound, helper)) {
    if (*busy) return;
    *busy = true;
  }
  requested = true;
  const auto code = static_cast<std::uint32_t>(helper);
  sim::Draw draw = draw_of(compound.luck, incident.id, Purpose::sets_out, code);
  const ResponseParams& p = world.settings.response;
  const sim::Duration sets_out =
      (helper == Helper::relative ? p.relative_sets_out_s : p.local_sets_out_s).sample_duration(draw);
  incident.units.push_back({0, static_cast<std::uint8_t>(helper), false, false});
  out.after(sets_out, UnitDispatched{incident.id, code, 0});
  out.after(sets_out + local_travel_time(world, compound, incident, helper), UnitArrived{incident.id, code, 0});
}

void release(const World& world, CompoundState& compound, IncidentId incident, const EngagedUnit& unit,
             sim::Duration delay, bool at_base, Outbox& out) {
  const auto helper = static_cast<Helper>(unit.helper);
  if (bool* busy = busy_flag(compound, helper)) *busy = false;
  if (!belongs_to_pool(helper)) return;
  out.send(home_of(world, compound.id, unit), std::max(delay, least_delay),
           UnitReleased{incident, unit.helper, static_cast<std::uint16_t>(at_base ? 1 : 0), unit.unit % own_units});
}

void end(const World& world, CompoundState& compound, ActiveIncident& incident, Ending ending, FireExtent extent,
         std::uint64_t loss_yuan, Outbox& out) {
  for (const EngagedUnit& unit : incident.units) {
    const auto helper = static_cast<Helper>(unit.helper);
    if (!unit.arrived && belongs_to_pool(helper)) continue;
    const bool transports = helper == Helper::ambulance && unit.reached;
    release(world, compound, incident.id, unit,
            transports ? sim::minutes(world.settings.response.ambulance_hospital_min) : least_delay, transports, out);
  }
  for (std::size_t h = 0; h < helpers; ++h) {
    const auto helper = static_cast<Helper>(h);
    if (!incident.requested[h] || !belongs_to_pool(helper)) continue;
    if (helper == Helper::fire_engine && !world.settings.dispatch.engines_stand_down) continue;
    const auto there = std::count_if(incident.units.begin(), incident.units.end(),
                                     [h](const EngagedUnit& u) { return u.helper == h && u.arrived; });
    if (there > 0 && helper != Helper::fire_engine) continue;  // of the others one is asked for
    out.send(home_of(world, compound.id, helper), least_delay,
             HelpWithdrawn{incident.id, compound.id, static_cast<std::uint32_t>(h)});
  }
  out.after(sim::Duration::zero(),
            IncidentEnded{incident.id, static_cast<std::uint16_t>(ending), static_cast<std::uint16_t>(extent),
                          static_cast<std::uint32_t>(incident.variety), loss_yuan});
  const auto position = &incident - compound.active.data();
  compound.active.erase(compound.active.begin() + position);
}

void handle(const World& world, CompoundState& compound, const UnitArrived& event, Outbox& out) {
  const auto helper = static_cast<Helper>(event.helper);
  ActiveIncident* incident = find(compound.active, event.incident);
  if (incident == nullptr) {  // over before they came: they turn round
    if (belongs_to_pool(helper))
      release(world, compound, event.incident, {event.unit, static_cast<std::uint8_t>(event.helper), true, false},
              least_delay, false, out);
    return;
  }
  const auto engaged = std::find_if(incident->units.begin(), incident->units.end(), [&](const EngagedUnit& u) {
    return u.helper == event.helper && u.unit == event.unit && !u.arrived;
  });
  if (engaged == incident->units.end())
    incident->units.push_back({event.unit, static_cast<std::uint8_t>(event.helper), true, false});
  else
    engaged->arrived = true;
  out.after(access_time(world, compound, *incident, helper, out.now()),
            HelperReached{event.incident, event.helper, event.unit});
}

void handle(const World& world, CompoundState& compound, const HelperReached& event, Outbox& out) {
  ActiveIncident* incident = find(compound.active, event.incident);
  if (incident == nullptr) return;
  for (EngagedUnit& unit : incident->units)
    if (unit.helper == event.helper && unit.unit == event.unit) unit.reached = true;
  incident->helper_there = true;
  helper_reached(world, compound, *incident, static_cast<Helper>(event.helper), out);
}

}  // namespace yuanluo::models
