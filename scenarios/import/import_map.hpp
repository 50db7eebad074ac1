// From a map to a district: the whole of `yuanluo import osm`.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "models/district.hpp"
#include "scenarios/import/connect.hpp"
#include "scenarios/import/datum.hpp"
#include "scenarios/import/home_plan.hpp"
#include "scenarios/import/map_places.hpp"
#include "scenarios/import/notes.hpp"
#include "scenarios/import/osm_data.hpp"
#include "scenarios/import/params.hpp"

namespace yuanluo::scenarios {

struct ImportRequest {
  ImportParams params;
  std::optional<GeoBox> box;   // in WGS-84
  Datum datum = Datum::wgs84;  // that the file was read with
  SpreadOver spread = SpreadOver::either;
  std::optional<std::int64_t> residents;  // instead of what floor area or density give
  models::Name name;                      // instead of the settlement's name on the map; may be empty
  // Of tables: hydrants replace those of the map, stations those of the same kind.
  std::vector<MapFeature> hydrants, stations;
  bool hydrants_given = false;
};

struct Imported {
  models::District district;
  ImportNotes notes;
  Connectivity connectivity;
  std::vector<MapFeature> features;  // all places of help inside the area, those of no use to the district too
};

// Rules and limits: docs/import.md. The same map, request and parameters give the same district. Throws ScenarioError
// if the map lies where its datum is not in use, has no streets for vehicles there, nothing to live in, or too few
// residents for a district.
Imported import_map(const OsmData& data, const ImportRequest& request);

}  // namespace yuanluo::scenarios
