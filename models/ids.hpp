// The ids of the district's things: indices into the tables of District.
#pragma once

#include "sim/id.hpp"

namespace yuanluo::models {

using CommunityId = sim::Id<struct CommunityTag>;
using CompoundId = sim::Id<struct CompoundTag>;
using BuildingId = sim::Id<struct BuildingTag>;
using HouseholdId = sim::Id<struct HouseholdTag>;
using ResidentId = sim::Id<struct ResidentTag>;
using DeviceId = sim::Id<struct DeviceTag>;
using HydrantId = sim::Id<struct HydrantTag>;
using AedId = sim::Id<struct AedTag>;
using PumpStationId = sim::Id<struct PumpStationTag>;
using StationId = sim::Id<struct StationTag>;
using StaffId = sim::Id<struct StaffTag>;
using StreetId = sim::Id<struct StreetTag>;
using StreetNodeId = sim::Id<struct StreetNodeTag>;

}  // namespace yuanluo::models
