#include "models/water/rules.hpp"

#include <tbb/parallel_for.h>

#include <algorithm>

#include "models/hazard.hpp"
#include "models/roads/point_index.hpp"
#include "models/water/waterworks.hpp"
#include "models/world.hpp"

namespace yuanluo::models {

namespace {

// An outlet so wide that its own loss does not count: what flows is what the main can give at the pressure behind it.
constexpr double wide_outlet_m3s = 0.1;

std::vector<PlanePoint> hydrant_places(const World& world) {
  std::vector<PlanePoint> places;
  for (const Hydrant& h : world.district.hydrants) places.push_back(world.plane.to_plane(h.position));
  return places;
}

}  // namespace

const Word& word(HydrantRule rule) {
  static constexpr Word words[hydrant_rules] = {
      {"spacing", {"间距", "spacing"}},
      {"radius", {"保护半径", "protection radius"}},
      {"static_pressure", {"静压", "static pressure"}},
      {"flow", {"出流量", "flow"}},
      {"tied", {"未接供水管", "tied to no main"}},
  };
  return words[static_cast<std::size_t>(rule)];
}

std::optional<LitresPerSecond> flow_alone(const Waterworks& works, const WaterRules& rules, HydrantId hydrant,
                                          bool lifted) {
  if (!works.tied(hydrant)) return std::nullopt;
  WaterUse use;
  use.open = {{hydrant, wide_outlet_m3s, rules.residual_mpa * metres_per_mpa}};
  if (const auto station = works.zone_of(hydrant); lifted && station) use.running = {*station};
  const auto given = works.give(use).front();
  return given ? std::optional(given->flow) : std::nullopt;
}

std::vector<HydrantFigures> hydrant_figures(const World& world) {
  const Waterworks& works = *world.waterworks;
  const WaterRules& rules = world.settings.water.rules;
  std::vector<HydrantFigures> figures(world.district.hydrants.size());
  tbb::parallel_for(std::size_t{0}, figures.size(), [&](std::size_t i) {
    const HydrantId hydrant{static_cast<std::uint32_t>(i)};
    HydrantFigures& f = figures[i];
    f.static_pressure = works.static_pressure(hydrant);
    f.flow = flow_alone(works, rules, hydrant, false);
    f.lifted_flow = works.zone_of(hydrant) ? flow_alone(works, rules, hydrant, true) : f.flow;
  });
  return figures;
}

std::vector<RuleBreak> rule_breaks(const World& world, const std::vector<HydrantFigures>& figures) {
  const WaterRules& rules = world.settings.water.rules;
  const auto places = hydrant_places(world);
  const PointIndex index(places);
  std::vector<std::vector<CompoundId>> near(places.size());  // by hydrant: the compounds it is there for
  for (std::uint32_t c = 0; c < world.compounds.size(); ++c)
    for (const std::uint32_t h : index.within(world.compounds[c].centre, rules.radius_m)) near[h].push_back({c});
  std::vector<RuleBreak> breaks;
  const auto broken = [&](HydrantRule rule, std::uint32_t h, std::optional<double> value, double limit) {
    breaks.push_back({rule, HydrantId{h}, value, limit, near[h]});
  };
  for (std::uint32_t h = 0; h < places.size(); ++h) {
    if (index.within(places[h], rules.spacing_m).size() > 1) continue;
    std::optional<double> nearest;
    for (double radius_m = 2.0 * rules.spacing_m; places.size() > 1 && !nearest; radius_m *= 2.0)
      for (const std::uint32_t other : index.within(places[h], radius_m))
        if (other != h) nearest = std::min(nearest.value_or(radius_m), distance(places[h], places[other]).value);
    broken(HydrantRule::spacing, h, nearest, rules.spacing_m);
  }
  std::vector<std::optional<double>> farthest(world.compounds.size());
  for (const Building& building : world.district.buildings) {
    const PlanePoint at = world.plane.to_plane(building.position);
    auto& far = farthest[building.compound.index()];
    const double way = index.empty() ? rules.radius_m * 1e3 : distance(at, places[index.nearest(at)]).value;
    far = std::max(far.value_or(0.0), way);
  }
  for (std::uint32_t c = 0; c < farthest.size(); ++c)
    if (farthest[c] && *farthest[c] > rules.radius_m)
      breaks.push_back({HydrantRule::radius,
                        std::nullopt,
                        index.empty() ? std::nullopt : farthest[c],
                        rules.radius_m,
                        {CompoundId{c}}});
  const double least_m = rules.static_mpa * metres_per_mpa;
  for (std::uint32_t h = 0; h < figures.size(); ++h)
    if (figures[h].static_pressure && figures[h].static_pressure->value < least_m)
      broken(HydrantRule::static_pressure, h, figures[h].static_pressure->value, least_m);
  for (std::uint32_t h = 0; h < figures.size(); ++h)
    if (figures[h].lifted_flow && figures[h].lifted_flow->value < rules.flow_lps)
      broken(HydrantRule::flow, h, figures[h].lifted_flow->value, rules.flow_lps);
  for (std::uint32_t h = 0; h < figures.size(); ++h)
    if (!world.waterworks->tied({h})) broken(HydrantRule::tied, h, std::nullopt, 0.0);
  return breaks;
}

}  // namespace yuanluo::models
