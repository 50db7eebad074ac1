#include "scenarios/plan/decision.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

#include "scenarios/plan/hydrant_sites.hpp"

namespace yuanluo::scenarios {
namespace {

using models::District;

constexpr std::array<DecisionWords, decision_kinds> all_words{{
    {"hydrants", {"室外消火栓", "hydrants"}, 30000.0},
    {"smoke_alarms", {"智慧烟感", "smoke alarms"}, 300.0},
    {"gas_sensors", {"可燃气体传感器", "gas sensors"}, 400.0},
    {"water_flow_sensors", {"水流传感器", "water-flow sensors"}, 350.0},
    {"sos_buttons", {"一键呼叫器", "SOS buttons"}, 200.0},
    {"motion_sensors", {"人体活动传感器", "motion sensors"}, 300.0},
    {"care_kits", {"居家养老安全套装", "home care kits"}, 800.0},
    {"grid_workers", {"网格员岗位", "grid worker posts"}, 70000.0},
    {"care_stations", {"日间照料中心", "day-care centres"}, 800000.0},
    {"micro_fire_stations", {"微型消防站", "micro fire stations"}, 300000.0},
    {"lifts", {"加装电梯", "lifts"}, 500000.0},
    {"aeds", {"自动体外除颤器", "AEDs"}, 20000.0},
}};

// How many of the kinds each home has.
std::vector<std::uint8_t> homes_with(const District& d, std::span<const models::DeviceKind> kinds) {
  std::vector<std::uint8_t> has(d.households.size(), 0);
  for (const models::Device& device : d.devices) {
    if (std::find(kinds.begin(), kinds.end(), device.kind) != kinds.end()) ++has[device.household.index()];
  }
  return has;
}

std::vector<Candidate> in_homes(const District& d, std::span<const models::DeviceKind> kinds) {
  const std::vector<std::uint8_t> has = homes_with(d, kinds);
  std::vector<std::uint32_t> building_in_compound(d.buildings.size(), 1);
  for (std::size_t b = 1; b < d.buildings.size(); ++b) {
    if (d.buildings[b].compound == d.buildings[b - 1].compound) {
      building_in_compound[b] = building_in_compound[b - 1] + 1;
    }
  }
  std::vector<Candidate> all;
  for (std::uint32_t h = 0; h < d.households.size(); ++h) {
    if (has[h] >= kinds.size()) continue;
    const models::Household& household = d.households[h];
    const models::Building& building = d.buildings[household.building.index()];
    const models::Compound& compound = d.compounds[building.compound.index()];
    const auto number = building_in_compound[household.building.index()];
    Candidate candidate;
    candidate.position = building.position;
    candidate.community = compound.community.value;
    candidate.place = {
        fmt::format("{} {} 栋 {} 单元 {} 层", compound.name.zh, number, household.stairwell, household.floor),
        fmt::format("{}, building {}, stairwell {}, floor {}", compound.name.en, number, household.stairwell,
                    household.floor)};
    candidate.subject = h;
    all.push_back(std::move(candidate));
  }
  return all;
}

std::vector<Candidate> posts(const District& d, const Decision& decision) {
  std::vector<Candidate> all;
  for (std::uint32_t c = 0; c < d.communities.size(); ++c) {
    const auto compound = std::find_if(d.compounds.begin(), d.compounds.end(),
                                       [&](const models::Compound& x) { return x.community.value == c; });
    if (compound == d.compounds.end()) continue;  // nobody lives there
    for (const auto& shift : decision.shifts) {
      Candidate candidate;
      candidate.position = compound->centre;
      candidate.community = c;
      const int last = (shift[0] + shift[1]) % 24;
      candidate.place = {fmt::format("{} {}—{}时", d.communities[c].name.zh, shift[0], last),
                         fmt::format("{}, {} to {} h", d.communities[c].name.en, shift[0], last)};
      candidate.subject = c;
      candidate.shift = shift;
      candidate.most = 1000;
      all.push_back(std::move(candidate));
    }
  }
  return all;
}

std::vector<Candidate> at_gates(const District& d) {
  std::vector<Candidate> all;
  for (std::uint32_t c = 0; c < d.compounds.size(); ++c) {
    Candidate candidate;
    candidate.position = d.compounds[c].gate;
    candidate.place = {d.compounds[c].name.zh + "门口", "gate of " + d.compounds[c].name.en};
    candidate.community = d.compounds[c].community.value;
    candidate.subject = c;
    all.push_back(std::move(candidate));
  }
  return all;
}

std::vector<Candidate> without_lift(const District& d) {
  std::vector<std::uint64_t> added(d.buildings.size(), 0);
  for (const models::StairwellLift& lift : d.stairwell_lifts)
    added[lift.building.index()] |= std::uint64_t{1} << lift.stairwell;
  std::vector<Candidate> all;
  std::uint32_t number = 0;
  for (std::uint32_t b = 0; b < d.buildings.size(); ++b) {
    const models::Building& building = d.buildings[b];
    number = b > 0 && d.buildings[b - 1].compound == building.compound ? number + 1 : 1;
    if (building.lift || building.floors < 3) continue;
    const models::Compound& compound = d.compounds[building.compound.index()];
    for (std::uint8_t stairwell = 1; stairwell <= building.stairwells; ++stairwell) {
      if ((added[b] >> stairwell & 1) != 0) continue;
      Candidate candidate;
      candidate.position = building.position;
      candidate.place = {fmt::format("{} {} 栋 {} 单元", compound.name.zh, number, stairwell),
                         fmt::format("{}, building {}, stairwell {}", compound.name.en, number, stairwell)};
      candidate.community = compound.community.value;
      candidate.subject = b;
      candidate.stairwell = stairwell;
      all.push_back(std::move(candidate));
    }
  }
  return all;
}

void add_station(District& d, const Decision& decision, const Candidate& candidate) {
  models::Station station;
  const bool care = decision.kind == DecisionKind::care_stations;
  station.kind = care ? models::StationKind::day_care_centre : models::StationKind::micro_fire_station;
  station.name = care ? models::Name{candidate.place.zh + "日间照料中心", "Day-care centre, " + candidate.place.en}
                      : models::Name{candidate.place.zh + "微型消防站", "Micro fire station, " + candidate.place.en};
  station.position = candidate.position;
  const models::StationId id{static_cast<std::uint32_t>(d.stations.size())};
  d.stations.push_back(std::move(station));
  for (std::size_t k = 0; k < decision.staff; ++k) {
    models::Staff post;
    post.role = care ? models::StaffRole::care_worker : models::StaffRole::micro_fire_crew;
    post.station = id;
    post.shift_start_hour = care ? 8 : 0;
    post.shift_hours = care ? 12 : 24;
    d.staff.push_back(post);
  }
}

}  // namespace

const DecisionWords& words(DecisionKind kind) { return all_words[static_cast<std::size_t>(kind)]; }

std::span<const models::DeviceKind> devices_of(DecisionKind kind) {
  using models::DeviceKind;
  static constexpr DeviceKind each[] = {DeviceKind::smoke_alarm, DeviceKind::gas_sensor, DeviceKind::water_flow_sensor,
                                        DeviceKind::sos_button, DeviceKind::motion_sensor};
  // Source: [Xiantao2021]: presence sensor, button and smoke alarm behind one gateway.
  static constexpr DeviceKind kit[] = {DeviceKind::motion_sensor, DeviceKind::sos_button, DeviceKind::smoke_alarm};
  switch (kind) {
    case DecisionKind::smoke_alarms:
      return {each, 1};
    case DecisionKind::gas_sensors:
      return {each + 1, 1};
    case DecisionKind::water_flow_sensors:
      return {each + 2, 1};
    case DecisionKind::sos_buttons:
      return {each + 3, 1};
    case DecisionKind::motion_sensors:
      return {each + 4, 1};
    case DecisionKind::care_kits:
      return kit;
    default:
      return {};
  }
}

std::vector<Candidate> candidates(const District& district, const Decision& decision) {
  std::vector<Candidate> all;
  if (const auto devices = devices_of(decision.kind); !devices.empty()) {
    all = in_homes(district, devices);
  } else if (decision.kind == DecisionKind::hydrants) {
    all = hydrant_sites(district, decision).fit;
  } else if (decision.kind == DecisionKind::grid_workers) {
    all = posts(district, decision);
  } else if (decision.kind == DecisionKind::lifts) {
    all = without_lift(district);
  } else {
    all = at_gates(district);
  }
  for (Candidate& candidate : all) candidate.cost_yuan = decision.cost_yuan;
  return all;
}

void add_to(District& district, const Decision& decision, std::span<const Candidate> from,
            std::span<const std::uint32_t> chosen) {
  const auto devices = devices_of(decision.kind);
  std::vector<std::pair<std::uint32_t, models::DeviceKind>> there;
  for (const models::Device& device : district.devices) there.emplace_back(device.household.value, device.kind);
  for (const std::uint32_t k : chosen) {
    const Candidate& candidate = from[k];
    if (!devices.empty()) {
      for (const models::DeviceKind kind : devices) {
        if (std::binary_search(there.begin(), there.end(), std::pair(candidate.subject, kind))) continue;
        models::Device added;
        added.kind = kind;
        added.household = models::HouseholdId{candidate.subject};
        district.devices.push_back(added);
      }
    } else if (decision.kind == DecisionKind::hydrants) {
      district.hydrants.push_back({candidate.position, 100});
      if (district.mains) district.mains->hydrants.push_back(candidate.main_node);
    } else if (decision.kind == DecisionKind::grid_workers) {
      models::Staff post;
      post.role = models::StaffRole::grid_worker;
      post.community = models::CommunityId{candidate.subject};
      post.shift_start_hour = static_cast<std::uint8_t>(candidate.shift[0]);
      post.shift_hours = static_cast<std::uint8_t>(candidate.shift[1]);
      district.staff.push_back(post);
    } else if (decision.kind == DecisionKind::lifts) {
      district.stairwell_lifts.push_back({models::BuildingId{candidate.subject}, candidate.stairwell});
    } else if (decision.kind == DecisionKind::aeds) {
      district.aeds.push_back({candidate.position});
    } else {
      add_station(district, decision, candidate);
    }
  }
  std::sort(district.stairwell_lifts.begin(), district.stairwell_lifts.end(), [](const auto& a, const auto& b) {
    return std::tie(a.building, a.stairwell) < std::tie(b.building, b.stairwell);
  });
  if (!devices.empty()) {
    std::stable_sort(district.devices.begin(), district.devices.end(), [](const auto& a, const auto& b) {
      return std::tie(a.household, a.kind) < std::tie(b.household, b.kind);
    });
  }
}

}  // namespace yuanluo::scenarios
