#include "models/sensing/devices.hpp"

#include <algorithm>

#include "models/purposes.hpp"

namespace yuanluo::models {

std::optional<DeviceId> working_device(const World& world, const CompoundState& compound, HouseholdId household,
                                       DeviceKind kind) {
  const auto device = world.device_of(household, kind);
  if (!device) return std::nullopt;
  const auto& dead = compound.dead_devices;
  if (std::find(dead.begin(), dead.end(), *device) != dead.end()) return std::nullopt;
  return device;
}

bool online(const World& world, const CompoundState& compound, DeviceId id, sim::SimTime at) {
  const Device& device = world.district.devices[id.index()];
  if (!device.linked || !compound.mobile_network) return false;
  if (compound.power_failed_at &&
      at - *compound.power_failed_at > sim::hours(world.settings.outages.base_station_battery_h))
    return false;
  // Addressed by household and kind, so that another deployment does not shift a device's luck.
  const std::uint32_t day = static_cast<std::uint32_t>(sim::day_of(at) + 1);
  const std::uint32_t n = day * static_cast<std::uint32_t>(device_kinds) + static_cast<std::uint32_t>(device.kind);
  return !draw_of(compound.luck, device.household.value, Purpose::device_offline, n)
              .chance(world.settings.sensing.offline_share);
}

sim::Duration uplink_delay(const World& world, const sim::Luck& luck, IncidentId incident) {
  const SensingParams& p = world.settings.sensing;
  sim::Draw draw = draw_of(luck, incident, Purpose::uplink);
  double delay_s = p.uplink_s.sample(draw);
  constexpr int most_retries = 20;
  for (int i = 0; i < most_retries && draw.chance(p.message_loss); ++i) delay_s += p.retry_s;
  return std::max(sim::seconds(delay_s), least_delay);
}

}  // namespace yuanluo::models
