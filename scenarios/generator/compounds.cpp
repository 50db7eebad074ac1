#include "scenarios/generator/compounds.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "scenarios/generator/apportion.hpp"
#include "sim/distributions.hpp"

namespace yuanluo::scenarios {
namespace {

using models::PlanePoint;

constexpr std::int64_t most_stairwells = 4;
constexpr double stairwell_width_m = 13.0;  // Source: assumption, two flats of 70 m2 side by side

// The direction of a plot's longest side.
PlanePoint main_direction(const Ring& ring) {
  PlanePoint best{1.0, 0.0};
  double longest = 0.0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const PlanePoint a = ring[i], b = ring[(i + 1) % ring.size()];
    const double length = std::hypot(b.x - a.x, b.y - a.y);
    if (length > longest) {
      longest = length;
      best = {(b.x - a.x) / length, (b.y - a.y) / length};
    }
  }
  return best;
}

// How many stairwells the longest slab has that fits along the plot's longest side.
std::int64_t stairwells_that_fit(const Ring& plot) {
  const auto [low, high] = reach(plot, main_direction(plot));
  return std::clamp(static_cast<std::int64_t>((high - low) / stairwell_width_m), std::int64_t{1}, most_stairwells);
}

// Places for `count` slabs in rows along the plot's longest side, pulled in towards its middle where its edge is
// slanted.
std::vector<PlanePoint> rows_of_buildings(const Ring& plot, std::size_t count, double length_m) {
  const PlanePoint u = main_direction(plot), middle = centroid(plot);
  double low_u = 0.0, high_u = 0.0, low_v = 0.0, high_v = 0.0;
  for (const PlanePoint p : plot) {
    const double along = (p.x - middle.x) * u.x + (p.y - middle.y) * u.y;
    const double across = (p.y - middle.y) * u.x - (p.x - middle.x) * u.y;
    low_u = std::min(low_u, along), high_u = std::max(high_u, along);
    low_v = std::min(low_v, across), high_v = std::max(high_v, across);
  }
  const auto columns = std::clamp<std::size_t>(static_cast<std::size_t>((high_u - low_u) / (length_m + 6.0)), 1, count);
  const std::size_t rows = (count + columns - 1) / columns;
  std::vector<PlanePoint> places;
  for (std::size_t k = 0; k < count; ++k) {
    const std::size_t row = k / columns, in_row = std::min(columns, count - row * columns);
    const double a = low_u + (high_u - low_u) * (static_cast<double>(k % columns) + 0.5) / static_cast<double>(in_row);
    const double c = low_v + (high_v - low_v) * (static_cast<double>(row) + 0.5) / static_cast<double>(rows);
    PlanePoint p{};
    for (double pull = 1.0; pull > 0.0; pull -= 0.1) {
      p = {middle.x + pull * (a * u.x - c * u.y), middle.y + pull * (a * u.y + c * u.x)};
      if (models::goes_round(plot, p)) break;
    }
    places.push_back(p);
  }
  return places;
}

}  // namespace

Massing massing(const GeneratorParams::Buildings& b, const DistrictLuck& luck, std::size_t compound) {
  struct Period {
    int first, years;
    std::array<double, 3> floors;  // shares of 5, 6 and 7 storeys; Source: assumption
  };
  constexpr std::array<Period, 4> periods{{{1975, 10, {0.45, 0.45, 0.10}},
                                           {1985, 10, {0.05, 0.50, 0.45}},
                                           {1995, 5, {0.00, 0.30, 0.70}},
                                           {2000, 6, {0.00, 0.25, 0.75}}}};
  sim::Draw draw = luck.draw(Detail::compound_year, compound);
  const std::size_t period = sim::Discrete(b.built).sample(draw);
  const Period& p = periods[period];
  const auto year = static_cast<std::int16_t>(p.first + static_cast<int>(draw.uniform() * p.years));
  sim::Draw tower = luck.draw(Detail::compound_tower, compound);
  sim::Draw floors = luck.draw(Detail::compound_floors, compound);
  if (period == 3 && tower.chance(b.tower_share_after_2000)) {
    return {year, tower_floors + static_cast<std::int64_t>(floors.uniform() * 10.0), true};
  }
  return {year, 5 + static_cast<std::int64_t>(sim::Discrete(p.floors).sample(floors)), false};
}

std::int64_t flats_per_landing(const GeneratorParams::Buildings& b, const models::Building& building) {
  return building.floors >= tower_floors ? 2 * b.flats_per_landing : b.flats_per_landing;
}

void add_compounds(const GeneratorParams& generator, const Layout& layout, const models::LocalPlane& plane,
                   std::int64_t flats, const DistrictLuck& luck, models::District& district) {
  const std::size_t count = layout.plots.size();
  std::vector<Massing> massings;
  std::vector<double> room, narrow_weight, narrow_luck;
  for (std::size_t c = 0; c < count; ++c) {
    massings.push_back(massing(generator.buildings, luck, c));
    const Massing& m = massings.back();
    room.push_back(area_m2(layout.plots[c].outline) * static_cast<double>(m.floors));
    narrow_weight.push_back(m.year < 1995 ? 2.0 : 1.0);  // older plans have narrower lanes; Source: assumption
    narrow_luck.push_back(luck.uniform(Detail::narrow_lane, c));
  }
  const auto needed = apportion(room, flats);
  const auto narrow = weighted_order(narrow_weight, narrow_luck);
  const auto narrow_count =
      static_cast<std::size_t>(std::llround(generator.streets.narrow_fire_lane_share * static_cast<double>(count)));

  for (std::size_t c = 0; c < count; ++c) {
    const Plot& plot = layout.plots[c];
    models::Compound compound;
    compound.name = plot.address;
    compound.community = models::CommunityId{static_cast<std::uint32_t>(plot.community)};
    compound.centre = plane.to_geo(centroid(plot.outline));
    compound.gate = plane.to_geo(plot.gate);
    for (const PlanePoint p : plot.outline) compound.boundary.push_back(plane.to_geo(p));
    compound.boundary.push_back(compound.boundary.front());
    compound.built_year = massings[c].year;
    district.compounds.push_back(std::move(compound));

    models::Building building;
    building.compound = models::CompoundId{static_cast<std::uint32_t>(c)};
    building.floors = static_cast<std::uint8_t>(massings[c].floors);
    building.built_year = massings[c].year;
    const std::int64_t on_column = massings[c].floors * flats_per_landing(generator.buildings, building);
    const std::int64_t columns = std::max<std::int64_t>(1, (needed[c] + on_column - 1) / on_column);
    const std::int64_t most = massings[c].tower ? 2 : stairwells_that_fit(plot.outline);
    const auto buildings = static_cast<std::size_t>((columns + most - 1) / most);
    const auto places = rows_of_buildings(
        plot.outline, buildings, stairwell_width_m * static_cast<double>(columns) / static_cast<double>(buildings));
    for (std::size_t b = 0; b < buildings; ++b) {
      const auto from = static_cast<std::int64_t>(b) * columns / static_cast<std::int64_t>(buildings);
      const auto to = static_cast<std::int64_t>(b + 1) * columns / static_cast<std::int64_t>(buildings);
      building.stairwells = static_cast<std::uint8_t>(to - from);
      building.position = plane.to_geo(places[b]);
      building.lift = massings[c].tower || luck.uniform(Detail::lift_retrofit, district.buildings.size()) <
                                               generator.buildings.lift_retrofit_share;
      district.buildings.push_back(building);
    }
  }
  for (std::size_t k = 0; k < narrow_count; ++k) district.compounds[narrow[k]].fire_lane_narrow = true;
}

}  // namespace yuanluo::scenarios
