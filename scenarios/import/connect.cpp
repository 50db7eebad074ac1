#include "scenarios/import/connect.hpp"

#include <algorithm>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/strong_components.hpp>
#include <limits>
#include <utility>
#include <vector>

namespace yuanluo::scenarios {
namespace {

using Graph = boost::compressed_sparse_row_graph<boost::directedS>;

// The strongly connected component of each junction of the vehicles' network.
std::vector<int> components_of(const StreetMap& map) {
  std::vector<std::pair<std::size_t, std::size_t>> edges;
  for (const MapStreet& s : map.streets) {
    if (!s.use.vehicles()) continue;
    if (s.use.direction >= 0) edges.emplace_back(s.from, s.to);
    if (s.use.direction <= 0) edges.emplace_back(s.to, s.from);
  }
  const Graph graph(boost::edges_are_unsorted_multi_pass, edges.begin(), edges.end(), map.junctions.size());
  std::vector<int> component(map.junctions.size(), 0);
  if (!component.empty()) {
    boost::strong_components(
        graph, boost::make_iterator_property_map(component.begin(), boost::get(boost::vertex_index, graph)));
  }
  return component;
}

// Junctions that people reach from the marked ones.
void spread_on_foot(const StreetMap& map, std::vector<bool>& reached) {
  std::vector<std::vector<std::uint32_t>> next(map.junctions.size());
  for (const MapStreet& s : map.streets) {
    if (!s.use.people()) continue;
    next[s.from].push_back(s.to);
    next[s.to].push_back(s.from);
  }
  std::vector<std::uint32_t> open;
  for (std::uint32_t j = 0; j < reached.size(); ++j) {
    if (reached[j]) open.push_back(j);
  }
  while (!open.empty()) {
    const std::uint32_t j = open.back();
    open.pop_back();
    for (const std::uint32_t k : next[j]) {
      if (reached[k]) continue;
      reached[k] = true;
      open.push_back(k);
    }
  }
}

void remove_unused_junctions(StreetMap& map) {
  constexpr auto none = std::numeric_limits<std::uint32_t>::max();
  std::vector<std::uint32_t> renumbered(map.junctions.size(), none);
  std::vector<MapJunction> kept;
  for (MapStreet& s : map.streets) {
    for (std::uint32_t* const end : {&s.from, &s.to}) {
      if (renumbered[*end] == none) {
        renumbered[*end] = static_cast<std::uint32_t>(kept.size());
        kept.push_back(map.junctions[*end]);
      }
      *end = renumbered[*end];
    }
  }
  map.junctions = std::move(kept);
}

}  // namespace

Connectivity keep_connected(StreetMap& map, ImportNotes& notes) {
  const std::vector<int> component = components_of(map);
  Connectivity result;
  std::vector<double> length(map.junctions.size() + 1, 0.0);
  std::vector<bool> on_vehicles_way(map.junctions.size(), false);
  for (const MapStreet& s : map.streets) {
    if (!s.use.vehicles()) continue;
    const double metres = length_m(s.points);
    result.length_m += metres;
    on_vehicles_way[s.from] = on_vehicles_way[s.to] = true;
    if (component[s.from] == component[s.to]) length[static_cast<std::size_t>(component[s.from])] += metres;
  }
  const auto longest = std::max_element(length.begin(), length.end());
  const int core = static_cast<int>(longest - length.begin());
  result.core_length_m = *longest;
  std::vector<bool> counted(length.size(), false), reached(map.junctions.size(), false);
  for (std::size_t j = 0; j < map.junctions.size(); ++j) {
    if (!on_vehicles_way[j]) continue;
    ++result.junctions;
    const auto c = static_cast<std::size_t>(component[j]);
    if (!counted[c]) ++result.components;
    counted[c] = true;
    if (component[j] != core || result.core_length_m <= 0.0) continue;
    ++result.core_junctions;
    reached[j] = true;
  }

  double cut_off = 0.0, cut_off_m = 0.0;
  for (MapStreet& s : map.streets) {
    if (!s.use.vehicles() || (reached[s.from] && reached[s.to])) continue;
    s.use.vehicle = models::Permission::no;
    ++cut_off;
    cut_off_m += length_m(s.points);
  }
  spread_on_foot(map, reached);
  const auto lost = [&](const MapStreet& s) {
    return !(reached[s.from] && reached[s.to]) || !(s.use.vehicles() || s.use.people());
  };
  double dropped_m = 0.0;
  for (const MapStreet& s : map.streets) dropped_m += lost(s) ? length_m(s.points) : 0.0;
  const auto end = std::remove_if(map.streets.begin(), map.streets.end(), lost);
  const auto dropped = static_cast<double>(map.streets.end() - end);
  map.streets.erase(end, map.streets.end());
  remove_unused_junctions(map);

  notes.measured("core_junction_share",
                 {"最大强连通分量所含车行路口比例",
                  "share of the vehicles' junctions in the largest strongly connected component"},
                 "1", result.junction_share());
  notes.measured("core_length_share",
                 {"最大强连通分量所含车行道路长度比例", "share of the vehicles' street length in it"}, "1",
                 result.length_share());
  notes.measured("components", {"车行路网的强连通分量数", "strongly connected components of the vehicles' network"},
                 "1", static_cast<double>(result.components));
  if (cut_off > 0.0) {
    notes.assumed("streets_outside_core",
                  {"不在该分量内的车行路段，改为仅供步行", "vehicles' streets outside it, for people on foot only"},
                  cut_off);
    notes.measured("outside_core_km", {"其长度", "their length"}, "km", cut_off_m / 1000.0);
  }
  if (dropped > 0.0) {
    notes.dropped("streets_unreachable", {"与该分量不相连的路段", "streets that are not connected to it at all"},
                  dropped);
    notes.measured("unreachable_km", {"不相连路段的长度", "length of the streets not connected to it"}, "km",
                   dropped_m / 1000.0);
  }
  return result;
}

}  // namespace yuanluo::scenarios
