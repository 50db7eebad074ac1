// What the synthetic district is made from: figures of the real one, and shares that its details follow.
// JSON: `district.generator`.
#pragma once

#include <array>
#include <cstdint>

#include "models/params.hpp"

namespace yuanluo::scenarios {

struct GeneratorParams {
  std::int64_t seed = 20210601;
  std::int64_t scale = 1;

  double centre_lon = 104.103;
  double centre_lat = 30.664;
  double area_km2 = 3.17;
  std::int64_t compounds = 686;

  struct Streets {
    double intersections_per_km2 = 37.5;
    double four_way_share = 0.22;
    double dead_end_share = 0.14;
    double edge_median_m = 125.0;
    double oneway_share = 0.22;
    double second_grid_share = 0.375;
    double open_land_share = 0.08;
    double narrow_fire_lane_share = 0.35;
    double fire_station_distance_m = 700.0;
    double hospital_distance_m = 1100.0;
  } streets;

  struct Population {
    std::int64_t residents = 140000;
    std::int64_t aged_80_plus = 6496;
    std::int64_t living_alone = 308;
    std::int64_t disabled = 2293;
    double aged_60_plus_share = 0.22;
    double female_share_below_60 = 0.505;
    double female_share_60_to_79 = 0.52;
    double female_share_80_plus = 0.57;
    std::array<double, 6> household_sizes{0.20, 0.34, 0.25, 0.12, 0.06, 0.03};
    std::array<double, 12> ages_below_60{0.055, 0.062, 0.055, 0.058, 0.080, 0.105,
                                         0.125, 0.105, 0.085, 0.085, 0.100, 0.085};
    std::array<double, 4> ages_60_to_79{0.34, 0.32, 0.21, 0.13};
    std::array<double, 5> ages_80_plus{0.60, 0.285, 0.095, 0.018, 0.002};
    double relative_told_share = 0.60;
    models::Spread relative_distance_m{2500.0, 2.5};
    double assisted_share_80_plus = 0.25;
    double assisted_share_disabled = 0.50;
    double slow_share_70_to_79 = 0.30;
    double hard_of_hearing_share_60_to_79 = 0.20;
    double hard_of_hearing_share_80_plus = 0.55;
  } population;

  struct Buildings {
    std::array<double, 4> built{0.15, 0.42, 0.28, 0.15};
    double tower_share_after_2000 = 0.30;
    double lift_retrofit_share = 0.04;
    std::int64_t flats_per_landing = 2;
    double occupied_share = 0.92;
  } buildings;
};

// The parameters in file order, with units, ranges and sources.
void describe(models::ParamVisitor& visitor, GeneratorParams& generator);

// Parts of it, each as an object of its own.
void describe(models::ParamVisitor& visitor, GeneratorParams::Population& population);
void describe(models::ParamVisitor& visitor, GeneratorParams::Buildings& buildings);

}  // namespace yuanluo::scenarios
