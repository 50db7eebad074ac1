#include "models/water/rules.hpp"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

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

// Streets that a main runs under and the public uses.
bool needs_hydrants(StreetClass kind) { return kind != StreetClass::motorway && kind < StreetClass::service; }

// By hydrant: how far apart hydrants are where it is the nearest, which is twice the way along the street to the point
// farthest from it of those that have no nearer one.
std::vector<double> spacing_at(const World& world, const std::vector<PlanePoint>& places, const PointIndex& index) {
  std::vector<double> farthest_m(places.size(), 0.0), from_street_m(places.size(), 0.0);
  if (places.empty()) return farthest_m;
  for (std::size_t h = 0; h < places.size(); ++h)
    if (const auto street = world.roads.doorstep(TravelMode::fire_engine, places[h]).street)
      from_street_m[h] = street->aside_m;
  for (const PlanePoint at : street_points(world)) {
    const std::uint32_t nearest = index.nearest(at);
    farthest_m[nearest] = std::max(farthest_m[nearest], distance(at, places[nearest]).value);
  }
  for (std::size_t h = 0; h < places.size(); ++h) {
    const double along_2 = farthest_m[h] * farthest_m[h] - from_street_m[h] * from_street_m[h];
    farthest_m[h] = 2.0 * std::sqrt(std::max(0.0, along_2));
  }
  return farthest_m;
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

std::vector<PlanePoint> street_points(const World& world) {
  std::vector<PlanePoint> outline, points;
  for (const GeoPoint p : world.district.boundary) outline.push_back(world.plane.to_plane(p));
  for (const Street& street : world.district.streets) {
    if (!needs_hydrants(street.kind)) continue;
    for (std::size_t i = 0; i + 1 < street.points.size(); ++i) {
      const PlanePoint a = world.plane.to_plane(street.points[i]), b = world.plane.to_plane(street.points[i + 1]);
      const int steps = std::max(1, static_cast<int>(distance(a, b).value / street_step_m));
      for (int k = 0; k <= steps; ++k) {
        const double share = static_cast<double>(k) / steps;
        const PlanePoint at{std::lerp(a.x, b.x, share), std::lerp(a.y, b.y, share)};
        if (outline.size() < 3 || goes_round(outline, at)) points.push_back(at);  // no outline: everywhere
      }
    }
  }
  return points;
}

std::optional<LitresPerSecond> flow_alone(const Waterworks& works, const WaterRules& rules, HydrantId hydrant,
                                          bool lifted, const std::vector<HydrantId>& broken_mains) {
  if (!works.tied(hydrant)) return std::nullopt;
  WaterUse use;
  use.open = {{hydrant, wide_outlet_m3s, rules.residual_mpa * metres_per_mpa}};
  if (const auto station = works.zone_of(hydrant); lifted && station) use.running = {*station};
  use.broken_mains = works.breaks_in(works.part_of(hydrant), broken_mains);
  const auto given = works.give(use).front();
  return given ? std::optional(given->flow) : std::nullopt;
}

std::vector<std::uint32_t> first_alike(const Waterworks& works) {
  const auto& ties = works.plan().hydrants;
  std::vector<std::uint32_t> first(ties.size());
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> first_at;
  for (std::uint32_t h = 0; h < ties.size(); ++h)
    first[h] = ties[h] ? first_at.try_emplace({ties[h]->part, ties[h]->node}, h).first->second : h;
  return first;
}

std::vector<HydrantFigures> hydrant_figures(const World& world) {
  const Waterworks& works = *world.waterworks;
  const WaterRules& rules = world.settings.water.rules;
  std::vector<HydrantFigures> figures(world.district.hydrants.size());
  const std::vector<std::uint32_t> first = first_alike(works);
  std::vector<std::uint32_t> asked;
  for (std::uint32_t h = 0; h < figures.size(); ++h)
    if (first[h] == h && works.tied({h})) asked.push_back(h);
  tbb::parallel_for(std::size_t{0}, asked.size(), [&](std::size_t i) {
    const HydrantId hydrant{asked[i]};
    HydrantFigures& f = figures[asked[i]];
    f.static_pressure = works.static_pressure(hydrant);
    f.flow = flow_alone(works, rules, hydrant, false);
    f.lifted_flow = works.zone_of(hydrant) ? flow_alone(works, rules, hydrant, true) : f.flow;
  });
  for (std::size_t h = 0; h < figures.size(); ++h)
    if (first[h] != h) figures[h] = figures[first[h]];
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
  const std::vector<double> spacing = spacing_at(world, places, index);
  for (std::uint32_t h = 0; h < places.size(); ++h)
    if (spacing[h] > rules.spacing_m) broken(HydrantRule::spacing, h, spacing[h], rules.spacing_m);
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
