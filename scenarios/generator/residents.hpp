// Families in the flats of the buildings, and what is known of each resident.
#pragma once

#include <vector>

#include "models/district.hpp"
#include "scenarios/generator/families.hpp"
#include "scenarios/generator/luck.hpp"
#include "scenarios/generator/params.hpp"

namespace yuanluo::scenarios {

// Adds households and residents. The buildings must have a flat for each family.
void add_residents(const GeneratorParams& generator, const std::vector<Family>& families, const DistrictLuck& luck,
                   models::District& district);

}  // namespace yuanluo::scenarios
