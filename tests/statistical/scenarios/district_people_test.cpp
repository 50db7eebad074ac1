// Who lives in the synthetic district, and how near help is. One district of a fixed seed; margins are those of
// plausibility, not of chance, unless a false-alarm probability is stated.
#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdlib>
#include <vector>

#include "scenarios/generator/generate.hpp"

namespace yuanluo {
namespace {

using models::District;

const District& reference() {
  static const District district = scenarios::generate({}, {});
  return district;
}

std::vector<std::vector<const models::Resident*>> homes() {
  std::vector<std::vector<const models::Resident*>> all(reference().households.size());
  for (const auto& r : reference().residents) all[r.household.index()].push_back(&r);
  return all;
}

TEST_CASE("households have the sizes that the parameters ask for") {
  const std::array<double, 6> wanted = scenarios::GeneratorParams{}.population.household_sizes;
  std::array<double, 6> found{};
  const auto all = homes();
  for (const auto& home : all) ++found.at(home.size() - 1);
  for (std::size_t i = 0; i < 6; ++i)
    CHECK(found[i] / static_cast<double>(all.size()) == Approx(wanted[i]).margin(0.001));
}

TEST_CASE("ages follow the pyramid of the parameters in every group of five years") {
  const scenarios::GeneratorParams::Population p;
  std::array<double, 21> found{};
  for (const auto& r : reference().residents) ++found.at(std::min<std::size_t>(r.age / 5u, 20));
  for (std::size_t g = 0; g < 12; ++g) CHECK(found[g] == Approx(p.ages_below_60[g] * (140000 - 30800)).margin(1.0));
  for (std::size_t g = 0; g < 4; ++g) CHECK(found[12 + g] == Approx(p.ages_60_to_79[g] * (30800 - 6496)).margin(1.0));
  for (std::size_t g = 0; g < 5; ++g) CHECK(found[16 + g] == Approx(p.ages_80_plus[g] * 6496).margin(1.0));
}

TEST_CASE("children have a parent of a parent's age at home, and no child lives without an adult") {
  std::size_t children = 0, with_parent = 0, without_adult = 0;
  for (const auto& home : homes()) {
    for (const auto* child : home) {
      if (child->age >= 18) continue;
      ++children;
      bool parent = false, adult = false;
      for (const auto* other : home) {
        const int gap = other->age - child->age;
        parent = parent || (gap >= 18 && gap <= 48);
        adult = adult || other->age >= 20;
      }
      with_parent += parent ? 1 : 0;
      without_adult += adult ? 0 : 1;
    }
  }
  CHECK(static_cast<double>(with_parent) > 0.95 * static_cast<double>(children));
  CHECK(without_adult == 0);
}

TEST_CASE("two elders in one home are a woman and a man of about the same age") {
  std::vector<int> gaps;
  for (const auto& home : homes()) {
    if (home.size() != 2 || home[0]->age < 60 || home[1]->age < 60) continue;
    CHECK(home[0]->sex != home[1]->sex);
    gaps.push_back(std::abs(home[0]->age - home[1]->age));
  }
  REQUIRE(gaps.size() > 2000);
  std::sort(gaps.begin(), gaps.end());
  CHECK(gaps[gaps.size() / 2] <= 4);
  CHECK(gaps[gaps.size() * 9 / 10] <= 12);
}

TEST_CASE("women are as many as the parameters ask for in each age band") {
  // Those in no couple are drawn one by one: n of at least 900 in the smallest band, so a margin of 0.03 is passed by
  // chance with probability below 1e-3 (normal approximation: 0.03 of 6,496 people is 7 standard deviations of 900
  // draws).
  const scenarios::GeneratorParams::Population p;
  std::array<double, 3> women{}, all{};
  for (const auto& r : reference().residents) {
    const std::size_t band = r.age < 60 ? 0 : r.age < 80 ? 1 : 2;
    ++all[band];
    women[band] += r.sex == models::Sex::female ? 1.0 : 0.0;
  }
  CHECK(women[0] / all[0] == Approx(p.female_share_below_60).margin(0.03));
  CHECK(women[1] / all[1] == Approx(p.female_share_60_to_79).margin(0.03));
  CHECK(women[2] / all[2] == Approx(p.female_share_80_plus).margin(0.03));
}

TEST_CASE("the disabled and those who need help are older than the rest") {
  double disabled_age = 0.0, disabled = 0.0, age = 0.0, assisted = 0.0, assisted_80 = 0.0, aged_80 = 0.0;
  for (const auto& r : reference().residents) {
    age += r.age / 140000.0;
    disabled += r.disabled ? 1.0 : 0.0;
    disabled_age += r.disabled ? r.age : 0.0;
    assisted += r.mobility == models::Mobility::assisted ? 1.0 : 0.0;
    if (r.age >= 80 && !r.disabled) {
      ++aged_80;
      assisted_80 += r.mobility == models::Mobility::assisted ? 1.0 : 0.0;
    }
    if (r.age >= 80) CHECK(r.mobility != models::Mobility::free);
  }
  CHECK(age > 36.0);
  CHECK(age < 44.0);
  CHECK(disabled_age / disabled > age + 10.0);
  // n about 6,000, p = 0.25: 5 standard deviations, false alarm below 1e-6.
  CHECK(assisted_80 / aged_80 == Approx(0.25).margin(0.028));
  CHECK(assisted > 2000.0);
  CHECK(assisted < 4000.0);
}

TEST_CASE("buildings are of the 1980s and 1990s, of five to seven floors, mostly without a lift") {
  const District& d = reference();
  double lifts = 0.0, walk_ups = 0.0, flats = 0.0;
  for (const auto& b : d.buildings) {
    CHECK(b.built_year >= 1975);
    CHECK(b.built_year <= 2005);
    CHECK(b.floors >= 5);
    CHECK(b.floors <= 18);
    CHECK(b.stairwells >= 1);
    if (b.floors > 7) CHECK(b.lift);
    lifts += b.lift ? 1.0 : 0.0;
    walk_ups += b.floors <= 7 ? 1.0 : 0.0;
    flats += b.floors * b.stairwells * (b.floors > 7 ? 4.0 : 2.0);
  }
  const auto all = static_cast<double>(d.buildings.size());
  CHECK(lifts / all < 0.15);
  CHECK(walk_ups / all > 0.85);
  const double homes = static_cast<double>(d.households.size());
  CHECK(homes / flats > 0.80);  // the rest stands empty
  CHECK(homes / flats <= 0.92);
}

TEST_CASE("elders live rather in older buildings") {
  const District& d = reference();
  double old_elders = 0.0, old_all = 0.0, new_elders = 0.0, new_all = 0.0;
  for (const auto& r : d.residents) {
    const bool old = d.buildings[d.households[r.household.index()].building.index()].built_year < 1990;
    (old ? old_all : new_all) += 1.0;
    if (r.age >= 60) (old ? old_elders : new_elders) += 1.0;
  }
  CHECK(old_elders / old_all > 1.15 * new_elders / new_all);
}

TEST_CASE("a home is about as far from the nearest hydrant as hydrants of that density allow") {
  // Hydrants thrown at random with density d are 0.5 / sqrt(d) from a point on average: 23.0 m here. Evenly spaced ones
  // are nearer, but they stand along streets and homes inside blocks, so the truth must lie between 1 and 2 times that.
  const District& d = reference();
  const models::LocalPlane plane(models::GeoPoint::from_degrees(104.103, 30.664));
  std::vector<double> nearest(d.buildings.size(), 1e9);
  for (std::size_t b = 0; b < d.buildings.size(); ++b) {
    for (const auto& h : d.hydrants) {
      nearest[b] = std::min(
          nearest[b], models::distance(plane.to_plane(d.buildings[b].position), plane.to_plane(h.position)).value);
    }
  }
  double sum = 0.0;
  for (const auto& h : d.households) sum += nearest[h.building.index()];
  const double mean = sum / static_cast<double>(d.households.size()), random = 0.5 / std::sqrt(1499.0 / 3.17e6);
  CHECK(random == Approx(23.0).margin(0.05));
  INFO("mean distance " << mean);
  CHECK(mean > random);
  CHECK(mean < 2.0 * random);
  CHECK(*std::max_element(nearest.begin(), nearest.end()) < 150.0);  // protection radius. Source: [GB50974] 7.2.5
}

TEST_CASE("fire and ambulance stations lie outside the district, within the radius in which they serve cities") {
  const District& d = reference();
  const models::LocalPlane plane(models::GeoPoint::from_degrees(104.103, 30.664));
  for (const auto& s : d.stations) {
    if (s.kind != models::StationKind::fire_station && s.kind != models::StationKind::ambulance_station) continue;
    const double from_centre = models::distance(plane.to_plane(s.position), {}).value;
    CHECK(from_centre > 1000.0);
    CHECK(from_centre < 3000.0);  // ambulance radius at most 5 km [NHC2020], about 3 km in Chengdu
  }
}

}  // namespace
}  // namespace yuanluo
