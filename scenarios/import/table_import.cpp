#include "scenarios/import/table_import.hpp"

#include <algorithm>
#include <optional>

namespace yuanluo::scenarios {
namespace {

using models::StationKind;

std::optional<StationKind> station_kind(FeatureKind kind, bool hospitals_count) {
  switch (kind) {
    case FeatureKind::fire_station:
      return StationKind::fire_station;
    case FeatureKind::ambulance_station:
      return StationKind::ambulance_station;
    case FeatureKind::hospital:
      return hospitals_count ? std::optional(StationKind::ambulance_station) : std::nullopt;
    case FeatureKind::care_home:
      return StationKind::care_complex;
    case FeatureKind::day_care:
      return StationKind::day_care_centre;
    case FeatureKind::hydrant:
    case FeatureKind::clinic:
      break;
  }
  return std::nullopt;
}

// Removes the stations of a kind, and lets posts point at those that remain. Such kinds have no posts of their own.
void remove_stations(StationKind kind, models::District& district) {
  std::vector<std::uint32_t> renumbered;
  std::vector<models::Station> kept;
  for (const models::Station& s : district.stations) {
    renumbered.push_back(static_cast<std::uint32_t>(kept.size()));
    if (s.kind != kind) kept.push_back(s);
  }
  for (models::Staff& s : district.staff) {
    if (s.station) s.station = models::StationId{renumbered[s.station->index()]};
  }
  district.stations = std::move(kept);
}

}  // namespace

void replace_features(const std::vector<MapFeature>& features, const ImportParams::Services& params,
                      models::District& district) {
  const auto has = [&](FeatureKind kind) {
    return std::any_of(features.begin(), features.end(), [&](const MapFeature& f) { return f.kind == kind; });
  };
  const bool hospitals_count = !has(FeatureKind::ambulance_station);
  if (has(FeatureKind::hydrant)) district.hydrants.clear();
  if (has(FeatureKind::fire_station)) remove_stations(StationKind::fire_station, district);
  if (has(FeatureKind::ambulance_station) || has(FeatureKind::hospital)) {
    remove_stations(StationKind::ambulance_station, district);
  }
  for (const MapFeature& f : features) {
    if (f.kind == FeatureKind::hydrant) {
      const auto usual = static_cast<int>(params.hydrant_diameter_mm);
      district.hydrants.push_back({f.place, static_cast<std::uint16_t>(f.diameter_mm.value_or(usual))});
      continue;
    }
    const auto kind = station_kind(f.kind, hospitals_count);
    if (!kind) continue;
    const std::int64_t usual = *kind == StationKind::fire_station        ? params.engines_per_station
                               : *kind == StationKind::ambulance_station ? params.ambulances_per_station
                                                                         : 0;
    models::Name name = f.name;
    if (name.zh.empty()) {
      const std::string number = std::to_string(district.stations.size() + 1);
      name = {"站点" + number, "Station " + number};
    }
    district.stations.push_back(
        {*kind, std::move(name), f.place, static_cast<std::uint16_t>(f.vehicles.value_or(static_cast<int>(usual)))});
  }
}

std::size_t far_away(const std::vector<MapFeature>& features, const models::District& district) {
  if (district.compounds.empty()) return 0;
  const models::LocalPlane plane(district.compounds.front().centre);
  models::PlanePoint low = plane.to_plane(district.compounds.front().centre), high = low;
  for (const models::Compound& c : district.compounds) {
    const models::PlanePoint p = plane.to_plane(c.centre);
    low = {std::min(low.x, p.x), std::min(low.y, p.y)};
    high = {std::max(high.x, p.x), std::max(high.y, p.y)};
  }
  std::size_t far = 0;
  for (const MapFeature& f : features) {
    const models::PlanePoint p = plane.to_plane(f.place);
    const models::PlanePoint nearest{std::clamp(p.x, low.x, high.x), std::clamp(p.y, low.y, high.y)};
    if (models::distance(p, nearest).value > 1000.0 * far_km) ++far;
  }
  return far;
}

}  // namespace yuanluo::scenarios
