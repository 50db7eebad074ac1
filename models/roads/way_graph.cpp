#include "models/roads/way_graph.hpp"

#include <algorithm>
#include <boost/graph/strong_components.hpp>
#include <boost/property_map/property_map.hpp>
#include <cmath>
#include <iterator>
#include <numbers>
#include <numeric>

namespace yuanluo::models {

namespace {

constexpr ArcIndex no_arc = ~ArcIndex{0};

double speed_mps(const Street& street, const RoadParams& p, TravelMode mode) {
  const bool steps = street.kind == StreetClass::steps;
  switch (mode) {
    case TravelMode::walking:
      return p.walking_mps * (steps ? p.steps_factor : 1.0);
    case TravelMode::stretcher:
      return p.stretcher_mps * (steps ? p.steps_factor : 1.0);
    case TravelMode::e_bike:
      return p.e_bike_mps * (steps ? p.steps_factor : 1.0);
    case TravelMode::car: {
      const double kmh = p.engine_kmh[static_cast<std::size_t>(street.kind)] * p.car_factor;
      return std::min(kmh, static_cast<double>(street.speed_kmh.value_or(255))) / 3.6;
    }
    default:
      return p.engine_kmh[static_cast<std::size_t>(street.kind)] / 3.6;
  }
}

bool usable(const Street& street, TravelMode mode) {
  const Traveller who = traveller_of(mode);
  const Permission permitted = permission(street, who);
  if (permitted == Permission::no || (permitted == Permission::private_ && mode == TravelMode::car)) return false;
  return street.barrier != Barrier::bollard || who != Traveller::vehicle;
}

}  // namespace

WayGraph::WayGraph(std::shared_ptr<const StreetMap> map, std::span<const Street> streets,
                   std::span<const TurnRestriction> restrictions, const RoadParams& params, TravelMode mode)
    : map_(std::move(map)), mode_(mode), params_(params), closed_(streets.size(), false) {
  make_arcs(streets, params);
  if (traveller_of(mode) == Traveller::vehicle) make_rules(streets, restrictions);
  make_graph();
  make_index(streets);
}

void WayGraph::make_arcs(std::span<const Street> streets, const RoadParams& params) {
  const bool keeps_direction =
      traveller_of(mode_) == Traveller::vehicle && (!is_emergency(mode_) || params.emergency_obeys_signs);
  for (std::uint32_t i = 0; i < streets.size(); ++i) {
    const Street& street = streets[i];
    if (!usable(street, mode_)) continue;
    usable_length_m_ += map_->length_m(i);
    const bool gate = street.barrier == Barrier::gate && traveller_of(mode_) == Traveller::vehicle;
    const Way way(map_->length_m(i) / speed_mps(street, params, mode_) + (gate ? params.gate_s : 0.0),
                  map_->length_m(i));
    arcs_.push_back({i, true, map_->first_junction(i), map_->last_junction(i), way});
    if (!street.oneway || !keeps_direction)
      arcs_.push_back({i, false, map_->last_junction(i), map_->first_junction(i), way});
  }
  std::stable_sort(arcs_.begin(), arcs_.end(), [](const Arc& a, const Arc& b) { return a.from < b.from; });
  arc_of_street_.assign(2 * streets.size(), no_arc);
  first_out_.assign(map_->junctions() + 1, 0);
  first_into_.assign(map_->junctions() + 1, 0);
  into_.resize(arcs_.size());
  std::iota(into_.begin(), into_.end(), 0u);
  std::stable_sort(into_.begin(), into_.end(), [this](ArcIndex a, ArcIndex b) { return arcs_[a].to < arcs_[b].to; });
  for (ArcIndex a = 0; a < arcs_.size(); ++a) {
    arc_of_street_[2 * arcs_[a].street + (arcs_[a].forward ? 0 : 1)] = a;
    ++first_out_[arcs_[a].from + 1];
    ++first_into_[arcs_[a].to + 1];
  }
  std::partial_sum(first_out_.begin(), first_out_.end(), first_out_.begin());
  std::partial_sum(first_into_.begin(), first_into_.end(), first_into_.begin());
}

std::optional<ArcIndex> WayGraph::arc(std::uint32_t street, bool forward) const {
  const ArcIndex found = arc_of_street_[2 * street + (forward ? 0 : 1)];
  return found == no_arc ? std::nullopt : std::optional(found);
}

std::span<const ArcIndex> WayGraph::arcs_into(JunctionIndex junction) const {
  return std::span(into_).subspan(first_into_[junction], first_into_[junction + 1] - first_into_[junction]);
}

void WayGraph::make_rules(std::span<const Street> streets, std::span<const TurnRestriction> restrictions) {
  rules_.emplace(arcs_.size());
  const bool exempt = is_emergency(mode_) && !params_.emergency_obeys_signs;
  for (const TurnRestriction& restriction : restrictions) {
    if (exempt) break;
    // The first street is left at `at`; each further one begins where the one before it ended. A ring does so in both
    // directions, so there may be several sequences.
    std::vector<std::vector<ArcIndex>> sequences;
    const auto& points = streets[restriction.from.index()].points;
    for (const bool forward : {true, false})
      if (const auto first = arc(restriction.from.value, forward);
          first && (forward ? points.back() : points.front()) == restriction.at)
        sequences.push_back({*first});
    std::vector<StreetId> further = restriction.via;
    further.push_back(restriction.to);
    for (const StreetId street : further) {
      std::vector<std::vector<ArcIndex>> longer;
      for (const auto& sequence : sequences)
        for (const bool forward : {true, false})
          if (const auto next = arc(street.value, forward); next && arcs_[*next].from == arcs_[sequence.back()].to) {
            longer.push_back(sequence);
            longer.back().push_back(*next);
          }
      sequences = std::move(longer);
    }
    for (const auto& sequence : sequences) restriction.only ? rules_->require_only(sequence) : rules_->forbid(sequence);
  }
  rules_->finish();
}

// The direction of an arc where it begins or ends, in radians from east.
double WayGraph::heading(ArcIndex a, bool at_end) const {
  const auto points = map_->points(arcs_[a].street);
  const bool last = arcs_[a].forward == at_end;  // of the street's segments
  for (std::size_t k = 1; k < points.size(); ++k) {
    const std::size_t i = last ? points.size() - k : k;
    const PlanePoint p = points[i - 1], q = points[i];
    if (p.x == q.x && p.y == q.y) continue;
    return arcs_[a].forward ? std::atan2(q.y - p.y, q.x - p.x) : std::atan2(p.y - q.y, p.x - q.x);
  }
  return 0.0;
}

// What it costs to go on from one arc to the next. Where only one street goes on, a bend costs nothing.
Way WayGraph::turn(ArcIndex from, ArcIndex to) const {
  constexpr double straight = std::numbers::pi / 4.0;
  constexpr double sharp = 3.0;  // back beside the street that one came by: across the oncoming lane
  if (arcs_[from].street == arcs_[to].street) return {params_.u_turn_s, 0.0};
  const auto [first, last] = arcs_out_of(arcs_[from].to);
  if (last - first <= 2) return {};
  const double left = std::remainder(heading(to, false) - heading(from, true), 2.0 * std::numbers::pi);
  if (left > straight || left < -sharp) return {params_.left_turn_s, 0.0};
  return {left < -straight ? params_.right_turn_s : 0.0, 0.0};
}

// The arcs that may follow by the streets alone: back on the same street only where there is no other.
std::vector<ArcIndex> WayGraph::next_arcs(ArcIndex a) const {
  std::vector<ArcIndex> next;
  const auto [first, last] = arcs_out_of(arcs_[a].to);
  const auto back = [&](ArcIndex b) { return arcs_[b].street == arcs_[a].street && arcs_[b].to == arcs_[a].from; };
  for (ArcIndex b = first; b < last; ++b)
    if (!back(b)) next.push_back(b);
  if (next.empty())
    for (ArcIndex b = first; b < last; ++b) next.push_back(b);
  return next;
}

void WayGraph::make_graph() {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> steps;
  std::vector<Way> ways;
  if (by_arcs()) {
    for (std::uint32_t state = 0; state < rules_->states(); ++state) {
      const ArcIndex last = rules_->arc_of(state);
      for (const ArcIndex next : next_arcs(last)) {
        const auto reached = rules_->after(state, next);
        if (!reached) continue;
        steps.emplace_back(state, *reached);
        ways.push_back(turn(last, next) + arcs_[next].way);
      }
    }
  } else {
    for (const Arc& arc : arcs_) {  // sorted by `from`, so that step i is arc i
      steps.emplace_back(arc.from, arc.to);
      ways.push_back(arc.way);
    }
  }
  graph_ =
      Graph(boost::edges_are_sorted, steps.begin(), steps.end(), ways.begin(),
            by_arcs() ? static_cast<std::uint32_t>(rules_->states()) : static_cast<std::uint32_t>(map_->junctions()));
}

// Places are on streets of the component with the longest streets, so that there is a way between any two of them.
void WayGraph::make_index(std::span<const Street> streets) {
  std::vector<std::uint32_t> component(states());
  if (states() > 0)
    boost::strong_components(
        graph_, boost::make_iterator_property_map(component.begin(), boost::get(boost::vertex_index, graph_)));
  // An arc is in a component if it begins and ends in it.
  constexpr std::uint32_t apart = ~std::uint32_t{0};
  const auto component_of = [&](ArcIndex a) {
    if (by_arcs()) return component[a];
    return component[arcs_[a].from] == component[arcs_[a].to] ? component[arcs_[a].from] : apart;
  };
  std::vector<double> length_m(states(), 0.0);
  for (ArcIndex a = 0; a < arcs_.size(); ++a)
    if (const std::uint32_t c = component_of(a); c != apart) length_m[c] += arcs_[a].way.metres();
  const auto largest =
      static_cast<std::uint32_t>(std::max_element(length_m.begin(), length_m.end()) - length_m.begin());
  std::vector<StreetIndex::Line> lines;
  for (std::uint32_t i = 0; i < streets.size(); ++i) {
    const auto forward = arc(i, true), backward = arc(i, false);
    if ((forward && component_of(*forward) == largest) || (backward && component_of(*backward) == largest)) {
      lines.push_back({i, map_->points(i)});
      connected_length_m_ += map_->length_m(i);
    }
  }
  index_ = std::make_shared<const StreetIndex>(lines);
}

std::vector<std::uint32_t> WayGraph::states_of(ArcIndex a) const {
  std::vector<std::uint32_t> states{a};
  const auto& further = rules_->further_states(a);
  states.insert(states.end(), further.begin(), further.end());
  return states;
}

// Within a centimetre of an end a place is the junction.
std::optional<JunctionIndex> WayGraph::junction_of(const StreetPlace& place) const {
  const double length_m = map_->length_m(place.street);
  if (place.share * length_m < 0.01) return map_->first_junction(place.street);
  if ((1.0 - place.share) * length_m < 0.01) return map_->last_junction(place.street);
  return std::nullopt;
}

std::vector<Entry> WayGraph::departures(const StreetPlace& from) const {
  std::vector<Entry> entries;
  if (const auto junction = junction_of(from)) {
    if (!by_arcs()) return {{*junction, {}}};
    const auto [first, last] = arcs_out_of(*junction);
    for (ArcIndex a = first; a < last; ++a)
      if (!closed_[arcs_[a].street]) entries.push_back({a, arcs_[a].way});
    return entries;
  }
  if (closed_[from.street]) return {};
  for (const bool forward : {true, false}) {
    const auto a = arc(from.street, forward);
    if (!a) continue;
    const Way rest = arcs_[*a].way - arcs_[*a].way.part(forward ? from.share : 1.0 - from.share);
    if (by_arcs())
      each_step(*a, [&](std::uint32_t next, Way way) { entries.push_back({next, rest + way}); });
    else
      entries.push_back({arcs_[*a].to, rest});
  }
  return entries;
}

WayGraph::Ends WayGraph::arrivals(const StreetPlace& to) const {
  Ends ends;
  if (const auto junction = junction_of(to)) {
    if (!by_arcs()) return {{{*junction, {}}}, {}};
    for (const ArcIndex a : arcs_into(*junction))
      for (const std::uint32_t state : states_of(a)) ends.after.push_back({state, {}});
    return ends;
  }
  if (closed_[to.street]) return {};
  for (const bool forward : {true, false}) {
    const auto a = arc(to.street, forward);
    if (!a) continue;
    const Way head = arcs_[*a].way.part(forward ? to.share : 1.0 - to.share);
    if (by_arcs())
      for (const std::uint32_t state : states_of(*a)) ends.before.push_back({state, arcs_[*a].way - head});
    else
      ends.after.push_back({arcs_[*a].from, head});
  }
  return ends;
}

Way WayGraph::direct(const StreetPlace& from, const StreetPlace& to) const {
  const auto start = junction_of(from), end = junction_of(to);
  if (start && end) return *start == *end ? Way{} : Way::none();
  Way best = Way::none();
  if (start || closed_[from.street]) return best;
  for (const bool forward : {true, false}) {
    const auto a = arc(from.street, forward);
    if (!a) continue;
    const Way way = arcs_[*a].way;
    const Way head = way.part(forward ? from.share : 1.0 - from.share);
    if (end) {
      if (arcs_[*a].to == *end) best = std::min(best, way - head);
    } else if (to.street == from.street) {
      const Way other = way.part(forward ? to.share : 1.0 - to.share);
      if (forward ? to.share >= from.share : to.share <= from.share) best = std::min(best, other - head);
    }
  }
  return best;
}

void WayGraph::set_steps(ArcIndex a, bool open) {
  if (!by_arcs()) {
    const auto edges = boost::out_edges(arcs_[a].from, graph_);
    const auto [first, last] = arcs_out_of(arcs_[a].from);
    using Steps = std::iter_difference_t<decltype(edges.first)>;
    graph_[*(edges.first + static_cast<Steps>(a - first))] = open ? arcs_[a].way : Way::none();
    return;
  }
  for (const ArcIndex before : arcs_into(arcs_[a].from))
    for (const std::uint32_t state : states_of(before)) {
      const auto [begin, end] = boost::out_edges(state, graph_);
      for (auto edge = begin; edge != end; ++edge)
        if (arc_of(static_cast<std::uint32_t>(boost::target(*edge, graph_))) == a)
          graph_[*edge] = open ? turn(before, a) + arcs_[a].way : Way::none();
    }
}

void WayGraph::close(std::uint32_t street) {
  closed_[street] = true;
  for (const bool forward : {true, false})
    if (const auto a = arc(street, forward)) set_steps(*a, false);
}

void WayGraph::open(std::uint32_t street) {
  closed_[street] = false;
  for (const bool forward : {true, false})
    if (const auto a = arc(street, forward)) set_steps(*a, true);
}

}  // namespace yuanluo::models
