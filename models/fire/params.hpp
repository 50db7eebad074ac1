// Parameters of fires: how often, from what, how they grow, and what they do to people.
#pragma once

#include <array>

#include "models/params.hpp"

namespace yuanluo::models {

struct FireParams {
  // How often. Fires that nobody reports are many times those that the brigade hears of.
  double reported_per_100k_year = 21.9;
  double all_per_reported = 25.0;
  double rate_factor_pre_2000 = 1.5;
  std::array<double, 6> cause{0.323, 0.218, 0.153, 0.150, 0.010, 0.146};
  std::array<double, 24> hour_weights{1.72, 1.72, 1.72, 1.72, 1.72, 1.72, 3.54, 3.54, 3.54, 3.54, 6.00, 6.00,
                                      6.00, 6.00, 6.00, 6.00, 6.00, 6.00, 6.70, 6.70, 3.54, 3.54, 3.54, 3.54};
  std::array<double, 7> weekday_weights{1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0};

  // How they grow: incipient stage, then alpha t^2.
  double self_limiting_share = 0.985;
  Spread self_limiting_peak_kw{20.0, 2.5};
  Spread self_limiting_duration_s{240.0, 2.0};
  Spread incipient_s{25.0, 1.8};
  double smouldering_share = 0.20;
  Spread smouldering_s{2700.0, 2.0};
  std::array<double, 4> growth_class{0.20, 0.55, 0.20, 0.05};
  double alpha_slow_kw_s2 = 0.00293;
  double alpha_medium_kw_s2 = 0.01172;
  double alpha_fast_kw_s2 = 0.0469;
  double alpha_ultra_fast_kw_s2 = 0.1876;
  double flashover_kw = 1500.0;
  double first_item_kw = 50.0;
  double room_kw = 600.0;
  double room_area_m2 = 15.0;
  double heat_per_area_kw_m2 = 250.0;
  Spread beyond_room_s{600.0, 1.6};
  double spread_area_per_minute_m2 = 3.0;
  double largest_area_m2 = 300.0;
  Spread burns_down_s{5400.0, 1.5};

  // What it does to people.
  Spread untenable_kw{1300.0, 1.3};
  double door_closed_share = 0.50;
  double door_closed_factor = 4.0;
  Spread escape_s{25.0, 1.6};
  Spread escape_slow_s{70.0, 1.6};
  Spread incapacitated_to_death_s{240.0, 1.8};
  double injury_share_late_escape = 0.10;
  double told_by_others_s = 15.0;
  double sleepers_shaken_awake = 0.9;
  double felt_kw = 150.0;

  // Fighting it by hand.
  double household_fights_share = 0.85;
  double fights_from_age = 14.0;
  double fights_to_age = 79.0;
  double household_success_early = 0.95;
  double early_kw = 50.0;
  Spread household_fights_s{20.0, 1.8};
  Spread calls_brigade_s{45.0, 1.8};
  double neighbour_calls_brigade_share = 0.9;
  double small_fire_reported_share = 0.03;
  double extinguisher_success_small = 0.80;
  double extinguisher_success_untrained = 0.50;
  double extinguisher_success_large = 0.10;
  double extinguisher_small_kw = 200.0;
  double extinguisher_large_kw = 500.0;
  Spread mop_up_s{600.0, 1.7};
  double reassess_s = 180.0;

  // What it costs.
  double loss_first_item_yuan = 3000.0;
  double loss_per_m2_yuan = 2500.0;
};

void describe(ParamVisitor& visitor, FireParams& fire);

}  // namespace yuanluo::models
