// Puts hydrants and stations of a table into a district that exists.
#pragma once

#include <cstdint>
#include <vector>

#include "models/district.hpp"
#include "scenarios/import/map_places.hpp"
#include "scenarios/import/params.hpp"

namespace yuanluo::scenarios {

// Hydrants replace all hydrants; fire and ambulance stations all of their kind (hospitals count as ambulance stations
// where the table has none). Care homes and day-care facilities are added, as posts of staff belong to those that are
// there. Numbers that the table does not give are those of `params`.
void replace_features(const std::vector<MapFeature>& features, const ImportParams::Services& params,
                      models::District& district);

}  // namespace yuanluo::scenarios
