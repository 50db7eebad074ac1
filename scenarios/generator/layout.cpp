#include "scenarios/generator/layout.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <tuple>

#include "scenarios/generator/plots.hpp"
#include "scenarios/generator/street_names.hpp"
#include "scenarios/generator/street_pieces.hpp"
#include "scenarios/generator/street_plan.hpp"

namespace yuanluo::scenarios {
namespace {

using models::PlanePoint;

// Bends the straight plan: ring roads become arcs that bulge east, other streets wind a little. Made of shears, which
// keep areas. Source: assumption; the bulge is that of a ring of about 4 km radius on 1.7 km.
class Bend {
 public:
  explicit Bend(double height_m) : half_height_m_(0.5 * height_m) {}

  PlanePoint operator()(PlanePoint p) const {
    constexpr double bulge_m = 80.0, wind_m = 11.0, sway_m = 8.0;
    const double h = p.y / half_height_m_;
    p.x += bulge_m * (0.6 - std::min(h * h, 4.0)) + sway_m * std::sin(2.0 * std::numbers::pi * p.y / 620.0 + 0.7);
    p.y += wind_m * std::sin(2.0 * std::numbers::pi * p.x / 830.0 + 1.9);
    return scale_ * p;
  }

  Ring bent(const Ring& ring) const {
    Ring all;
    for (std::size_t i = 0; i < ring.size(); ++i) append(ring[i], ring[(i + 1) % ring.size()], all);
    return all;
  }

  std::vector<PlanePoint> bent_line(const std::vector<PlanePoint>& line) const {
    std::vector<PlanePoint> all;
    for (std::size_t i = 0; i + 1 < line.size(); ++i) append(line[i], line[i + 1], all);
    all.push_back((*this)(line.back()));
    return all;
  }

  void scale_to(const Ring& ring, double wanted_m2) { scale_ *= std::sqrt(wanted_m2 / area_m2(bent(ring))); }

 private:
  // Points from `a` up to, but without, `b`.
  void append(PlanePoint a, PlanePoint b, std::vector<PlanePoint>& all) const {
    constexpr double step_m = 40.0;
    const auto steps = std::max(1, static_cast<int>(std::ceil(models::distance(a, b).value / step_m)));
    for (int k = 0; k < steps; ++k) all.push_back((*this)(a + static_cast<double>(k) / steps * (b - a)));
  }

  double half_height_m_;
  double scale_ = 1.0;
};

// "新鸿路12号院": numbered along the street, odd on its left side, even on its right. Compounds on a service lane
// belong to the street that the lane leaves from.
std::vector<models::Name> addresses(const StreetPlan& plan, const std::vector<models::Name>& names,
                                    const std::vector<PlannedPlot>& plots) {
  struct Place {
    std::size_t street, lane;
    double along;
    bool left;
    std::size_t plot;
  };
  std::vector<Place> places;
  for (std::size_t i = 0; i < plots.size(); ++i) {
    std::size_t street = plots[i].line;
    while (names[street].zh.empty()) street = plan.lines[street].parent;
    const StreetLine& line = plan.lines[plots[i].line];
    const PlanePoint along = line.to - line.from;
    places.push_back({street, plots[i].line == street ? 0 : plots[i].line, dot(plots[i].gate - line.from, along),
                      cross(along, plots[i].gate - line.from) > 0.0, i});
  }
  std::sort(places.begin(), places.end(), [](const Place& a, const Place& b) {
    return std::tie(a.street, a.lane, a.along, a.plot) < std::tie(b.street, b.lane, b.along, b.plot);
  });
  std::map<std::pair<std::size_t, bool>, int> last;
  std::vector<models::Name> result(plots.size());
  for (const Place& place : places) {
    int& number = last.try_emplace({place.street, place.left}, place.left ? -1 : 0).first->second;
    number += 2;
    const models::Name& street = names[place.street];
    result[place.plot] = {fmt::format("{}{}号院", street.zh, number), fmt::format("No. {} {}", number, street.en)};
  }
  return result;
}

}  // namespace

Layout lay_out(const GeneratorParams& generator, const DistrictLuck& luck) {
  const StreetPlan plan = plan_streets(generator, luck);
  const auto names = name_streets(plan);
  auto plots = cut_plots(generator, plan, luck);
  const StreetPieces pieces = make_streets(generator, plan, names, plots, luck);
  const auto numbers = addresses(plan, names, plots);

  const auto [low, high] = reach(plan.boundary, {0.0, 1.0});
  Bend bend(high - low);
  bend.scale_to(plan.boundary, generator.area_km2 * 1e6);

  Layout layout;
  layout.boundary = bend.bent(plan.boundary);
  for (const Ring& ring : plan.communities) layout.communities.push_back(bend.bent(ring));
  for (std::size_t i = 0; i < plots.size(); ++i) {
    Ring outline;
    for (const PlanePoint p : plots[i].outline) outline.push_back(bend(p));
    layout.plots.push_back({plots[i].community, std::move(outline), bend(plots[i].gate), numbers[i]});
  }
  for (PlannedStreet street : pieces.streets) {
    street.points = bend.bent_line(street.points);
    layout.streets.push_back(std::move(street));
  }
  for (std::size_t k = 0; k < 2; ++k) {
    layout.fire_stations[k] = bend(pieces.fire_stations[k]);
    layout.ambulance_stations[k] = bend(pieces.ambulance_stations[k]);
  }
  const auto [west, east] = reach(layout.boundary, {1.0, 0.0});
  layout.width_m = east - west + 3.0 * 40.0;
  return layout;
}

}  // namespace yuanluo::scenarios
