// Hydrants and stations from somebody else's table: CSV or GeoJSON with column names of its own.
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/import/datum.hpp"
#include "scenarios/import/map_places.hpp"

namespace yuanluo::scenarios {

struct FeatureTable {
  std::filesystem::path file;
  std::vector<std::string> columns;  // "lon=X", "diameter_mm=PIPE": ours, then theirs; those of the same name need none
  std::vector<std::string> kinds;    // "消防站=fire_station": theirs, then ours
  std::optional<FeatureKind> kind;   // of all rows; else column `kind` says it
  Datum datum = Datum::wgs84;
};

// id, lon, lat, name_zh, name_en, kind, diameter_mm, vehicles, form, position.
std::span<const std::string_view> feature_columns();

// "hydrant", "fire_station", …: the words of column `kind`.
std::span<const std::string_view> feature_kind_words();

// One feature for each row (of GeoJSON, each Point). Longitude and latitude must be there, of GeoJSON in the geometry.
// Numbers may have letters around them ("DN150"). Throws ScenarioError with everything that is wrong.
std::vector<MapFeature> read_features(const FeatureTable& table);

}  // namespace yuanluo::scenarios
