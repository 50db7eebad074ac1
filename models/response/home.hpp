// Where helpers belong: a community's own people, and the services of an area.
#pragma once

#include <cstdint>

#include "models/hazard.hpp"
#include "models/world.hpp"

namespace yuanluo::models {

// Index of the area, or (grid workers, micro fire crews and all who are called one by one) of the community, whose
// helper goes to a compound as long as no neighbour is asked.
std::uint32_t owner_of(const World& world, Helper helper, CompoundId compound);

// The process that keeps such helpers of an area or a community.
sim::ProcessId home_of(const World& world, Helper helper, std::uint32_t owner);

}  // namespace yuanluo::models
