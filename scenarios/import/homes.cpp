#include "scenarios/import/homes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "scenarios/generator/apportion.hpp"
#include "scenarios/generator/compounds.hpp"
#include "scenarios/generator/families.hpp"
#include "scenarios/generator/refuse.hpp"
#include "scenarios/generator/residents.hpp"

namespace yuanluo::scenarios {
namespace {

std::int64_t scaled(std::int64_t count, double scale) {
  return static_cast<std::int64_t>(std::llround(static_cast<double>(count) * scale));
}

GeneratorParams::Population population_of(const ImportParams& params, std::int64_t residents) {
  GeneratorParams::Population p = params.population;
  const double scale = static_cast<double>(residents) / static_cast<double>(p.residents);
  p.residents = residents;
  p.aged_80_plus = scaled(p.aged_80_plus, scale);
  p.living_alone = scaled(p.living_alone, scale);
  p.disabled = scaled(p.disabled, scale);
  return p;
}

class Builder {
 public:
  Builder(const ImportParams& params, const models::LocalPlane& plane, const DistrictLuck& luck,
          models::District& district)
      : params_(params), plane_(plane), luck_(luck), district_(district) {}

  void add(const PlacedCompound& placed, std::size_t index) {
    const Massing usual = massing(params_.buildings, luck_, index);
    models::Compound compound;
    compound.name = placed.name;
    compound.community = models::CommunityId{static_cast<std::uint32_t>(placed.community)};
    compound.centre = plane_.to_geo(placed.plan->centre);
    compound.gate = placed.gate;
    for (const models::PlanePoint p : placed.plan->outline) compound.boundary.push_back(plane_.to_geo(p));
    compound.boundary.push_back(compound.boundary.front());
    compound.built_year = usual.year;
    for (const PlannedBuilding& planned : placed.plan->buildings) {
      models::Building building;
      building.compound = models::CompoundId{static_cast<std::uint32_t>(index)};
      building.position = plane_.to_geo(planned.at);
      const std::int64_t default_floors =
          planned.house ? params_.homes.floors_of_houses : params_.homes.floors_of_flats;
      const std::int64_t floors = planned.floors ? *planned.floors : default_floors;
      building.floors = static_cast<std::uint8_t>(floors);
      building.built_year = static_cast<std::int16_t>(planned.year.value_or(usual.year));
      const auto stairwells = std::llround(planned.footprint_m2 / params_.homes.stairwell_footprint_m2);
      building.stairwells = static_cast<std::uint8_t>(std::clamp<long long>(stairwells, 1, 50));
      building.lift = floors >= tower_floors || luck_.uniform(Detail::lift_retrofit, district_.buildings.size()) <
                                                    params_.buildings.lift_retrofit_share;
      if (planned.year) compound.built_year = static_cast<std::int16_t>(*planned.year);
      district_.buildings.push_back(building);
    }
    district_.compounds.push_back(std::move(compound));
  }

  // The share of the compounds whose fire lane parked cars can block, older ones rather.
  void narrow_lanes(double share) {
    std::vector<double> weights, uniforms;
    for (std::size_t c = 0; c < district_.compounds.size(); ++c) {
      weights.push_back(district_.compounds[c].built_year < 1995 ? 2.0 : 1.0);
      uniforms.push_back(luck_.uniform(Detail::narrow_lane, c));
    }
    const auto order = weighted_order(weights, uniforms);
    const auto count = static_cast<std::size_t>(std::llround(share * static_cast<double>(order.size())));
    for (std::size_t k = 0; k < count; ++k) district_.compounds[order[k]].fire_lane_narrow = true;
  }

 private:
  const ImportParams& params_;
  const models::LocalPlane& plane_;
  const DistrictLuck& luck_;
  models::District& district_;
};

std::int64_t flats_in(const models::District& district, const GeneratorParams::Buildings& buildings) {
  std::int64_t flats = 0;
  for (const models::Building& b : district.buildings) {
    flats += std::int64_t{b.stairwells} * std::int64_t{b.floors} * flats_per_landing(buildings, b);
  }
  return flats;
}

}  // namespace

void add_homes(const std::vector<PlacedCompound>& compounds, bool over_buildings, std::int64_t residents,
               const ImportParams& params, const models::LocalPlane& plane, const DistrictLuck& luck,
               models::District& district, ImportNotes& notes) {
  GeneratorParams generator;
  generator.population = population_of(params, residents);
  generator.buildings = params.buildings;
  const auto families = make_families(generator.population, luck);
  const auto homes = static_cast<std::int64_t>(families.size());

  if (over_buildings) {
    Builder builder(params, plane, luck, district);
    for (std::size_t c = 0; c < compounds.size(); ++c) builder.add(compounds[c], c);
    builder.narrow_lanes(generator.streets.narrow_fire_lane_share);
    if (const std::int64_t flats = flats_in(district, params.buildings); flats < homes) {
      const std::int64_t most = flats * residents / homes;
      refuse("",
             {fmt::format("楼栋能住下的居民数（约{}人）", most),
              fmt::format("as many residents as the buildings have flats for (about {})", most)},
             residents);
    }
  } else {
    Layout layout;
    for (const PlacedCompound& c : compounds) {
      layout.plots.push_back({c.community, c.plan->outline, plane.to_plane(c.gate), c.name});
    }
    const auto flats =
        static_cast<std::int64_t>(std::ceil(static_cast<double>(homes) / generator.buildings.occupied_share));
    add_compounds(generator, layout, plane, flats, luck, district);
    // Exactly where the street was cut, not by way of the plane.
    for (std::size_t c = 0; c < compounds.size(); ++c) district.compounds[c].gate = compounds[c].gate;
  }
  add_residents(generator, families, luck, district);
  notes.measured("compounds", {"院落", "compounds"}, "1", static_cast<double>(district.compounds.size()));
  notes.measured("buildings", {"住宅楼", "buildings with homes"}, "1", static_cast<double>(district.buildings.size()));
  notes.measured("households", {"住户", "households"}, "1", static_cast<double>(district.households.size()));
  notes.measured("residents", {"居民", "residents"}, "1", static_cast<double>(district.residents.size()));
}

}  // namespace yuanluo::scenarios
