#include "scenarios/plan/hydrant_sites.hpp"

#include <fmt/format.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>
#include <utility>

#include "models/roads/point_index.hpp"
#include "models/water/rules.hpp"
#include "models/water/waterworks.hpp"

namespace yuanluo::scenarios {
namespace {

using models::District;
using models::PlanePoint;
using models::Street;

constexpr double lane_m = 3.5;        // Source: assumption, as in CJJ 37
constexpr double least_kerb_m = 0.5;  // Source: [GB50974] 7.2.6

// Both directions together, where the street does not tell. Source: assumption.
constexpr std::array<double, models::street_classes> usual_lanes{4, 4, 4, 4, 2, 2, 2, 1.5, 1, 1, 2, 1, 1, 1};

double half_carriageway_m(const Street& street) {
  double lanes = usual_lanes[static_cast<std::size_t>(street.kind)];
  if (street.oneway) lanes = std::max(1.0, lanes / 2.0);
  return lane_m / 2.0 * (street.lanes ? static_cast<double>(*street.lanes) : lanes);
}

bool carries_a_hydrant(const Street& street) {
  if (models::permission(street, models::Traveller::vehicle) == models::Permission::no || street.layer != 0)
    return false;
  // No main lies under these (models/water/mains), and no engine may stop there.
  return street.kind != models::StreetClass::motorway && street.kind != models::StreetClass::track;
}

double to_segment(PlanePoint p, PlanePoint a, PlanePoint b) {
  const double dx = b.x - a.x, dy = b.y - a.y, square = dx * dx + dy * dy;
  const double t = square > 0.0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / square, 0.0, 1.0) : 0.0;
  return std::hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}

template <class Rows, class At>
std::vector<PlanePoint> plane_points(const models::LocalPlane& plane, const Rows& rows, At at) {
  std::vector<PlanePoint> points;
  points.reserve(rows.size());
  for (const auto& row : rows) points.push_back(plane.to_plane(at(row)));
  return points;
}

// Whether a point lies on a carriageway, or too near to its kerb.
class Carriageways {
 public:
  Carriageways(const District& d, const models::LocalPlane& plane) {
    std::vector<PlanePoint> marks;
    for (const Street& street : d.streets) {
      if (models::permission(street, models::Traveller::vehicle) == models::Permission::no || street.layer != 0)
        continue;
      const double half = half_carriageway_m(street);
      widest_ = std::max(widest_, half);
      for (std::size_t k = 1; k < street.points.size(); ++k) {
        const PlanePoint a = plane.to_plane(street.points[k - 1]), b = plane.to_plane(street.points[k]);
        const auto pieces = std::max(1, static_cast<int>(std::ceil(models::distance(a, b).value / piece_m)));
        for (int n = 0; n <= pieces; ++n) {
          marks.push_back({std::lerp(a.x, b.x, static_cast<double>(n) / pieces),
                           std::lerp(a.y, b.y, static_cast<double>(n) / pieces)});
          of_mark_.push_back(static_cast<std::uint32_t>(segments_.size()));
        }
        segments_.push_back({a, b, half});
      }
    }
    index_.emplace(marks);
  }

  bool touch(PlanePoint p) const {
    const auto near = index_->within(p, widest_ + least_kerb_m + piece_m);
    return std::any_of(near.begin(), near.end(), [&](std::uint32_t mark) {
      const Segment& s = segments_[of_mark_[mark]];
      return to_segment(p, s.a, s.b) < s.half_m + least_kerb_m - 1e-6;
    });
  }

 private:
  static constexpr double piece_m = 5.0;
  struct Segment {
    PlanePoint a, b;
    double half_m;
  };
  std::vector<Segment> segments_;
  std::vector<std::uint32_t> of_mark_;
  std::optional<models::PointIndex> index_;  // of points along the segments
  double widest_ = 0.0;
};

class Finder {
 public:
  Finder(const District& d, const Decision& decision)
      : d_(d),
        decision_(decision),
        plane_(d.compounds.front().centre),
        roads_(d, plane_),
        compounds_(plane_points(plane_, d.compounds, [](const auto& c) { return c.centre; })),
        buildings_at_(plane_points(plane_, d.buildings, [](const auto& b) { return b.position; })),
        buildings_(buildings_at_),
        hydrants_(plane_points(plane_, d.hydrants, [](const auto& h) { return h.position; })) {}

  HydrantSites operator()() {
    for (const Street& street : d_.streets) {
      if (!carries_a_hydrant(street)) continue;
      const double aside = half_carriageway_m(street) + decision_.kerb_m;
      double next_m = decision_.spacing_m / 2.0;  // along the street
      for (std::size_t k = 1; k < street.points.size(); ++k) {
        const PlanePoint a = plane_.to_plane(street.points[k - 1]), b = plane_.to_plane(street.points[k]);
        const double length = models::distance(a, b).value;
        for (; next_m <= length; next_m += decision_.spacing_m) {
          const PlanePoint on{std::lerp(a.x, b.x, next_m / length), std::lerp(a.y, b.y, next_m / length)};
          const double right_x = (b.y - a.y) / length, right_y = (a.x - b.x) / length;
          beside(street, {on.x + aside * right_x, on.y + aside * right_y},
                 {on.x - aside * right_x, on.y - aside * right_y});
        }
        next_m -= length;
      }
    }
    return std::move(sites_);
  }

 private:
  void beside(const Street& street, PlanePoint right, PlanePoint left) {
    const auto why = unfit(right);
    if (!why) return add(street, right);
    const auto why_left = unfit(left);
    if (!why_left) return add(street, left);
    ++sites_.unfit[static_cast<std::size_t>(std::max(*why, *why_left))];
  }

  std::optional<Unfit> unfit(PlanePoint p) const {
    const double to_building =
        buildings_.empty() ? 0.0 : models::distance(p, buildings_at_[buildings_.nearest(p)]).value;
    if (decision_.furthest_building_m > 0.0 && to_building > decision_.furthest_building_m) return Unfit::far;
    if (!hydrants_.empty() && !hydrants_.within(p, decision_.least_distance_m).empty()) return Unfit::near_hydrant;
    if (roads_.touch(p)) return Unfit::carriageway;
    if (!buildings_.empty() && decision_.wall_m > 0.0 &&
        to_building - decision_.building_depth_m / 2.0 < decision_.wall_m)
      return Unfit::wall;
    return std::nullopt;
  }

  void add(const Street& street, PlanePoint p) {
    Candidate candidate;
    candidate.position = plane_.to_geo(p);
    const std::uint32_t compound = compounds_.nearest(p);
    const models::Name& name = d_.compounds[compound].name;
    candidate.community = d_.compounds[compound].community.value;
    candidate.place = street.name.zh.empty() ? models::Name{name.zh + "附近", "near " + name.en} : street.name;
    candidate.subject = compound;
    candidate.cost_yuan = decision_.cost_yuan;
    sites_.fit.push_back(std::move(candidate));
  }

  const District& d_;
  const Decision& decision_;
  models::LocalPlane plane_;
  Carriageways roads_;
  models::PointIndex compounds_;
  std::vector<PlanePoint> buildings_at_;
  models::PointIndex buildings_;
  models::PointIndex hydrants_;
  HydrantSites sites_;
};

// The junction of a planner's own network nearest to each place, where its coordinates are longitude and latitude.
std::vector<std::optional<std::uint32_t>> nearest_junctions(const models::World& world,
                                                            std::span<const Candidate> places) {
  const auto& nodes = world.district.mains->network.nodes;
  std::vector<PlanePoint> at;
  std::vector<std::uint32_t> node;
  for (std::uint32_t n = 0; n < nodes.size(); ++n) {
    const auto& place = nodes[n].place;
    if (nodes[n].kind != models::hydraulics::NodeKind::junction || !place) continue;
    if (std::abs(place->x) > 180.0 || std::abs(place->y) > 90.0) continue;
    at.push_back(world.plane.to_plane(models::GeoPoint::from_degrees(place->x, place->y)));
    node.push_back(n);
  }
  std::vector<std::optional<std::uint32_t>> found(places.size());
  if (at.empty()) return found;
  const models::PointIndex index(at);
  for (std::size_t k = 0; k < places.size(); ++k) {
    const PlanePoint p = world.plane.to_plane(places[k].position);
    const std::uint32_t nearest = index.nearest(p);
    if (models::distance(p, at[nearest]).value <= world.settings.water.mains.hydrant_tie_m) found[k] = node[nearest];
  }
  return found;
}

// The district's mains with hydrants at the candidates instead of its own.
models::MainsPlan mains_with(const models::World& world, std::span<const Candidate> places) {
  const models::WaterParams& water = world.settings.water;
  if (world.district.mains) {
    models::OwnMains own = *world.district.mains;
    own.hydrants.clear();
    for (const Candidate& place : places) own.hydrants.push_back(place.main_node);
    return plan_of(own, world.district.pump_stations, water.mains);
  }
  District district = world.district;
  district.hydrants.clear();
  for (const Candidate& place : places) district.hydrants.push_back({place.position, 100});
  return lay_mains(district, water.mains, water.pump_station_reach_m);
}

double least_flow_lps(const models::World& world, const Decision& decision) {
  return decision.least_flow_lps.value_or(world.settings.water.rules.flow_lps);
}

models::Name reason(Unfit why, const models::World& world, const Decision& decision) {
  const models::WaterParams& water = world.settings.water;
  switch (why) {
    case Unfit::far:
      return {fmt::format("距各建筑均超过 {:g} m", decision.furthest_building_m),
              fmt::format("more than {:g} m from every building", decision.furthest_building_m)};
    case Unfit::near_hydrant:
      return {fmt::format("距已有消火栓不足 {:g} m", decision.least_distance_m),
              fmt::format("less than {:g} m from a hydrant", decision.least_distance_m)};
    case Unfit::carriageway:
      return {fmt::format("在车行道上，或距路边不足 {:g} m（GB 50974 7.2.6）", least_kerb_m),
              fmt::format("on a carriageway or less than {:g} m from its kerb (GB 50974 7.2.6)", least_kerb_m)};
    case Unfit::wall:
      return {fmt::format("距建筑外墙不足 {:g} m（GB 50974 7.2.6）", decision.wall_m),
              fmt::format("less than {:g} m from a wall (GB 50974 7.2.6)", decision.wall_m)};
    case Unfit::no_main:
      return {fmt::format("{:g} m 内没有供水管，或水力计算无解", water.mains.hydrant_tie_m),
              fmt::format("no main within {:g} m, or no solution", water.mains.hydrant_tie_m)};
    case Unfit::flow:
      break;
  }
  const double least = least_flow_lps(world, decision);
  return {fmt::format("压力 {:g} MPa 时流量不足 {:g} L/s（GB 50974 7.2.8）", water.rules.residual_mpa, least),
          fmt::format("gives less than {:g} L/s at {:g} MPa (GB 50974 7.2.8)", least, water.rules.residual_mpa)};
}

}  // namespace

HydrantSites hydrant_sites(const District& district, const Decision& decision) { return Finder(district, decision)(); }

void ask_mains(const models::World& world, const Decision& decision, HydrantSites& sites) {
  if (!world.settings.water.hydraulics || sites.fit.empty()) return;
  if (world.district.mains) {
    const auto nodes = nearest_junctions(world, sites.fit);
    for (std::size_t k = 0; k < nodes.size(); ++k) sites.fit[k].main_node = nodes[k];
  }
  const models::Waterworks works(mains_with(world, sites.fit), world.settings.water.pump_station_reach_m);
  const std::vector<std::uint32_t> first = first_alike(works);
  std::vector<std::optional<models::LitresPerSecond>> flows(first.size());
  tbb::parallel_for(std::uint32_t{0}, static_cast<std::uint32_t>(first.size()), [&](std::uint32_t k) {
    if (first[k] == k) flows[k] = flow_alone(works, world.settings.water.rules, models::HydrantId{k}, true);
  });
  std::vector<Candidate> fit;
  for (std::size_t k = 0; k < sites.fit.size(); ++k) {
    Candidate& place = sites.fit[k];
    if (const auto flow = flows[first[k]]) place.flow_lps = flow->value;
    const double least = least_flow_lps(world, decision);
    if (least > 0.0 && !place.flow_lps) {
      ++sites.unfit[static_cast<std::size_t>(Unfit::no_main)];
    } else if (least > 0.0 && *place.flow_lps < least) {
      ++sites.unfit[static_cast<std::size_t>(Unfit::flow)];
    } else {
      fit.push_back(std::move(place));
    }
  }
  sites.fit = std::move(fit);
}

std::vector<Refused> refused(const HydrantSites& sites, const models::World& world, const Decision& decision) {
  std::vector<Refused> all;
  for (std::size_t k = 0; k < unfit_reasons; ++k) {
    if (sites.unfit[k] > 0) all.push_back({reason(static_cast<Unfit>(k), world, decision), sites.unfit[k]});
  }
  return all;
}

}  // namespace yuanluo::scenarios
