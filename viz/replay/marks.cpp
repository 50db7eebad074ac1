#include "viz/replay/marks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "models/response/capability.hpp"
#include "models/situation/onset.hpp"

namespace yuanluo::viz {

using models::Hazard;
using models::Helper;
using models::Language;
using models::OpenIncident;
using models::OutPhase;
using models::Stage;
using models::Text;
using models::Variety;

namespace {

std::string in(const Text& text, Language language) { return std::string(text.in(language)); }

Stage stage_of(const OpenIncident& i) {
  if (i.water != sim::never) return Stage::water;
  if (i.reached != sim::never) return Stage::reached;
  if (i.set_out != sim::never) return Stage::dispatched;
  if (i.acknowledged != sim::never) return Stage::acknowledged;
  if (i.noticed != sim::never) return Stage::noticed;
  return Stage::onset;
}

std::string stage_text(const OpenIncident& i, Language language) {
  if (i.from_before()) return in({"运行开始前已存在", "from before the run"}, language);
  switch (stage_of(i)) {
    case Stage::onset:
      return in({"尚无人知晓", "nobody knows yet"}, language);
    case Stage::noticed:
      return i.told == 0 ? in({"已发现", "noticed"}, language)
             : i.unanswered != 0
                 ? in({"已报警，无人应答", "alarm given, nobody has answered"}, language)
                 : fmt::format(fmt::runtime(in({"已报警，通知 {} 次", "alarm given, {} told"}, language)), i.told);
    case Stage::acknowledged:
      return in({"已有人应答", "somebody has answered"}, language);
    case Stage::dispatched:
      return in({"力量在途", "help is on the way"}, language);
    case Stage::reached:
      return in({"现场处置中", "help is there"}, language);
    case Stage::water:
      return fmt::format(fmt::runtime(in({"出水 {:.1f} 升/秒", "water on, {:.1f} L/s"}, language)), i.water_dlps * 0.1);
    default:
      return {};
  }
}

double limit_s(const RecordedRun& run, Hazard hazard) {
  return run.world().settings.targets.of(hazard, models::Latency::response);
}

UnitState state_of(OutPhase phase) {
  switch (phase) {
    case OutPhase::on_way:
      return UnitState::on_way;
    case OutPhase::at_gate:
      return UnitState::at_gate;
    case OutPhase::at_work:
      return UnitState::at_work;
    case OutPhase::returning:
      break;
  }
  return UnitState::returning;
}

Ink ink_of(UnitState state) {
  switch (state) {
    case UnitState::free:
      return Ink::unit_free;
    case UnitState::on_way:
      return Ink::unit_on_way;
    case UnitState::at_gate:
    case UnitState::at_work:
      return Ink::unit_there;
    case UnitState::returning:
      break;
  }
  return Ink::unit_returning;
}

double share_of(sim::SimTime from, sim::SimTime at, std::optional<sim::SimTime> until) {
  if (!until || *until <= from) return 0.0;
  return std::clamp(sim::to_seconds(at - from) / sim::to_seconds(*until - from), 0.0, 1.0);
}

}  // namespace

Journeying::Journeying(std::vector<PlanePoint> points) : points_(std::move(points)) {
  if (points_.empty()) points_.push_back({});
  length_.push_back(0.0);
  for (std::size_t i = 1; i < points_.size(); ++i)
    length_.push_back(length_.back() + models::distance(points_[i - 1], points_[i]).value);
}

PlanePoint Journeying::at(double share) const {
  const double gone = std::clamp(share, 0.0, 1.0) * length_.back();
  const auto next = std::lower_bound(length_.begin(), length_.end(), gone);
  const auto i = static_cast<std::size_t>(next - length_.begin());
  if (i == 0) return points_.front();
  if (i >= points_.size()) return points_.back();
  const double piece = length_[i] - length_[i - 1];
  const double part = piece > 0.0 ? (gone - length_[i - 1]) / piece : 1.0;
  return {points_[i - 1].x + part * (points_[i].x - points_[i - 1].x),
          points_[i - 1].y + part * (points_[i].y - points_[i - 1].y)};
}

double Journeying::heading(double share) const {
  const double gone = std::clamp(share, 0.0, 1.0) * length_.back();
  for (std::size_t i = 1; i < points_.size(); ++i)
    if (length_[i] >= gone && length_[i] > length_[i - 1])
      return std::atan2(points_[i].y - points_[i - 1].y, points_[i].x - points_[i - 1].x);
  return 0.0;
}

std::vector<PlanePoint> Journeying::stretch(double from, double to) const {
  std::vector<PlanePoint> all{at(from)};
  for (std::size_t i = 0; i < points_.size(); ++i)
    if (length_[i] > from * length_.back() && length_[i] < to * length_.back()) all.push_back(points_[i]);
  all.push_back(at(to));
  return all;
}

std::vector<PlanePoint> way_out(const RecordedRun& run, const Places& places, UnitKey unit, models::IncidentId incident,
                                sim::SimTime set_out) {
  const Variety variety = variety_from_id(incident);
  const auto compound = models::compound_of(run.world(), incident, variety);
  const PlanePoint gate =
      compound ? run.world().compounds[compound->index()].gate : models::position_of(run.world(), incident, variety);
  const auto start = places.start_of(unit, incident, set_out);
  if (!start) return {gate};
  return {*start, gate};
}

Variety variety_from_id(models::IncidentId id) {
  switch (id.hazard()) {
    case Hazard::fire:
      return Variety::fire_other;
    case Hazard::gas_leak:
      return Variety::gas_hose;
    case Hazard::fall:
      return Variety::fall_home;
    case Hazard::medical:
      return *models::begins_as(models::IllnessBegan{id});
    case Hazard::false_alarm:
      return Variety::false_smoke;
    case Hazard::outage:
      break;
  }
  return id.stream() < 10 ? Variety::outage_device : Variety::outage_power;
}

IncidentMark incident_mark(const RecordedRun& run, const Places& places, const OpenIncident& i, sim::SimTime at,
                           Language language) {
  IncidentMark mark;
  mark.id = i.id;
  mark.hazard = models::hazard_of(i.variety);
  mark.variety = i.variety;
  mark.at = models::position_of(run.world(), i.id, i.variety);
  mark.stage = stage_of(i);
  mark.onset = i.onset;
  mark.noticed = i.noticed != sim::never;
  mark.overdue = i.reached == sim::never && at - i.onset > sim::seconds(limit_s(run, mark.hazard));
  if (const auto compound = models::compound_of(run.world(), i.id, i.variety)) mark.compound = compound->value;
  mark.title = in(models::word(i.variety).text, language);
  mark.place = places.address(i.id, i.variety, language);
  mark.stage_text = stage_text(i, language);
  mark.ink = viz::ink_of(mark.hazard);
  return mark;
}

IncidentMark ended_mark(const RecordedRun& run, const Places& places, const IncidentRow& row, Language language) {
  IncidentMark mark;
  mark.id = row.id;
  mark.hazard = row.hazard();
  mark.variety = row.variety;
  mark.at = models::position_of(run.world(), row.id, row.variety);
  mark.stage = Stage::ended;
  mark.onset = row.onset;
  mark.open = false;
  mark.noticed = row.noticed != sim::never;
  if (row.compound != IncidentRow::no_compound) mark.compound = row.compound;
  mark.title = in(models::word(row.variety).text, language);
  mark.place = places.address(row.id, row.variety, language);
  mark.stage_text = in(models::word(row.ending).text, language);
  mark.ink = Ink::faint;
  return mark;
}

UnitMark unit_mark(RecordedRun& run, const Places& places, const models::UnitOut& unit, sim::SimTime at,
                   sim::Duration trail, Language language) {
  UnitMark mark;
  mark.unit = {unit.home.value, unit.helper(), unit.name.unit};
  mark.state = state_of(unit.phase);
  mark.incident = unit.name.incident;
  mark.since = unit.since;
  mark.next_at = run.next_of(unit, at);
  mark.label = places.unit_name(mark.unit, language);
  mark.ink = ink_of(mark.state);

  const PlanePoint site = models::position_of(run.world(), unit.name.incident, variety_from_id(unit.name.incident));
  std::vector<PlanePoint> points = way_out(run, places, mark.unit, unit.name.incident, unit.set_out);
  const PlanePoint gate = points.back();
  mark.at = gate;
  if (unit.phase == OutPhase::at_gate || unit.phase == OutPhase::at_work) {
    // From the gate to the door, then there.
    const Journeying in_compound({gate, site});
    const double share = unit.phase == OutPhase::at_work ? 1.0 : share_of(unit.since, at, mark.next_at);
    mark.at = in_compound.at(share);
    mark.heading = in_compound.heading(share);
    if (share < 1.0) mark.way_ahead = in_compound.stretch(share, 1.0);
  } else if (points.size() > 1) {
    const bool out = unit.phase == OutPhase::on_way;
    if (!out) std::reverse(points.begin(), points.end());
    const Journeying way(std::move(points));
    const sim::SimTime from = out ? unit.set_out : unit.since;
    const double share = share_of(from, at, mark.next_at);
    mark.at = way.at(share);
    mark.heading = way.heading(share);
    mark.trail = way.stretch(share_of(from, std::max(from, at - trail), mark.next_at), share);
    mark.way_ahead = way.stretch(share, 1.0);
  }
  return mark;
}

std::optional<FailureMark> failure_mark(const RecordedRun& run, const Places& places, const OpenIncident& i,
                                        Language language) {
  if (models::hazard_of(i.variety) != Hazard::outage) return std::nullopt;
  FailureMark mark;
  const std::uint32_t entity = i.id.entity();
  switch (i.variety) {
    case Variety::outage_device: {
      const models::HouseholdId home{entity};
      if (entity >= run.world().district.households.size()) return std::nullopt;
      const auto kind = static_cast<models::DeviceKind>(i.id.stream() % models::device_kinds);
      const auto device = run.world().device_of(home, kind);
      mark.thing = device ? Thing{ThingKind::device, device->value} : Thing{ThingKind::household, entity};
      break;
    }
    case Variety::outage_power:
      mark.thing = {ThingKind::compound, entity};
      break;
    case Variety::outage_mobile:
      mark.thing = {ThingKind::community, entity};
      break;
    case Variety::outage_hydrant:
    case Variety::outage_main:
      mark.thing = {ThingKind::hydrant, entity};
      break;
    case Variety::outage_pump:
      mark.thing = {ThingKind::pump_station, entity};
      break;
    default:
      mark.thing = {ThingKind::station, entity};
      for (std::uint32_t s = 0, nth = 0; s < run.world().district.stations.size(); ++s)
        if (run.world().district.stations[s].kind == models::StationKind::governance_centre && nth++ == entity)
          mark.thing.id = s;
  }
  mark.at = models::position_of(run.world(), i.id, i.variety);
  mark.variety = i.variety;
  mark.since = i.onset;
  mark.known = i.noticed != sim::never;
  mark.label = fmt::format("{}{}{}", models::word(i.variety).text.in(language), language == Language::zh ? "：" : ": ",
                           places.name(mark.thing, language));
  return mark;
}

std::optional<WaterMark> water_mark(const RecordedRun& run, const OpenIncident& i) {
  if (i.water == sim::never) return std::nullopt;
  const auto compound = models::compound_of(run.world(), i.id, i.variety);
  if (!compound || run.world().compounds[compound->index()].hydrants.empty()) return std::nullopt;
  const models::HydrantId hydrant = run.world().compounds[compound->index()].hydrants.front().hydrant;
  return WaterMark{run.world().plane.to_plane(run.world().district.hydrants[hydrant.index()].position),
                   models::position_of(run.world(), i.id, i.variety), i.water_dlps * 0.1};
}

AlarmLine alarm_line(const Places& places, const models::AlarmNews& news, Language language) {
  AlarmLine line;
  line.at = news.at;
  line.incident = news.incident;
  line.state = static_cast<AlarmState>(std::min(news.what, 3u));
  const std::string who = in(models::word(static_cast<models::Recipient>(news.recipient)).text, language);
  const std::string what = in(models::word(news.incident.hazard()).text, language);
  const std::string where = places.of_incident(news.incident, variety_from_id(news.incident), language);
  const auto say = [&](const Text& text) { return fmt::format(fmt::runtime(in(text, language)), who, what, where); };
  switch (line.state) {
    case AlarmState::told:
      line.text = say({"通知{0}：{2}{1}", "{0} told: {1}, {2}"});
      break;
    case AlarmState::seen:
      line.text = say({"{0}应答：{2}{1}", "{0} answers: {1}, {2}"});
      line.ink = Ink::good;
      break;
    case AlarmState::ignored:
      line.text = say({"{0}未理会：{2}{1}", "{0} does not respond: {1}, {2}"});
      line.ink = Ink::warning;
      break;
    case AlarmState::unanswered:
      line.text = say({"无人应答：{2}{1}", "nobody answers: {1}, {2}"});
      line.ink = Ink::bad;
      break;
  }
  return line;
}

}  // namespace yuanluo::viz
