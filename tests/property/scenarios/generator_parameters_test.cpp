// The generator under any parameters in their declared ranges: it makes a district with the counts asked for, or
// refuses them by name. It never does anything else.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "scenarios/generator/generate.hpp"
#include "scenarios/problem.hpp"
#include "tests/property/scenarios/drawn_parameters.hpp"

namespace yuanluo {
namespace {

using models::District;
using models::GeoPoint;
using scenarios::DeploymentParams;
using scenarios::GeneratorParams;

bool is_ring(const std::vector<GeoPoint>& points) { return points.size() >= 4 && points.front() == points.back(); }

// Whether each row belongs to an owner that exists, and the rows of one owner stand together in the owners' order.
template <class Rows, class OwnerOf>
bool sorted_by_owner(const Rows& rows, std::size_t owners, OwnerOf owner_of) {
  std::size_t last = 0;
  for (const auto& row : rows) {
    const std::size_t owner = owner_of(row).index();
    if (owner < last || owner >= owners) return false;
    last = owner;
  }
  return true;
}

template <class Rows, class Law>
bool all(const Rows& rows, Law law) {
  return std::all_of(rows.begin(), rows.end(), law);
}

template <class Rows, class Law>
std::int64_t number_of(const Rows& rows, Law law) {
  return static_cast<std::int64_t>(std::count_if(rows.begin(), rows.end(), law));
}

void check_counts(const GeneratorParams& g, const DeploymentParams& d, const District& district) {
  const auto size = [](const auto& rows) { return static_cast<std::int64_t>(rows.size()); };
  const std::int64_t times = g.scale;
  CHECK(size(district.compounds) == times * g.compounds);
  CHECK(size(district.residents) == times * g.population.residents);
  CHECK(number_of(district.residents, [](const auto& r) { return r.age >= 80; }) == times * g.population.aged_80_plus);
  CHECK(number_of(district.residents, [](const auto& r) { return r.lives_alone; }) ==
        times * g.population.living_alone);
  CHECK(number_of(district.residents, [](const auto& r) { return r.disabled; }) == times * g.population.disabled);
  if (d.hydrant_placement == scenarios::HydrantPlacement::counted) {
    CHECK(size(district.hydrants) == times * d.hydrants);
  } else {  // as many as the rules need, the same for every copy of the district
    CHECK(size(district.hydrants) > 0);
    CHECK(size(district.hydrants) % times == 0);
  }
  CHECK(size(district.pump_stations) == times * d.pump_stations);
  using models::DeviceKind;
  const std::vector<std::pair<DeviceKind, std::int64_t>> devices{{DeviceKind::smoke_alarm, d.smoke_alarms},
                                                                 {DeviceKind::gas_sensor, d.gas_sensors},
                                                                 {DeviceKind::water_flow_sensor, d.water_flow_sensors},
                                                                 {DeviceKind::sos_button, d.sos_buttons},
                                                                 {DeviceKind::motion_sensor, d.motion_sensors}};
  for (const auto& [kind, count] : devices) {
    const DeviceKind wanted = kind;
    CHECK(number_of(district.devices, [wanted](const auto& x) { return x.kind == wanted; }) == times * count);
  }
  using models::StationKind;
  const std::vector<std::pair<StationKind, std::int64_t>> stations{
      {StationKind::governance_centre, 1},
      {StationKind::care_complex, d.care_complexes},
      {StationKind::day_care_centre, d.day_care_centres},
      {StationKind::micro_fire_station, d.micro_fire_stations},
      {StationKind::fire_station, 2},
      {StationKind::ambulance_station, 2}};
  for (const auto& [kind, count] : stations) {
    const StationKind wanted = kind;
    CHECK(number_of(district.stations, [wanted](const auto& x) { return x.kind == wanted; }) == times * count);
  }
}

void check_rows(const District& d) {
  CHECK(sorted_by_owner(d.compounds, d.communities.size(), [](const auto& x) { return x.community; }));
  CHECK(sorted_by_owner(d.buildings, d.compounds.size(), [](const auto& x) { return x.compound; }));
  CHECK(sorted_by_owner(d.households, d.buildings.size(), [](const auto& x) { return x.building; }));
  CHECK(sorted_by_owner(d.residents, d.households.size(), [](const auto& x) { return x.household; }));
  CHECK(sorted_by_owner(d.devices, d.households.size(), [](const auto& x) { return x.household; }));
  CHECK(all(d.staff, [&d](const auto& s) {
    return (!s.community || s.community->index() < d.communities.size()) &&
           (!s.compound || s.compound->index() < d.compounds.size()) &&
           (!s.station || s.station->index() < d.stations.size()) && (s.community || s.compound || s.station);
  }));
  CHECK(all(d.buildings, [](const auto& b) { return b.floors >= 1 && b.stairwells >= 1; }));
  CHECK(all(d.households, [&d](const auto& h) {
    const auto& building = d.buildings[h.building.index()];
    return h.floor >= 1 && h.floor <= building.floors && h.stairwell >= 1 && h.stairwell <= building.stairwells;
  }));
}

void check_places(const District& d) {
  CHECK(is_ring(d.boundary));
  CHECK(all(d.communities, [](const auto& c) { return is_ring(c.boundary); }));
  CHECK(all(d.compounds, [](const auto& c) { return is_ring(c.boundary); }));
  std::set<GeoPoint> ends;
  for (const auto& s : d.streets) {
    ends.insert(s.points.front());
    ends.insert(s.points.back());
  }
  CHECK(all(d.streets, [](const auto& s) { return s.points.size() >= 2; }));
  CHECK(all(d.compounds, [&ends](const auto& c) { return ends.count(c.gate) == 1; }));
  CHECK(all(d.stations, [&ends](const auto& s) { return ends.count(s.position) == 1; }));
  CHECK(all(ends, [](GeoPoint p) { return std::abs(p.lon()) <= 180.0 && std::abs(p.lat()) <= 90.0; }));
}

// Whether there was a district; if not, each reason names a parameter.
bool made_or_refused(const GeneratorParams& generator, const DeploymentParams& deployment) {
  District district;
  try {
    district = scenarios::generate(generator, deployment);
  } catch (const scenarios::ScenarioError& error) {
    for (const auto& problem : error.problems()) {
      INFO(error.what());
      const std::string& pointer = problem.pointer;
      CHECK((pointer.rfind("/district/generator/", 0) == 0 || pointer.rfind("/deployment/", 0) == 0));
    }
    return false;
  }
  check_counts(generator, deployment, district);
  check_rows(district);
  check_places(district);
  return true;
}

struct Drawn {
  GeneratorParams generator;
  DeploymentParams deployment;
};

// Parameters from their whole ranges, apart from the size of the whole, which decides only how long it takes.
Drawn drawn(std::uint64_t seed) {
  Drawn d;
  DrawnParameters parameters(seed);
  describe(parameters, d.generator);
  describe(parameters, d.deployment);
  d.generator.scale = d.generator.scale > 100 ? 2 : 1;
  d.generator.compounds = std::min<std::int64_t>(d.generator.compounds, 2000);
  d.generator.population.residents = std::min<std::int64_t>(d.generator.population.residents, 30000);
  d.generator.area_km2 = std::min(d.generator.area_km2, 3.0);
  return d;
}

// The same, with figures that mostly fit each other.
Drawn drawn_to_fit(std::uint64_t seed) {
  Drawn d = drawn(seed);
  const auto at_most = [](std::int64_t& value, std::int64_t most) { value = std::min(value, most); };
  d.generator.centre_lon = std::clamp(d.generator.centre_lon, -179.0, 179.0);
  auto& p = d.generator.population;
  p.aged_60_plus_share = std::clamp(p.aged_60_plus_share, 0.15, 0.3);
  at_most(p.aged_80_plus, p.residents / 40);
  at_most(p.living_alone, p.residents / 200);
  at_most(p.disabled, p.residents);
  const GeneratorParams usual;
  for (std::size_t i = 0; i < p.household_sizes.size(); ++i) {
    p.household_sizes[i] = 0.8 * usual.population.household_sizes[i] + 0.2 * p.household_sizes[i];
  }
  p.ages_below_60 = usual.population.ages_below_60;
  auto& e = d.deployment;
  for (std::int64_t* devices :
       {&e.smoke_alarms, &e.gas_sensors, &e.water_flow_sensors, &e.sos_buttons, &e.motion_sensors}) {
    at_most(*devices, p.residents / 6);
  }
  for (std::int64_t* stations : {&e.pump_stations, &e.care_complexes, &e.day_care_centres, &e.micro_fire_stations}) {
    at_most(*stations, d.generator.compounds / 4);
  }
  e.care_complexes = std::max<std::int64_t>(e.care_complexes, 1);
  return d;
}

TEST_CASE("any parameters in their ranges give the district asked for, or are refused by name") {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    CAPTURE(seed);
    const Drawn d = drawn(seed);
    made_or_refused(d.generator, d.deployment);
  }
}

TEST_CASE("most parameters that fit each other give a district") {
  constexpr int n = 12;
  int made = 0;
  for (std::uint64_t seed = 1; seed <= n; ++seed) {
    CAPTURE(seed);
    const Drawn d = drawn_to_fit(seed);
    made += made_or_refused(d.generator, d.deployment) ? 1 : 0;
  }
  CHECK(made >= n / 2);
}

TEST_CASE("a district of a few compounds and residents is made, or refused by name") {
  for (const std::int64_t compounds : {1, 2, 3, 4, 8, 16, 20}) {
    for (const std::int64_t residents : {1, 2, 7, 40, 1000}) {
      CAPTURE(compounds, residents);
      GeneratorParams generator;
      generator.compounds = compounds;
      generator.area_km2 = 0.5;
      auto& p = generator.population;
      p.residents = residents;
      p.aged_80_plus = p.living_alone = p.disabled = residents / 40;
      DeploymentParams none;
      none.pump_stations = none.smoke_alarms = none.gas_sensors = none.water_flow_sensors = none.sos_buttons = 0;
      none.care_complexes = none.day_care_centres = none.micro_fire_stations = 0;
      none.care_workers_day = none.care_workers_night = 0;
      const bool made = made_or_refused(generator, none);
      if (compounds >= 16 && residents >= 1000) CHECK(made);
    }
  }
}

TEST_CASE("households may all be of one size where nobody under 20 or over 60 has to live in them") {
  for (std::size_t size = 1; size <= 6; ++size) {
    CAPTURE(size);
    GeneratorParams generator;
    generator.population.residents = 6000;
    generator.population.living_alone = generator.population.aged_80_plus = 0;
    generator.population.household_sizes.fill(0.0);
    generator.population.household_sizes[size - 1] = 1.0;
    DeploymentParams few;
    few.smoke_alarms = few.gas_sensors = few.water_flow_sensors = few.sos_buttons = 0;
    made_or_refused(generator, few);
  }
}

TEST_CASE("more compounds than the land has room for are refused") {
  GeneratorParams crowded;
  crowded.area_km2 = 0.5;
  crowded.compounds = 20000;
  CHECK_FALSE(made_or_refused(crowded, {}));
}

}  // namespace
}  // namespace yuanluo
