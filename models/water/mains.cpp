#include "models/water/mains.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "models/geo.hpp"
#include "models/roads/point_index.hpp"
#include "models/water/ground.hpp"
#include "models/water/mains_sources.hpp"

namespace yuanluo::models {

namespace {

using hydraulics::Link;
using hydraulics::Network;
using hydraulics::Node;

constexpr double main_piece_m = 100.0;
constexpr double farthest_home_m = 2000.0;  // people farther from any main have water of their own
constexpr int oldest_year = 1960;           // of a main still in use
constexpr int usual_year = 2000;            // where there is no compound

bool is_lane(StreetClass kind) {
  return kind == StreetClass::service || kind == StreetClass::living_street || kind == StreetClass::pedestrian;
}

// Nominal diameter by the street's rank, mm; 0: no main.
int diameter_mm(StreetClass kind) {
  switch (kind) {
    case StreetClass::motorway:
    case StreetClass::track:
    case StreetClass::cycleway:
    case StreetClass::footway:
    case StreetClass::steps:
      return 0;
    case StreetClass::trunk:
    case StreetClass::primary:
      return 300;
    case StreetClass::secondary:
      return 250;
    case StreetClass::tertiary:
      return 200;
    case StreetClass::unclassified:
    case StreetClass::residential:
      return 150;
    default:
      return 100;
  }
}

struct Make {
  MainMaterial material;
  double roughness;  // Hazen–Williams coefficient: new, less what years of rust take
  double breaks;     // a year and metre, relative to a new main of ductile iron
};

Make make_of(const MainsParams& p, double laid) {
  if (laid < p.renewed_before_year) return {MainMaterial::polyethylene, p.polyethylene_c, 1.0};
  const double age = std::max(0.0, p.mains_year - laid);
  const double grown = 1.0 + p.breaks_growth_per_year * age;
  if (laid < p.cast_iron_until_year) {
    const double c = std::max(p.cast_iron_c - p.cast_iron_c_per_year * age, std::min(p.least_c, p.cast_iron_c));
    return {MainMaterial::grey_cast_iron, c, p.cast_iron_breaks * grown};
  }
  if (laid < p.ductile_iron_until_year) return {MainMaterial::ductile_iron, p.ductile_iron_c, grown};
  return {MainMaterial::polyethylene, p.polyethylene_c, grown};
}

class Layer {
 public:
  Layer(const District& district, const MainsParams& params)
      : d_(district),
        p_(params),
        plane_(district.compounds.empty() ? GeoPoint{} : district.compounds.front().centre),
        ground_(district, plane_, params),
        gates_(points_of(district.compounds, [](const Compound& c) { return c.gate; })) {}

  MainsPlan lay(double zone_reach_m) {
    plan_.hydrants.resize(d_.hydrants.size());
    plan_.pumps.resize(d_.pump_stations.size());
    lay_streets();
    close_borders();
    if (places_.empty()) return std::move(plan_);
    make_parts();
    std::vector<PlanePoint> at;
    for (const Place& place : places_) at.push_back(place.at);
    const PointIndex index(at);
    use_by_people(index);
    tie_hydrants(index);
    for (std::uint32_t part = 0; part < plan_.parts.size(); ++part)
      feed_from_trunks(plan_.parts[part].network, at_[part], p_);
    std::vector<std::optional<StationSite>> sites(d_.pump_stations.size());
    for (std::uint32_t s = 0; s < sites.size(); ++s) {
      const PlanePoint here = plane_.to_plane(d_.pump_stations[s].position);
      const Place& place = places_[index.nearest(here)];
      if (distance(place.at, here).value <= p_.hydrant_tie_m) sites[s] = StationSite{place.part, place.node};
    }
    add_pump_stations(plan_, d_.pump_stations, sites, zone_reach_m, p_);
    return std::move(plan_);
  }

 private:
  // A node as it was laid, and what it came to be.
  struct Place {
    PlanePoint at;
    std::uint32_t part = 0;
    std::uint32_t node = 0;
  };
  struct Pipe {
    std::uint32_t from, to;  // places
    double length_m;
    StreetClass kind;
  };

  template <class Rows, class At>
  std::vector<PlanePoint> points_of(const Rows& rows, At at) const {
    std::vector<PlanePoint> points;
    for (const auto& row : rows) points.push_back(plane_.to_plane(at(row)));
    return points;
  }

  std::uint32_t add_place(PlanePoint at) {
    places_.push_back({at, 0, 0});
    return static_cast<std::uint32_t>(places_.size() - 1);
  }

  std::uint32_t place_at(GeoPoint point) {
    const auto [known, is_new] = ends_.try_emplace(point, static_cast<std::uint32_t>(places_.size()));
    return is_new ? add_place(plane_.to_plane(point)) : known->second;
  }

  void lay_streets() {
    for (const Street& street : d_.streets) {
      if (diameter_mm(street.kind) == 0 || street.points.size() < 2) continue;
      if (street.points.front() == street.points.back()) continue;
      std::vector<PlanePoint> line;
      std::vector<double> along{0.0};
      for (const GeoPoint g : street.points) {
        line.push_back(plane_.to_plane(g));
        if (line.size() > 1) along.push_back(along.back() + distance(line[line.size() - 2], line.back()).value);
      }
      const auto pieces = std::max(1, static_cast<int>(std::ceil(along.back() / main_piece_m)));
      std::uint32_t from = place_at(street.points.front());
      for (int k = 1; k <= pieces; ++k) {
        const double way = along.back() * k / pieces;
        const std::uint32_t to = k == pieces ? place_at(street.points.back()) : add_place(point_at(line, along, way));
        pipes_.push_back({from, to, std::max(along.back() / pieces, 1.0), street.kind});
        from = to;
      }
    }
  }

  static PlanePoint point_at(const std::vector<PlanePoint>& line, const std::vector<double>& along, double way) {
    const auto next = std::upper_bound(along.begin() + 1, along.end() - 1, way);
    const auto i = static_cast<std::size_t>(next - along.begin());
    const double length = along[i] - along[i - 1];
    const double t = length > 0.0 ? (way - along[i - 1]) / length : 0.0;
    return {std::lerp(line[i - 1].x, line[i].x, t), std::lerp(line[i - 1].y, line[i].y, t)};
  }

  // A main over the border of two governance centres' areas is closed: each area is a supply zone of its own.
  void close_borders() {
    std::vector<PlanePoint> centres;
    for (const Station& station : d_.stations)
      if (station.kind == StationKind::governance_centre) centres.push_back(plane_.to_plane(station.position));
    if (centres.size() < 2) return;
    const PointIndex index(centres);
    std::erase_if(pipes_, [&](const Pipe& pipe) {
      return index.nearest(places_[pipe.from].at) != index.nearest(places_[pipe.to].at);
    });
    drop_places_without_pipes();
  }

  void drop_places_without_pipes() {
    std::vector<bool> used(places_.size());
    for (const Pipe& pipe : pipes_) used[pipe.from] = used[pipe.to] = true;
    std::vector<std::uint32_t> now(places_.size());
    std::uint32_t count = 0;
    for (std::uint32_t i = 0; i < places_.size(); ++i) {
      if (!used[i]) continue;
      places_[count] = places_[i];
      now[i] = count++;
    }
    places_.resize(count);
    for (Pipe& pipe : pipes_) {
      pipe.from = now[pipe.from];
      pipe.to = now[pipe.to];
    }
  }

  // Makes a network of each connected part.
  void make_parts() {
    std::vector<std::uint32_t> parent(places_.size());
    std::iota(parent.begin(), parent.end(), 0u);
    const auto root = [&](std::uint32_t i) {
      while (parent[i] != i) i = parent[i] = parent[parent[i]];
      return i;
    };
    for (const Pipe& pipe : pipes_)
      parent[std::max(root(pipe.from), root(pipe.to))] = std::min(root(pipe.from), root(pipe.to));
    std::map<std::uint32_t, std::uint32_t> part_of;
    for (std::uint32_t i = 0; i < places_.size(); ++i) {
      const auto [known, is_new] = part_of.try_emplace(root(i), static_cast<std::uint32_t>(plan_.parts.size()));
      if (is_new) {
        Network& network = plan_.parts.emplace_back().network;
        network.title = d_.name.en;
        network.options.pressure_driven = true;
        network.options.required_pressure_m = p_.domestic_pressure_m;
        network.options.emitter_backflow = false;
        at_.emplace_back();
      }
      places_[i].part = known->second;
      auto& nodes = plan_.parts[known->second].network.nodes;
      places_[i].node = static_cast<std::uint32_t>(nodes.size());
      Node node;
      node.id = fmt::format("J{}", nodes.size() + 1);
      const GeoPoint geo = plane_.to_geo(places_[i].at);
      node.place = hydraulics::Place{geo.lon(), geo.lat()};
      node.elevation_m = ground_.at(places_[i].at).value;
      nodes.push_back(std::move(node));
      at_[known->second].push_back(places_[i].at);
    }
    for (const Pipe& pipe : pipes_) add_pipe(pipe);
  }

  // A main is as old as the compounds it was laid for.
  void add_pipe(const Pipe& laid) {
    const Place &from = places_[laid.from], &to = places_[laid.to];
    const PlanePoint middle{0.5 * (from.at.x + to.at.x), 0.5 * (from.at.y + to.at.y)};
    const int built = gates_.empty() ? usual_year : d_.compounds[gates_.nearest(middle)].built_year;
    const int year = std::max(built, oldest_year);
    const Make make = make_of(p_, year);
    const double lane_mm = make.material == MainMaterial::grey_cast_iron ? p_.old_lane_mm : p_.lane_mm;
    const double mm = is_lane(laid.kind) ? lane_mm : diameter_mm(laid.kind);
    MainsPart& part = plan_.parts[from.part];
    Link pipe;
    pipe.id = fmt::format("P{}", part.network.links.size() + 1);
    pipe.from = from.node;
    pipe.to = to.node;
    pipe.length_m = laid.length_m;
    pipe.diameter_m = 1e-3 * mm;
    pipe.roughness = make.roughness;
    part.mains.push_back({static_cast<std::uint32_t>(part.network.links.size()), make.material,
                          static_cast<std::int16_t>(year), make.breaks});
    part.network.links.push_back(std::move(pipe));
  }

  void use_by_people(const PointIndex& index) {
    std::vector<double> people(d_.buildings.size());
    for (const Resident& r : d_.residents) people[d_.households[r.household.index()].building.index()] += 1.0;
    std::vector<double> at_place(places_.size());
    for (std::size_t b = 0; b < people.size(); ++b) {
      if (people[b] == 0.0) continue;
      const PlanePoint home = plane_.to_plane(d_.buildings[b].position);
      const std::uint32_t near = index.nearest(home);
      if (distance(places_[near].at, home).value <= farthest_home_m) at_place[near] += people[b];
    }
    const double each_m3s = p_.domestic_lpd * p_.domestic_peak * 1e-3 / 86400.0;
    for (std::size_t i = 0; i < at_place.size(); ++i)
      if (at_place[i] > 0.0)
        plan_.parts[places_[i].part].network.nodes[places_[i].node].demands.push_back({at_place[i] * each_m3s, {}, {}});
  }

  void tie_hydrants(const PointIndex& index) {
    std::vector<std::vector<std::uint32_t>> mains_at(places_.size());  // by place
    std::vector<std::uint32_t> next(plan_.parts.size());
    for (const Pipe& pipe : pipes_) {
      const std::uint32_t main = next[places_[pipe.from].part]++;
      mains_at[pipe.from].push_back(main);
      mains_at[pipe.to].push_back(main);
    }
    for (std::size_t h = 0; h < d_.hydrants.size(); ++h) {
      const PlanePoint here = plane_.to_plane(d_.hydrants[h].position);
      const std::uint32_t near = index.nearest(here);
      const Place& place = places_[near];
      if (distance(place.at, here).value > p_.hydrant_tie_m) continue;
      const auto far = [&](std::uint32_t main) {
        const Link& link = plan_.parts[place.part].network.links[plan_.parts[place.part].mains[main].link];
        const PlanePoint a = at_[place.part][link.from], b = at_[place.part][link.to];
        return distance({0.5 * (a.x + b.x), 0.5 * (a.y + b.y)}, here).value;
      };
      const auto& mains = mains_at[near];
      const auto nearest = std::min_element(mains.begin(), mains.end(),
                                            [&](std::uint32_t a, std::uint32_t b) { return far(a) < far(b); });
      plan_.hydrants[h] = HydrantTie{place.part, place.node, *nearest};
    }
  }

  const District& d_;
  const MainsParams& p_;
  LocalPlane plane_;
  Ground ground_;
  PointIndex gates_;
  MainsPlan plan_;
  std::vector<std::vector<PlanePoint>> at_;  // by part and node
  std::vector<Place> places_;
  std::vector<Pipe> pipes_;
  std::map<GeoPoint, std::uint32_t> ends_;
};

}  // namespace

MainsPlan lay_mains(const District& district, const MainsParams& params, double zone_reach_m) {
  return Layer(district, params).lay(zone_reach_m);
}

}  // namespace yuanluo::models
