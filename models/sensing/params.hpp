// Parameters of devices in homes: how they detect, fail, send, and raise false alarms.
#pragma once

#include "models/params.hpp"

namespace yuanluo::models {

// JSON `operations.sensing`.
struct SensingParams {
  double smoke_alarm_low_kw = 10.0;
  double smoke_alarm_high_kw = 35.0;
  double smoke_alarm_other_room_share = 0.5;
  Spread smoke_alarm_other_room_s{50.0, 1.6};
  double smoke_alarm_operates = 0.90;
  double gas_sensor_low_lel = 0.05;
  double gas_sensor_high_lel = 0.25;
  Spread gas_sensor_response_s{15.0, 1.6};
  double gas_sensor_operates = 0.92;
  double water_quiet_h = 12.0;
  double motion_quiet_day_h = 3.0;
  double motion_quiet_night_h = 11.0;
  double motion_sensitivity = 0.9;
  double offline_share = 0.02;
  double heartbeat_h = 24.0;
  Spread uplink_s{2.0, 2.0};
  double message_loss = 0.0075;
  double retry_s = 10.0;
};

// JSON `hazards.false_alarms`.
struct FalseAlarmParams {
  Spread smoke_per_device_year{0.3, 3.0};
  double gas_per_device_year = 0.3;
  double sos_per_device_year = 1.0;
  double motion_per_device_year = 12.0;
  double cleared_by_household_share = 0.9;
  double clears_after_s = 120.0;
};

void describe(ParamVisitor& visitor, SensingParams& sensing);
void describe(ParamVisitor& visitor, FalseAlarmParams& false_alarms);

}  // namespace yuanluo::models
