// Parameters of gas leaks in homes.
#pragma once

#include <array>

#include "models/params.hpp"

namespace yuanluo::models {

struct GasParams {
  double leaks_per_1000_households_year = 4.0;
  std::array<double, 2> source{0.30, 0.70};
  std::array<double, 24> hour_weights{0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 2.0, 2.0, 1.0, 1.0, 1.0, 1.5,
                                      1.5, 1.0, 1.0, 1.0, 1.0, 1.5, 1.5, 1.0, 1.0, 1.0, 0.5, 0.5};
  std::array<double, 7> weekday_weights{1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0};
  Spread burner_m3h{0.3, 1.4};
  Spread hose_m3h{1.8, 1.5};
  double kitchen_volume_m3 = 15.0;
  Spread air_change_closed_per_h{0.5, 1.8};
  Spread air_change_open_per_h{5.0, 1.6};
  double window_open_share_day = 0.7;
  double window_open_share_night = 0.35;
  double lower_explosive_limit = 0.05;
  double smell_fraction_of_lel = 0.15;
  Spread smell_delay_s{120.0, 2.5};
  double ignitions_per_hour = 0.15;
  double burner_left_duration_h = 6.0;
  double hose_left_duration_h = 72.0;
  double shuts_off_s = 30.0;
  double neighbours_smell_later_s = 1200.0;
  double injury_share_of_ignitions = 0.5;
  double death_share_of_ignitions = 0.15;
  double fire_loss_yuan = 60000.0;
};

void describe(ParamVisitor& visitor, GasParams& gas);

}  // namespace yuanluo::models
