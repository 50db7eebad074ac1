// What every incident has in common: it is noticed, help is asked for, helpers come, it ends.
#pragma once

#include "models/state.hpp"
#include "models/world.hpp"

namespace yuanluo::models {

// The active incident of that id; null if it is over.
ActiveIncident* find(std::vector<ActiveIncident>& active, IncidentId id);

// Somebody or something knows. The first time this is a fact of the record.
void notice(ActiveIncident& incident, Noticer by, Outbox& out);

// Schedules a step of the incident's course.
void after(Outbox& out, IncidentId incident, sim::Duration delay, std::uint32_t step, std::uint32_t detail = 0);
template <class Step>
requires std::is_enum_v<Step>
void after(Outbox& out, IncidentId incident, sim::Duration delay, Step step, std::uint32_t detail = 0) {
  after(out, incident, delay, static_cast<std::uint32_t>(step), detail);
}

// Asks a pool or service of the district for units, `delay` from now; a second request of the same kind is dropped.
void ask(const World& world, CompoundState& compound, ActiveIncident& incident, Helper helper, sim::Duration delay,
         Outbox& out, double units = 1.0);

// Sends somebody who is near: neighbour, guard, safety lead, relative. They set out after their own delay. A second one
// of the same kind is not sent; a guard or safety lead who is busy cannot go.
void send_local(const World& world, CompoundState& compound, ActiveIncident& incident, Helper helper, Outbox& out);

// The incident is over: facts, helpers sent home, forgotten. `incident` is gone afterwards.
void end(const World& world, CompoundState& compound, ActiveIncident& incident, Ending ending, FireExtent extent,
         std::uint64_t loss_yuan, Outbox& out);

// Sends one engaged unit home (to its pool) after `delay`; with `at_base` it has come home by then.
void release(const World& world, CompoundState& compound, IncidentId incident, const EngagedUnit& unit,
             sim::Duration delay, bool at_base, Outbox& out);

void handle(const World& world, CompoundState& compound, const UnitArrived& event, Outbox& out);
void handle(const World& world, CompoundState& compound, const HelperReached& event, Outbox& out);

}  // namespace yuanluo::models
