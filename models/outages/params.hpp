// Parameters of outages: what the network itself suffers. JSON `hazards.outages`.
#pragma once

#include "models/params.hpp"

namespace yuanluo::models {

struct OutageParams {
  double power_per_compound_year = 0.7;
  Spread power_duration_h{1.5, 2.2};
  double base_station_battery_h = 3.0;
  double mobile_per_community_year = 1.0;
  Spread mobile_duration_h{1.0, 2.0};
  double platform_per_year = 4.0;
  Spread platform_duration_h{0.5, 2.5};
  double device_battery_life_year = 3.5;
  double device_battery_shape = 6.0;
  double device_failures_per_year = 0.03;
  Spread device_repair_h{72.0, 2.0};
  double unlinked_check_interval_day = 365.0;
  double hydrant_failures_per_year = 0.20;
  double hydrant_inspection_interval_day = 60.0;
  Spread hydrant_repair_h{240.0, 2.0};
  double pump_station_failures_per_year = 0.5;
  double pump_station_inspection_interval_day = 7.0;
  Spread pump_station_repair_h{24.0, 2.0};
  double main_breaks_per_100km_year = 8.0;
  double main_break_reach_m = 200.0;
  Spread main_repair_h{6.0, 1.8};
  Spread noticed_by_residents_s{300.0, 2.5};
  Spread utility_answers_s{300.0, 2.0};
  Spread repair_crew_travel_s{1800.0, 1.6};
  double power_work_min = 5.0;
  double device_work_min = 10.0;
  double supervised_within_s = 120.0;
};

void describe(ParamVisitor& visitor, OutageParams& outages);

}  // namespace yuanluo::models
