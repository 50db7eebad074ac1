// Parameters of people's days: who is at home, who is asleep, who comes by. JSON `operations.people`.
#pragma once

#include <array>

#include "models/params.hpp"

namespace yuanluo::models {

struct PeopleParams {
  std::array<double, 24> home_young{0.97, 0.98, 0.98, 0.98, 0.98, 0.97, 0.95, 0.80, 0.45, 0.35, 0.33, 0.35,
                                    0.42, 0.40, 0.34, 0.33, 0.36, 0.48, 0.65, 0.75, 0.80, 0.86, 0.92, 0.96};
  std::array<double, 24> home_old{0.99, 0.99, 0.99, 0.99, 0.99, 0.97, 0.90, 0.80, 0.72, 0.65, 0.66, 0.80,
                                  0.92, 0.94, 0.90, 0.75, 0.72, 0.82, 0.90, 0.88, 0.92, 0.97, 0.99, 0.99};
  double home_slow_factor = 0.5;
  double wake_hour_young = 7.0;
  double wake_hour_old = 6.0;
  double bed_hour_young = 23.0;
  double bed_hour_old = 21.5;
  double hour_sd = 0.9;
  double woken_by_alarm_adult = 0.9;
  double woken_by_alarm_70_79 = 0.6;
  double woken_by_alarm_80_plus = 0.4;
  double woken_by_alarm_deaf = 0.2;
  double woken_by_fire = 0.93;
  double woken_by_fire_old = 0.80;
  Spread awake_notices_fire_s{90.0, 2.5};
  Spread wakes_s{40.0, 2.0};
  double neighbour_hears_alarm_share = 0.5;
  Spread neighbour_hears_alarm_s{120.0, 2.0};
  Spread neighbour_sees_fire_s{150.0, 2.0};
  double neighbour_sees_fire_kw = 300.0;
  double neighbour_hears_fall_share = 0.12;
  Spread neighbour_hears_fall_s{1200.0, 3.0};
  Spread passer_by_sees_fire_s{240.0, 2.2};
  double passer_by_share_day = 0.9;
  double passer_by_share_night = 0.35;
  double relative_calls_per_day = 0.6;
  double grid_visit_interval_day = 7.0;
};

void describe(ParamVisitor& visitor, PeopleParams& people);

}  // namespace yuanluo::models
