#include "viz/replay/marks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "models/response/capability.hpp"
#include "models/response/travel.hpp"
#include "models/situation/onset.hpp"
#include "models/water/waterworks.hpp"

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

Stage stage_of(const OpenIncident& i) {
  if (i.water != sim::never) return Stage::water;
  if (i.reached != sim::never) return Stage::reached;
  if (i.set_out != sim::never) return Stage::dispatched;
  if (i.acknowledged != sim::never) return Stage::acknowledged;
  if (i.noticed != sim::never) return Stage::noticed;
  return Stage::onset;
}

std::string stage_text(const OpenIncident& i, Language language) {
  if (i.from_before()) return models::in({"运行开始前已存在", "from before the run"}, language);
  switch (stage_of(i)) {
    case Stage::onset:
      return models::in({"尚无人知晓", "nobody knows yet"}, language);
    case Stage::noticed:
      return i.told == 0 ? models::in({"已发现", "noticed"}, language)
             : i.unanswered != 0
                 ? models::in({"已报警，无人应答", "alarm given, nobody has answered"}, language)
                 : fmt::format(fmt::runtime(models::in({"已报警，通知 {} 次", "alarm given, {} told"}, language)),
                               i.told);
    case Stage::acknowledged:
      return models::in({"已有人应答", "somebody has answered"}, language);
    case Stage::dispatched:
      return models::in({"力量在途", "help is on the way"}, language);
    case Stage::reached:
      return models::in({"现场处置中", "help is there"}, language);
    case Stage::water:
      return fmt::format(fmt::runtime(models::in({"出水 {:.1f} 升/秒", "water on, {:.1f} L/s"}, language)),
                         i.water_dlps * 0.1);
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

PlanePoint gate_of(const RecordedRun& run, models::IncidentId incident) {
  const Variety variety = variety_from_id(incident);
  const auto compound = models::compound_of(run.world(), incident, variety);
  return compound ? run.world().compounds[compound->index()].gate : models::position_of(run.world(), incident, variety);
}

// What the model reckons for the way home across country, s.
double time_home_s(const models::World& world, Helper helper, PlanePoint from, PlanePoint home, sim::SimTime at) {
  const models::Way way = world.roads.whole(mode_of(helper), {from, {}}, {home, {}}, models::Way::none())
                              .times(world.settings.dispatch.detour_under_way / models::Roads::detour);
  const double on_foot_s = sim::to_seconds(models::running_time(world, way.metres()));
  if (helper == Helper::micro_fire_crew) return on_foot_s;
  const double ride_s =
      models::typical_seconds(world.settings, mode_of(helper), way, static_cast<std::size_t>(sim::hour_of_day(at)),
                              static_cast<std::size_t>(sim::weekday_of(at)));
  return helper == Helper::fire_engine || helper == Helper::ambulance ? ride_s : std::min(on_foot_s, ride_s);
}

// Home from the gate, or from where the unit turned round. The trace does not tell where that was; the model's time for
// the way home does. `until` is set to when the unit comes home, if the trace does not know.
Journeying way_home(RecordedRun& run, const models::UnitOut& unit, const Journeying& out,
                    std::optional<sim::SimTime>& until) {
  const PlanePoint home = out.points().front(), gate = out.points().back();
  const auto needed_s = [&](double share) {
    const PlanePoint there{home.x + share * (gate.x - home.x), home.y + share * (gate.y - home.y)};
    return time_home_s(run.world(), unit.helper(), there, home, unit.since);
  };
  double covered = 1.0;
  if (unit.turned_round() && until) {
    const double took_s = sim::to_seconds(*until - unit.since);
    double near = 0.0;
    for (int i = 0; i < 20; ++i) {
      const double middle = 0.5 * (near + covered);
      (needed_s(middle) < took_s ? near : covered) = middle;
    }
  } else if (unit.turned_round()) {
    covered = std::min(1.0, sim::to_seconds(unit.since - unit.set_out) / std::max(needed_s(1.0), 1.0));
  }
  if (!until) until = unit.since + sim::seconds(needed_s(covered));
  const models::TravelMode mode = mode_of(unit.helper());
  return run.ways().between(mode, out.at(covered), home, run.closed_streets(unit.since, mode));
}

}  // namespace

Journeying way_out(RecordedRun& run, const Places& places, UnitKey unit, models::IncidentId incident,
                   sim::SimTime set_out) {
  const PlanePoint gate = gate_of(run, incident);
  const auto start = places.start_of(unit, incident, set_out);
  if (!start) return Journeying({gate});
  if (!places.has_post(unit)) return Journeying({*start, gate});  // within the compound
  const models::TravelMode mode = mode_of(unit.helper);
  return run.ways().between(mode, *start, gate, run.closed_streets(set_out, mode));
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
  if (id.stream() >= static_cast<std::uint32_t>(models::ClosureStream::accident)) return models::closure_variety(id);
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
  mark.title = models::in(models::word(i.variety).text, language);
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
  mark.title = models::in(models::word(row.variety).text, language);
  mark.place = places.address(row.id, row.variety, language);
  mark.stage_text = models::in(models::word(row.ending).text, language);
  mark.ink = Ink::faint;
  return mark;
}

UnitMark unit_mark(RecordedRun& run, const Places& places, const models::UnitOut& unit, sim::SimTime at,
                   sim::Duration trail, Language language) {
  UnitMark mark;
  mark.unit = {unit.home.value, unit.helper(), unit.number()};
  mark.state = state_of(unit.phase);
  mark.incident = unit.name.incident;
  mark.since = unit.since;
  mark.next_at = run.next_of(unit, at);
  mark.label = places.unit_name(mark.unit, language);
  mark.ink = ink_of(mark.state);

  const PlanePoint site = models::position_of(run.world(), unit.name.incident, variety_from_id(unit.name.incident));
  const Journeying out = way_out(run, places, mark.unit, unit.name.incident, unit.set_out);
  const PlanePoint gate = out.points().back();
  mark.at = gate;
  const auto under_way = [&](const Journeying& way, sim::SimTime from, std::optional<sim::SimTime> until) {
    const double share = share_of(from, at, until);
    mark.at = way.at(share);
    mark.heading = way.heading(share);
    mark.trail = way.stretch(share_of(from, std::max(from, at - trail), until), share);
    mark.way_ahead = way.stretch(share, 1.0);
  };
  if (unit.phase == OutPhase::at_gate || unit.phase == OutPhase::at_work) {
    // From the gate to the door, then there.
    const Journeying in_compound({gate, site});
    const double share = unit.phase == OutPhase::at_work ? 1.0 : share_of(unit.since, at, mark.next_at);
    mark.at = in_compound.at(share);
    mark.heading = in_compound.heading(share);
    if (share < 1.0) mark.way_ahead = in_compound.stretch(share, 1.0);
  } else if (out.points().size() == 1) {
    mark.from_afar = true;
    mark.share = share_of(unit.since, at, mark.next_at);
  } else if (unit.phase == OutPhase::on_way) {
    under_way(out, unit.set_out, mark.next_at);
  } else {
    std::optional<sim::SimTime> until = mark.next_at;
    const Journeying back = way_home(run, unit, out, until);
    under_way(back, unit.since, until);
  }
  return mark;
}

std::optional<FailureMark> failure_mark(const RecordedRun& run, const Places& places, const OpenIncident& i,
                                        Language language) {
  if (models::hazard_of(i.variety) != Hazard::outage || models::is_closure(i.variety)) return std::nullopt;
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

std::optional<ClosureMark> closure_mark(const RecordedRun& run, const Places& places, const OpenIncident& i,
                                        Language language) {
  const std::uint32_t street = i.id.entity();
  if (!models::is_closure(i.variety) || street >= run.map().streets.size()) return std::nullopt;
  ClosureMark mark;
  mark.thing = {ThingKind::street, street};
  mark.incident = i.id;
  mark.variety = i.variety;
  mark.since = i.onset;
  mark.line = run.map().streets[street].line;
  mark.label = fmt::format("{}{}{}", models::word(i.variety).text.in(language), language == Language::zh ? "：" : ": ",
                           places.name(mark.thing, language));
  return mark;
}

std::vector<WaterMark> water_marks(RecordedRun& run, const OpenIncident& i, sim::SimTime at, Language language) {
  // One hydrant for each crew, with what it gives now.
  std::vector<HydrantMoment> open;
  if (i.id.hazard() != Hazard::fire || i.set_out == sim::never) return {};
  for (const HydrantMoment& moment : run.hydrants_of(i.id)) {
    if (moment.at > at) break;
    const auto same = [&](const HydrantMoment& m) { return m.helper == moment.helper && m.unit == moment.unit; };
    open.erase(
        std::remove_if(open.begin(), open.end(), [&](const HydrantMoment& m) { return moment.closed || same(m); }),
        open.end());
    if (!moment.closed) open.push_back(moment);
  }
  std::vector<WaterMark> marks;
  for (const HydrantMoment& moment : open) {
    if (moment.hydrant.index() >= run.map().hydrants.size()) continue;
    marks.push_back({{ThingKind::hydrant, moment.hydrant.value},
                     run.map().hydrants[moment.hydrant.index()].at,
                     models::position_of(run.world(), i.id, i.variety),
                     moment.flow_lps,
                     moment.pressure_m,
                     water_text(moment.flow_lps, moment.pressure_m, language)});
  }
  return marks;
}

std::string water_text(double flow_lps, double pressure_m, Language language) {
  return fmt::format(fmt::runtime(models::in({"{:.1f} 升/秒，{:.2f} MPa", "{:.1f} L/s at {:.2f} MPa"}, language)),
                     flow_lps, pressure_m / models::metres_per_mpa);
}

AlarmLine alarm_line(const Places& places, const models::AlarmNews& news, Language language) {
  AlarmLine line;
  line.at = news.at;
  line.incident = news.incident;
  line.state = static_cast<AlarmState>(std::min(news.what, 3u));
  const std::string who = models::in(models::word(static_cast<models::Recipient>(news.recipient)).text, language);
  const std::string what = models::in(models::word(news.incident.hazard()).text, language);
  const std::string where = places.of_incident(news.incident, variety_from_id(news.incident), language);
  const auto say = [&](const Text& text) {
    return fmt::format(fmt::runtime(models::in(text, language)), who, what, where);
  };
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
