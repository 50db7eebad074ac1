// What an import writes beside the district's tables.
#pragma once

#include <filesystem>
#include <string>

#include "scenarios/import/import_map.hpp"

namespace yuanluo::scenarios {

// The report as JSON: the file, and every figure by section and key with its text.
std::string import_report_json(const OsmData& data, const Imported& imported);

// All places of help as GeoJSON points, with the properties that the map or table gave them.
std::string features_geojson(const std::vector<MapFeature>& features);

// A scenario that runs on the tables in the folder of that name, beside the scenario file.
std::string scenario_of_tables(const models::District& district, const std::string& folder);

}  // namespace yuanluo::scenarios
