#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "models/people/presence.hpp"
#include "models/response/shifts.hpp"
#include "models/situation/onset.hpp"
#include "models/water/waterworks.hpp"
#include "viz/replay/frame_at.hpp"
#include "viz/replay/marks.hpp"
#include "viz/report/numbers.hpp"

namespace yuanluo::viz {

using models::Language;
using models::Text;
using models::Variety;

namespace {

constexpr std::size_t longest_history = 200;

class Inspector {
 public:
  Inspector(RecordedRun& run, const Places& places, Thing thing, sim::SimTime at, Language language)
      : run_(run), world_(run.world()), places_(places), at_(at), language_(language) {
    result_.thing = thing;
    result_.title = places.name(thing, language);
    result_.subtitle = places.kind(thing, language);
    result_.at = places.position(thing);
  }

  Inspection make() {
    if (!places_.exists(result_.thing)) {
      fact({"状态", "state"}, say({"没有这个对象", "there is no such thing"}), Ink::warning);
      return std::move(result_);
    }
    const auto index = static_cast<std::uint32_t>(result_.thing.id);
    const models::District& d = world_.district;
    switch (result_.thing.kind) {
      case ThingKind::community:
        community(index);
        break;
      case ThingKind::compound:
        compound(index);
        break;
      case ThingKind::building:
        building(index);
        break;
      case ThingKind::household:
        household(models::HouseholdId{index});
        break;
      case ThingKind::resident:
        resident(index);
        break;
      case ThingKind::device:
        device(index);
        break;
      case ThingKind::hydrant:
        hydrant(models::HydrantId{index});
        failures([&](models::IncidentId id, Variety v) {
          return (v == Variety::outage_hydrant || v == Variety::outage_main) && id.entity() == index;
        });
        break;
      case ThingKind::pump_station:
        fact({"流量", "flow"}, fmt::format("{} L/s", d.pump_stations[index].flow_lps));
        fact({"扬程", "head"}, fmt::format("{} m", d.pump_stations[index].head_m));
        failures([&](models::IncidentId id, Variety v) { return v == Variety::outage_pump && id.entity() == index; });
        break;
      case ThingKind::station:
        station(index);
        break;
      case ThingKind::street:
        street(index);
        break;
      case ThingKind::unit:
        unit(UnitKey::of(result_.thing));
        break;
      case ThingKind::incident:
        incident(incident_of(result_.thing));
        break;
      case ThingKind::none:
        break;
    }
    return std::move(result_);
  }

 private:
  std::string say(const Text& text) const { return std::string(text.in(language_)); }
  void fact(const Text& label, std::string value, Ink ink = Ink::neutral, Thing thing = {}) {
    result_.facts.push_back({say(label), std::move(value), ink, thing});
  }
  void fact(const Text& label, std::uint64_t value) { fact(label, grouped(value)); }
  std::string yes_no(bool yes) const { return say(yes ? Text{"是", "yes"} : Text{"否", "no"}); }

  // Incidents begun by now, newest first, and their number over time.
  template <class Concerned>
  void incidents(Concerned concerned) {
    Series series{say({"累计事件", "incidents, total"}), "", {run_.range().from}, {0.0}, true};
    std::vector<const IncidentRow*> past;
    for (const IncidentRow& row : run_.chronicle().rows()) {
      if (row.onset > at_) break;
      if (!concerned(row)) continue;
      past.push_back(&row);
      series.at.push_back(row.onset);
      series.value.push_back(series.value.back() + 1.0);
    }
    fact({"至今事件", "incidents so far"}, past.size());
    for (auto row = past.rbegin(); row != past.rend() && result_.history.size() < longest_history; ++row) {
      const IncidentRow& r = **row;
      const bool open = r.open_at(at_);
      result_.history.push_back(
          {clock_text(r.onset, language_),
           fmt::format("{}{}{}", models::word(r.variety).text.in(language_), language_ == Language::zh ? "：" : ": ",
                       open                            ? say(models::word(models::Ending::open).text)
                       : models::is_closure(r.variety) ? duration_text(r.ended - r.onset, language_)
                                                       : say(models::word(r.ending).text)),
           open ? ink_of(r.hazard()) : Ink::faint, thing_of(r.id)});
    }
    if (!past.empty()) result_.plots.push_back(std::move(series));
  }

  // Works or not, now and before.
  template <class Concerned>
  void failures(Concerned concerned) {
    bool down = false;
    for (const models::OpenIncident& i : run_.situation_at(at_).incidents()) down = down || concerned(i.id, i.variety);
    Series series{say({"工作正常", "works"}), "", {run_.range().from}, {1.0}, true};
    for (const IncidentRow& row : run_.chronicle().rows()) {
      if (row.onset > at_) break;
      if (!concerned(row.id, row.variety)) continue;
      series.at.push_back(row.onset);
      series.value.push_back(0.0);
      if (row.ended > at_) continue;
      series.at.push_back(row.ended);
      series.value.push_back(1.0);
    }
    result_.facts.insert(result_.facts.begin(),
                         {say({"状态", "state"}), say(down ? Text{"不能工作", "out of order"} : Text{"正常", "works"}),
                          down ? Ink::bad : Ink::good, Thing{}});
    incidents([&](const IncidentRow& row) { return concerned(row.id, row.variety); });
    if (series.at.size() > 1) result_.plots.push_back(std::move(series));
  }

  void community(std::uint32_t c) {
    const models::CommunityPlace& place = world_.communities[c];
    std::uint64_t residents = 0;
    for (const models::CompoundId id : place.compounds) residents += run_.map().compounds[id.index()].residents;
    fact({"院落", "compounds"}, place.compounds.size());
    fact({"居民", "residents"}, residents);
    fact({"网格员岗位", "posts of grid workers"}, place.grid_workers.size());
    fact({"微型消防站", "micro fire stations"}, place.micro_stations.size());
    incidents([&](const IncidentRow& row) {
      if (row.variety == Variety::outage_mobile) return row.id.entity() == c;
      return row.compound != IncidentRow::no_compound &&
             world_.community_of(models::CompoundId{row.compound}).value == c;
    });
  }

  // For a fire in the middle of a compound.
  void hydrants_of(models::CompoundId compound, const models::Situation& now) {
    const auto& reach = run_.fire_flow().in_reach(compound);
    fact({"水带可及的消防栓", "hydrants in reach of a hose"}, reach.size());
    const auto used = run_.fire_flow().usable(compound, WaterFailures(world_, now));
    if (!used) return fact({"最近可用的消防栓", "nearest that works"}, say({"没有", "none"}), Ink::bad);
    const auto to = std::find_if(reach.begin(), reach.end(), [&](const auto& h) { return h.hydrant == *used; });
    const Thing thing{ThingKind::hydrant, used->value};
    fact({"最近可用的消防栓", "nearest that works"},
         fmt::format(fmt::runtime(say({"{}（水带 {:.0f} m）", "{}, hose of {:.0f} m"})), places_.name(thing, language_),
                     to->hose.value),
         Ink::neutral, thing);
  }

  void compound(std::uint32_t c) {
    const models::Compound& table = world_.district.compounds[c];
    const MapCompound& counted = run_.map().compounds[c];
    fact({"社区", "community"}, places_.name({ThingKind::community, table.community.value}, language_), Ink::neutral,
         {ThingKind::community, table.community.value});
    fact({"住户", "households"}, counted.households);
    fact({"居民", "residents"}, counted.residents);
    fact({"重点人群", "vulnerable residents"}, counted.vulnerable);
    fact({"建成年份", "built"}, std::to_string(table.built_year));
    fact({"门卫值守", "guard at the gate"}, yes_no(table.gatehouse_staffed));
    fact({"消防通道狭窄", "fire lane narrow"}, yes_no(table.fire_lane_narrow));
    const models::Situation& now = run_.situation_at(at_);
    hydrants_of(models::CompoundId{c}, now);
    const bool dark = std::any_of(now.incidents().begin(), now.incidents().end(), [&](const auto& i) {
      return i.variety == Variety::outage_power && i.id.entity() == c;
    });
    fact({"供电", "power"}, say(dark ? Text{"停电", "cut"} : Text{"正常", "on"}), dark ? Ink::bad : Ink::good);
    incidents([&](const IncidentRow& row) { return row.compound == c; });
  }

  void building(std::uint32_t b) {
    const models::Building& table = world_.district.buildings[b];
    fact({"院落", "compound"}, places_.name({ThingKind::compound, table.compound.value}, language_), Ink::neutral,
         {ThingKind::compound, table.compound.value});
    fact({"楼层", "floors"}, table.floors);
    fact({"单元", "entrances"}, table.stairwells);
    const auto added = std::count_if(world_.district.stairwell_lifts.begin(), world_.district.stairwell_lifts.end(),
                                     [b](const auto& lift) { return lift.building.value == b; });
    fact({"电梯", "lift"}, yes_no(table.lift || added > 0));
    incidents([&](const IncidentRow& row) {
      const auto home = models::household_of(world_, row.id, row.variety);
      return home && world_.household(*home).building.value == b;
    });
  }

  void household(models::HouseholdId home) {
    const models::CompoundId c = world_.compound_of(home);
    fact({"院落", "compound"}, places_.name({ThingKind::compound, c.value}, language_), Ink::neutral,
         {ThingKind::compound, c.value});
    for (std::uint32_t r = world_.first_resident[home.index()]; r < world_.first_resident[home.index() + 1]; ++r)
      fact({"成员", "member"}, places_.name({ThingKind::resident, r}, language_), Ink::neutral,
           {ThingKind::resident, r});
    for (std::uint32_t d = world_.first_device[home.index()]; d < world_.first_device[home.index() + 1]; ++d)
      fact({"设备", "device"}, places_.kind({ThingKind::device, d}, language_), Ink::neutral, {ThingKind::device, d});
    incidents([&](const IncidentRow& row) { return models::household_of(world_, row.id, row.variety) == home; });
  }

  void resident(std::uint32_t r) {
    const models::Resident& table = world_.district.residents[r];
    fact({"住址", "home"}, places_.name({ThingKind::household, table.household.value}, language_), Ink::neutral,
         {ThingKind::household, table.household.value});
    constexpr std::array where{Text{"外出", "out"}, Text{"在家，醒着", "at home, awake"},
                               Text{"在家，睡着", "at home, asleep"}};
    const models::Presence now = models::presence(world_, run_.luck(), models::ResidentId{r}, at_);
    fact({"此时", "now"}, say(where[static_cast<std::size_t>(now)]));
    if (table.disabled) fact({"残疾登记", "registered disabled"}, yes_no(true));
    if (table.hard_of_hearing) fact({"听力障碍", "hard of hearing"}, yes_no(true));
    incidents([&](const IncidentRow& row) { return models::resident_of(world_, row.id) == models::ResidentId{r}; });
  }

  void device(std::uint32_t d) {
    const models::Device& table = world_.district.devices[d];
    fact({"住户", "household"}, places_.name({ThingKind::household, table.household.value}, language_), Ink::neutral,
         {ThingKind::household, table.household.value});
    fact({"安装年份", "installed"}, std::to_string(table.installed_year));
    fact({"联网", "reports to the centre"}, yes_no(table.linked));
    const auto kind = static_cast<std::uint32_t>(table.kind);
    failures([&](models::IncidentId id, Variety v) {
      return v == Variety::outage_device && id.entity() == table.household.value &&
             id.stream() % models::device_kinds == kind;
    });
  }

  void hydrant(models::HydrantId h) {
    const models::Waterworks& works = *world_.waterworks;
    const models::WaterRules& rules = world_.settings.water.rules;
    const auto mpa = [](double m) { return fmt::format("{:.2f} MPa", m / models::metres_per_mpa); };
    fact({"口径", "diameter"}, fmt::format("{} mm", world_.district.hydrants[h.index()].diameter_mm));
    if (run_.fire_flow().drawn(h)) {
      fact({"供水管", "main"}, say({"未接管网，流量为假定", "tied to none, its flow is assumed"}), Ink::warning);
    } else if (const auto at_rest = works.static_pressure(h)) {
      fact({"静压", "static pressure"}, mpa(at_rest->value),
           at_rest->value < rules.static_mpa * models::metres_per_mpa ? Ink::warning : Ink::neutral);
    }
    if (const auto station = world_.zone_of(h))
      fact({"泵站", "pump station"}, places_.name({ThingKind::pump_station, station->value}, language_), Ink::neutral,
           {ThingKind::pump_station, station->value});
    const double flow = run_.fire_flow().flow_lps(h, WaterFailures(world_, run_.situation_at(at_)));
    fact({"此时单独出流", "gives now, alone"},
         fmt::format(fmt::runtime(say({"{:.1f} 升/秒（剩余 {:.2f} MPa）", "{:.1f} L/s at {:.2f} MPa"})), flow,
                     rules.residual_mpa),
         flow < rules.flow_lps ? Ink::warning : Ink::neutral);
  }

  // All pieces of the name: that is what people call a street.
  void street(std::uint32_t s) {
    const auto& streets = world_.district.streets;
    const models::Street& table = streets[s];
    const auto same = [&](std::uint32_t other) {
      return other == s || (!table.name.zh.empty() && other < streets.size() && streets[other].name == table.name);
    };
    double length_m = 0.0;
    for (std::uint32_t i = 0; i < streets.size(); ++i) {
      if (!same(i)) continue;
      const auto& line = run_.map().streets[i].line;
      for (std::size_t k = 1; k < line.size(); ++k) length_m += models::distance(line[k - 1], line[k]).value;
    }
    std::size_t closed = 0;
    for (const models::OpenIncident& i : run_.situation_at(at_).incidents()) {
      if (!models::is_closure(i.variety) || !same(i.id.entity())) continue;
      ++closed;
      fact({"状态", "state"}, say(models::word(i.variety).text), Ink::bad, thing_of(i.id));
      fact({"自", "since"}, clock_text(i.onset, language_));
    }
    if (closed == 0) fact({"状态", "state"}, say({"通行", "open"}), Ink::good);
    fact({"长度", "length"}, fmt::format("{:.0f} m", length_m));
    incidents([&](const IncidentRow& row) { return models::is_closure(row.variety) && same(row.id.entity()); });
  }

  void station(std::uint32_t s) {
    const models::Station& table = world_.district.stations[s];
    if (table.vehicles > 0) fact({"车辆", "vehicles"}, table.vehicles);
    std::vector<UnitKey> here;
    for (const Journey& journey : run_.chronicle().journeys()) {
      const UnitKey unit = UnitKey::of(journey.unit);
      if (places_.station_of(unit) == models::StationId{s} && std::find(here.begin(), here.end(), unit) == here.end())
        here.push_back(unit);
    }
    std::sort(here.begin(), here.end());
    for (const UnitKey& unit : here)
      fact({"力量", "unit"}, places_.unit_name(unit, language_), Ink::neutral, unit.thing());
    journeys([&](const Journey& j) { return places_.station_of(UnitKey::of(j.unit)) == models::StationId{s}; });
  }

  // Journeys begun by now, newest first, and how many were out at any time.
  template <class Concerned>
  void journeys(Concerned concerned) {
    std::vector<std::pair<sim::SimTime, double>> changes;
    std::vector<const Journey*> past;
    sim::Duration busy{};
    for (const Journey& j : run_.chronicle().journeys()) {
      if (j.set_out > at_) break;
      if (!concerned(j)) continue;
      past.push_back(&j);
      changes.emplace_back(j.set_out, 1.0);
      if (j.back <= at_) changes.emplace_back(j.back, -1.0);
      busy += std::min(j.back, at_) - j.set_out;
    }
    fact({"至今出动", "jobs so far"}, past.size());
    fact({"累计在外", "time out so far"}, duration_text(busy, language_));
    for (auto j = past.rbegin(); j != past.rend() && result_.history.size() < longest_history; ++j) {
      const Variety variety = variety_from_id((*j)->incident);
      result_.history.push_back(
          {clock_text((*j)->set_out, language_),
           fmt::format("{}{}{}{}", models::word((*j)->incident.hazard()).text.in(language_),
                       language_ == Language::zh ? "，" : ", ", places_.of_incident((*j)->incident, variety, language_),
                       (*j)->back > at_ ? say({"（在外）", " (out now)"}) : ""),
           (*j)->back > at_ ? Ink::unit_on_way : Ink::faint, thing_of((*j)->incident)});
    }
    if (past.empty()) return;
    std::sort(changes.begin(), changes.end());
    Series series{say({"在外数", "units out"}), "", {run_.range().from}, {0.0}, true};
    for (const auto& [at, change] : changes) {
      series.at.push_back(at);
      series.value.push_back(series.value.back() + change);
    }
    result_.plots.push_back(std::move(series));
  }

  void unit(UnitKey key) {
    for (const models::UnitOut& out : run_.situation_at(at_).units()) {
      if (UnitKey{out.home.value, out.helper(), out.number()} != key) continue;
      const UnitMark mark = unit_mark(run_, places_, out, at_, sim::Duration::zero(), language_);
      constexpr std::array states{Text{"待命", "free"}, Text{"在途", "on the way"}, Text{"已到大门", "at the gate"},
                                  Text{"处置中", "at work"}, Text{"返回或送医", "returning, or to hospital"}};
      fact({"状态", "state"}, say(states[static_cast<std::size_t>(mark.state)]), mark.ink, thing_of(mark.incident));
      result_.at = mark.at;
      if (mark.next_at) fact({"还需", "still needs"}, duration_text(*mark.next_at - at_, language_));
      if (mark.from_afar)
        fact({"来处", "comes from"}, say({"模型未定（图上画在大门外）", "not in the model; drawn at the gate"}));
      break;
    }
    if (result_.facts.empty()) fact({"状态", "state"}, say({"待命", "free"}), Ink::unit_free);
    if (const auto station = places_.station_of(key))
      fact({"站点", "station"}, places_.name({ThingKind::station, station->value}, language_), Ink::neutral,
           {ThingKind::station, station->value});
    journeys([&](const Journey& j) { return j.unit == key.thing(); });
  }

  void incident(models::IncidentId id) {
    const Chain chain = chain_of(run_, places_, id, language_);
    if (chain.links.empty()) return fact({"状态", "state"}, say({"轨迹中没有", "not in this trace"}), Ink::warning);
    const models::IncidentRecord& r = chain.record;
    result_.title = chain.title;
    result_.subtitle = chain.place;
    result_.at = models::position_of(world_, id, r.variety);
    if (r.household)
      fact({"住户", "household"}, places_.name({ThingKind::household, r.household->value}, language_), Ink::neutral,
           {ThingKind::household, r.household->value});
    if (r.resident)
      fact({"当事人", "person concerned"}, chain.person, Ink::neutral, {ThingKind::resident, r.resident->value});
    const auto ended = r.times.at(models::Stage::ended);
    if (ended && *ended <= at_) fact({"结果", "outcome"}, chain.outcome, r.deaths > 0 ? Ink::bad : Ink::neutral);
    for (auto link = chain.links.rbegin(); link != chain.links.rend(); ++link)
      if (link->at <= at_ && result_.history.size() < longest_history)
        result_.history.push_back(
            {clock_text(link->at, language_), link->text, link->ink, link->unit ? link->unit->thing() : Thing{}});
  }

  RecordedRun& run_;
  const models::World& world_;
  const Places& places_;
  sim::SimTime at_;
  Language language_;
  Inspection result_;
};

}  // namespace

Inspection inspect(RecordedRun& run, const Places& places, Thing thing, sim::SimTime at, Language language) {
  return Inspector(run, places, thing, at, language).make();
}

}  // namespace yuanluo::viz
