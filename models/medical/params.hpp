// Parameters of medical emergencies: cardiac arrest, stroke, other illness that an ambulance is called for.
#pragma once

#include <array>

#include "models/params.hpp"

namespace yuanluo::models {

struct MedicalParams {
  double arrests_per_100k_year = 95.7;
  double strokes_per_100k_year = 280.0;
  double other_per_1000_year = 20.0;
  double old_age_factor = 4.0;
  double home_share = 0.769;
  std::array<double, 24> hour_weights{0.7, 0.6, 0.6, 0.6, 0.7, 0.8, 1.0, 1.2, 1.4, 1.4, 1.3, 1.2,
                                      1.1, 1.0, 1.0, 1.0, 1.1, 1.1, 1.2, 1.2, 1.1, 1.0, 0.9, 0.8};
  std::array<double, 7> weekday_weights{1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0};
  double witnessed_share = 0.55;
  double shockable_share = 0.054;
  double bystander_cpr_share = 0.15;
  double survival_non_shockable = 0.020;
  double survival_reference_min = 12.0;
  double odds_per_minute = 1.08;
  double calls_alone_stroke = 0.40;
  double calls_alone_other = 0.90;
  double button_pressed = 0.40;
  Spread calls_alone_delay_s{240.0, 2.5};
  Spread household_notices_awake_s{60.0, 2.0};
  Spread household_notices_asleep_s{3600.0, 2.5};
  Spread alone_found_s{14400.0, 3.0};
  Spread passer_by_notices_s{60.0, 2.0};
  Spread decide_to_call_s{60.0, 2.5};
  Spread on_scene_s{900.0, 1.5};
  double advanced_care_after_min = 2.0;
  double aed_reach_m = 100.0;
  double aed_fetched_share = 0.2;
  double aed_brought_by_staff_share = 0.8;
  double aed_ready_s = 60.0;
};

void describe(ParamVisitor& visitor, MedicalParams& medical);

}  // namespace yuanluo::models
