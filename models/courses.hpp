// What each hazard does at the points that all incidents share. One overload a course; a new course does not compile
// until it has its own.
#pragma once

#include "models/state.hpp"
#include "models/world.hpp"

namespace yuanluo::models {

// A step of the course fell due.
void step(const World&, CompoundState&, ActiveIncident&, FireCourse&, const StepFellDue&, Outbox&);
void step(const World&, CompoundState&, ActiveIncident&, GasCourse&, const StepFellDue&, Outbox&);
void step(const World&, CompoundState&, ActiveIncident&, FallCourse&, const StepFellDue&, Outbox&);
void step(const World&, CompoundState&, ActiveIncident&, MedicalCourse&, const StepFellDue&, Outbox&);
void step(const World&, CompoundState&, ActiveIncident&, FalseAlarmCourse&, const StepFellDue&, Outbox&);
void step(const World&, CompoundState&, ActiveIncident&, OutageCourse&, const StepFellDue&, Outbox&);

// Somebody who answered an alarm knows what is going on and asks for the help that is needed.
void verified(const World&, CompoundState&, ActiveIncident&, FireCourse&, Outbox&);
void verified(const World&, CompoundState&, ActiveIncident&, GasCourse&, Outbox&);
void verified(const World&, CompoundState&, ActiveIncident&, FallCourse&, Outbox&);
void verified(const World&, CompoundState&, ActiveIncident&, MedicalCourse&, Outbox&);
void verified(const World&, CompoundState&, ActiveIncident&, FalseAlarmCourse&, Outbox&);
void verified(const World&, CompoundState&, ActiveIncident&, OutageCourse&, Outbox&);

// A helper is at the patient, the fire, the door.
void reached(const World&, CompoundState&, ActiveIncident&, FireCourse&, Helper, Outbox&);
void reached(const World&, CompoundState&, ActiveIncident&, GasCourse&, Helper, Outbox&);
void reached(const World&, CompoundState&, ActiveIncident&, FallCourse&, Helper, Outbox&);
void reached(const World&, CompoundState&, ActiveIncident&, MedicalCourse&, Helper, Outbox&);
void reached(const World&, CompoundState&, ActiveIncident&, FalseAlarmCourse&, Helper, Outbox&);
void reached(const World&, CompoundState&, ActiveIncident&, OutageCourse&, Helper, Outbox&);

inline void helper_reached(const World& world, CompoundState& compound, ActiveIncident& incident, Helper helper,
                           Outbox& out) {
  std::visit([&](auto& course) { reached(world, compound, incident, course, helper, out); }, incident.course);
}
inline void incident_verified(const World& world, CompoundState& compound, ActiveIncident& incident, Outbox& out) {
  std::visit([&](auto& course) { verified(world, compound, incident, course, out); }, incident.course);
}

}  // namespace yuanluo::models
