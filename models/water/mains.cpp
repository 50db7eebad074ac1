#include "models/water/mains.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numbers>
#include <numeric>

#include "models/geo.hpp"

namespace yuanluo::models {

namespace {

using hydraulics::Link;
using hydraulics::LinkKind;
using hydraulics::Network;
using hydraulics::Node;
using hydraulics::NodeKind;

constexpr double piece_m = 100.0;
constexpr double cell_m = 100.0;
constexpr std::uint32_t least_part = 2;
constexpr int oldest_year = 1960;  // of a main still in use
constexpr int usual_year = 2000;   // where no compound is near

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

MainMaterial material_of(int year) {
  if (year < 1990) return MainMaterial::grey_cast_iron;
  return year < 2008 ? MainMaterial::ductile_iron : MainMaterial::polyethylene;
}

// Hazen–Williams coefficient: new, less what years of rust take.
double roughness_of(const MainsParams& p, MainMaterial material, int year) {
  const double age = std::max(0.0, p.mains_year - year);
  switch (material) {
    case MainMaterial::grey_cast_iron:
      return std::max(p.cast_iron_c - p.cast_iron_c_per_year * age, p.least_c);
    case MainMaterial::ductile_iron:
      return p.ductile_iron_c;
    default:
      return p.polyethylene_c;
  }
}

// Points by square cells, to find the nearest.
class Nearby {
 public:
  void add(PlanePoint at, std::uint32_t what) { cells_[cell(at.x, at.y)].push_back({at, what}); }

  std::optional<std::uint32_t> nearest(PlanePoint at, double within_m) const {
    const auto rings = static_cast<int>(std::ceil(within_m / cell_m));
    std::optional<std::uint32_t> best;
    double best_m = within_m;
    for (int ring = 0; ring <= rings && (!best || (ring - 1) * cell_m <= best_m); ++ring) {
      for (int dx = -ring; dx <= ring; ++dx) {
        for (int dy = -ring; dy <= ring; ++dy) {
          if (std::max(std::abs(dx), std::abs(dy)) != ring) continue;
          const auto found = cells_.find(cell(at.x + dx * cell_m, at.y + dy * cell_m));
          if (found == cells_.end()) continue;
          for (const auto& [point, what] : found->second) {
            const double d = distance(point, at).value;
            if (d < best_m || (d == best_m && best && what < *best)) {
              best = what;
              best_m = d;
            }
          }
        }
      }
    }
    return best;
  }

 private:
  static std::pair<int, int> cell(double x, double y) {
    return {static_cast<int>(std::floor(x / cell_m)), static_cast<int>(std::floor(y / cell_m))};
  }
  std::map<std::pair<int, int>, std::vector<std::pair<PlanePoint, std::uint32_t>>> cells_;
};

class Layer {
 public:
  Layer(const District& district, const MainsParams& params)
      : d_(district), p_(params), plane_(district.boundary.empty() ? GeoPoint{} : district.boundary.front()) {}

  MainsPlan lay() {
    plan_.origin = plane_.origin();
    lay_streets();
    split();
    for (std::uint32_t i = 0; i < places_.size(); ++i) nearby_.add(places_[i].at, i);
    age_mains();
    use_by_people();
    plan_.hydrants.resize(d_.hydrants.size());
    tie_hydrants();
    for (std::uint32_t part = 0; part < plan_.parts.size(); ++part) trunks(part);
    plan_.pumps.resize(d_.pump_stations.size());
    zones();
    for (std::uint32_t s = 0; s < d_.pump_stations.size(); ++s) pump_station(s);
    return std::move(plan_);
  }

 private:
  // A node as it was laid, and where it came to be.
  struct Place {
    PlanePoint at;
    std::uint32_t part = 0;
    std::uint32_t node = 0;
    std::optional<std::uint32_t> zone;
  };
  struct Pipe {
    std::uint32_t from, to;  // places
    double length_m;
    int mm;
  };

  Network& network(std::uint32_t part) { return plan_.parts[part].network; }
  Node& node(const Place& place) { return network(place.part).nodes[place.node]; }

  std::uint32_t add_place(PlanePoint at) {
    places_.push_back({at, 0, 0, {}});
    return static_cast<std::uint32_t>(places_.size() - 1);
  }

  std::uint32_t place_at(GeoPoint point) {
    const auto found = ends_.find(point);
    if (found != ends_.end()) return found->second;
    const std::uint32_t place = add_place(plane_.to_plane(point));
    ends_.emplace(point, place);
    return place;
  }

  void lay_streets() {
    for (const Street& street : d_.streets) {
      const int mm = diameter_mm(street.kind);
      if (mm == 0 || street.points.size() < 2 || street.points.front() == street.points.back()) continue;
      std::vector<PlanePoint> line;
      std::vector<double> along{0.0};
      for (const GeoPoint g : street.points) {
        line.push_back(plane_.to_plane(g));
        if (line.size() > 1) along.push_back(along.back() + distance(line[line.size() - 2], line.back()).value);
      }
      const auto pieces = std::max(1, static_cast<int>(std::ceil(along.back() / piece_m)));
      std::uint32_t from = place_at(street.points.front());
      for (int k = 1; k <= pieces; ++k) {
        const double way = along.back() * k / pieces;
        const std::uint32_t to = k == pieces ? place_at(street.points.back()) : add_place(point_at(line, along, way));
        pipes_.push_back({from, to, std::max(along.back() / pieces, 1.0), mm});
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

  // Makes a network of each connected part.
  void split() {
    std::vector<std::uint32_t> parent(places_.size());
    std::iota(parent.begin(), parent.end(), 0u);
    const auto root = [&](std::uint32_t i) {
      while (parent[i] != i) i = parent[i] = parent[parent[i]];
      return i;
    };
    for (const Pipe& pipe : pipes_)
      parent[std::max(root(pipe.from), root(pipe.to))] = std::min(root(pipe.from), root(pipe.to));
    std::vector<std::uint32_t> size(places_.size());
    for (std::uint32_t i = 0; i < places_.size(); ++i) ++size[root(i)];
    std::vector<std::optional<std::uint32_t>> part(places_.size());
    std::vector<Place> kept;
    std::vector<std::optional<std::uint32_t>> kept_as(places_.size());
    for (std::uint32_t i = 0; i < places_.size(); ++i) {
      const std::uint32_t r = root(i);
      if (size[r] < least_part) continue;
      if (!part[r]) {
        part[r] = static_cast<std::uint32_t>(plan_.parts.size());
        plan_.parts.emplace_back().network.title = d_.name.en;
      }
      auto& nodes = network(*part[r]).nodes;
      Place place{places_[i].at, *part[r], static_cast<std::uint32_t>(nodes.size()), {}};
      Node node;
      node.id = fmt::format("J{}", nodes.size() + 1);
      node.place = hydraulics::Place{place.at.x, place.at.y};
      nodes.push_back(std::move(node));
      kept_as[i] = static_cast<std::uint32_t>(kept.size());
      kept.push_back(place);
    }
    places_ = std::move(kept);
    for (const Pipe& pipe : pipes_)
      if (kept_as[pipe.from])
        add_pipe(places_[*kept_as[pipe.from]], places_[*kept_as[pipe.to]], pipe.length_m, pipe.mm);
    for (MainsPart& one : plan_.parts) {
      auto& options = one.network.options;
      options.pressure_driven = true;
      options.required_pressure_m = p_.domestic_pressure_m;
      options.emitter_backflow = false;
    }
  }

  void add_pipe(const Place& from, const Place& to, double length_m, int mm) {
    auto& links = network(from.part).links;
    Link pipe;
    pipe.id = fmt::format("P{}", links.size() + 1);
    pipe.from = from.node;
    pipe.to = to.node;
    pipe.length_m = length_m;
    pipe.diameter_m = 1e-3 * mm;
    pipe.roughness = p_.ductile_iron_c;
    links.push_back(std::move(pipe));
  }

  PlanePoint middle_of(const Network& net, const Link& pipe) const {
    const auto& a = *net.nodes[pipe.from].place;
    const auto& b = *net.nodes[pipe.to].place;
    return {0.5 * (a.x + b.x), 0.5 * (a.y + b.y)};
  }

  // A main is as old as the compounds it was laid for.
  void age_mains() {
    Nearby compounds;
    for (std::uint32_t c = 0; c < d_.compounds.size(); ++c) compounds.add(plane_.to_plane(d_.compounds[c].gate), c);
    for (MainsPart& part : plan_.parts) {
      for (std::uint32_t k = 0; k < part.network.links.size(); ++k) {
        Link& pipe = part.network.links[k];
        const auto near = compounds.nearest(middle_of(part.network, pipe), 2000.0);
        const int year = near ? std::max<int>(d_.compounds[*near].built_year, oldest_year) : usual_year;
        const MainMaterial material = material_of(year);
        pipe.roughness = roughness_of(p_, material, year);
        part.mains.push_back({k, material, static_cast<std::int16_t>(year)});
      }
    }
  }

  void use_by_people() {
    std::vector<double> people(d_.buildings.size());
    for (const Resident& r : d_.residents) people[d_.households[r.household.index()].building.index()] += 1.0;
    std::vector<double> at_place(places_.size());
    for (std::size_t b = 0; b < people.size(); ++b) {
      if (people[b] == 0.0) continue;
      if (const auto near = nearby_.nearest(plane_.to_plane(d_.buildings[b].position), 2000.0))
        at_place[*near] += people[b];
    }
    const double each_m3s = p_.domestic_lpd * p_.domestic_peak * 1e-3 / 86400.0;
    for (std::size_t i = 0; i < at_place.size(); ++i)
      if (at_place[i] > 0.0) node(places_[i]).demands.push_back({at_place[i] * each_m3s, {}, {}});
  }

  void tie_hydrants() {
    std::vector<std::vector<std::vector<std::uint32_t>>> links_at;  // by part and node
    for (const MainsPart& part : plan_.parts) {
      auto& at = links_at.emplace_back(part.network.nodes.size());
      for (std::uint32_t k = 0; k < part.network.links.size(); ++k) {
        at[part.network.links[k].from].push_back(k);
        at[part.network.links[k].to].push_back(k);
      }
    }
    for (std::size_t h = 0; h < d_.hydrants.size(); ++h) {
      const PlanePoint at = plane_.to_plane(d_.hydrants[h].position);
      const auto near = nearby_.nearest(at, p_.hydrant_tie_m);
      if (!near) continue;
      const Place& place = places_[*near];
      const Network& net = network(place.part);
      const auto& links = links_at[place.part][place.node];
      const auto main = *std::min_element(links.begin(), links.end(), [&](std::uint32_t a, std::uint32_t b) {
        return distance(middle_of(net, net.links[a]), at).value < distance(middle_of(net, net.links[b]), at).value;
      });
      plan_.hydrants[h] = HydrantTie{place.part, place.node, main};
    }
  }

  // Trunk mains come from outside to the node farthest out in each of four directions.
  void trunks(std::uint32_t part) {
    static constexpr double directions[4][2] = {{1, 1}, {-1, 1}, {-1, -1}, {1, -1}};
    Network& net = network(part);
    const std::size_t laid = net.nodes.size();
    std::vector<std::size_t> fed;
    for (int t = 0; t < 4; ++t) {
      std::size_t best = 0;
      double farthest = -std::numeric_limits<double>::infinity();
      for (std::size_t i = 0; i < laid; ++i) {
        const double out = net.nodes[i].place->x * directions[t][0] + net.nodes[i].place->y * directions[t][1];
        if (out <= farthest) continue;
        farthest = out;
        best = i;
      }
      if (std::find(fed.begin(), fed.end(), best) != fed.end()) continue;
      fed.push_back(best);
      Node trunk;
      trunk.id = fmt::format("TRUNK{}", t + 1);
      trunk.kind = NodeKind::reservoir;
      trunk.elevation_m = p_.trunk_pressure_m;
      trunk.place = net.nodes[best].place;
      net.nodes.push_back(std::move(trunk));
      Link feed;
      feed.id = fmt::format("FEED{}", t + 1);
      feed.from = net.nodes.size() - 1;
      feed.to = best;
      feed.length_m = 100.0;
      feed.diameter_m = 0.4;
      feed.roughness = p_.ductile_iron_c;
      net.links.push_back(std::move(feed));
    }
  }

  void zones() {
    if (d_.pump_stations.empty()) return;
    Nearby stations;
    for (std::uint32_t s = 0; s < d_.pump_stations.size(); ++s)
      stations.add(plane_.to_plane(d_.pump_stations[s].position), s);
    std::vector<std::vector<std::optional<std::uint32_t>>> zone;
    for (const MainsPart& part : plan_.parts) zone.emplace_back(part.network.nodes.size());
    for (Place& place : places_)
      zone[place.part][place.node] = place.zone = stations.nearest(place.at, p_.pump_station_reach_m);
    for (std::uint32_t p = 0; p < plan_.parts.size(); ++p) {
      for (const Main& main : plan_.parts[p].mains) {
        Link& pipe = network(p).links[main.link];
        if (zone[p][pipe.from] == zone[p][pipe.to]) continue;
        if (!zone[p][pipe.to]) std::swap(pipe.from, pipe.to);  // from outside into the zone; between zones as it is
        pipe.kind = LinkKind::check_valve_pipe;
      }
    }
  }

  void pump_station(std::uint32_t s) {
    const PumpStation& station = d_.pump_stations[s];
    const auto near = nearby_.nearest(plane_.to_plane(station.position), p_.pump_station_reach_m);
    if (!near || places_[*near].zone != s) return;
    const Place& place = places_[*near];
    Network& net = network(place.part);
    PumpTie tie;
    tie.part = place.part;
    for (const Place& other : places_)
      if (other.zone == s && other.part == place.part) tie.nodes.push_back(other.node);
    std::sort(tie.nodes.begin(), tie.nodes.end());
    constexpr double depth_m = 3.0;
    const double volume_m3 = std::max(1.0, 1e-3 * station.flow_lps * p_.pump_tank_s);
    Node tank;
    tank.id = fmt::format("TANK{}", s + 1);
    tank.kind = NodeKind::tank;
    tank.tank = {depth_m, 0.0, depth_m, std::sqrt(4.0 / std::numbers::pi * volume_m3 / depth_m), 0.0, {}, false};
    tank.place = net.nodes[place.node].place;
    net.nodes.push_back(std::move(tank));
    Link pump;
    pump.id = fmt::format("PUMP{}", s + 1);
    pump.kind = LinkKind::pump;
    pump.from = net.nodes.size() - 1;
    pump.to = place.node;
    pump.open = false;
    pump.pump.speed = 0.0;
    pump.pump.curve = hydraulics::Curve{fmt::format("CURVE{}", s + 1),
                                        {1e-3 * std::max<int>(station.flow_lps, 1)},
                                        {static_cast<double>(std::max<int>(station.head_m, 1))}};
    tie.link = static_cast<std::uint32_t>(net.links.size());
    net.links.push_back(std::move(pump));
    plan_.pumps[s] = std::move(tie);
  }

  const District& d_;
  const MainsParams& p_;
  LocalPlane plane_;
  MainsPlan plan_;
  std::vector<Place> places_;
  std::vector<Pipe> pipes_;
  std::map<GeoPoint, std::uint32_t> ends_;
  Nearby nearby_;
};

}  // namespace

MainsPlan lay_mains(const District& district, const MainsParams& params) { return Layer(district, params).lay(); }

}  // namespace yuanluo::models
