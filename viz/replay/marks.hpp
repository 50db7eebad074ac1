// What moves and what is open, as marks on the map. Internal to viz/replay.
#pragma once

#include <vector>

#include "viz/replay/frame.hpp"
#include "viz/replay/places.hpp"
#include "viz/replay/recorded_run.hpp"
#include "viz/replay/ways.hpp"

namespace yuanluo::viz {

// From where a unit sets out to the gate of the incident's compound, on the streets, and within a compound straight;
// one point where the model does not say whence.
Journeying way_out(RecordedRun& run, const Places& places, UnitKey unit, models::IncidentId incident,
                   sim::SimTime set_out);

IncidentMark incident_mark(const RecordedRun& run, const Places& places, const models::OpenIncident& incident,
                           sim::SimTime at, models::Language language);
IncidentMark ended_mark(const RecordedRun& run, const Places& places, const IncidentRow& row,
                        models::Language language);
UnitMark unit_mark(RecordedRun& run, const Places& places, const models::UnitOut& unit, sim::SimTime at,
                   sim::Duration trail, models::Language language);
// None if the incident is no failure of equipment or supply, or one of a street.
std::optional<FailureMark> failure_mark(const RecordedRun& run, const Places& places,
                                        const models::OpenIncident& incident, models::Language language);
// None if it is no street that is closed.
std::optional<ClosureMark> closure_mark(const RecordedRun& run, const Places& places,
                                        const models::OpenIncident& incident, models::Language language);
// The hydrants that are open for a fire.
std::vector<WaterMark> water_marks(RecordedRun& run, const models::OpenIncident& incident, sim::SimTime at,
                                   models::Language language);
// "6.5 升/秒，0.18 MPa"
std::string water_text(double flow_lps, double pressure_m, models::Language language);
AlarmLine alarm_line(const Places& places, const models::AlarmNews& news, models::Language language);

// The variety that the id alone tells, for incidents that are over.
models::Variety variety_from_id(models::IncidentId id);

}  // namespace yuanluo::viz
