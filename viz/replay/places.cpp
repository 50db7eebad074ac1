#include "viz/replay/places.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>

#include "models/response/pool.hpp"
#include "models/situation/onset.hpp"

namespace yuanluo::viz {

using models::Helper;
using models::Language;
using models::Text;
using models::Variety;

namespace {

constexpr std::array device_names{Text{"智慧烟感", "smoke alarm"}, Text{"可燃气体传感器", "gas sensor"},
                                  Text{"水流传感器", "water-flow sensor"}, Text{"求助按钮", "SOS button"},
                                  Text{"活动传感器", "motion sensor"}};
static_assert(device_names.size() == models::device_kinds);

constexpr std::array kind_names{Text{"", ""},
                                Text{"社区", "community"},
                                Text{"院落", "compound"},
                                Text{"楼栋", "building"},
                                Text{"住户", "household"},
                                Text{"居民", "resident"},
                                Text{"设备", "device"},
                                Text{"消防栓", "hydrant"},
                                Text{"消防泵站", "pump station"},
                                Text{"站点", "station"},
                                Text{"街道", "street"},
                                Text{"力量", "unit"},
                                Text{"事件", "incident"}};

std::string numbered(const Text& text, std::size_t number, Language language) {
  return fmt::format("{} {}", text.in(language), number);
}

// Number of the building within its compound, from 1.
std::size_t number_in_compound(const models::District& district, models::BuildingId building) {
  std::size_t n = 1;
  const models::CompoundId compound = district.buildings[building.index()].compound;
  for (std::size_t i = building.index(); i > 0 && district.buildings[i - 1].compound == compound; --i) ++n;
  return n;
}

}  // namespace

std::string Places::household(models::HouseholdId id, Language language) const {
  const models::Household& h = world_.household(id);
  const models::District& d = world_.district;
  const models::Building& b = d.buildings[h.building.index()];
  const std::size_t building = number_in_compound(d, h.building);
  const std::string& compound = d.compounds[b.compound.index()].name.in(language);
  return language == Language::zh
             ? fmt::format("{} {} 栋 {} 单元 {} 楼", compound, building, h.stairwell, h.floor)
             : fmt::format("{}, building {}, entrance {}, floor {}", compound, building, h.stairwell, h.floor);
}

std::string Places::of_incident(models::IncidentId id, Variety variety, Language language) const {
  if (const auto compound = models::compound_of(world_, id, variety))
    return world_.district.compounds[compound->index()].name.in(language);
  switch (variety) {
    case Variety::outage_hydrant:
      return name({ThingKind::hydrant, id.entity()}, language);
    case Variety::outage_main:
      return models::in({"近", "near "}, language) + name({ThingKind::hydrant, id.entity()}, language);
    case Variety::outage_pump:
      return name({ThingKind::pump_station, id.entity()}, language);
    case Variety::outage_mobile:
      return name({ThingKind::community, id.entity()}, language);
    case Variety::street_accident:
    case Variety::street_flood:
    case Variety::street_works:
      return name({ThingKind::street, id.entity()}, language);
    default:
      return world_.district.name.in(language);
  }
}

std::string Places::address(models::IncidentId id, Variety variety, Language language) const {
  if (const auto home = models::household_of(world_, id, variety)) return household(*home, language);
  return of_incident(id, variety, language);
}

std::string Places::person(models::IncidentId id, Language language) const {
  const auto resident = models::resident_of(world_, id);
  if (!resident) return {};
  return name({ThingKind::resident, resident->value}, language);
}

bool Places::exists(Thing thing) const {
  const models::District& d = world_.district;
  switch (thing.kind) {
    case ThingKind::none:
      return false;
    case ThingKind::community:
      return thing.id < d.communities.size();
    case ThingKind::compound:
      return thing.id < d.compounds.size();
    case ThingKind::building:
      return thing.id < d.buildings.size();
    case ThingKind::household:
      return thing.id < d.households.size();
    case ThingKind::resident:
      return thing.id < d.residents.size();
    case ThingKind::device:
      return thing.id < d.devices.size();
    case ThingKind::hydrant:
      return thing.id < d.hydrants.size();
    case ThingKind::pump_station:
      return thing.id < d.pump_stations.size();
    case ThingKind::station:
      return thing.id < d.stations.size();
    case ThingKind::street:
      return thing.id < d.streets.size();
    case ThingKind::unit:
      return UnitKey::of(thing).home < world_.processes.size();
    case ThingKind::incident:
      return true;
  }
  return false;
}

std::string Places::kind(Thing thing, Language language) const {
  if (thing.kind == ThingKind::device && exists(thing))
    return models::in(device_names[static_cast<std::size_t>(world_.district.devices[thing.id].kind)], language);
  return models::in(kind_names[static_cast<std::size_t>(thing.kind)], language);
}

std::string Places::name(Thing thing, Language language) const {
  if (!exists(thing)) return kind(thing, language);
  const models::District& d = world_.district;
  const auto index = static_cast<std::size_t>(thing.id);
  switch (thing.kind) {
    case ThingKind::community:
      return d.communities[index].name.in(language);
    case ThingKind::compound:
      return d.compounds[index].name.in(language);
    case ThingKind::building: {
      const models::Building& b = d.buildings[index];
      const std::size_t n = number_in_compound(d, models::BuildingId{static_cast<std::uint32_t>(index)});
      const std::string& compound = d.compounds[b.compound.index()].name.in(language);
      return language == Language::zh ? fmt::format("{} {} 栋", compound, n)
                                      : fmt::format("{}, building {}", compound, n);
    }
    case ThingKind::household:
      return household(models::HouseholdId{static_cast<std::uint32_t>(index)}, language);
    case ThingKind::resident: {
      const models::Resident& r = d.residents[index];
      const std::string_view group = models::word(world_.group_of(r)).text.in(language);
      return language == Language::zh
                 ? fmt::format("{}（{}，{} 岁）", r.sex == models::Sex::female ? "女" : "男", group, r.age)
                 : fmt::format("{}, {} ({})", r.sex == models::Sex::female ? "woman" : "man", r.age, group);
    }
    case ThingKind::device:
      return fmt::format("{}{}{}", kind(thing, language), language == Language::zh ? "，" : ", ",
                         household(d.devices[index].household, language));
    case ThingKind::hydrant:
      return numbered(kind_names[static_cast<std::size_t>(thing.kind)], index + 1, language);
    case ThingKind::pump_station:
      return d.pump_stations[index].name.in(language);
    case ThingKind::station:
      return d.stations[index].name.in(language);
    case ThingKind::street:
      return d.streets[index].name.zh.empty() && d.streets[index].name.en.empty()
                 ? numbered({"无名道路", "street without a name,"}, index + 1, language)
                 : d.streets[index].name.in(language);
    case ThingKind::unit:
      return unit_name(UnitKey::of(thing), language);
    case ThingKind::incident:
      return fmt::format("{} {}", models::word(incident_of(thing).hazard()).text.in(language),
                         incident_of(thing).str());
    case ThingKind::none:
      break;
  }
  return {};
}

std::optional<models::PlanePoint> Places::position(Thing thing) const {
  if (!exists(thing)) return std::nullopt;
  const models::District& d = world_.district;
  const auto index = static_cast<std::uint32_t>(thing.id);
  const auto at = [&](models::GeoPoint p) { return world_.plane.to_plane(p); };
  switch (thing.kind) {
    case ThingKind::community:
      return models::position_of(world_, models::IncidentId(models::Hazard::outage, 11, index, 0),
                                 Variety::outage_mobile);
    case ThingKind::compound:
      return world_.compounds[index].centre;
    case ThingKind::building:
      return at(d.buildings[index].position);
    case ThingKind::household:
      return at(world_.building_of(models::HouseholdId{index}).position);
    case ThingKind::resident:
      return at(world_.building_of(d.residents[index].household).position);
    case ThingKind::device:
      return at(world_.building_of(d.devices[index].household).position);
    case ThingKind::hydrant:
      return at(d.hydrants[index].position);
    case ThingKind::pump_station:
      return at(d.pump_stations[index].position);
    case ThingKind::station:
      return at(d.stations[index].position);
    case ThingKind::street:
      return at(d.streets[index].points[d.streets[index].points.size() / 2]);
    case ThingKind::unit:
      if (const auto station = station_of(UnitKey::of(thing))) return at(d.stations[station->index()].position);
      return std::nullopt;
    default:
      return std::nullopt;
  }
}

bool Places::has_post(UnitKey unit) const {
  if (unit.home >= world_.processes.size()) return false;
  const sim::ProcessId home{unit.home};
  const std::uint32_t i = world_.processes.index(home);
  switch (world_.processes.kind(home)) {
    case models::ProcessKind::community:
      return unit.helper == Helper::grid_worker       ? unit.number < world_.communities[i].grid_workers.size()
             : unit.helper == Helper::micro_fire_crew ? unit.number < world_.communities[i].micro_stations.size()
                                                      : false;
    case models::ProcessKind::brigade:
      return unit.helper == Helper::fire_engine && unit.number < world_.areas[i].engines.size();
    case models::ProcessKind::ambulance_service:
      return unit.helper == Helper::ambulance && unit.number < world_.areas[i].ambulances.size();
    case models::ProcessKind::care_service:
      return unit.helper == Helper::care_worker && unit.number < world_.areas[i].care_workers.size();
    default:
      return false;
  }
}

std::optional<models::StationId> Places::station_of(UnitKey unit) const {
  if (!has_post(unit)) return std::nullopt;
  const std::uint32_t i = world_.processes.index(sim::ProcessId{unit.home});
  switch (unit.helper) {
    case Helper::micro_fire_crew:
      return world_.communities[i].micro_stations[unit.number].station;
    case Helper::fire_engine:
      return world_.areas[i].fire_stations[world_.areas[i].engines[unit.number]].station;
    case Helper::ambulance:
      return world_.areas[i].ambulance_stations[world_.areas[i].ambulances[unit.number]].station;
    case Helper::care_worker:
      return world_.areas[i].care_stations[world_.areas[i].care_workers[unit.number].station].station;
    default:
      return std::nullopt;
  }
}

std::string Places::unit_name(UnitKey unit, Language language) const {
  const std::string_view helper = models::word(unit.helper).text.in(language);
  if (!has_post(unit)) return std::string(helper);
  const std::string whose =
      unit.helper == Helper::grid_worker
          ? world_.district.communities[world_.processes.index(sim::ProcessId{unit.home})].name.in(language)
      : station_of(unit) ? world_.district.stations[station_of(unit)->index()].name.in(language)
                         : std::string{};
  return language == Language::zh ? fmt::format("{} {}（{}）", helper, unit.number + 1, whose)
                                  : fmt::format("{} {} ({})", helper, unit.number + 1, whose);
}

std::optional<models::PlanePoint> Places::start_of(UnitKey unit, models::IncidentId incident, sim::SimTime at) const {
  if (const auto station = station_of(unit))
    return world_.plane.to_plane(world_.district.stations[station->index()].position);
  if (!has_post(unit)) {
    // Somebody of the same house or compound comes from there.
    if (unit.helper == Helper::relative || unit.helper == Helper::repair_crew) return std::nullopt;
    if (const auto home = models::household_of(world_, incident, Variety::outage_device))
      return world_.plane.to_plane(world_.building_of(*home).position);
    return std::nullopt;
  }
  const models::CommunityId community{world_.processes.index(sim::ProcessId{unit.home})};
  const models::StaffId post = world_.communities[community.index()].grid_workers[unit.number].staff;
  return world_.compounds[models::place_of_grid_worker(world_, luck_, community, post, at).index()].gate;
}

std::string clock_text(sim::SimTime at, Language language) {
  constexpr std::array zh{"一", "二", "三", "四", "五", "六", "日"};
  constexpr std::array en{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  const auto day = static_cast<std::size_t>(sim::weekday_of(at));
  const auto second = std::chrono::floor<std::chrono::seconds>(at - std::chrono::floor<std::chrono::days>(at)).count();
  const std::string time = fmt::format("{:02}:{:02}:{:02}", second / 3600, second / 60 % 60, second % 60);
  return language == Language::zh ? fmt::format("第 {} 天 周{} {}", sim::day_of(at) + 1, zh[day], time)
                                  : fmt::format("day {}, {} {}", sim::day_of(at) + 1, en[day], time);
}

std::string duration_text(sim::Duration d, Language language) {
  const double s = std::abs(sim::to_seconds(d));
  const auto shown = [&](double value, const Text& unit) {
    return fmt::format("{:.{}f} {}", value, value < 9.95 && unit.en != "s" ? 1 : 0, unit.in(language));
  };
  if (s < 99.5) return shown(s, {"秒", "s"});
  if (s < 99.5 * 60.0) return shown(s / 60.0, {"分钟", "min"});
  if (s < 72.0 * 3600.0) return shown(s / 3600.0, {"小时", "h"});
  return shown(s / 86400.0, {"天", "days"});
}

}  // namespace yuanluo::viz
