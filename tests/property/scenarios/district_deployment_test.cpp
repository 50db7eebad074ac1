// What is deployed in a synthetic district: more of it keeps the places of less.
#include <algorithm>
#include <catch2/catch.hpp>
#include <set>
#include <vector>

#include "scenarios/generator/generate.hpp"
#include "scenarios/problem.hpp"

namespace yuanluo {
namespace {

using models::District;
using scenarios::DeploymentParams;

District with(const DeploymentParams& deployment) { return scenarios::generate({}, deployment); }

template <class Rows>
bool begins_with(const Rows& more, const Rows& fewer) {
  return more.size() >= fewer.size() && std::equal(fewer.begin(), fewer.end(), more.begin());
}

std::vector<models::Station> stations_of(const District& d, models::StationKind kind) {
  std::vector<models::Station> some;
  std::copy_if(d.stations.begin(), d.stations.end(), std::back_inserter(some),
               [kind](const auto& s) { return s.kind == kind; });
  return some;
}

std::vector<models::Staff> posts_of(const District& d, models::StaffRole role, int start_hour) {
  std::vector<models::Staff> some;
  std::copy_if(d.staff.begin(), d.staff.end(), std::back_inserter(some),
               [&](const auto& s) { return s.role == role && s.shift_start_hour == start_hour; });
  return some;
}

std::set<std::uint32_t> homes_with(const District& d, models::DeviceKind kind) {
  std::set<std::uint32_t> homes;
  for (const auto& device : d.devices) {
    if (device.kind == kind) homes.insert(device.household.value);
  }
  return homes;
}

bool holds_all(const std::set<std::uint32_t>& more, const std::set<std::uint32_t>& fewer) {
  return std::includes(more.begin(), more.end(), fewer.begin(), fewer.end());
}

std::set<std::uint32_t> compounds_of(const std::vector<models::Staff>& posts) {
  std::set<std::uint32_t> compounds;
  for (const auto& post : posts) compounds.insert(post.compound->value);
  return compounds;
}

TEST_CASE("a larger deployment keeps every place of a smaller one") {
  DeploymentParams less;
  less.hydrants = 400;
  less.pump_stations = 2;
  less.smoke_alarms = 150;
  less.gas_sensors = 10;
  less.water_flow_sensors = 7;
  less.sos_buttons = 40;
  less.motion_sensors = 3;
  less.care_complexes = 1;
  less.day_care_centres = 3;
  less.micro_fire_stations = 5;
  less.grid_workers_day = 37;
  less.grid_workers_night = 5;
  less.care_workers_day = 24;
  less.gatehouses_staffed = 0.25;
  less.safety_leads = 0.5;
  DeploymentParams more;
  more.micro_fire_stations = 12;
  more.grid_workers_day = 100;
  more.motion_sensors = 500;
  more.smoke_alarms = 20000;
  const District small = with(less), large = with(more);

  CHECK(begins_with(large.hydrants, small.hydrants));
  CHECK(begins_with(large.pump_stations, small.pump_stations));
  using models::StationKind;
  for (const StationKind kind :
       {StationKind::governance_centre, StationKind::care_complex, StationKind::day_care_centre,
        StationKind::micro_fire_station, StationKind::fire_station, StationKind::ambulance_station}) {
    CHECK(begins_with(stations_of(large, kind), stations_of(small, kind)));
  }
  using models::DeviceKind;
  for (const DeviceKind kind : {DeviceKind::smoke_alarm, DeviceKind::gas_sensor, DeviceKind::water_flow_sensor,
                                DeviceKind::sos_button, DeviceKind::motion_sensor}) {
    CHECK(holds_all(homes_with(large, kind), homes_with(small, kind)));
  }
  using models::StaffRole;
  CHECK(begins_with(posts_of(large, StaffRole::grid_worker, 8), posts_of(small, StaffRole::grid_worker, 8)));
  CHECK(begins_with(posts_of(large, StaffRole::grid_worker, 20), posts_of(small, StaffRole::grid_worker, 20)));
  for (const StaffRole role : {StaffRole::safety_lead, StaffRole::gatehouse_guard}) {
    CHECK(holds_all(compounds_of(posts_of(large, role, 0)), compounds_of(posts_of(small, role, 0))));
  }
}

TEST_CASE("people, buildings and streets do not depend on what is deployed") {
  DeploymentParams none;
  none.hydrants = none.pump_stations = none.smoke_alarms = none.gas_sensors = none.water_flow_sensors = 0;
  none.sos_buttons = none.care_complexes = none.day_care_centres = none.micro_fire_stations = 0;
  none.care_workers_day = none.care_workers_night = 0;
  none.gatehouses_staffed = 0.0;
  const District bare = with(none), full = with({});
  CHECK((bare.households == full.households));
  CHECK((bare.residents == full.residents));
  CHECK((bare.buildings == full.buildings));
  CHECK((bare.streets == full.streets));
  CHECK(bare.devices.empty());
  CHECK(bare.hydrants.empty());
}

TEST_CASE("grid workers are spread by residents: no community has two more than its share or two fewer") {
  const District d = with({});
  std::vector<double> residents(d.communities.size()), posts(d.communities.size());
  for (const auto& r : d.residents) {
    const auto building = d.households[r.household.index()].building;
    ++residents[d.compounds[d.buildings[building.index()].compound.index()].community.index()];
  }
  for (const auto& post : posts_of(d, models::StaffRole::grid_worker, 8)) ++posts[post.community->index()];
  for (std::size_t c = 0; c < posts.size(); ++c) CHECK(posts[c] == Approx(80.0 * residents[c] / 140000.0).margin(1.0));
}

TEST_CASE("the same seed gives the same district, another seed another one") {
  scenarios::GeneratorParams other;
  other.seed = 7;
  const District d = with({});
  CHECK((d == with({})));
  CHECK_FALSE((d == scenarios::generate(other, {})));
}

TEST_CASE("two districts side by side are the first one twice, with ids that go on") {
  scenarios::GeneratorParams twice;
  twice.scale = 2;
  const District one = with({}), two = scenarios::generate(twice, {});
  CHECK(two.residents.size() == 2 * one.residents.size());
  CHECK(two.compounds.size() == 2 * 686);
  CHECK(two.communities.size() == 16);
  CHECK(two.devices.size() == 2 * one.devices.size());
  CHECK(begins_with(two.residents, one.residents));
  CHECK(begins_with(two.compounds, one.compounds));
  CHECK(begins_with(two.staff, one.staff));
  CHECK(stations_of(two, models::StationKind::governance_centre).size() == 2);
  for (std::size_t i = 0; i < one.residents.size(); ++i) {
    auto expected = one.residents[i];
    expected.household.value += static_cast<std::uint32_t>(one.households.size());
    if (!(two.residents[one.residents.size() + i] == expected)) FAIL("resident " << i);
  }
  std::set<std::string> names;
  for (const auto& c : two.compounds) names.insert(c.name.en);
  CHECK(names.size() == two.compounds.size());
  // Copies do not overlap: the first one's easternmost compound lies west of the second one's westernmost.
  std::int32_t east = 0, west = 2000000000;
  for (std::size_t c = 0; c < 686; ++c) {
    for (const auto p : two.compounds[c].boundary) east = std::max(east, p.lon_e7);
    for (const auto p : two.compounds[686 + c].boundary) west = std::min(west, p.lon_e7);
  }
  CHECK(east < west);
}

TEST_CASE("figures that contradict each other are refused by name") {
  const auto pointer_of = [](const scenarios::GeneratorParams& generator, const DeploymentParams& deployment) {
    try {
      scenarios::generate(generator, deployment);
    } catch (const scenarios::ScenarioError& error) {
      return error.problems().at(0).pointer;
    }
    return std::string("accepted");
  };
  DeploymentParams alarms;
  alarms.smoke_alarms = 100000;
  CHECK(pointer_of({}, alarms) == "/deployment/smoke_alarms");
  DeploymentParams carers;
  carers.care_complexes = 0;
  CHECK(pointer_of({}, carers) == "/deployment/care_workers_night");
  scenarios::GeneratorParams alone;
  alone.population.living_alone = 30000;
  CHECK(pointer_of(alone, {}) == "/district/generator/population/living_alone");
  scenarios::GeneratorParams old;
  old.population.aged_80_plus = 100000;
  CHECK(pointer_of(old, {}) == "/district/generator/population/aged_80_plus");
  scenarios::GeneratorParams disabled;
  disabled.population.disabled = 150000;
  CHECK(pointer_of(disabled, {}) == "/district/generator/population/disabled");
}

}  // namespace
}  // namespace yuanluo
