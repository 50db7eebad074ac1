// Compounds on their plots, with buildings.
#pragma once

#include <cstdint>

#include "models/district.hpp"
#include "scenarios/generator/layout.hpp"
#include "scenarios/generator/luck.hpp"
#include "scenarios/generator/params.hpp"

namespace yuanluo::scenarios {

// Flats on one floor of one stairwell: towers have twice as many as walk-ups.
std::int64_t flats_per_landing(const GeneratorParams::Buildings& buildings, const models::Building& building);

// Adds one compound for each plot, and buildings with at least `flats` flats in all.
void add_compounds(const GeneratorParams& generator, const Layout& layout, const models::LocalPlane& plane,
                   std::int64_t flats, const DistrictLuck& luck, models::District& district);

}  // namespace yuanluo::scenarios
