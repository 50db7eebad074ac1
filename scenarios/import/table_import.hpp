// Puts hydrants and stations of a table into a district that exists.
#pragma once

#include <cstddef>
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

// How many of the features lie further than `far_km` from the box around all compounds: a table with longitude and
// latitude of somewhere else, or swapped.
inline constexpr double far_km = 50.0;
std::size_t far_away(const std::vector<MapFeature>& features, const models::District& district);

}  // namespace yuanluo::scenarios
