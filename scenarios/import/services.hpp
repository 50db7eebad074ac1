// Streets, equipment and stations of an imported district.
#pragma once

#include <vector>

#include "models/district.hpp"
#include "scenarios/generator/luck.hpp"
#include "scenarios/import/map_places.hpp"
#include "scenarios/import/notes.hpp"
#include "scenarios/import/params.hpp"
#include "scenarios/import/street_map.hpp"

namespace yuanluo::scenarios {

// Adds the streets, in the order of the map's, and its turn restrictions.
void add_streets(const StreetMap& map, models::District& district, ImportNotes& notes);

// A station of the map at its place on a street.
struct PlacedStation {
  const MapFeature* feature = nullptr;
  models::GeoPoint place;
};

// Adds devices, hydrants, pump stations, stations and staff. The compounds must be there, with their residents.
// Hydrants and stations are those of the map; where it has none of a kind, those of the generated district's rules.
void add_services(const StreetMap& map, const std::vector<const MapFeature*>& hydrants,
                  const std::vector<PlacedStation>& stations, const ImportParams& params,
                  const models::LocalPlane& plane, const DistrictLuck& luck, models::District& district,
                  ImportNotes& notes);

}  // namespace yuanluo::scenarios
