// The constant world: the district, the settings, and everything that is derived from them once and shared by all
// replications and threads.
#pragma once

#include "models/district.hpp"
#include "models/settings.hpp"

namespace yuanluo::models {

struct World {
  District district;
  Settings settings;
};

}  // namespace yuanluo::models
