// Parameters of fire-fighting water. JSON `operations.water`.
#pragma once

#include "models/params.hpp"
#include "models/water/mains_params.hpp"

namespace yuanluo::models {

// What hydrants must fulfil. Source: [GB50974] 7.2.5, 7.2.8.
struct WaterRules {
  double spacing_m = 120.0;
  double radius_m = 150.0;
  double static_mpa = 0.14;
  double flow_lps = 15.0;
  double residual_mpa = 0.10;
};

struct WaterParams {
  bool hydraulics = true;
  Spread hydrant_flow_lps{15.0, 1.25};
  double unboosted_factor = 0.65;
  double pump_starts = 0.98;
  bool standby_pump = true;
  bool standby_diesel = false;
  double pump_station_reach_m = 350.0;
  double engine_tank_m3 = 4.0;
  double engine_pump_lps = 15.0;
  double micro_nozzle_lps = 7.5;
  double hydrant_outlet_lps = 13.2;
  double hydrant_residual_m = 10.0;
  double nozzle_lps = 1.26;
  double hose_loss_m = 0.035;
  double storey_m = 3.0;
  double dead_hydrant_s = 60.0;
  double water_per_area_l_m2 = 40.0;
  double shuttle_factor = 0.3;
  double engine_hose_m = 60.0;
  double hose_length_m = 200.0;
  Spread hose_first_40m_s{20.0, 1.4};
  double hose_per_20m_s = 12.0;
  double hose_per_floor_s = 20.0;
  double extinguishing_lpm_m2 = 5.7;
  double holding_lpm_m2 = 3.7;
  WaterRules rules;
  MainsParams mains;
};

void describe(ParamVisitor& visitor, WaterParams& water);

}  // namespace yuanluo::models
