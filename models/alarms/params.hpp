// Parameters of alarms: who is told, who looks, who answers. JSON `deployment.routing` and `operations.alarms`.
#pragma once

#include <array>
#include <cstddef>

#include "models/hazard.hpp"
#include "models/params.hpp"

namespace yuanluo::models {

enum class RoutingMode : std::size_t { simultaneous, one_after_another };

struct RoutingParams {
  std::array<bool, recipients> told{true, true, true, true, true};
  RoutingMode mode = RoutingMode::simultaneous;
  double time_out_s = 120.0;
};

// How likely a recipient sees an alarm within some minutes, and how fast.
struct AttentionParams {
  std::array<double, 4> sees_day{0.75, 0.80, 0.85, 0.50};  // grid worker, safety lead, gatehouse, relative
  std::array<double, 4> sees_night{0.30, 0.35, 0.60, 0.30};
  Spread acknowledge_day_s{40.0, 2.5};
  Spread acknowledge_night_s{120.0, 3.0};
  double night_shared = 0.5;
  double night_begins_hour = 22.0;
  double night_ends_hour = 6.0;
  double trust_per_false_alarm = 0.9;
  double trust_memory_day = 30.0;
  double trust_floor = 0.3;
  double trust_per_false_alarm_grid = 0.98;
  Spread centre_answer_s{15.0, 1.9};
  bool verify_before_dispatch = true;
  Spread verify_s{45.0, 1.7};
  double remind_after_s = 300.0;
  double reminders = 2.0;
  double phone_off_share = 0.03;
  double busy_sees_factor = 0.5;
  bool escalate_unanswered = false;
  Spread duty_manager_s{180.0, 2.0};
};

void describe(ParamVisitor& visitor, RoutingParams& routing);
void describe(ParamVisitor& visitor, AttentionParams& attention);

}  // namespace yuanluo::models
