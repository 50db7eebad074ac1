// Parameters of helpers: how they set out, travel and get in. JSON `operations.response`, `operations.access`.
#pragma once

#include "models/params.hpp"

namespace yuanluo::models {

struct ResponseParams {
  double hurrying_mps = 2.0;
  double detour_in_compound = 1.3;
  double e_bike_start_and_park_s = 60.0;
  double acceleration_mps2 = 0.5;
  Spread local_sets_out_s{30.0, 1.8};
  Spread relative_sets_out_s{240.0, 1.8};
  double relative_goes_within_m = 3000.0;
  double neighbour_helps_share = 0.35;
  Spread micro_turnout_day_s{45.0, 1.6};
  Spread micro_turnout_night_s{90.0, 1.8};
  double brigade_call_answered_s = 15.0;
  Spread brigade_call_handled_s{60.0, 1.5};
  Spread brigade_turnout_s{50.0, 1.25};
  double brigade_engines_elsewhere = 0.10;
  double ambulance_call_answered_s = 10.0;
  Spread ambulance_call_handled_s{90.0, 1.5};
  Spread ambulance_turnout_s{90.0, 1.5};
  double ambulance_elsewhere = 0.35;
  double ambulance_hospital_min = 35.0;
  double elsewhere_way_factor = 2.0;
  Spread care_sets_out_s{120.0, 1.7};
};

struct AccessParams {
  double fire_lane_blocked_night = 0.25;
  double fire_lane_blocked_day = 0.10;
  Spread fire_lane_delay_s{180.0, 1.8};
  double gate_delay_s = 20.0;
  double gate_delay_unstaffed_night_s = 90.0;
  double crew_entry_s = 48.0;
  double crew_per_floor_s = 27.0;
  double met_by_helper_saves_s = 24.0;
  double local_per_floor_s = 15.0;
  double neighbour_floors_share = 0.3;
  double lift_wait_s = 40.0;
  double lift_per_floor_s = 4.0;
  double carry_down_base_min = 4.89;
  double carry_down_lift_per_floor_min = 0.133;
  double carry_down_stairs_per_floor_min = 1.3;
  double door_opened_by_someone = 0.85;
  Spread door_forced_s{150.0, 1.8};
};

void describe(ParamVisitor& visitor, ResponseParams& response);
void describe(ParamVisitor& visitor, AccessParams& access);

}  // namespace yuanluo::models
