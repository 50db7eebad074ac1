// A false alarm that is not cleared.
#pragma once

#include "models/ids.hpp"

namespace yuanluo::models {

struct FalseAlarmCourse {
  DeviceId device;

  friend bool operator==(const FalseAlarmCourse&, const FalseAlarmCourse&) = default;
};

}  // namespace yuanluo::models
