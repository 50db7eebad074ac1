#include "models/roads/journey.hpp"

#include <algorithm>

#include "models/roads/detour.hpp"
#include "models/roads/way_graph.hpp"
#include "models/roads/way_search.hpp"

namespace yuanluo::models {

namespace {

// How a journey may begin: what is behind when `state` is reached, and the piece of street that leads there.
struct Beginning {
  std::uint32_t state = 0;
  Way way;
  std::optional<Stretch> piece;
};

// One goal of a journey, and the best way found to it.
struct Found {
  Way on_streets = Way::none();
  std::vector<Stretch> stretches;
};

class JourneySearch {
 public:
  JourneySearch(const WayGraph& graph, WaySearch& search, std::span<const std::uint32_t> closed, double u_turn_s)
      : graph_(graph), search_(search), closed_(closed), u_turn_(u_turn_s, 0.0) {}

  // Past closed streets to a place that lies on none.
  Found find(const Departure& from, const StreetPlace& to) {
    const bool moving = from.heading.has_value();
    const auto goal_junction = graph_.junction_of(to);
    if (!moving && goal_junction && graph_.junction_of(*from.door.street) == goal_junction) return {Way{}, {}};
    const std::vector<Beginning> beginnings = moving ? beginnings_on(*from.heading) : beginnings_at(*from.door.street);
    const WayGraph::Ends ends = graph_.arrivals(to);
    run(beginnings, ends);

    Found best;
    const Beginning* first = nullptr;
    for (const Beginning& b : beginnings) {
      if (const Way rest = search_.way_of(b.state); rest.exists() && b.way + rest < best.on_streets) {
        best.on_streets = b.way + rest;
        first = &b;
      }
      if (Found direct = along_one_street(b, to); direct.on_streets < best.on_streets) {
        best = std::move(direct);
        first = nullptr;
      }
    }
    if (first != nullptr) best.stretches = course(*first, to, ends, best.on_streets);
    return best;
  }

 private:
  bool shut(std::uint32_t street) const { return std::binary_search(closed_.begin(), closed_.end(), street); }

  // Along arc `a` from a share of it to its end, `before` being behind.
  Beginning along(ArcIndex a, double share, Way before) const {
    const Arc& arc = graph_.arcs()[a];
    const Way rest = arc.way - arc.way.part(share);
    Beginning b{graph_.by_arcs() ? a : arc.to, before + rest, std::nullopt};
    b.piece = Stretch{a, arc.street, share, 1.0, before.seconds(), (before + rest).seconds()};
    return b;
  }

  std::vector<Beginning> beginnings_on(const Heading& heading) const {
    std::vector<Beginning> all{along(heading.arc, heading.share, Way{})};
    const Arc& arc = graph_.arcs()[heading.arc];
    if (const auto back = graph_.arc(arc.street, !arc.forward))
      all.push_back(along(*back, 1.0 - heading.share, graph_.by_arcs() ? u_turn_ : Way{}));
    return all;
  }

  std::vector<Beginning> beginnings_at(const StreetPlace& place) const {
    std::vector<Beginning> all;
    if (const auto junction = graph_.junction_of(place)) {
      if (!graph_.by_arcs()) return {{*junction, Way{}, std::nullopt}};
      const auto [first, last] = graph_.arcs_out_of(*junction);
      for (ArcIndex a = first; a < last; ++a)
        if (!shut(graph_.arcs()[a].street)) all.push_back(along(a, 0.0, Way{}));
      return all;
    }
    for (const bool forward : {true, false})
      if (const auto a = graph_.arc(place.street, forward))
        all.push_back(along(*a, forward ? place.share : 1.0 - place.share, Way{}));
    return all;
  }

  void run(const std::vector<Beginning>& beginnings, const WayGraph::Ends& ends) {
    std::vector<Entry> from = ends.after;
    // Of a street on which the goal lies a part is too much: its share is taken off the step onto the street.
    for (const Entry& end : ends.before)
      graph_.each_step_back(end.state, [&](std::uint32_t before, Way way) { from.push_back({before, way - end.way}); });
    std::vector<std::uint32_t> wanted;
    for (const Beginning& b : beginnings) wanted.push_back(b.state);
    std::sort(wanted.begin(), wanted.end());
    wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
    search_.run_back(from, closed_, wanted);
  }

  // How far along arc `a` the goal lies; none if it lies on another street or at a junction.
  std::optional<double> share_of(ArcIndex a, const StreetPlace& to) const {
    const Arc& arc = graph_.arcs()[a];
    if (arc.street != to.street || graph_.junction_of(to)) return std::nullopt;
    return arc.forward ? to.share : 1.0 - to.share;
  }

  // Where the goal lies ahead on the very street that one begins on.
  Found along_one_street(const Beginning& b, const StreetPlace& to) const {
    if (!b.piece) return {};
    const auto share = share_of(b.piece->arc, to);
    if (!share || *share < b.piece->from_share) return {};
    const Way whole = graph_.arcs()[b.piece->arc].way;
    // The way to the end of the street, less what is too much; exact, as all ways are.
    const Way way = b.way - (whole - whole.part(*share));
    Stretch piece = *b.piece;
    piece.to_share = *share;
    piece.to_s = way.seconds();
    return {way, {piece}};
  }

  std::vector<Stretch> course(const Beginning& first, const StreetPlace& to, const WayGraph::Ends& ends,
                              Way total) const {
    std::vector<Stretch> stretches;
    if (first.piece) stretches.push_back(*first.piece);
    const auto add = [&](ArcIndex a, double to_share, Way rest) {
      const Arc& arc = graph_.arcs()[a];
      const double to_s = (total - rest).seconds();
      stretches.push_back({a, arc.street, 0.0, to_share, to_s - arc.way.part(to_share).seconds(), to_s});
    };
    std::uint32_t state = first.state;
    while (search_.previous(state) != state) {
      const std::uint32_t next = search_.previous(state);
      const Way rest = search_.way_of(next);
      add(graph_.by_arcs() ? graph_.arc_of(next) : arc_between(state, next, search_.way_of(state) - rest), 1.0, rest);
      state = next;
    }
    if (const auto last = last_arc(state, to, ends)) add(*last, *share_of(*last, to), Way{});
    return stretches;
  }

  // The arc between two junctions that the search took.
  ArcIndex arc_between(std::uint32_t from, std::uint32_t to, Way way) const {
    const auto [first, last] = graph_.arcs_out_of(from);
    for (ArcIndex a = first; a < last; ++a)
      if (const Arc& arc = graph_.arcs()[a]; arc.to == to && arc.way == way && !shut(arc.street)) return a;
    return first;
  }

  // The arc on which the goal lies and by which the search came to it, if it lies on one and not at a junction.
  std::optional<ArcIndex> last_arc(std::uint32_t state, const StreetPlace& to, const WayGraph::Ends& ends) const {
    const Way rest = search_.way_of(state);
    std::optional<ArcIndex> found;
    if (graph_.by_arcs()) {
      for (const Entry& end : ends.before)
        graph_.each_step(state, [&](std::uint32_t next, Way way) {
          if (next == end.state && way - end.way == rest) found = graph_.arc_of(next);
        });
      return found;
    }
    for (const bool forward : {true, false})
      if (const auto a = graph_.arc(to.street, forward); a && graph_.arcs()[*a].from == state)
        if (const auto share = share_of(*a, to); share && graph_.arcs()[*a].way.part(*share) == rest) found = a;
    return found;
  }

  const WayGraph& graph_;
  WaySearch& search_;
  std::span<const std::uint32_t> closed_;
  Way u_turn_;
};

}  // namespace

std::optional<Journey> find_journey(const Roads& roads, TravelMode mode, const Departure& from, const Doorstep& to,
                                    std::span<const std::uint32_t> closed, double on_foot_mps) {
  if (!from.door.street || !to.street) return std::nullopt;
  const WayGraph& graph = roads.graph(mode);
  const auto search = roads.search(mode);
  JourneySearch seeking(graph, *search, closed, roads.params().u_turn_s);
  Found best;
  Way best_way = Way::none(), on_foot;
  for (const Approach& goal : approaches(graph, *to.street, closed, on_foot_mps)) {
    Found found = seeking.find(from, goal.place);
    if (!found.on_streets.exists() || best_way <= found.on_streets + goal.rest) continue;
    best_way = found.on_streets + goal.rest;
    on_foot = goal.rest;
    best = std::move(found);
  }
  if (!best_way.exists()) return std::nullopt;

  Journey journey;
  journey.way = roads.whole(mode, from.door, to, best_way);
  Doorstep here = to;
  here.street->aside_m = 0.0;
  const double begins_s = roads.whole(mode, from.door, here, Way{}).seconds();
  journey.stretches = std::move(best.stretches);
  for (Stretch& stretch : journey.stretches) {
    stretch.from_s += begins_s;
    stretch.to_s += begins_s;
  }
  return journey;
}

Doorstep doorstep_on(const WayGraph& graph, const Heading& heading) {
  const Arc& arc = graph.arcs()[heading.arc];
  const double share = arc.forward ? heading.share : 1.0 - heading.share;
  const PlanePoint at = graph.map().at(arc.street, share);
  return {at, StreetPlace{arc.street, share, at, 0.0}};
}

Journey::Spot Journey::spot(const WayGraph& graph, double seconds) const {
  if (stretches.empty()) return {};
  std::size_t i = 0;
  while (i < stretches.size() && stretches[i].to_s < seconds) ++i;
  Spot spot;
  if (i == stretches.size()) {
    spot.heading = Heading{stretches.back().arc, stretches.back().to_share};
    spot.ahead = i;
  } else if (const Stretch& s = stretches[i]; seconds < s.from_s) {
    spot.heading = i == 0 ? Heading{s.arc, s.from_share} : Heading{stretches[i - 1].arc, stretches[i - 1].to_share};
    spot.ahead = i == 0 ? 1 : i;
  } else {
    const double done = s.to_s > s.from_s ? (seconds - s.from_s) / (s.to_s - s.from_s) : 1.0;
    spot.heading = Heading{s.arc, s.from_share + done * (s.to_share - s.from_share)};
    spot.ahead = i + 1;
  }
  spot.at = doorstep_on(graph, *spot.heading).at;
  return spot;
}

double Journey::metres_left(const WayGraph& graph, const Spot& spot) const {
  const auto metres = [&](const Stretch& s, double from) {
    return (s.to_share - from) * graph.map().length_m(s.street);
  };
  double left_m = 0.0;
  if (spot.heading && spot.ahead > 0 && stretches[spot.ahead - 1].arc == spot.heading->arc)
    left_m += metres(stretches[spot.ahead - 1], spot.heading->share);
  for (std::size_t i = spot.ahead; i < stretches.size(); ++i) left_m += metres(stretches[i], stretches[i].from_share);
  return left_m;
}

bool Journey::passes(std::uint32_t street, std::size_t ahead) const {
  for (std::size_t i = ahead; i < stretches.size(); ++i)
    if (stretches[i].street == street) return true;
  return false;
}

}  // namespace yuanluo::models
