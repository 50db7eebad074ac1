// Recorded runs for other programs: tables for spreadsheets, GeoJSON for a GIS, trips for kepler.gl and deck.gl.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "models/events.hpp"
#include "viz/replay/recorded_run.hpp"

namespace yuanluo::viz {

// Which events; default: all.
struct EventSelection {
  sim::SimTime from = sim::SimTime::min(), until = sim::never;
  std::vector<bool> kinds;  // by place in the vocabulary; empty: any
  std::optional<models::IncidentId> incident;
  std::optional<models::CompoundId> compound;    // of the incident
  std::optional<models::CommunityId> community;  // likewise

  bool operator()(const models::World& world, const models::Event& event) const;
};

// Shows the selected events in order; stops when `show` returns false.
void for_each_event(RecordedRun& run, const EventSelection& selection,
                    const std::function<bool(const models::Event&)>& show);

// One event as a row; `event_columns` names the cells. Words are keys, moments are seconds since the epoch of the run.
std::vector<std::string> event_row(const models::World& world, const models::Event& event);
const std::vector<std::string>& event_columns();
// The same for people: when, what, where, details.
std::string event_line(const RecordedRun& run, const models::Event& event, models::Language language);

// RFC 4180, UTF-8 with byte order mark.
std::string events_csv(RecordedRun& run, const EventSelection& selection);
std::string incidents_csv(RecordedRun& run, const EventSelection& selection);
// One Point for each incident; times as `onset_s`, and as ISO 8601 `onset` with the run's epoch at `monday`.
std::string incidents_geojson(RecordedRun& run, const EventSelection& selection, std::int64_t monday_s);
// One LineString for each journey with coordinates [longitude, latitude, altitude, seconds since 1970], as kepler.gl
// wants trips. `monday_s`: the run's epoch in seconds since 1970. Source: [KeplerTrips].
std::string trips_geojson(RecordedRun& run, const EventSelection& selection, std::int64_t monday_s);
// A JSON array for deck.gl's TripsLayer: `path` of [longitude, latitude], `timestamps` in seconds since the epoch of
// the run. Source: [DeckTrips].
std::string trips_json(RecordedRun& run, const EventSelection& selection);

}  // namespace yuanluo::viz
