// How a district is made where a map does not tell: what an import may assume. A file with these keys is given by
// `yuanluo import … --parameters FILE.json`.
#pragma once

#include <cstdint>
#include <filesystem>

#include "models/params.hpp"
#include "scenarios/deployment.hpp"
#include "scenarios/generator/params.hpp"
#include "scenarios/import/street_words.hpp"

namespace yuanluo::scenarios {

struct ImportParams {
  std::int64_t seed = 20210601;

  // Homes. JSON: `homes`.
  struct Homes {
    double floor_area_per_resident_m2 = 36.5;
    std::int64_t floors_of_flats = 6;
    std::int64_t floors_of_houses = 2;
    double least_footprint_m2 = 30.0;
    double house_footprint_m2 = 200.0;
    double most_footprint_m2 = 5000.0;
    double residents_per_hectare = 440.0;   // of blocks, where there are no buildings
    double stairwell_footprint_m2 = 140.0;  // two flats of 70 m2 on each landing
    double least_built_share = 0.02;        // of the blocks' area, for homes to be taken from buildings
  } homes;

  // What a named limit of speed means. JSON: `speed_words`.
  SpeedWords speed_words;

  // Compounds. JSON: `compounds`.
  struct Compounds {
    double largest_area_ha = 6.0;
    double largest_block_km2 = 4.0;
    double cell_m = 160.0;
    double plot_ha = 0.5;
    double street_half_width_m = 8.0;
    double margin_m = 3.0;
    double snap_m = 300.0;
    std::int64_t residents_per_community = 17500;
  } compounds;

  // Where the map has none. JSON: `services`.
  struct Services {
    double hydrant_spacing_m = 120.0;
    std::int64_t hydrant_diameter_mm = 100;
    std::int64_t engines_per_station = 3;
    std::int64_t ambulances_per_station = 4;
  } services;

  GeneratorParams::Population population;  // its counts are scaled to the residents; JSON: `population`
  GeneratorParams::Buildings buildings;    // JSON: `buildings`
  DeploymentParams deployment;             // its counts are scaled to the residents; JSON: `deployment`
};

// The parameters in file order, with units, ranges and sources. Counts of `population` and `deployment` are those of a
// district with population.residents.
void describe(models::ParamVisitor& visitor, ImportParams& params);

// Reads a file of such parameters; those that it does not set keep their defaults. Throws ScenarioError with everything
// that is wrong in it.
ImportParams read_import_params(const std::filesystem::path& file);

}  // namespace yuanluo::scenarios
