#include "scenarios/generator/residents.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "scenarios/generator/apportion.hpp"
#include "scenarios/generator/compounds.hpp"
#include "sim/contract.hpp"
#include "sim/normal.hpp"

namespace yuanluo::scenarios {
namespace {

struct Flat {
  std::uint32_t building;
  std::uint8_t stairwell;
  std::uint8_t floor;
};

// As many flats as there are families, chosen evenly at random, in the order of buildings.
std::vector<Flat> occupied_flats(const GeneratorParams::Buildings& b, const models::District& district,
                                 std::size_t families, const DistrictLuck& luck) {
  std::vector<Flat> all;
  for (std::size_t i = 0; i < district.buildings.size(); ++i) {
    const models::Building& building = district.buildings[i];
    const std::int64_t doors = flats_per_landing(b, building);
    for (int stairwell = 1; stairwell <= building.stairwells; ++stairwell) {
      for (int floor = 1; floor <= building.floors; ++floor) {
        for (std::int64_t door = 0; door < doors; ++door) {
          all.push_back(
              {static_cast<std::uint32_t>(i), static_cast<std::uint8_t>(stairwell), static_cast<std::uint8_t>(floor)});
        }
      }
    }
  }
  sim::require(all.size() >= families, "occupied_flats: fewer flats than families");
  std::vector<std::pair<double, std::uint32_t>> order(all.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    order[i] = {luck.uniform(Detail::flat_occupied, i), static_cast<std::uint32_t>(i)};
  }
  std::nth_element(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(families), order.end());
  order.resize(families);
  std::sort(order.begin(), order.end(), [](const auto& x, const auto& y) { return x.second < y.second; });
  std::vector<Flat> occupied;
  occupied.reserve(families);
  for (const auto& entry : order) occupied.push_back(all[entry.second]);
  return occupied;
}

// Which family lives in each flat: families with elders rather in older buildings. Source: assumption, a correlation of
// about 0.4 between the age of a building and that of the people in it.
std::vector<std::uint32_t> tenants(const std::vector<Flat>& flats, const std::vector<Family>& families,
                                   const models::District& district, const DistrictLuck& luck) {
  std::vector<std::pair<double, std::uint32_t>> flat_rank(flats.size()), family_rank(families.size());
  for (std::size_t i = 0; i < flats.size(); ++i) {
    const int year = district.buildings[flats[i].building].built_year;
    flat_rank[i] = {(1990 - year) / 8.0 + sim::normal_quantile(luck.uniform(Detail::flat_rank, i)),
                    static_cast<std::uint32_t>(i)};
  }
  for (std::size_t i = 0; i < families.size(); ++i) {
    const double elder = families[i].members.front().age >= 60 ? 1.0 : 0.0;
    family_rank[i] = {elder + sim::normal_quantile(luck.uniform(Detail::household_rank, i)),
                      static_cast<std::uint32_t>(i)};
  }
  std::sort(flat_rank.begin(), flat_rank.end());
  std::sort(family_rank.begin(), family_rank.end());
  std::vector<std::uint32_t> family_of(flats.size());
  for (std::size_t k = 0; k < flats.size(); ++k) family_of[flat_rank[k].second] = family_rank[k].second;
  return family_of;
}

// Relative odds of being registered as disabled. Source: assumption, rising with age as in national surveys.
double disability_weight(int age) {
  return age < 20 ? 0.3 : age < 40 ? 0.5 : age < 60 ? 1.0 : age < 70 ? 2.0 : age < 80 ? 3.0 : 4.0;
}

models::Mobility mobility_of(const GeneratorParams::Population& p, const models::Resident& r, sim::Draw draw) {
  const double luck = draw.uniform();
  const double assisted = r.disabled ? p.assisted_share_disabled : r.age >= 80 ? p.assisted_share_80_plus : 0.0;
  if (luck < assisted) return models::Mobility::assisted;
  if (r.disabled || r.age >= 80) return models::Mobility::slow;
  if (r.age >= 70 && luck < p.slow_share_70_to_79) return models::Mobility::slow;
  return models::Mobility::free;
}

}  // namespace

void add_residents(const GeneratorParams& generator, const std::vector<Family>& families, const DistrictLuck& luck,
                   models::District& district) {
  const GeneratorParams::Population& p = generator.population;
  const auto flats = occupied_flats(generator.buildings, district, families.size(), luck);
  const auto family_of = tenants(flats, families, district, luck);

  for (std::size_t h = 0; h < flats.size(); ++h) {
    const Family& family = families[family_of[h]];
    models::Household household;
    household.building = models::BuildingId{flats[h].building};
    household.stairwell = flats[h].stairwell;
    household.floor = flats[h].floor;
    sim::Draw draw = luck.draw(Detail::relative, h);
    if (draw.chance(p.relative_told_share)) {
      constexpr double half_around_the_earth_m = 2e7;
      household.relative_distance_m = static_cast<std::uint32_t>(
          std::llround(std::min(p.relative_distance_m.sample(draw), half_around_the_earth_m)));
    }
    district.households.push_back(household);
    for (const Member& member : family.members) {
      models::Resident resident;
      resident.household = models::HouseholdId{static_cast<std::uint32_t>(h)};
      resident.age = member.age;
      resident.sex = member.sex;
      resident.lives_alone = family.elder_alone;
      district.residents.push_back(resident);
    }
  }

  std::vector<double> weights, uniforms;
  for (std::size_t r = 0; r < district.residents.size(); ++r) {
    weights.push_back(disability_weight(district.residents[r].age));
    uniforms.push_back(luck.uniform(Detail::disabled, r));
  }
  const auto order = weighted_order(weights, uniforms);
  for (std::size_t k = 0; k < static_cast<std::size_t>(p.disabled); ++k) district.residents[order[k]].disabled = true;

  for (std::size_t r = 0; r < district.residents.size(); ++r) {
    models::Resident& resident = district.residents[r];
    resident.mobility = mobility_of(p, resident, luck.draw(Detail::mobility, r));
    const double deaf = resident.age >= 80   ? p.hard_of_hearing_share_80_plus
                        : resident.age >= 60 ? p.hard_of_hearing_share_60_to_79
                                             : 0.0;
    resident.hard_of_hearing = luck.uniform(Detail::hearing, r) < deaf;
  }
}

}  // namespace yuanluo::scenarios
