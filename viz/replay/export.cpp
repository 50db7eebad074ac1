#include "viz/replay/export.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <nlohmann/json.hpp>

#include "models/event_words.hpp"
#include "models/situation/onset.hpp"
#include "scenarios/tables/csv_text.hpp"
#include "viz/replay/marks.hpp"

namespace yuanluo::viz {

using models::IncidentId;
using models::Language;

namespace {

using Json = nlohmann::ordered_json;

std::optional<IncidentId> incident_of(const models::Event& event) {
  return std::visit(
      [](const auto& e) -> std::optional<IncidentId> {
        if constexpr (requires { e.incident; })
          return e.incident;
        else
          return std::nullopt;
      },
      event.payload);
}

template <class Enum>
std::string key(std::uint32_t code) {
  return std::string(models::word(static_cast<Enum>(code)).key);
}

// Name and value of everything an event holds but its incident.
std::vector<std::pair<const char*, std::string>> details(const models::Event& event) {
  std::vector<std::pair<const char*, std::string>> all;
  std::visit(
      [&](const auto& e) {
        if constexpr (requires { e.noticer; }) all.emplace_back("noticer", key<models::Noticer>(e.noticer));
        if constexpr (requires { e.recipient; }) all.emplace_back("recipient", key<models::Recipient>(e.recipient));
        if constexpr (requires { e.helper; }) all.emplace_back("helper", key<models::Helper>(e.helper));
        if constexpr (requires { e.unit; }) all.emplace_back("unit", std::to_string(e.unit));
        if constexpr (requires { e.variety; }) all.emplace_back("variety", key<models::Variety>(e.variety));
        if constexpr (requires { e.ending; }) all.emplace_back("ending", key<models::Ending>(e.ending));
        if constexpr (requires { e.extent; }) all.emplace_back("extent", key<models::FireExtent>(e.extent));
        if constexpr (requires { e.loss_yuan; }) all.emplace_back("loss_yuan", std::to_string(e.loss_yuan));
        if constexpr (requires { e.flow_dlps; }) all.emplace_back("flow_lps", fmt::format("{:.1f}", e.flow_dlps * 0.1));
        if constexpr (requires { e.resident; }) all.emplace_back("resident", std::to_string(e.resident.value));
        if constexpr (requires { e.died; }) all.emplace_back("died", std::to_string(e.died));
        if constexpr (requires { e.step; }) all.emplace_back("step", std::to_string(e.step));
        if constexpr (requires { e.detail; }) all.emplace_back("detail", std::to_string(e.detail));
        if constexpr (requires { e.lifeline; }) all.emplace_back("lifeline", std::to_string(e.lifeline));
        if constexpr (requires { e.which; }) all.emplace_back("which", std::to_string(e.which));
        if constexpr (requires { e.working; }) all.emplace_back("working", std::to_string(e.working));
        if constexpr (requires { e.hydrant; }) all.emplace_back("hydrant", std::to_string(e.hydrant.value));
        if constexpr (requires { e.hose_m; }) all.emplace_back("hose_m", std::to_string(e.hose_m));
        if constexpr (requires { e.pressure_dm; })
          all.emplace_back("pressure_m", fmt::format("{:.1f}", e.pressure_dm * 0.1));
        if constexpr (requires { e.station; }) all.emplace_back("pump_station", std::to_string(e.station));
        if constexpr (requires { e.runs; }) all.emplace_back("runs", std::to_string(e.runs));
        if constexpr (requires { e.street; }) all.emplace_back("street", std::to_string(e.street));
        if constexpr (requires { e.open; }) all.emplace_back("open", std::to_string(e.open));
        if constexpr (requires { e.longer_ms; })
          all.emplace_back("longer_s", fmt::format("{:.1f}", static_cast<double>(e.longer_ms) * 1e-3));
        if constexpr (requires { e.aed; }) all.emplace_back("aed", std::to_string(e.aed.value));
        if constexpr (requires { e.shocked; }) all.emplace_back("shocked", std::to_string(e.shocked));
      },
      event.payload);
  return all;
}

std::string process(const models::World& world, sim::ProcessId p) {
  if (p == sim::outside) return "outside";
  if (p.value >= world.processes.size()) return std::to_string(p.value);
  constexpr std::array names{"compound",          "community",    "centre", "brigade",
                             "ambulance_service", "care_service", "utility"};
  return fmt::format("{} {}", names[static_cast<std::size_t>(world.processes.kind(p))], world.processes.index(p));
}

std::string seconds_text(sim::SimTime at) {
  const std::int64_t us = at.time_since_epoch().count();
  return fmt::format("{}.{:06}", us / 1'000'000, us % 1'000'000);
}

void append_row(std::string& text, const std::vector<std::string>& cells) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) text += ',';
    scenarios::append_csv_field(text, cells[i]);
  }
  text += "\r\n";
}

std::string moment_or_nothing(sim::SimTime at) { return at == sim::never ? std::string{} : seconds_text(at); }

bool selected(const RecordedRun& run, const EventSelection& s, const IncidentRow& row) {
  if (row.onset < s.from || row.onset > s.until) return false;
  if (s.incident && *s.incident != row.id) return false;
  if (s.compound && s.compound->value != row.compound) return false;
  return !s.community || (row.compound != IncidentRow::no_compound &&
                          run.world().community_of(models::CompoundId{row.compound}) == *s.community);
}

std::string iso(sim::SimTime at, std::int64_t monday_s) {
  const std::time_t t =
      static_cast<std::time_t>(monday_s + std::chrono::floor<std::chrono::seconds>(at.time_since_epoch()).count());
  std::tm parts{};
  gmtime_r(&t, &parts);
  return fmt::format("{:%Y-%m-%dT%H:%M:%S}", parts);
}

struct Trip {
  const Journey* journey;
  std::vector<PlanePoint> way;
  std::vector<sim::SimTime> at;  // at each point
  std::string unit, helper;
};

// The way out, as it is shown on the map.
std::vector<Trip> trips(RecordedRun& run, const EventSelection& s) {
  const Places places(run.world(), run.luck());
  std::vector<Trip> all;
  for (const Journey& j : run.chronicle().journeys()) {
    if (j.set_out < s.from || j.set_out > s.until || j.arrived == sim::never) continue;
    if (s.incident && *s.incident != j.incident) continue;
    const models::Variety variety = variety_from_id(j.incident);
    const auto compound = models::compound_of(run.world(), j.incident, variety);
    if (s.compound && s.compound != compound) continue;
    if (s.community && (!compound || run.world().community_of(*compound) != *s.community)) continue;
    const UnitKey unit = UnitKey::of(j.unit);
    const Journeying way = way_out(run, places, unit, j.incident, j.set_out);
    if (way.points().size() < 2) continue;
    Trip trip{&j, way.points(), {}, places.unit_name(unit, Language::en), std::string(models::word(unit.helper).key)};
    for (std::size_t i = 0; i < way.points().size(); ++i)
      trip.at.push_back(j.set_out + sim::seconds(sim::to_seconds(j.arrived - j.set_out) * way.share_of_point(i)));
    all.push_back(std::move(trip));
  }
  return all;
}

double degrees(std::int32_t e7) { return static_cast<double>(e7) / 1e7; }

}  // namespace

bool EventSelection::operator()(const models::World& world, const models::Event& event) const {
  if (event.key.at < from || event.key.at > until) return false;
  if (!kinds.empty() && !kinds[event.payload.index()]) return false;
  if (!incident && !compound && !community) return true;
  const auto id = incident_of(event);
  if (!id) return false;
  if (incident && *id != *incident) return false;
  if (!compound && !community) return true;
  const auto where = models::compound_of(world, *id, variety_from_id(*id));
  if (!where) return false;
  return (!compound || *where == *compound) && (!community || world.community_of(*where) == *community);
}

void for_each_event(RecordedRun& run, const EventSelection& selection,
                    const std::function<bool(const models::Event&)>& show) {
  if (selection.incident) {
    for (const models::Event& event : run.events_of(*selection.incident))
      if (selection(run.world(), event) && !show(event)) return;
    return;
  }
  bool go_on = true;
  run.for_each(selection.from, selection.until, [&](const models::Event& event) {
    if (go_on && selection(run.world(), event)) go_on = show(event);
    return go_on;
  });
}

const std::vector<std::string>& event_columns() {
  static const std::vector<std::string> names{
      "time_s", "microstep", "from",     "to",       "event",   "incident",  "compound", "noticer",    "recipient",
      "helper", "unit",      "variety",  "ending",   "extent",  "loss_yuan", "flow_lps", "resident",   "died",
      "step",   "detail",    "lifeline", "which",    "working", "hydrant",   "hose_m",   "pressure_m", "pump_station",
      "runs",   "street",    "open",     "longer_s", "aed",     "shocked"};
  return names;
}

std::vector<std::string> event_row(const models::World& world, const models::Event& event) {
  const auto id = incident_of(event);
  std::vector<std::string> row{seconds_text(event.key.at),
                               std::to_string(event.key.microstep),
                               process(world, event.key.from),
                               process(world, event.to),
                               std::string(models::event_word(event.payload.index()).key),
                               id ? id->str() : "",
                               ""};
  if (id)
    if (const auto compound = models::compound_of(world, *id, variety_from_id(*id)))
      row.back() = std::to_string(compound->value);
  const auto all = details(event);
  const auto& columns = event_columns();
  for (std::size_t c = row.size(); c < columns.size(); ++c) {
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto& d) { return columns[c] == d.first; });
    row.push_back(found == all.end() ? "" : found->second);
  }
  return row;
}

std::string event_line(const RecordedRun& run, const models::Event& event, Language language) {
  std::string text = fmt::format("{}  {}", clock_text(event.key.at, language),
                                 models::event_word(event.payload.index()).text.in(language));
  if (const auto id = incident_of(event)) {
    const Places places(run.world(), run.luck());
    text += fmt::format("  {}  {}", id->str(), places.of_incident(*id, variety_from_id(*id), language));
  }
  for (const auto& [name, value] : details(event)) text += fmt::format("  {}={}", name, value);
  return text;
}

std::string events_csv(RecordedRun& run, const EventSelection& selection) {
  std::string text(scenarios::utf8_mark);
  append_row(text, event_columns());
  for_each_event(run, selection, [&](const models::Event& event) {
    append_row(text, event_row(run.world(), event));
    return true;
  });
  return text;
}

std::string incidents_csv(RecordedRun& run, const EventSelection& selection) {
  std::string text(scenarios::utf8_mark);
  append_row(text, {"incident", "hazard", "variety", "compound", "compound_zh", "compound_en", "lon", "lat", "onset_s",
                    "noticed_s", "reached_s", "ended_s", "ending", "deaths", "injuries"});
  for (const IncidentRow& row : run.chronicle().rows()) {
    if (!selected(run, selection, row)) continue;
    const models::GeoPoint at = run.world().plane.to_geo(models::position_of(run.world(), row.id, row.variety));
    const bool placed = row.compound != IncidentRow::no_compound;
    const models::Name name = placed ? run.world().district.compounds[row.compound].name : models::Name{};
    append_row(text,
               {row.id.str(), std::string(models::word(row.hazard()).key), std::string(models::word(row.variety).key),
                placed ? std::to_string(row.compound) : "", name.zh, name.en, fmt::format("{:.7f}", at.lon()),
                fmt::format("{:.7f}", at.lat()), seconds_text(row.onset), moment_or_nothing(row.noticed),
                moment_or_nothing(row.reached), moment_or_nothing(row.ended), std::string(models::word(row.ending).key),
                std::to_string(row.deaths), std::to_string(row.injuries)});
  }
  return text;
}

std::string incidents_geojson(RecordedRun& run, const EventSelection& selection, std::int64_t monday_s) {
  Json features = Json::array();
  for (const IncidentRow& row : run.chronicle().rows()) {
    if (!selected(run, selection, row)) continue;
    const models::GeoPoint at = run.world().plane.to_geo(models::position_of(run.world(), row.id, row.variety));
    const auto seconds = [](sim::SimTime t) {
      return t == sim::never ? Json(nullptr) : Json(sim::to_seconds(t - sim::epoch));
    };
    features.push_back({{"type", "Feature"},
                        {"geometry", {{"type", "Point"}, {"coordinates", {degrees(at.lon_e7), degrees(at.lat_e7)}}}},
                        {"properties",
                         {{"incident", row.id.str()},
                          {"hazard", models::word(row.hazard()).key},
                          {"variety", models::word(row.variety).key},
                          {"onset", iso(row.onset, monday_s)},
                          {"onset_s", seconds(row.onset)},
                          {"noticed_s", seconds(row.noticed)},
                          {"reached_s", seconds(row.reached)},
                          {"ended_s", seconds(row.ended)},
                          {"ending", models::word(row.ending).key},
                          {"deaths", row.deaths},
                          {"injuries", row.injuries}}}});
  }
  return Json{{"type", "FeatureCollection"}, {"features", std::move(features)}}.dump() + '\n';
}

std::string trips_geojson(RecordedRun& run, const EventSelection& selection, std::int64_t monday_s) {
  Json features = Json::array();
  for (const Trip& trip : trips(run, selection)) {
    Json coordinates = Json::array();
    for (std::size_t i = 0; i < trip.way.size(); ++i) {
      const models::GeoPoint at = run.world().plane.to_geo(trip.way[i]);
      const std::int64_t second =
          monday_s + std::chrono::round<std::chrono::seconds>(trip.at[i].time_since_epoch()).count();
      coordinates.push_back({degrees(at.lon_e7), degrees(at.lat_e7), 0, second});
    }
    features.push_back(
        {{"type", "Feature"},
         {"geometry", {{"type", "LineString"}, {"coordinates", std::move(coordinates)}}},
         {"properties", {{"unit", trip.unit}, {"helper", trip.helper}, {"incident", trip.journey->incident.str()}}}});
  }
  return Json{{"type", "FeatureCollection"}, {"features", std::move(features)}}.dump() + '\n';
}

std::string trips_json(RecordedRun& run, const EventSelection& selection) {
  Json all = Json::array();
  for (const Trip& trip : trips(run, selection)) {
    Json path = Json::array(), timestamps = Json::array();
    for (std::size_t i = 0; i < trip.way.size(); ++i) {
      const models::GeoPoint at = run.world().plane.to_geo(trip.way[i]);
      path.push_back({degrees(at.lon_e7), degrees(at.lat_e7)});
      timestamps.push_back(sim::to_seconds(trip.at[i] - sim::epoch));
    }
    all.push_back({{"unit", trip.unit},
                   {"helper", trip.helper},
                   {"incident", trip.journey->incident.str()},
                   {"path", std::move(path)},
                   {"timestamps", std::move(timestamps)}});
  }
  return all.dump() + '\n';
}

}  // namespace yuanluo::viz
