// A false alarm that is not cleared.
#pragma once

#include "models/ids.hpp"

namespace yuanluo::models {

struct FalseAlarmCourse {
  DeviceId device;
};

}  // namespace yuanluo::models
