// Compounds on their plots, with buildings.
#pragma once

#include <cstdint>

#include "models/district.hpp"
#include "scenarios/generator/layout.hpp"
#include "scenarios/generator/luck.hpp"
#include "scenarios/generator/params.hpp"

namespace yuanluo::scenarios {

// How the buildings of a compound are: all alike.
struct Massing {
  std::int16_t year;
  std::int64_t floors;
  bool tower;  // with a lift from the start
};

// Drawn for the compound of that number.
Massing massing(const GeneratorParams::Buildings& buildings, const DistrictLuck& luck, std::size_t compound);

// From so many floors up a lift was built in.
inline constexpr std::int64_t tower_floors = 9;  // Source: assumption (code of practice: above 6)

// Flats on one floor of one stairwell: towers have twice as many as walk-ups.
std::int64_t flats_per_landing(const GeneratorParams::Buildings& buildings, const models::Building& building);

// Adds one compound for each plot, and buildings with at least `flats` flats in all.
void add_compounds(const GeneratorParams& generator, const Layout& layout, const models::LocalPlane& plane,
                   std::int64_t flats, const DistrictLuck& luck, models::District& district);

}  // namespace yuanluo::scenarios
