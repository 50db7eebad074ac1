// What mains are made with where no table tells. JSON `operations.water.mains`.
#pragma once

#include "models/params.hpp"

namespace yuanluo::models {

struct MainsParams {
  double trunk_pressure_m = 30.0;
  double trunk_feed_lps = 100.0;
  double ground_falls_m_per_km = 0.0;
  double ground_falls_towards_deg = 135.0;
  double domestic_lpd = 180.0;
  double domestic_peak = 1.3;
  double domestic_pressure_m = 10.0;
  double hydrant_tie_m = 150.0;
  double lane_mm = 100.0;
  double old_lane_mm = 75.0;
  double fire_main_mm = 150.0;
  double pump_tank_h = 2.0;
  double pump_refill_h = 48.0;
  double renewed_before_year = 0.0;
  double cast_iron_until_year = 1990.0;
  double ductile_iron_until_year = 2008.0;
  double mains_year = 2024.0;
  double cast_iron_c = 120.0;
  double cast_iron_c_per_year = 1.2;
  double least_c = 55.0;
  double ductile_iron_c = 130.0;
  double polyethylene_c = 140.0;
  double cast_iron_breaks = 2.0;
  double breaks_growth_per_year = 0.02;
};

void describe(ParamVisitor& visitor, MainsParams& mains);

}  // namespace yuanluo::models
