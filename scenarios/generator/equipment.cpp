#include "scenarios/generator/equipment.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <queue>
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

// Half the width of the carriageway and its pavement. Source: assumption, two lanes of 3.5 m each way on main streets.
double half_width_m(models::StreetClass kind) {
  constexpr std::array<double, models::street_classes> half{11.0, 9.0, 7.0, 8.0, 6.0, 4.5, 4.5,
                                                            3.5,  2.5, 2.5, 3.5, 1.5, 1.0, 1.0};
  return half[static_cast<std::size_t>(kind)];
}

// One line of a street, with the distance along it of each of its points.
struct Line {
  std::vector<PlanePoint> points;
  std::vector<double> along;
  models::StreetClass kind;

  void append(const std::vector<PlanePoint>& more) {
    for (const PlanePoint p : more) {
      const double step = points.empty() ? 0.0 : models::distance(points.back(), p).value;
      if (!points.empty() && step == 0.0) continue;
      along.push_back(points.empty() ? 0.0 : along.back() + step);
      points.push_back(p);
    }
  }

  // The point at `distance` along the line, `aside` metres to its left.
  PlanePoint at(double distance, double aside) const {
    const auto next = std::upper_bound(along.begin() + 1, along.end() - 1, distance);
    const auto i = static_cast<std::size_t>(next - along.begin());
    const PlanePoint a = points[i - 1], b = points[i];
    const double length = along[i] - along[i - 1], t = (distance - along[i - 1]) / length;
    return {a.x + t * (b.x - a.x) - aside * (b.y - a.y) / length, a.y + t * (b.y - a.y) + aside * (b.x - a.x) / length};
  }
};

std::vector<Line> drivable_lines(const Layout& layout) {
  std::vector<Line> lines;
  std::size_t last = std::numeric_limits<std::size_t>::max();
  for (const PlannedStreet& street : layout.streets) {
    if (street.kind == models::StreetClass::footway || street.outside) continue;
    if (street.line != last) lines.push_back({{}, {}, street.kind});
    last = street.line;
    lines.back().append(street.points);
  }
  return lines;
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

void add_hydrants(const DeploymentParams& deployment, const Layout& layout, const models::LocalPlane& plane,
                  models::District& district) {
  struct Stretch {
    double length;
    std::size_t line;
    double from;
  };
  const auto shorter = [](const Stretch& a, const Stretch& b) {
    return a.length != b.length ? a.length < b.length : a.line != b.line ? a.line > b.line : a.from > b.from;
  };
  const std::vector<Line> lines = drivable_lines(layout);
  std::priority_queue<Stretch, std::vector<Stretch>, decltype(shorter)> stretches(shorter);
  for (std::size_t i = 0; i < lines.size(); ++i) stretches.push({lines[i].along.back(), i, 0.0});
  for (std::int64_t k = 0; k < deployment.hydrants && !stretches.empty(); ++k) {
    const Stretch s = stretches.top();
    stretches.pop();
    const Line& line = lines[s.line];
    const double middle = s.from + 0.5 * s.length, kerb = half_width_m(line.kind) + 1.0;
    models::Hydrant hydrant;
    hydrant.position = plane.to_geo(line.at(middle, k % 2 == 0 ? kerb : -kerb));
    hydrant.diameter_mm = line.kind <= models::StreetClass::tertiary ? 150 : 100;
    district.hydrants.push_back(hydrant);
    stretches.push({0.5 * s.length, s.line, s.from});
    stretches.push({0.5 * s.length, s.line, middle});
  }
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
