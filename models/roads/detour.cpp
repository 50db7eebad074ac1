#include "models/roads/detour.hpp"

#include <algorithm>

#include "models/roads/way_graph.hpp"
#include "models/roads/way_search.hpp"

namespace yuanluo::models {

namespace {

bool contains(std::span<const std::uint32_t> sorted, std::uint32_t value) {
  return std::binary_search(sorted.begin(), sorted.end(), value);
}

// Places on a closed street; its ends are junctions, where others pass.
bool shut(const WayGraph& graph, const StreetPlace& place, std::span<const std::uint32_t> closed) {
  return contains(closed, place.street) && !graph.junction_of(place);
}

class DetourSearch {
 public:
  DetourSearch(const WayGraph& graph, WaySearch& search, std::span<const std::uint32_t> closed, double on_foot_mps)
      : graph_(graph), closed_(closed), on_foot_mps_(on_foot_mps), search_(search) {}

  std::vector<Way> ways(std::span<const StreetPlace> from, const StreetPlace& to) {
    std::vector<std::vector<Approach>> starts;
    for (const StreetPlace& place : from) starts.push_back(ways_out(place));
    std::vector<Way> best(from.size(), Way::none());
    for (const Approach& goal : approaches(graph_, to, closed_, on_foot_mps_)) {
      const std::vector<Way> found = ways_to(goal.place, starts);
      for (std::size_t i = 0; i < best.size(); ++i)
        if (found[i].exists()) best[i] = std::min(best[i], found[i] + goal.rest);
    }
    return best;
  }

 private:
  std::vector<Approach> ways_out(const StreetPlace& from) const {
    if (!shut(graph_, from, closed_)) return {{from, {}}};
    std::vector<Approach> ways;
    for (const bool forward : {true, false})
      if (const auto arc = graph_.arc(from.street, forward)) {
        const Way whole = graph_.arcs()[*arc].way;
        const Way rest = whole - whole.part(forward ? from.share : 1.0 - from.share);
        ways.push_back({{from.street, forward ? 1.0 : 0.0, from.at, 0.0}, rest});
      }
    return ways;
  }

  bool is_closed(std::uint32_t state) const {
    return graph_.by_arcs() && contains(closed_, graph_.arcs()[graph_.arc_of(state)].street);
  }

  std::vector<Way> ways_to(const StreetPlace& to, std::span<const std::vector<Approach>> starts) {
    const WayGraph::Ends arrivals = graph_.arrivals(to);
    std::vector<Entry> ends = arrivals.after;
    // Of a street on which the goal lies a part is too much: its share is taken off the step onto the street.
    for (const Entry& end : arrivals.before)
      graph_.each_step_back(end.state, [&](std::uint32_t before, Way way) { ends.push_back({before, way - end.way}); });
    std::vector<std::uint32_t> wanted;
    for (const auto& ways : starts)
      for (const Approach& start : ways)
        for (const Entry& entry : graph_.departures(start.place)) wanted.push_back(entry.state);
    std::sort(wanted.begin(), wanted.end());
    wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
    search_.run_back(ends, closed_, wanted);

    std::vector<Way> best;
    for (const auto& ways : starts) {
      Way way = Way::none();
      for (const Approach& start : ways) way = std::min(way, way_between(start, to, arrivals));
      best.push_back(way);
    }
    return best;
  }

  Way way_between(const Approach& start, const StreetPlace& to, const WayGraph::Ends& arrivals) const {
    Way best = Way::none();
    if (const Way direct = graph_.direct(start.place, to); direct.exists()) best = start.rest + direct;
    for (const Entry& entry : graph_.departures(start.place)) {
      if (is_closed(entry.state)) continue;
      if (const Way rest = search_.way_of(entry.state); rest.exists())
        best = std::min(best, start.rest + entry.way + rest);
      for (const Entry& end : arrivals.before)
        if (end.state == entry.state) best = std::min(best, start.rest + entry.way - end.way);
    }
    return best;
  }

  const WayGraph& graph_;
  std::span<const std::uint32_t> closed_;
  double on_foot_mps_;
  WaySearch& search_;
};

}  // namespace

std::vector<Approach> approaches(const WayGraph& graph, const StreetPlace& goal, std::span<const std::uint32_t> closed,
                                 double on_foot_mps) {
  if (!shut(graph, goal, closed)) return {{goal, {}}};
  const double length_m = graph.map().length_m(goal.street);
  const double before_m = goal.share * length_m, after_m = (1.0 - goal.share) * length_m;
  return {{{goal.street, 0.0, goal.at, 0.0}, Way(before_m / on_foot_mps, before_m)},
          {{goal.street, 1.0, goal.at, 0.0}, Way(after_m / on_foot_mps, after_m)}};
}

std::vector<Way> ways_round(const Roads& roads, TravelMode mode, std::span<const Doorstep> from, const Doorstep& to,
                            std::span<const std::uint32_t> closed, double on_foot_mps) {
  std::vector<Way> found(from.size(), Way::none());
  if (!to.street) return found;  // the mode has no streets at all
  std::vector<StreetPlace> places;
  for (const Doorstep& doorstep : from) places.push_back(doorstep.street.value());
  const auto search = roads.search(mode);
  found = DetourSearch(roads.graph(mode), *search, closed, on_foot_mps).ways(places, *to.street);
  for (std::size_t i = 0; i < from.size(); ++i)
    if (found[i].exists()) found[i] = roads.whole(mode, from[i], to, found[i]);
  return found;
}

}  // namespace yuanluo::models
