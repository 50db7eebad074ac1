#include "scenarios/import/home_plan.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>
#include <utility>

#include "scenarios/import/blocks.hpp"
#include "scenarios/import/ring_index.hpp"

namespace yuanluo::scenarios {
namespace {

using models::PlanePoint;

std::vector<Ring> outlines(const std::vector<MapArea>& areas, bool residential) {
  std::vector<Ring> rings;
  for (const MapArea& area : areas) rings.push_back(area.residential == residential ? area.outline : Ring{});
  return rings;
}

// The blocks up to a size.
std::vector<Ring> small_enough(std::vector<Ring> blocks, double largest_m2, ImportNotes& notes) {
  const auto end =
      std::remove_if(blocks.begin(), blocks.end(), [largest_m2](const Ring& b) { return area_m2(b) > largest_m2; });
  if (end != blocks.end()) {
    notes.dropped("blocks_too_large", {"过大、不视为街块的地块", "pieces of land too large to be blocks"},
                  static_cast<double>(blocks.end() - end));
  }
  blocks.erase(end, blocks.end());
  return blocks;
}

class Planner {
 public:
  Planner(const StreetMap& map, const MapPlaces& places, const models::LocalPlane& plane, const ImportParams& params,
          ImportNotes& notes)
      : places_(places),
        params_(params),
        notes_(notes),
        blocks_(small_enough(street_blocks(map, plane), params.compounds.largest_block_km2 * 1e6, notes)),
        lived_(outlines(places.areas, true)),
        empty_(outlines(places.areas, false)),
        in_block_(blocks_),
        in_lived_(lived_),
        in_empty_(empty_) {
    for (const Ring& block : blocks_) blocks_m2_ += area_m2(block);
  }

  HomePlan plan(SpreadOver spread) {
    const auto homes = find_homes();
    double built_m2 = 0.0;
    for (const MapBuilding* home : homes) built_m2 += home->footprint_m2;
    notes_.measured("blocks", {"街块数", "blocks between streets"}, "1", static_cast<double>(blocks_.size()));
    notes_.measured("blocks_ha", {"街块面积", "area of the blocks"}, "ha", blocks_m2_ / 1e4);
    notes_.measured("homes_footprint_ha", {"住宅占地面积", "ground covered by homes"}, "ha", built_m2 / 1e4);
    HomePlan plan;
    plan.over_buildings = spread == SpreadOver::buildings || (spread == SpreadOver::either && !homes.empty() &&
                                                              built_m2 >= params_.homes.least_built_share * blocks_m2_);
    const double plots = blocks_m2_ / (params_.compounds.plot_ha * 1e4);
    plan.too_large = !plan.over_buildings && plots > static_cast<double>(most_compounds);
    if (!plan.too_large) plan.compounds = plan.over_buildings ? of_buildings(homes) : of_blocks();
    if (plan.compounds.size() > most_compounds) plan = {{}, plan.over_buildings, true};
    std::sort(plan.compounds.begin(), plan.compounds.end(), [](const PlannedCompound& a, const PlannedCompound& b) {
      return std::tie(a.centre.x, a.centre.y) < std::tie(b.centre.x, b.centre.y);
    });
    return plan;
  }

 private:
  std::vector<const MapBuilding*> find_homes() {
    std::vector<const MapBuilding*> homes;
    double taken = 0.0, small = 0.0, large = 0.0, on_empty_land = 0.0;
    for (const MapBuilding& b : places_.buildings) {
      if (!b.residential && !b.unsaid) continue;
      if (b.footprint_m2 < params_.homes.least_footprint_m2) {
        ++small;
      } else if (b.residential) {
        homes.push_back(&b);
      } else if (b.footprint_m2 > params_.homes.most_footprint_m2) {
        ++large;
      } else if (!in_empty_.around(b.middle).empty() && in_lived_.around(b.middle).empty()) {
        ++on_empty_land;
      } else {
        homes.push_back(&b);
        ++taken;
      }
    }
    const auto tell = [&](std::string_view key, models::Text text, double value, bool assumed) {
      if (value == 0.0) return;
      assumed ? notes_.assumed(key, text, value) : notes_.dropped(key, text, value);
    };
    tell("homes_unsaid", {"用途未标的楼，按住宅处理", "buildings whose use is not tagged, taken as homes"}, taken,
         true);
    tell("homes_small", {"面积过小、视为无人居住的楼", "buildings too small to be homes"}, small, false);
    tell("homes_large", {"面积过大、用途未标的楼", "buildings of unsaid use too large to be homes"}, large, false);
    tell("homes_on_other_land", {"非居住用地上用途未标的楼", "buildings of unsaid use on land on which nobody lives"},
         on_empty_land, false);
    return homes;
  }

  bool is_house(const MapBuilding& b) const {
    return b.house || (b.unsaid && b.footprint_m2 < params_.homes.house_footprint_m2);
  }

  double residents_of(const MapBuilding& b) const {
    const auto floors = static_cast<double>(b.levels.value_or(
        static_cast<int>(is_house(b) ? params_.homes.floors_of_houses : params_.homes.floors_of_flats)));
    return b.footprint_m2 * floors / params_.homes.floor_area_per_resident_m2;
  }

  // A residential area, or a block, or a square: by kind, index and square.
  using Group = std::tuple<int, std::size_t, int, int>;

  Group group_of(const MapBuilding& home) const {
    const double largest = params_.compounds.largest_area_ha * 1e4;
    std::size_t best = 0;
    double best_m2 = largest;
    bool found = false;
    for (const std::size_t i : in_lived_.around(home.middle)) {
      if (places_.areas[i].area_m2 > best_m2) continue;
      best = i;
      best_m2 = places_.areas[i].area_m2;
      found = true;
    }
    if (found) return {0, best, 0, 0};
    const auto around = in_block_.around(home.middle);
    // Blocks are sorted by size: the last one is the smallest.
    if (!around.empty() && area_m2(blocks_[around.back()]) <= largest) return {1, around.back(), 0, 0};
    const std::size_t block = around.empty() ? blocks_.size() : around.back();
    return {2, block, static_cast<int>(std::floor(home.middle.x / params_.compounds.cell_m)),
            static_cast<int>(std::floor(home.middle.y / params_.compounds.cell_m))};
  }

  std::vector<PlannedCompound> of_buildings(const std::vector<const MapBuilding*>& homes) {
    std::map<Group, std::vector<const MapBuilding*>> groups;
    double without_levels = 0.0;
    for (const MapBuilding* home : homes) {
      groups[group_of(*home)].push_back(home);
      without_levels += home->levels ? 0.0 : 1.0;
    }
    std::vector<PlannedCompound> compounds;
    double areas = 0.0, in_blocks = 0.0, in_squares = 0.0;
    for (const auto& [group, members] : groups) {
      PlannedCompound compound;
      const int kind = std::get<0>(group);
      (kind == 0 ? areas : kind == 1 ? in_blocks : in_squares) += 1.0;
      std::vector<PlanePoint> corners;
      for (const MapBuilding* home : members) {
        compound.buildings.push_back({home->middle, home->footprint_m2, home->levels, home->year, is_house(*home)});
        compound.residents += residents_of(*home);
        corners.insert(corners.end(), home->outline.begin(), home->outline.end());
      }
      compound.outline = hull(std::move(corners), params_.compounds.margin_m);
      if (kind == 0) {
        compound.outline = places_.areas[std::get<1>(group)].outline;
        compound.name = places_.areas[std::get<1>(group)].name;
      }
      compound.centre = centroid(compound.outline);
      compounds.push_back(std::move(compound));
    }
    notes_.measured("compounds_areas", {"由居住用地形成的院落", "compounds that are residential areas"}, "1", areas);
    notes_.measured("compounds_blocks", {"由街块形成的院落", "compounds that are blocks"}, "1", in_blocks);
    notes_.measured("compounds_squares", {"由方格划分形成的院落", "compounds that are squares of larger blocks"}, "1",
                    in_squares);
    if (without_levels > 0.0) {
      notes_.assumed("levels_missing",
                     {"未标层数的住宅楼，按参数取层数", "homes without levels, with storeys by parameter"},
                     without_levels);
    }
    return compounds;
  }

  std::vector<PlannedCompound> of_blocks() {
    std::vector<PlannedCompound> compounds;
    double dropped = 0.0;
    for (const Ring& block : blocks_) {
      const auto plots = plots_of(block, params_.compounds.street_half_width_m, params_.compounds.plot_ha * 1e4);
      double plots_m2 = 0.0;
      for (const Ring& plot : plots) plots_m2 += area_m2(plot);
      for (const Ring& plot : plots) {
        const PlanePoint centre = centroid(plot);
        if (!in_empty_.around(centre).empty() && in_lived_.around(centre).empty()) {
          ++dropped;
          continue;
        }
        PlannedCompound compound;
        if (const auto areas = in_lived_.around(centre); !areas.empty())
          compound.name = places_.areas[areas.back()].name;
        compound.outline = plot;
        compound.centre = centre;
        // The density counts for the whole block, with its share of the streets around it.
        compound.residents = params_.homes.residents_per_hectare * area_m2(block) / 1e4 * area_m2(plot) / plots_m2;
        compounds.push_back(std::move(compound));
      }
    }
    if (dropped > 0.0) {
      notes_.dropped("plots_on_other_land", {"非居住用地上的地块", "plots on land on which nobody lives"}, dropped);
    }
    notes_.assumed("homes_on_blocks",
                   {"无足够的建筑数据：院落由街块划分而成", "compounds cut from blocks, for want of buildings"},
                   static_cast<double>(compounds.size()));
    return compounds;
  }

  const MapPlaces& places_;
  const ImportParams& params_;
  ImportNotes& notes_;
  const std::vector<Ring> blocks_, lived_, empty_;
  const RingIndex in_block_, in_lived_, in_empty_;
  double blocks_m2_ = 0.0;
};

}  // namespace

HomePlan plan_homes(const StreetMap& map, const MapPlaces& places, const models::LocalPlane& plane,
                    const ImportParams& params, SpreadOver spread, ImportNotes& notes) {
  return Planner(map, places, plane, params, notes).plan(spread);
}

}  // namespace yuanluo::scenarios
