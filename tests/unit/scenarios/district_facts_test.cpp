// The synthetic reference district against the published figures. Source of all expected values: [Shuangqiaozi2021].
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <set>
#include <vector>

#include "scenarios/generator/generate.hpp"

namespace yuanluo {
namespace {

using models::District;
using models::Resident;

const District& reference() {
  static const District district = scenarios::generate({}, {});
  return district;
}

std::size_t residents_that(bool (*holds)(const Resident&)) {
  const auto& all = reference().residents;
  return static_cast<std::size_t>(std::count_if(all.begin(), all.end(), holds));
}

std::size_t devices_of(models::DeviceKind kind) {
  const auto& all = reference().devices;
  return static_cast<std::size_t>(
      std::count_if(all.begin(), all.end(), [kind](const auto& d) { return d.kind == kind; }));
}

std::size_t stations_of(models::StationKind kind) {
  const auto& all = reference().stations;
  return static_cast<std::size_t>(
      std::count_if(all.begin(), all.end(), [kind](const auto& s) { return s.kind == kind; }));
}

double area_km2(const std::vector<models::GeoPoint>& ring) {
  const models::LocalPlane plane(models::GeoPoint::from_degrees(104.103, 30.664));
  double twice = 0.0;
  for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
    const auto a = plane.to_plane(ring[i]), b = plane.to_plane(ring[i + 1]);
    twice += a.x * b.y - b.x * a.y;
  }
  return 0.5e-6 * twice;
}

template <class Rows, class Owner>
bool sorted_by_owner(const Rows& rows, Owner owner) {
  return std::is_sorted(rows.begin(), rows.end(),
                        [owner](const auto& x, const auto& y) { return owner(x) < owner(y); });
}

TEST_CASE("the reference district has the published area") {
  CHECK(area_km2(reference().boundary) == Approx(3.17).margin(0.0005));
}

TEST_CASE("eight communities with their published names cover the district and do not overlap") {
  const auto& communities = reference().communities;
  REQUIRE(communities.size() == 8);
  std::set<std::string> zh, en;
  double area = 0.0;
  for (const auto& c : communities) {
    zh.insert(c.name.zh);
    en.insert(c.name.en);
    CHECK(c.boundary.front() == c.boundary.back());
    CHECK(area_km2(c.boundary) > 0.0);
    area += area_km2(c.boundary);
  }
  CHECK(zh == std::set<std::string>{"新鸿社区", "新华社区", "菽香里社区", "万晟社区", "双林社区", "双桥路北社区",
                                    "水碾河路北社区", "三街坊社区"});
  CHECK(en == std::set<std::string>{"Xinhong", "Xinhua", "Shuxiangli", "Wansheng", "Shuanglin", "Shuangqiao Road North",
                                    "Shuinianhe Road North", "Sanjiefang"});
  CHECK(area == Approx(3.17).margin(0.0005));
}

TEST_CASE("the reference district has the published compounds, spread over all communities, each with its own name") {
  const auto& compounds = reference().compounds;
  CHECK(compounds.size() == 686);
  std::vector<int> per_community(8);
  std::set<std::string> names_zh, names_en;
  for (const auto& c : compounds) {
    ++per_community.at(c.community.index());
    names_zh.insert(c.name.zh);
    names_en.insert(c.name.en);
    CHECK(c.boundary.size() >= 4);
    CHECK(c.boundary.front() == c.boundary.back());
  }
  for (const int n : per_community) CHECK(n >= 20);
  CHECK(names_zh.size() == 686);
  CHECK(names_en.size() == 686);
}

TEST_CASE("every compound's gate is an end point of a street for cars") {
  std::set<models::GeoPoint> ends;
  for (const auto& s : reference().streets) {
    if (s.kind == models::StreetClass::footway) continue;
    ends.insert(s.points.front());
    ends.insert(s.points.back());
  }
  for (const auto& c : reference().compounds) CHECK(ends.count(c.gate) == 1);
}

TEST_CASE("the reference district has the published numbers of residents") {
  CHECK(reference().residents.size() == 140000);
  CHECK(residents_that([](const Resident& r) { return r.age >= 80; }) == 6496);
  CHECK(residents_that([](const Resident& r) { return r.age >= 60; }) == 30800);
  CHECK(residents_that([](const Resident& r) { return r.disabled; }) == 2293);
  CHECK(residents_that([](const Resident& r) { return r.lives_alone; }) == 308);
}

TEST_CASE("the only people of 60 and over in a household of one are those on the register of living alone") {
  const District& d = reference();
  std::vector<int> members(d.households.size());
  for (const auto& r : d.residents) ++members[r.household.index()];
  std::size_t alone = 0;
  for (const auto& r : d.residents) {
    const bool elder_alone = r.age >= 60 && members[r.household.index()] == 1;
    alone += elder_alone ? 1 : 0;
    CHECK(r.lives_alone == elder_alone);
  }
  CHECK(alone == 308);
  CHECK(*std::min_element(members.begin(), members.end()) == 1);
}

TEST_CASE("the reference district has the published equipment") {
  CHECK(reference().hydrants.size() == 1499);
  CHECK(reference().pump_stations.size() == 9);
  CHECK(devices_of(models::DeviceKind::smoke_alarm) == 6035);
  CHECK(devices_of(models::DeviceKind::water_flow_sensor) == 100);
  CHECK(devices_of(models::DeviceKind::gas_sensor) == 300);
  CHECK(stations_of(models::StationKind::care_complex) == 2);
  CHECK(stations_of(models::StationKind::day_care_centre) == 5);
  CHECK(stations_of(models::StationKind::governance_centre) == 1);
  CHECK(stations_of(models::StationKind::fire_station) == 2);
  CHECK(stations_of(models::StationKind::ambulance_station) == 2);
}

TEST_CASE(
    "smoke alarms are in homes of vulnerable residents, all of those living alone and all of the disabled first") {
  const District& d = reference();
  std::vector<bool> vulnerable(d.households.size()), first(d.households.size()), alarm(d.households.size());
  for (const auto& r : d.residents) {
    if (models::vulnerable(r)) vulnerable[r.household.index()] = true;
    if (r.lives_alone || r.disabled) first[r.household.index()] = true;
  }
  for (const auto& device : d.devices) {
    if (device.kind == models::DeviceKind::smoke_alarm) alarm[device.household.index()] = true;
  }
  for (std::size_t h = 0; h < d.households.size(); ++h) {
    if (alarm[h]) CHECK(vulnerable[h]);
    if (first[h]) CHECK(alarm[h]);
  }
}

TEST_CASE("rows stand with their owners, and every reference exists") {
  const District& d = reference();
  CHECK(sorted_by_owner(d.buildings, [](const auto& b) { return b.compound; }));
  CHECK(sorted_by_owner(d.households, [](const auto& h) { return h.building; }));
  CHECK(sorted_by_owner(d.residents, [](const auto& r) { return r.household; }));
  CHECK(sorted_by_owner(d.devices, [](const auto& x) { return std::pair{x.household, x.kind}; }));
  CHECK(d.buildings.back().compound.index() < d.compounds.size());
  CHECK(d.households.back().building.index() < d.buildings.size());
  CHECK(d.residents.back().household.index() < d.households.size());
  CHECK(d.devices.back().household.index() < d.households.size());
  for (const auto& h : d.households) {
    const auto& b = d.buildings[h.building.index()];
    CHECK((h.floor >= 1 && h.floor <= b.floors && h.stairwell >= 1 && h.stairwell <= b.stairwells));
  }
}

TEST_CASE("every compound is lived in, and every household has a member") {
  const District& d = reference();
  std::vector<bool> lived(d.compounds.size()), home(d.households.size());
  for (const auto& r : d.residents) {
    home[r.household.index()] = true;
    lived[d.buildings[d.households[r.household.index()].building.index()].compound.index()] = true;
  }
  CHECK(std::all_of(lived.begin(), lived.end(), [](bool x) { return x; }));
  CHECK(std::all_of(home.begin(), home.end(), [](bool x) { return x; }));
}

}  // namespace
}  // namespace yuanluo
