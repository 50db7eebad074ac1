#include "models/roads/route.hpp"

#include <algorithm>

namespace yuanluo::models {

namespace {

// Lays pieces of streets end to end.
class Line {
 public:
  Line(const WayGraph& graph, Route& route) : graph_(graph), route_(route) {}

  // Along arc `a` from one share of it to another, ending at `end_s`.
  void follow(ArcIndex a, double from_share, double to_share, double end_s) {
    const Arc& arc = graph_.arcs()[a];
    const auto points = graph_.map().points(arc.street);
    const double length_m = graph_.map().length_m(arc.street);
    const double begin_s = end_s - (to_share - from_share) * arc.way.seconds();
    const auto at_share = [&](double share) {
      return length_m > 0.0 && to_share > from_share
                 ? begin_s + (share - from_share) / (to_share - from_share) * (end_s - begin_s)
                 : begin_s;
    };
    double passed_m = 0.0;
    add(graph_.map().at(arc.street, arc.forward ? from_share : 1.0 - from_share), begin_s);
    for (std::size_t k = 1; k + 1 < points.size(); ++k) {
      const std::size_t i = arc.forward ? k : points.size() - 1 - k;
      const std::size_t before = arc.forward ? i - 1 : i + 1;
      passed_m += distance(points[before], points[i]).value;
      const double share = passed_m / length_m;
      if (share > from_share && share < to_share) add(points[i], at_share(share));
    }
    add(graph_.map().at(arc.street, arc.forward ? to_share : 1.0 - to_share), end_s);
    if (route_.streets.empty() || route_.streets.back() != arc.street) route_.streets.push_back(arc.street);
  }

  void add(PlanePoint p, double at_s) {
    const double at = std::max(at_s, route_.seconds.empty() ? 0.0 : route_.seconds.back());
    if (!route_.points.empty() && route_.points.back().x == p.x && route_.points.back().y == p.y &&
        route_.seconds.back() == at)
      return;
    route_.points.push_back(p);
    route_.seconds.push_back(at);
  }

 private:
  const WayGraph& graph_;
  Route& route_;
};

double share_on(const Arc& arc, const StreetPlace& place) { return arc.forward ? place.share : 1.0 - place.share; }

// How the way found by the search arrives: by which state, and whether the state's arc goes on behind the place.
struct Arrival {
  std::uint32_t state;
  Way way;
  bool before;
};
std::optional<Arrival> arrival(const WayGraph& graph, const WaySearch& search, const StreetPlace& to, Way best) {
  const WayGraph::Ends ends = graph.arrivals(to);
  for (const Entry& entry : ends.after)
    if (search.way_of(entry.state).exists() && search.way_of(entry.state) + entry.way == best)
      return Arrival{entry.state, entry.way, false};
  for (const Entry& entry : ends.before)
    if (search.way_of(entry.state).exists() && search.way_of(entry.state) == best + entry.way)
      return Arrival{entry.state, entry.way, true};
  return std::nullopt;
}

// The arc between two junctions that the search took.
ArcIndex arc_between(const WayGraph& graph, JunctionIndex from, JunctionIndex to, Way way) {
  const auto [first, last] = graph.arcs_out_of(from);
  for (ArcIndex a = first; a < last; ++a) {
    const Arc& arc = graph.arcs()[a];
    if (arc.to == to && arc.way == way && !graph.is_closed(arc.street)) return a;
  }
  return first;
}

// Along one street without passing a junction.
void follow_street(const WayGraph& graph, Line& line, const StreetPlace& from, const StreetPlace& to, Way way) {
  if (const auto junction = graph.junction_of(from)) return line.add(graph.map().position(*junction), 0.0);
  for (const bool forward : {true, false}) {
    const auto a = graph.arc(from.street, forward);
    if (!a) continue;
    const Arc& arc = graph.arcs()[*a];
    const double begin = share_on(arc, from);
    const auto end_junction = graph.junction_of(to);
    if (to.street != from.street && (!end_junction || arc.to != *end_junction)) continue;
    const double end = to.street == from.street ? share_on(arc, to) : 1.0;
    if (end < begin || arc.way.part(end) - arc.way.part(begin) != way) continue;
    return line.follow(*a, begin, end, way.seconds());
  }
  line.add(from.at, 0.0);
}

void follow_states(const WayGraph& graph, const WaySearch& search, Line& line, const StreetPlace& from,
                   const StreetPlace& to, const Arrival& last, Way whole) {
  std::vector<std::uint32_t> states{last.state};
  while (search.previous(states.back()) != states.back()) states.push_back(search.previous(states.back()));
  std::reverse(states.begin(), states.end());
  const bool from_junction = graph.junction_of(from).has_value();
  if (!from_junction) {
    // The first piece: on the street of departure to the junction where the first state begins.
    const Way first = search.way_of(states.front());
    for (const bool forward : {true, false}) {
      const auto a = graph.arc(from.street, forward);
      if (!a) continue;
      const Arc& arc = graph.arcs()[*a];
      const Way rest = arc.way - arc.way.part(share_on(arc, from));
      bool taken = false;
      if (graph.by_arcs())
        graph.each_step(
            *a, [&](std::uint32_t next, Way way) { taken = taken || (next == states.front() && rest + way == first); });
      else
        taken = arc.to == states.front() && rest == first;
      if (!taken) continue;
      line.follow(*a, share_on(arc, from), 1.0, rest.seconds());
      break;
    }
  }
  for (std::size_t i = 0; i < states.size(); ++i) {
    const double end_s = search.way_of(states[i]).seconds();
    if (graph.by_arcs()) {
      const ArcIndex a = graph.arc_of(states[i]);
      const bool cut = i + 1 == states.size() && last.before;
      line.follow(a, 0.0, cut ? share_on(graph.arcs()[a], to) : 1.0, cut ? whole.seconds() : end_s);
    } else if (i == 0) {
      if (from_junction) line.add(graph.map().position(states[0]), 0.0);
    } else {
      const Way step = search.way_of(states[i]) - search.way_of(states[i - 1]);
      line.follow(arc_between(graph, states[i - 1], states[i], step), 0.0, 1.0, end_s);
    }
  }
  if (graph.by_arcs() || graph.junction_of(to)) return;
  for (const bool forward : {true, false}) {  // on foot, the last piece is on the street of arrival
    const auto a = graph.arc(to.street, forward);
    if (!a || graph.arcs()[*a].from != last.state) continue;
    const double share = share_on(graph.arcs()[*a], to);
    if (graph.arcs()[*a].way.part(share) != last.way) continue;
    return line.follow(*a, 0.0, share, whole.seconds());
  }
}

}  // namespace

PlanePoint Route::at(double of_time) const {
  if (of_time <= 0.0) return points.front();
  if (of_time >= 1.0) return points.back();
  const double now = of_time * seconds.back();
  const auto next = static_cast<std::size_t>(std::upper_bound(seconds.begin(), seconds.end(), now) - seconds.begin());
  if (next == 0 || next == seconds.size()) return next == 0 ? points.front() : points.back();
  const double piece_s = seconds[next] - seconds[next - 1];
  const double t = piece_s > 0.0 ? (now - seconds[next - 1]) / piece_s : 1.0;
  return {points[next - 1].x + t * (points[next].x - points[next - 1].x),
          points[next - 1].y + t * (points[next].y - points[next - 1].y)};
}

std::optional<Route> find_route(WaySearch& search, const WayGraph& graph, const StreetPlace& from,
                                const StreetPlace& to) {
  Way best[1];
  search.aim({&to, 1});
  search.run(from, best);
  if (!best[0].exists()) return std::nullopt;
  Route route;
  route.way = best[0];
  Line line(graph, route);
  const auto last = arrival(graph, search, to, best[0]);
  if (last && graph.direct(from, to) != best[0])
    follow_states(graph, search, line, from, to, *last, best[0]);
  else
    follow_street(graph, line, from, to, best[0]);
  return route;
}

std::optional<Route> find_route(const WayGraph& graph, PlanePoint from, PlanePoint to) {
  const auto start = graph.snap(from), end = graph.snap(to);
  if (!start || !end) return std::nullopt;
  WaySearch search(graph);
  return find_route(search, graph, *start, *end);
}

}  // namespace yuanluo::models
