#include "scenarios/generator/stations.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "scenarios/generator/apportion.hpp"
#include "scenarios/generator/refuse.hpp"
#include "scenarios/generator/siting.hpp"

namespace yuanluo::scenarios {
namespace {

using models::StaffRole;
using models::StationKind;

// Places at compound gates. Each service takes its places from compounds of its own, so that no two share one gate.
class Sites {
 public:
  Sites(const models::District& district, const models::LocalPlane& plane) : district_(district) {
    for (const models::Compound& c : district.compounds) gates_.push_back(plane.to_plane(c.gate));
    elders_.assign(gates_.size(), 0.0);
    for (const models::Resident& r : district.residents) {
      const models::BuildingId building = district.households[r.household.index()].building;
      if (r.age >= 60) ++elders_[district.buildings[building.index()].compound.index()];
    }
    even_.assign(gates_.size(), 1.0);
  }

  // The places of one service (0 to 3), in order of choice: near to elders, or to all compounds alike.
  std::vector<std::size_t> choose(std::size_t service, std::int64_t count, bool for_elders, const char* key) const {
    std::vector<std::size_t> candidates;
    for (std::size_t c = service; c < gates_.size(); c += services) candidates.push_back(c);
    if (candidates.empty()) {  // fewer compounds than services: they share
      for (std::size_t c = 0; c < gates_.size(); ++c) candidates.push_back(c);
    }
    if (count > static_cast<std::int64_t>(candidates.size())) {
      refuse(std::string("/deployment/") + key,
             {fmt::format("不超过{}", candidates.size()), fmt::format("at most {}", candidates.size())}, count);
    }
    return greedy_medians(gates_, for_elders ? elders_ : even_, candidates, static_cast<std::size_t>(count));
  }

  // One compound in the middle of each community first, then as by choose().
  std::vector<std::size_t> choose_by_community(std::size_t service, std::int64_t count, const char* key) const {
    std::vector<std::size_t> chosen;
    std::vector<std::vector<std::size_t>> members(district_.communities.size());
    for (std::size_t c = 0; c < gates_.size(); ++c) members[district_.compounds[c].community.index()].push_back(c);
    for (const std::vector<std::size_t>& compounds : members) {
      if (static_cast<std::int64_t>(chosen.size()) == count) return chosen;
      std::vector<models::PlanePoint> gates;
      std::vector<std::size_t> candidates;
      for (const std::size_t c : compounds) {
        if (c % services == service) candidates.push_back(gates.size());
        gates.push_back(gates_[c]);
      }
      const std::vector<double> alike(gates.size(), 1.0);
      for (const std::size_t first : greedy_medians(gates, alike, candidates, 1)) chosen.push_back(compounds[first]);
    }
    for (const std::size_t c : choose(service, count, false, key)) {
      if (static_cast<std::int64_t>(chosen.size()) == count) break;
      if (std::find(chosen.begin(), chosen.end(), c) == chosen.end()) chosen.push_back(c);
    }
    return chosen;
  }

 private:
  static constexpr std::size_t services = 4;

  const models::District& district_;
  std::vector<models::PlanePoint> gates_;
  std::vector<double> elders_, even_;
};

models::Name numbered(const char* zh, const char* en, std::size_t k) {
  return {fmt::format(fmt::runtime(zh), k + 1), fmt::format(fmt::runtime(en), k + 1)};
}

struct Shift {
  std::uint8_t start_hour, hours;
};
constexpr Shift by_day{8, 12}, by_night{20, 12}, around_the_clock{0, 24};

models::Staff post(StaffRole role, Shift shift) {
  models::Staff staff;
  staff.role = role;
  staff.shift_start_hour = shift.start_hour;
  staff.shift_hours = shift.hours;
  return staff;
}

void add_grid_workers(const DeploymentParams& d, models::District& district) {
  std::vector<double> residents(district.communities.size(), 0.0);
  for (const models::Resident& r : district.residents) {
    const models::BuildingId building = district.households[r.household.index()].building;
    const models::CompoundId compound = district.buildings[building.index()].compound;
    ++residents[district.compounds[compound.index()].community.index()];
  }
  const auto add = [&](std::int64_t posts, Shift shift) {
    for (const std::size_t community : seat_order(residents, posts)) {
      models::Staff staff = post(StaffRole::grid_worker, shift);
      staff.community = models::CommunityId{static_cast<std::uint32_t>(community)};
      district.staff.push_back(staff);
    }
  };
  add(d.grid_workers_day, by_day);
  add(d.grid_workers_night, by_night);
}

void add_compound_posts(const DeploymentParams& d, const DistrictLuck& luck, models::District& district) {
  const auto add = [&](StaffRole role, double share, Detail detail, const std::vector<double>& weights) {
    std::vector<double> uniforms;
    for (std::size_t c = 0; c < weights.size(); ++c) uniforms.push_back(luck.uniform(detail, c));
    auto chosen = weighted_order(weights, uniforms);
    chosen.resize(static_cast<std::size_t>(std::llround(share * static_cast<double>(weights.size()))));
    for (const std::size_t c : chosen) {
      models::Staff staff = post(role, around_the_clock);
      staff.compound = models::CompoundId{static_cast<std::uint32_t>(c)};
      district.staff.push_back(staff);
      if (role == StaffRole::gatehouse_guard) district.compounds[c].gatehouse_staffed = true;
    }
  };
  std::vector<double> newer, alike(district.compounds.size(), 1.0);
  for (const models::Compound& c : district.compounds) newer.push_back(c.built_year >= 1995 ? 2.0 : 1.0);
  add(StaffRole::safety_lead, d.safety_leads, Detail::safety_lead, alike);
  add(StaffRole::gatehouse_guard, d.gatehouses_staffed, Detail::gatehouse, newer);
}

void add_station_posts(const DeploymentParams& d, models::District& district) {
  std::vector<double> day,
      night;  // care posts: a complex has three times those of a day-care centre. Source: assumption
  for (const models::Station& s : district.stations) {
    const bool complex = s.kind == StationKind::care_complex;
    day.push_back(complex ? 3.0 : s.kind == StationKind::day_care_centre ? 1.0 : 0.0);
    night.push_back(complex ? 1.0 : 0.0);
  }
  const auto add = [&district](StaffRole role, Shift shift, std::size_t station) {
    models::Staff staff = post(role, shift);
    staff.station = models::StationId{static_cast<std::uint32_t>(station)};
    district.staff.push_back(staff);
  };
  const auto add_care = [&](const std::vector<double>& weights, std::int64_t posts, Shift shift, const char* key) {
    const auto seats = seat_order(weights, posts);
    if (static_cast<std::int64_t>(seats.size()) != posts) {
      refuse(std::string("/deployment/") + key, {"没有养老服务站点时为0", "0 where there is no care station for them"},
             posts);
    }
    for (const std::size_t station : seats) add(StaffRole::care_worker, shift, station);
  };
  add_care(day, d.care_workers_day, by_day, "care_workers_day");
  add_care(night, d.care_workers_night, by_night, "care_workers_night");
  for (std::size_t s = 0; s < district.stations.size(); ++s) {
    const StationKind kind = district.stations[s].kind;
    const std::int64_t posts = kind == StationKind::micro_fire_station  ? d.micro_fire_crew
                               : kind == StationKind::governance_centre ? d.centre_operators
                                                                        : 0;
    const StaffRole role = kind == StationKind::micro_fire_station ? StaffRole::micro_fire_crew : StaffRole::operator_;
    for (std::int64_t k = 0; k < posts; ++k) add(role, around_the_clock, s);
  }
}

}  // namespace

void add_local_stations(const DeploymentParams& d, const models::Name& of, const models::LocalPlane& plane,
                        models::District& district) {
  const Sites sites(district, plane);
  const auto gate = [&district](std::size_t compound) { return district.compounds[compound].gate; };

  const auto pumps = sites.choose(0, d.pump_stations, false, "pump_stations");
  for (std::size_t k = 0; k < pumps.size(); ++k) {
    models::PumpStation pump;
    pump.name = numbered("{}号一体化消防泵站", "Fire Pump Station {}", k);
    pump.position = gate(pumps[k]);
    district.pump_stations.push_back(std::move(pump));
  }

  const auto add = [&district](StationKind kind, models::Name name, models::GeoPoint position, std::uint16_t vehicles) {
    district.stations.push_back({kind, std::move(name), position, vehicles});
  };
  add(StationKind::governance_centre, {of.zh + "智慧治理中心", of.en + " Smart Governance Centre"},
      gate(sites.choose(3, 1, false, "governance_centre").front()), 0);
  const auto complexes = sites.choose(1, d.care_complexes, true, "care_complexes");
  for (std::size_t k = 0; k < complexes.size(); ++k) {
    add(StationKind::care_complex, numbered("第{}养老服务综合体", "Care Complex {}", k), gate(complexes[k]), 0);
  }
  const auto centres = sites.choose(2, d.day_care_centres, true, "day_care_centres");
  for (std::size_t k = 0; k < centres.size(); ++k) {
    add(StationKind::day_care_centre, numbered("第{}日间照料中心", "Day-care Centre {}", k), gate(centres[k]), 0);
  }
  const auto micros = sites.choose_by_community(0, d.micro_fire_stations, "micro_fire_stations");
  for (std::size_t k = 0; k < micros.size(); ++k) {
    add(StationKind::micro_fire_station, numbered("{}号微型消防站", "Micro Fire Station {}", k), gate(micros[k]), 0);
  }
}

void add_stations(const DeploymentParams& d, const Layout& layout, const models::LocalPlane& plane,
                  models::District& district) {
  add_local_stations(d, district.name, plane, district);
  const auto add = [&district](StationKind kind, models::Name name, models::GeoPoint position, std::uint16_t vehicles) {
    district.stations.push_back({kind, std::move(name), position, vehicles});
  };
  constexpr std::uint16_t engines = 3,
                          ambulances = 4;  // Source: assumption; JB 152 asks 2 to 5 engines of a small station
  for (std::size_t k = 0; k < layout.fire_stations.size(); ++k) {
    add(StationKind::fire_station, numbered("第{}消防救援站", "Fire Station {}", k),
        plane.to_geo(layout.fire_stations[k]), engines);
  }
  for (std::size_t k = 0; k < layout.ambulance_stations.size(); ++k) {
    add(StationKind::ambulance_station, numbered("第{}急救站", "Ambulance Station {}", k),
        plane.to_geo(layout.ambulance_stations[k]), ambulances);
  }
}

void add_staff(const DeploymentParams& d, const DistrictLuck& luck, models::District& district) {
  add_grid_workers(d, district);
  add_compound_posts(d, luck, district);
  add_station_posts(d, district);
}

}  // namespace yuanluo::scenarios
