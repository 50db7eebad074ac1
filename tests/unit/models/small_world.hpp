// A world of one compound, one building and one household, for tests of single rules.
#pragma once

#include "models/world.hpp"

namespace yuanluo::models {

// The household has two members aged 70 and 68 and a linked smoke alarm; there are a centre with one operator, a grid
// worker on duty day and night, a guard, a fire station with one engine and an ambulance station with one ambulance.
World small_world(Settings settings = {});

// The same with a second community of one compound 1 km away, with a grid worker of its own.
World two_communities(Settings settings = {});

}  // namespace yuanluo::models
