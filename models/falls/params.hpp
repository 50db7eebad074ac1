// Parameters of falls of people aged 60 and over.
#pragma once

#include <array>

#include "models/params.hpp"

namespace yuanluo::models {

struct FallParams {
  // Share of people who fall at least once a year, by age group, and how often those fall.
  double fallers_60_69 = 0.163;
  double fallers_70_79 = 0.217;
  double fallers_80_plus = 0.273;
  double falls_per_faller = 1.45;
  double factor_women = 1.13;
  double factor_men = 0.86;
  double factor_alone = 1.18;
  double home_share = 0.56;
  std::array<double, 24> hour_weights{0.6, 0.6, 0.6, 0.7, 0.8, 1.2, 1.7, 1.8, 1.8, 1.7, 1.1, 1.0,
                                      1.0, 0.9, 0.9, 1.0, 1.0, 1.1, 1.0, 1.0, 0.9, 0.8, 0.7, 0.6};
  std::array<double, 7> weekday_weights{1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0};
  double cannot_rise_60_69 = 0.15;
  double cannot_rise_70_79 = 0.30;
  double cannot_rise_80_plus = 0.50;
  double seriously_hurt = 0.10;
  double button_pressed_60_79 = 0.40;
  double button_pressed_80_plus = 0.20;
  Spread press_delay_s{90.0, 3.0};
  double calls_by_phone = 0.25;
  Spread phone_delay_s{900.0, 4.0};
  Spread household_finds_awake_s{60.0, 3.0};
  Spread household_finds_asleep_s{1200.0, 3.0};
  Spread alone_found_s{3600.0, 4.0};
  Spread passer_by_finds_s{90.0, 2.5};
  Spread lift_up_s{300.0, 1.8};
  double calls_ambulance_s = 60.0;
  double death_share_within_1h = 0.12;
  double death_share_per_log_hour = 0.129;
  double causal_share = 0.3;
};

void describe(ParamVisitor& visitor, FallParams& falls);

}  // namespace yuanluo::models
