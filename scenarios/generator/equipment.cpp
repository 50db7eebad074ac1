#include "scenarios/generator/equipment.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <string>
#include <utility>

#include "scenarios/generator/refuse.hpp"

namespace yuanluo::scenarios {
namespace {

using models::PlanePoint;

// Homes in the order in which they get devices.
std::vector<std::uint32_t> homes_by_need(const models::District& district, const DistrictLuck& luck) {
  std::vector<int> need(district.households.size(), 4);
  for (const models::Resident& r : district.residents) {
    const int own = r.lives_alone ? 0 : r.disabled ? 1 : r.age >= 80 ? 2 : r.age >= 60 ? 3 : 4;
    int& home = need[r.household.index()];
    home = std::min(home, own);
  }
  std::vector<std::pair<double, std::uint32_t>> rank(need.size());
  for (std::size_t h = 0; h < need.size(); ++h) {
    rank[h] = {need[h] + luck.uniform(Detail::device_rank, h), static_cast<std::uint32_t>(h)};
  }
  std::sort(rank.begin(), rank.end());
  std::vector<std::uint32_t> homes;
  for (const auto& entry : rank) homes.push_back(entry.second);
  return homes;
}

}  // namespace

void add_devices(const DeploymentParams& d, const DistrictLuck& luck, models::District& district) {
  using models::DeviceKind;
  struct Order {
    DeviceKind kind;
    std::int64_t count;
    const char* key;
  };
  const std::array<Order, models::device_kinds> orders{
      {{DeviceKind::smoke_alarm, d.smoke_alarms, "smoke_alarms"},
       {DeviceKind::gas_sensor, d.gas_sensors, "gas_sensors"},
       {DeviceKind::water_flow_sensor, d.water_flow_sensors, "water_flow_sensors"},
       {DeviceKind::sos_button, d.sos_buttons, "sos_buttons"},
       {DeviceKind::motion_sensor, d.motion_sensors, "motion_sensors"}}};
  const auto homes = homes_by_need(district, luck);
  for (const Order& order : orders) {
    if (order.count > static_cast<std::int64_t>(homes.size())) {
      refuse(
          std::string("/deployment/") + order.key,
          {fmt::format("不超过{}（每户至多一个）", homes.size()), fmt::format("at most {} (one a home)", homes.size())},
          order.count);
    }
    for (std::size_t k = 0; k < static_cast<std::size_t>(order.count); ++k) {
      models::Device device;
      device.kind = order.kind;
      device.household = models::HouseholdId{homes[k]};
      device.linked = d.devices_linked;
      district.devices.push_back(device);
    }
  }
  std::sort(district.devices.begin(), district.devices.end(), [](const models::Device& x, const models::Device& y) {
    return x.household != y.household ? x.household < y.household : x.kind < y.kind;
  });
}

void add_aeds(const DeploymentParams& deployment, const models::LocalPlane& plane, models::District& district) {
  if (deployment.aeds > static_cast<std::int64_t>(district.compounds.size())) {
    const std::size_t most = district.compounds.size();
    refuse("/deployment/aeds",
           {fmt::format("不超过{}（每院落至多一个）", most), fmt::format("at most {} (one a compound)", most)},
           deployment.aeds);
  }
  std::vector<models::PlanePoint> gates;
  for (const models::Compound& compound : district.compounds) gates.push_back(plane.to_plane(compound.gate));
  std::vector<double> nearest_m;  // to those that stand; at first, how near to the middle
  for (const models::PlanePoint gate : gates) nearest_m.push_back(-std::hypot(gate.x, gate.y));
  for (std::int64_t n = 0; n < deployment.aeds; ++n) {
    const auto next =
        static_cast<std::size_t>(std::max_element(nearest_m.begin(), nearest_m.end()) - nearest_m.begin());
    district.aeds.push_back({district.compounds[next].gate});
    for (std::size_t k = 0; k < gates.size(); ++k) {
      const double way_m = models::distance(gates[next], gates[k]).value;
      nearest_m[k] = n == 0 ? way_m : std::min(nearest_m[k], way_m);
    }
  }
}

}  // namespace yuanluo::scenarios
