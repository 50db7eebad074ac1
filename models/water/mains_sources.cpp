#include "models/water/mains_sources.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <queue>
#include <string>
#include <tuple>
#include <utility>

namespace yuanluo::models {

namespace {

using hydraulics::Link;
using hydraulics::LinkKind;
using hydraulics::Network;
using hydraulics::Node;
using hydraulics::NodeKind;

constexpr std::size_t least_feeds = 2;
constexpr double feed_length_m = 50.0;
constexpr double feed_diameter_m = 0.4;
constexpr double filling_length_m = 10.0;
constexpr double tank_depth_m = 3.0;

// Nodes on the widest mains of which a part has enough to choose from.
std::vector<std::size_t> nodes_of_wide_mains(const Network& network, std::size_t wanted) {
  std::vector<double> widest(network.nodes.size(), 0.0);
  for (const Link& link : network.links) {
    widest[link.from] = std::max(widest[link.from], link.diameter_m);
    widest[link.to] = std::max(widest[link.to], link.diameter_m);
  }
  std::vector<double> widths = widest;
  std::sort(widths.rbegin(), widths.rend());
  const double least = widths[std::min(widths.size() - 1, std::max<std::size_t>(4 * wanted, widths.size() / 20))];
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < widest.size(); ++i)
    if (widest[i] >= least) found.push_back(i);
  return found;
}

// Each next one as far as possible from those before; the first as far out as possible.
std::vector<std::size_t> spread_out(const std::vector<std::size_t>& among, const std::vector<PlanePoint>& at,
                                    std::size_t wanted) {
  PlanePoint middle;
  for (const PlanePoint p : at) {
    middle.x += p.x / static_cast<double>(at.size());
    middle.y += p.y / static_cast<double>(at.size());
  }
  std::vector<double> apart(among.size());
  for (std::size_t i = 0; i < among.size(); ++i) apart[i] = distance(at[among[i]], middle).value;
  std::vector<std::size_t> chosen;
  while (chosen.size() < std::min(wanted, among.size())) {
    const auto farthest = static_cast<std::size_t>(std::max_element(apart.begin(), apart.end()) - apart.begin());
    const bool first = chosen.empty();
    chosen.push_back(among[farthest]);
    for (std::size_t i = 0; i < among.size(); ++i) {
      const double d = distance(at[among[i]], at[among[farthest]]).value;
      apart[i] = first ? d : std::min(apart[i], d);
    }
  }
  return chosen;
}

// `id`, or with as many underscores behind it as it takes to be nobody else's.
template <class Things>
std::string free_id(const Things& things, std::string id) {
  while (std::any_of(things.begin(), things.end(), [&](const auto& thing) { return thing.id == id; })) id += "_";
  return id;
}

}  // namespace

void feed_from_trunks(Network& network, const std::vector<PlanePoint>& at, const MainsParams& params) {
  double use_lps = 0.0;
  for (const Node& node : network.nodes)
    for (const hydraulics::Demand& demand : node.demands) use_lps += 1e3 * demand.base_m3s;
  const auto wanted = std::max(least_feeds, static_cast<std::size_t>(std::ceil(use_lps / params.trunk_feed_lps)));
  double ground_m = 0.0;
  for (const Node& node : network.nodes) ground_m += node.elevation_m / static_cast<double>(network.nodes.size());
  std::size_t number = 0;
  for (const std::size_t node : spread_out(nodes_of_wide_mains(network, wanted), at, wanted)) {
    Node trunk;
    trunk.id = fmt::format("TRUNK{}", ++number);
    trunk.kind = NodeKind::reservoir;
    trunk.elevation_m = ground_m + params.trunk_pressure_m;
    trunk.place = network.nodes[node].place;
    Link feed;
    feed.id = fmt::format("FEED{}", number);
    feed.kind = LinkKind::check_valve_pipe;  // a district gives nothing back
    feed.from = network.nodes.size();
    feed.to = node;
    feed.length_m = feed_length_m;
    feed.diameter_m = feed_diameter_m;
    feed.roughness = params.ductile_iron_c;
    network.nodes.push_back(std::move(trunk));
    network.links.push_back(std::move(feed));
  }
}

std::vector<std::optional<std::uint32_t>> zones_of(const Network& network,
                                                   const std::vector<std::optional<std::size_t>>& from,
                                                   double reach_m) {
  struct Reached {
    double way_m;
    std::uint32_t station;
    std::size_t node;
    bool operator>(const Reached& other) const {
      return std::tuple(way_m, station, node) > std::tuple(other.way_m, other.station, other.node);
    }
  };
  std::priority_queue<Reached, std::vector<Reached>, std::greater<>> queue;
  for (std::uint32_t s = 0; s < from.size(); ++s)
    if (from[s]) queue.push({0.0, s, *from[s]});
  std::vector<std::optional<std::uint32_t>> station(network.nodes.size());
  if (queue.empty()) return station;
  std::vector<std::vector<std::size_t>> pipes(network.nodes.size());
  for (std::size_t k = 0; k < network.links.size(); ++k) {
    if (network.links[k].kind != LinkKind::pipe || !network.links[k].open) continue;
    pipes[network.links[k].from].push_back(k);
    pipes[network.links[k].to].push_back(k);
  }
  while (!queue.empty()) {
    const Reached now = queue.top();
    queue.pop();
    if (station[now.node]) continue;
    station[now.node] = now.station;
    for (const std::size_t k : pipes[now.node]) {
      const Link& link = network.links[k];
      const double way_m = now.way_m + link.length_m;
      if (way_m <= reach_m) queue.push({way_m, now.station, link.from == now.node ? link.to : link.from});
    }
  }
  return station;
}

double pump_tank_m3(const PumpStation& station, const MainsParams& params) {
  return std::max(1.0, 1e-3 * std::max<int>(station.flow_lps, 1) * 3600.0 * params.pump_tank_h);
}

PumpTie add_pumps(MainsPlan& plan, std::uint32_t part, std::size_t to, std::uint32_t s, const PumpStation& station,
                  const MainsParams& params) {
  Network& network = plan.parts[part].network;
  const double flow_m3s = 1e-3 * std::max<int>(station.flow_lps, 1);
  const double volume_m3 = pump_tank_m3(station, params);
  const double diameter_m = std::sqrt(4.0 / std::numbers::pi * volume_m3 / tank_depth_m);
  Node tank;
  tank.id = free_id(network.nodes, fmt::format("TANK{}", s + 1));
  tank.kind = NodeKind::tank;
  tank.elevation_m = network.nodes[to].elevation_m;
  tank.tank = {tank_depth_m, 0.0, tank_depth_m, diameter_m, 0.0, {}, false};
  tank.place = network.nodes[to].place;
  const std::size_t from = network.nodes.size();
  network.nodes.push_back(std::move(tank));
  const auto add_pump = [&](const char* suffix) {
    Link pump;
    pump.id = free_id(network.links, fmt::format("PUMP{}{}", s + 1, suffix));
    pump.kind = LinkKind::pump;
    pump.from = from;
    pump.to = to;
    pump.open = false;
    pump.pump.curve = hydraulics::Curve{
        fmt::format("STATION{}", s + 1), {flow_m3s}, {static_cast<double>(std::max<int>(station.head_m, 1))}};
    network.links.push_back(std::move(pump));
    return static_cast<std::uint32_t>(network.links.size() - 1);
  };
  PumpTie tie;
  tie.part = part;
  tie.link = add_pump("");
  tie.standby = add_pump("B");
  return tie;
}

namespace {

class StationBuilder {
 public:
  StationBuilder(MainsPlan& plan, std::uint32_t part, const MainsParams& params)
      : plan_(plan), part_(part), network_(plan.parts[part].network), p_(params) {}

  // `zone`: by node, the station.
  void build(const std::vector<PumpStation>& stations, const std::vector<std::optional<StationSite>>& sites,
             const std::vector<std::optional<std::uint32_t>>& zone) {
    lay_fire_mains(zone);
    for (std::uint32_t s = 0; s < stations.size(); ++s)
      if (sites[s] && sites[s]->part == part_ && zone[sites[s]->node] == s) add_station(s, stations[s], sites[s]->node);
    for (auto& tie : plan_.hydrants) {
      if (!tie || tie->part != part_ || tie->node >= beside_.size() || !beside_[tie->node]) continue;
      tie->node = static_cast<std::uint32_t>(*beside_[tie->node]);
      if (tie->main && beside_main_[*tie->main]) tie->main = beside_main_[*tie->main];
    }
  }

 private:
  void lay_fire_mains(const std::vector<std::optional<std::uint32_t>>& zone) {
    MainsPart& part = plan_.parts[part_];
    beside_.resize(zone.size());
    for (std::size_t i = 0; i < zone.size(); ++i) {
      if (!zone[i]) continue;
      Node node;
      node.id = fmt::format("F{}-{}", *zone[i] + 1, network_.nodes[i].id);
      node.place = network_.nodes[i].place;
      node.elevation_m = network_.nodes[i].elevation_m;
      beside_[i] = network_.nodes.size();
      network_.nodes.push_back(std::move(node));
    }
    beside_main_.resize(part.mains.size());
    const std::size_t mains = part.mains.size();
    for (std::uint32_t m = 0; m < mains; ++m) {
      const Link& main = network_.links[part.mains[m].link];
      if (!zone[main.from] || zone[main.from] != zone[main.to]) continue;
      Link pipe;
      pipe.id = fmt::format("F{}-{}", *zone[main.from] + 1, main.id);
      pipe.from = *beside_[main.from];
      pipe.to = *beside_[main.to];
      pipe.length_m = main.length_m;
      pipe.diameter_m = 1e-3 * p_.fire_main_mm;
      pipe.roughness = p_.polyethylene_c;
      beside_main_[m] = static_cast<std::uint32_t>(part.mains.size());
      part.mains.push_back({static_cast<std::uint32_t>(network_.links.size()), MainMaterial::polyethylene,
                            static_cast<std::int16_t>(p_.mains_year), 1.0});
      network_.links.push_back(std::move(pipe));
    }
  }

  void add_station(std::uint32_t s, const PumpStation& station, std::uint32_t node) {
    const std::size_t to = *beside_[node];
    Link filling;
    filling.id = fmt::format("FILL{}", s + 1);
    filling.kind = LinkKind::check_valve_pipe;
    filling.from = node;
    filling.to = to;
    filling.length_m = filling_length_m;
    filling.diameter_m = 1e-3 * p_.fire_main_mm;
    filling.roughness = p_.polyethylene_c;
    network_.links.push_back(std::move(filling));
    plan_.pumps[s] = add_pumps(plan_, part_, to, s, station, p_);
  }

  MainsPlan& plan_;
  std::uint32_t part_;
  Network& network_;
  const MainsParams& p_;
  std::vector<std::optional<std::size_t>> beside_;         // by node of the mains: of the fire main
  std::vector<std::optional<std::uint32_t>> beside_main_;  // by main: the fire main beside it
};

}  // namespace

void add_pump_stations(MainsPlan& plan, const std::vector<PumpStation>& stations,
                       const std::vector<std::optional<StationSite>>& sites, double zone_reach_m,
                       const MainsParams& params) {
  for (std::uint32_t part = 0; part < plan.parts.size(); ++part) {
    std::vector<std::optional<std::size_t>> from(stations.size());
    for (std::size_t s = 0; s < stations.size(); ++s)
      if (sites[s] && sites[s]->part == part) from[s] = sites[s]->node;
    if (std::none_of(from.begin(), from.end(), [](const auto& node) { return node.has_value(); })) continue;
    StationBuilder(plan, part, params).build(stations, sites, zones_of(plan.parts[part].network, from, zone_reach_m));
  }
}

MainsPlan plan_of(const OwnMains& own, const std::vector<PumpStation>& stations, const MainsParams& params) {
  MainsPlan plan;
  MainsPart& part = plan.parts.emplace_back();
  part.network = own.network;
  if (!part.network.options.pressure_driven) {
    part.network.options.pressure_driven = true;
    part.network.options.least_pressure_m = 0.0;
    part.network.options.required_pressure_m = params.domestic_pressure_m;
    part.network.options.pressure_exponent = 0.5;
  }
  part.network.options.emitter_exponent = 0.5;  // hydrants are outlets
  part.network.options.emitter_backflow = false;
  std::vector<std::optional<std::uint32_t>> main_at(part.network.nodes.size());  // the longest
  for (std::uint32_t k = 0; k < part.network.links.size(); ++k) {
    const Link& link = part.network.links[k];
    if (link.kind != LinkKind::pipe || !link.open) continue;
    const bool rough = part.network.options.formula == hydraulics::HeadLossFormula::hazen_williams &&
                       link.roughness < params.cast_iron_c;
    const auto main = static_cast<std::uint32_t>(part.mains.size());
    part.mains.push_back({k, rough ? MainMaterial::grey_cast_iron : MainMaterial::ductile_iron, 2000,
                          rough ? params.cast_iron_breaks : 1.0});
    for (const std::size_t end : {link.from, link.to})
      if (!main_at[end] || part.network.links[part.mains[*main_at[end]].link].length_m < link.length_m)
        main_at[end] = main;
  }
  for (const auto& node : own.hydrants)
    plan.hydrants.push_back(node ? std::optional(HydrantTie{0, *node, main_at[*node]}) : std::nullopt);
  plan.pumps.resize(stations.size());
  for (std::uint32_t s = 0; s < stations.size() && s < own.pumps.size(); ++s) {
    if (!own.pumps[s]) continue;
    if (own.pumps[s]->is_link) {
      plan.pumps[s] = PumpTie{0, own.pumps[s]->element, std::nullopt};
    } else {
      plan.pumps[s] = add_pumps(plan, 0, own.pumps[s]->element, s, stations[s], params);
    }
  }
  return plan;
}

OwnMains joined(const MainsPlan& plan) {
  OwnMains all;
  std::vector<std::uint32_t> first_node, first_link;
  for (std::size_t p = 0; p < plan.parts.size(); ++p) {
    const Network& part = plan.parts[p].network;
    first_node.push_back(static_cast<std::uint32_t>(all.network.nodes.size()));
    first_link.push_back(static_cast<std::uint32_t>(all.network.links.size()));
    if (p == 0) all.network = Network(part);
    const std::string prefix = p == 0 ? "" : fmt::format("{}-", p + 1);
    for (std::size_t i = 0; p > 0 && i < part.nodes.size(); ++i) {
      all.network.nodes.push_back(part.nodes[i]);
      all.network.nodes.back().id = prefix + part.nodes[i].id;
    }
    for (std::size_t k = 0; p > 0 && k < part.links.size(); ++k) {
      Link link = part.links[k];
      link.id = prefix + link.id;
      link.from += first_node[p];
      link.to += first_node[p];
      all.network.links.push_back(std::move(link));
    }
  }
  for (const auto& tie : plan.hydrants)
    all.hydrants.push_back(tie ? std::optional(first_node[tie->part] + tie->node) : std::nullopt);
  for (const auto& tie : plan.pumps)
    all.pumps.push_back(tie ? std::optional(OwnPump{true, first_link[tie->part] + tie->link}) : std::nullopt);
  return all;
}

}  // namespace yuanluo::models
