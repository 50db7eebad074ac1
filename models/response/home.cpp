#include "models/response/home.hpp"

#include <optional>

namespace yuanluo::models {

namespace {

// None: the helper is a community's.
std::optional<ProcessKind> service_of(Helper helper) {
  switch (helper) {
    case Helper::fire_engine:
      return ProcessKind::brigade;
    case Helper::ambulance:
      return ProcessKind::ambulance_service;
    case Helper::care_worker:
      return ProcessKind::care_service;
    case Helper::repair_crew:
      return ProcessKind::utility;
    default:
      return std::nullopt;
  }
}

}  // namespace

std::uint32_t owner_of(const World& world, Helper helper, CompoundId compound) {
  return service_of(helper) ? world.area_of(compound).value : world.community_of(compound).value;
}

sim::ProcessId home_of(const World& world, Helper helper, std::uint32_t owner) {
  if (const auto service = service_of(helper)) return world.processes.of(AreaId{owner}, *service);
  return world.processes.of(CommunityId{owner});
}

}  // namespace yuanluo::models
