// Writes a network as an .inp file that EPANET and read_inp() understand.
#pragma once

#include <string>

#include "models/water/hydraulics/network.hpp"
#include "scenarios/water/units.hpp"

namespace yuanluo::scenarios::water {

// Numbers are written so that reading them gives the same network but for rounding of the last digit by units.
std::string write_inp(const models::hydraulics::Network& network, const Units& units);

}  // namespace yuanluo::scenarios::water
