// What the rules of dispatch need to know of a district beforehand.
#pragma once

#include "models/world.hpp"

namespace yuanluo::models {

// Fills the cover tables of fire engines and ambulances, if a rule asks for them, and the risk of each compound.
void prepare_dispatch(World& world);

}  // namespace yuanluo::models
