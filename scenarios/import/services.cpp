#include "scenarios/import/services.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "scenarios/generator/equipment.hpp"
#include "scenarios/generator/hydrants.hpp"
#include "scenarios/generator/layout.hpp"
#include "scenarios/generator/stations.hpp"
#include "scenarios/import/turns.hpp"

namespace yuanluo::scenarios {
namespace {

using models::StationKind;

std::int64_t scaled(std::int64_t count, double scale, std::int64_t least, std::int64_t most) {
  const auto value = static_cast<std::int64_t>(std::llround(static_cast<double>(count) * scale));
  return std::clamp(value, std::min(least, most), most);
}

// The deployment of a district of this size, in proportion to its residents.
DeploymentParams deployment_of(const ImportParams& params, const models::District& district) {
  DeploymentParams d = params.deployment;
  const double scale =
      static_cast<double>(district.residents.size()) / static_cast<double>(params.population.residents);
  const auto homes = static_cast<std::int64_t>(district.households.size());
  const auto gates = static_cast<std::int64_t>(district.compounds.size());
  const auto communities = static_cast<std::int64_t>(district.communities.size());
  for (std::int64_t* const devices :
       {&d.smoke_alarms, &d.gas_sensors, &d.water_flow_sensors, &d.sos_buttons, &d.motion_sensors}) {
    *devices = scaled(*devices, scale, 0, homes);
  }
  constexpr std::int64_t many = 1000000;
  const std::int64_t places = std::max<std::int64_t>(1, gates / 4);  // each service takes a quarter of the gates
  d.pump_stations = scaled(d.pump_stations, scale, 0, places);
  d.care_complexes = scaled(d.care_complexes, scale, d.care_complexes > 0 ? 1 : 0, places);
  d.day_care_centres = scaled(d.day_care_centres, scale, d.day_care_centres > 0 ? 1 : 0, places);
  d.micro_fire_stations =
      scaled(d.micro_fire_stations, scale, d.micro_fire_stations > 0 ? std::min(communities, places) : 0, places);
  d.grid_workers_day = scaled(d.grid_workers_day, scale, d.grid_workers_day > 0 ? communities : 0, many);
  d.grid_workers_night = scaled(d.grid_workers_night, scale, d.grid_workers_night > 0 ? 1 : 0, many);
  d.care_workers_day = scaled(d.care_workers_day, scale, d.care_workers_day > 0 ? 1 : 0, many);
  d.care_workers_night = scaled(d.care_workers_night, scale, d.care_workers_night > 0 ? 1 : 0, many);
  return d;
}

// The streets as the generator's rule for hydrants sees them: pieces of one way that follow each other are one line.
Layout hydrant_streets(const StreetMap& map, const models::LocalPlane& plane) {
  std::map<std::int64_t, std::vector<std::size_t>> of_way;
  for (std::size_t s = 0; s < map.streets.size(); ++s) {
    if (map.streets[s].use.vehicles()) of_way[map.streets[s].way].push_back(s);
  }
  Layout layout;
  std::size_t line = 0;
  for (auto& [way, pieces] : of_way) {
    std::set<std::uint32_t> ends;
    for (const std::size_t s : pieces) ends.insert(map.streets[s].to);
    // First those that begin where none of the others ends; what a ring has left over comes afterwards.
    std::stable_partition(pieces.begin(), pieces.end(),
                          [&](std::size_t s) { return ends.count(map.streets[s].from) == 0; });
    std::multimap<std::uint32_t, std::size_t> from;
    for (const std::size_t s : pieces) from.emplace(map.streets[s].from, s);
    std::set<std::size_t> done;
    for (const std::size_t first : pieces) {
      for (std::size_t s = first; done.insert(s).second;) {
        PlannedStreet planned;
        const models::StreetClass kind = street_class_of(map.streets[s].use.highway);
        planned.kind = kind > models::StreetClass::track ? models::StreetClass::service : kind;
        planned.line = line;
        for (const models::GeoPoint p : map.streets[s].points) planned.points.push_back(plane.to_plane(p));
        layout.streets.push_back(std::move(planned));
        const auto next = from.find(map.streets[s].to);
        if (next == from.end()) break;
        s = next->second;
      }
      ++line;
    }
  }
  return layout;
}

void add_hydrants(const StreetMap& map, const std::vector<const MapFeature*>& hydrants, const ImportParams& params,
                  const models::LocalPlane& plane, models::District& district, ImportNotes& notes) {
  if (hydrants.empty()) {
    const Layout layout = hydrant_streets(map, plane);
    double metres = 0.0;
    for (const MapStreet& s : map.streets) metres += s.use.vehicles() ? length_m(s.points) : 0.0;
    DeploymentParams d = params.deployment;
    d.hydrants = std::llround(metres / params.services.hydrant_spacing_m);
    add_hydrants(d, layout, plane, district);
    notes.assumed("hydrants_missing",
                  {"地图无消防栓：按间距沿街布置", "the map has no hydrants: set along the streets by spacing"},
                  static_cast<double>(district.hydrants.size()));
    return;
  }
  double without = 0.0;
  for (const MapFeature* feature : hydrants) {
    const auto usual = static_cast<int>(params.services.hydrant_diameter_mm);
    district.hydrants.push_back({feature->place, static_cast<std::uint16_t>(feature->diameter_mm.value_or(usual))});
    without += feature->diameter_mm ? 0.0 : 1.0;
  }
  if (without > 0.0) {
    notes.assumed("hydrants_without_diameter",
                  {"未标口径的消防栓，按参数取口径", "hydrants without a diameter, by parameter"}, without);
  }
}

// Where a station is assumed if the map has none: at the far end of the greatest street, as seen from `from`.
models::GeoPoint far_end(const StreetMap& map, const models::LocalPlane& plane, models::PlanePoint from) {
  models::StreetClass best_kind = models::StreetClass::steps;
  for (const MapStreet& s : map.streets) {
    if (s.use.vehicles()) best_kind = std::min(best_kind, street_class_of(s.use.highway));
  }
  models::GeoPoint best{};
  double best_m = -1.0;
  for (const MapStreet& s : map.streets) {
    if (!s.use.vehicles() || street_class_of(s.use.highway) != best_kind) continue;
    for (const models::GeoPoint p : {s.points.front(), s.points.back()}) {
      const double metres = models::distance(plane.to_plane(p), from).value;
      if (metres > best_m) {
        best_m = metres;
        best = p;
      }
    }
  }
  return best;
}

class Stations {
 public:
  Stations(const ImportParams& params, models::District& district, ImportNotes& notes)
      : params_(params), district_(district), notes_(notes) {}

  void add(StationKind kind, const PlacedStation& placed) {
    const bool fire = kind == StationKind::fire_station, ambulance = kind == StationKind::ambulance_station;
    const std::int64_t usual = fire        ? params_.services.engines_per_station
                               : ambulance ? params_.services.ambulances_per_station
                                           : 0;
    const auto vehicles = static_cast<std::uint16_t>(placed.feature->vehicles.value_or(static_cast<int>(usual)));
    models::Name name = placed.feature->name;
    if (name.zh.empty()) name = usual_name(kind, count_[static_cast<std::size_t>(kind)] + 1);
    ++count_[static_cast<std::size_t>(kind)];
    if ((fire || ambulance) && !placed.feature->vehicles) {
      notes_.assumed("vehicles", {"车辆数按参数取值的站点", "stations whose vehicles are by parameter"}, 1.0);
    }
    district_.stations.push_back({kind, std::move(name), placed.place, vehicles});
  }

  void assume(StationKind kind, models::GeoPoint place) {
    const bool fire = kind == StationKind::fire_station;
    const auto vehicles = static_cast<std::uint16_t>(fire ? params_.services.engines_per_station
                                                          : params_.services.ambulances_per_station);
    district_.stations.push_back({kind,
                                  fire ? models::Name{"假定的消防救援站", "Assumed Fire Station"}
                                       : models::Name{"假定的急救站", "Assumed Ambulance Station"},
                                  place, vehicles});
    if (fire) {
      notes_.assumed("fire_station_missing",
                     {"地图无消防站：假定在最大街道的远端",
                      "the map has no fire station: one at the far end of the greatest street"},
                     1.0);
    } else {
      notes_.assumed("ambulance_station_missing",
                     {"地图无急救站与医院：假定在最大街道的远端",
                      "the map has no ambulance station or hospital: one at the far end of the greatest street"},
                     1.0);
    }
  }

 private:
  static models::Name usual_name(StationKind kind, std::size_t number) {
    constexpr std::array<models::Text, models::station_kinds> names{{{"智慧治理中心", "Governance Centre"},
                                                                     {"养老服务综合体", "Care Complex"},
                                                                     {"日间照料中心", "Day-care Centre"},
                                                                     {"微型消防站", "Micro Fire Station"},
                                                                     {"消防救援站", "Fire Station"},
                                                                     {"急救站", "Ambulance Station"}}};
    const models::Text& text = names[static_cast<std::size_t>(kind)];
    return {std::string(text.zh) + std::to_string(number), std::string(text.en) + " " + std::to_string(number)};
  }

  const ImportParams& params_;
  models::District& district_;
  ImportNotes& notes_;
  std::array<std::size_t, models::station_kinds> count_{};
};

}  // namespace

void add_streets(const StreetMap& map, models::District& district, ImportNotes& notes) {
  for (const MapStreet& s : map.streets) {
    models::Street street;
    street.name = s.name;
    street.kind = street_class_of(s.use.highway);
    street.oneway = s.use.direction != 0 && s.use.vehicles();
    street.points = s.points;
    if (s.use.direction < 0) std::reverse(street.points.begin(), street.points.end());
    if (s.use.limit_kmh) street.speed_kmh = static_cast<std::uint8_t>(std::lround(*s.use.limit_kmh));
    if (s.use.lanes) street.lanes = static_cast<std::uint8_t>(*s.use.lanes);
    const std::array<models::Permission, models::travellers> given{s.use.foot, s.use.bike, s.use.vehicle};
    for (std::size_t who = 0; who < models::travellers; ++who) {
      if (given[who] != models::default_permission(street.kind, static_cast<models::Traveller>(who))) {
        street.access[who] = given[who];
      }
    }
    street.barrier = s.use.barrier;
    street.layer = static_cast<std::int8_t>(s.use.layer);
    district.streets.push_back(std::move(street));
  }
  district.turn_restrictions = resolve_turns(map, notes);
  double limits = 0.0;
  for (const models::Street& s : district.streets) limits += s.speed_kmh ? 1.0 : 0.0;
  const auto all = static_cast<double>(district.streets.size());
  notes.measured("streets", {"路段", "streets"}, "1", all);
  notes.measured("streets_with_limit_share",
                 {"标有限速的路段比例（其余按道路等级）", "share of them with a speed limit; the others go by class"},
                 "1", all > 0.0 ? limits / all : 0.0);
  notes.measured("turn_restrictions_kept", {"生效的转向限制", "turn restrictions in force"}, "1",
                 static_cast<double>(district.turn_restrictions.size()));
}

void add_services(const StreetMap& map, const std::vector<const MapFeature*>& hydrants,
                  const std::vector<PlacedStation>& stations, const ImportParams& params,
                  const models::LocalPlane& plane, const DistrictLuck& luck, models::District& district,
                  ImportNotes& notes) {
  const auto has = [&](FeatureKind kind) {
    return std::any_of(stations.begin(), stations.end(),
                       [&](const PlacedStation& s) { return s.feature->kind == kind; });
  };
  DeploymentParams deployment = deployment_of(params, district);
  if (has(FeatureKind::care_home)) deployment.care_complexes = 0;
  if (has(FeatureKind::day_care)) deployment.day_care_centres = 0;
  add_devices(deployment, luck, district);
  add_hydrants(map, hydrants, params, plane, district, notes);
  add_local_stations(deployment, district.name, plane, district);
  notes.assumed("local_stations",
                {"按合成片区规则设置的治理中心、养老与微型消防站点",
                 "governance centre, care and micro fire stations by the rules of the generated district"},
                static_cast<double>(district.stations.size()));

  Stations adder(params, district, notes);
  const bool ambulances = has(FeatureKind::ambulance_station);
  for (const PlacedStation& s : stations) {
    switch (s.feature->kind) {
      case FeatureKind::care_home:
        adder.add(StationKind::care_complex, s);
        break;
      case FeatureKind::day_care:
        adder.add(StationKind::day_care_centre, s);
        break;
      case FeatureKind::fire_station:
        adder.add(StationKind::fire_station, s);
        break;
      case FeatureKind::ambulance_station:
        adder.add(StationKind::ambulance_station, s);
        break;
      case FeatureKind::hospital:
        if (ambulances) break;
        adder.add(StationKind::ambulance_station, s);
        notes.assumed(
            "hospitals_as_bases",
            {"地图无急救站：救护车驻在医院", "the map has no ambulance station: ambulances are based at hospitals"},
            1.0);
        break;
      case FeatureKind::hydrant:
      case FeatureKind::clinic:
        break;
    }
  }
  models::PlanePoint middle{};
  for (const models::Compound& c : district.compounds) {
    const models::PlanePoint p = plane.to_plane(c.centre);
    middle = middle + (1.0 / static_cast<double>(district.compounds.size())) * p;
  }
  const models::GeoPoint far = far_end(map, plane, middle);
  if (!has(FeatureKind::fire_station)) adder.assume(StationKind::fire_station, far);
  if (!ambulances && !has(FeatureKind::hospital)) {
    adder.assume(StationKind::ambulance_station, far_end(map, plane, plane.to_plane(far)));
  }
  add_staff(deployment, luck, district);
  notes.assumed("staff", {"按人口换算的岗位", "posts of staff, in proportion to the residents"},
                static_cast<double>(district.staff.size()));
  notes.assumed("devices", {"按人口换算的家中设备", "devices in homes, in proportion to the residents"},
                static_cast<double>(district.devices.size()));
}

}  // namespace yuanluo::scenarios
