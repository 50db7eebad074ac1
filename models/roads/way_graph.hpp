// The streets as one mode of travel uses them: which, in which direction, how fast, with which turns.
#pragma once

#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "models/roads/mode.hpp"
#include "models/roads/params.hpp"
#include "models/roads/street_index.hpp"
#include "models/roads/street_map.hpp"
#include "models/roads/turns.hpp"
#include "models/roads/way.hpp"

namespace yuanluo::models {

// A street in one of its directions.
struct Arc {
  std::uint32_t street = 0;
  bool forward = true;  // from the street's first point to its last
  JunctionIndex from = 0, to = 0;
  Way way;
};

// A state of a traveller, and what to add to reach or leave a place with it.
struct Entry {
  std::uint32_t state;
  Way way;
};

// The state graph of a mode. On foot and by bike a state is a junction: turns cost nothing. A vehicle's state is the
// arc that it took last, and what turn restrictions make it remember (TurnRules); a step to the next arc costs the turn
// and that arc. Vehicles turn round in dead ends only. Times are those of the week's quickest hour.
class WayGraph {
 public:
  // `map` must be that of `streets`. Restrictions that name a street which the mode cannot use have no effect.
  WayGraph(std::shared_ptr<const StreetMap> map, std::span<const Street> streets,
           std::span<const TurnRestriction> restrictions, const RoadParams& params, TravelMode mode);

  TravelMode mode() const { return mode_; }
  const StreetMap& map() const { return *map_; }
  std::size_t states() const { return boost::num_vertices(graph_); }
  std::size_t steps() const { return boost::num_edges(graph_); }
  std::span<const Arc> arcs() const { return arcs_; }
  bool by_arcs() const { return rules_.has_value(); }
  // Streets in the largest strongly connected component, by length, and of all that the mode can use.
  double connected_length_m() const { return connected_length_m_; }
  double usable_length_m() const { return usable_length_m_; }

  // The nearest point of the streets of the largest strongly connected component; none if there is no street.
  std::optional<StreetPlace> snap(PlanePoint p) const { return index_->nearest(p); }

  // Closes a street to everybody, or opens it again. Places on a closed street (but not its ends) cannot be reached or
  // left. No new dead ends arise: nobody turns round before the closure.
  void close(std::uint32_t street);
  void open(std::uint32_t street);
  bool is_closed(std::uint32_t street) const { return closed_[street]; }

  // What a search needs. Leaving a place: states with the way to reach them. Arriving: states with the way from them
  // (after), or, for arcs that the place lies on, the way that is too much (before).
  struct Ends {
    std::vector<Entry> after;
    std::vector<Entry> before;
  };
  std::vector<Entry> departures(const StreetPlace& from) const;
  Ends arrivals(const StreetPlace& to) const;
  // Without passing any state; none if that is impossible.
  Way direct(const StreetPlace& from, const StreetPlace& to) const;

  // f(next state, way) for each step out of a state, closed ones left out.
  template <class Function>
  void each_step(std::uint32_t state, Function&& f) const {
    const auto [begin, end] = boost::out_edges(state, graph_);
    for (auto edge = begin; edge != end; ++edge)
      if (const Way way = graph_[*edge]; way.exists()) f(boost::target(*edge, graph_), way);
  }
  // The same for each step into a state.
  template <class Function>
  void each_step_back(std::uint32_t state, Function&& f) const;

  // The arc of a street in a direction; none if the mode cannot use it so.
  std::optional<ArcIndex> arc(std::uint32_t street, bool forward) const;
  std::span<const ArcIndex> arcs_into(JunctionIndex junction) const;
  std::pair<ArcIndex, ArcIndex> arcs_out_of(JunctionIndex junction) const {
    return {first_out_[junction], first_out_[junction + 1]};
  }
  // The arc taken last in a state (by_arcs() only).
  ArcIndex arc_of(std::uint32_t state) const { return rules_->arc_of(state); }
  // All states in which an arc was taken last (by_arcs() only).
  std::vector<std::uint32_t> states_of(ArcIndex arc) const;
  // The junction at one of its ends that a place is; none if it lies on the way.
  std::optional<JunctionIndex> junction_of(const StreetPlace& place) const;

 private:
  using Graph = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, Way, boost::no_property,
                                                   std::uint32_t, std::uint32_t>;

  void make_arcs(std::span<const Street> streets, const RoadParams& params);
  void make_rules(std::span<const Street> streets, std::span<const TurnRestriction> restrictions);
  void make_graph();
  void make_index(std::span<const Street> streets);
  std::vector<std::uint32_t> next_arcs(ArcIndex arc) const;
  Way turn(ArcIndex from, ArcIndex to) const;
  void set_steps(ArcIndex arc, bool open);
  double heading(ArcIndex arc, bool at_end) const;

  std::shared_ptr<const StreetMap> map_;
  TravelMode mode_;
  RoadParams params_;
  std::vector<Arc> arcs_;                  // sorted by `from`
  std::vector<ArcIndex> arc_of_street_;    // street x direction
  std::vector<ArcIndex> first_out_;        // by junction, one more at the end
  std::vector<ArcIndex> into_;             // sorted by `to`
  std::vector<std::uint32_t> first_into_;  // by junction, one more at the end
  std::optional<TurnRules> rules_;
  Graph graph_;
  std::vector<bool> closed_;  // by street
  std::shared_ptr<const StreetIndex> index_;
  double connected_length_m_ = 0.0, usable_length_m_ = 0.0;
};

template <class Function>
void WayGraph::each_step_back(std::uint32_t state, Function&& f) const {
  if (!by_arcs()) {
    for (const ArcIndex arc : arcs_into(state))
      if (!closed_[arcs_[arc].street]) f(arcs_[arc].from, arcs_[arc].way);
    return;
  }
  for (const ArcIndex before : arcs_into(arcs_[arc_of(state)].from))
    for (const std::uint32_t previous : states_of(before))
      each_step(previous, [&](std::uint32_t next, Way way) {
        if (next == state) f(previous, way);
      });
}

}  // namespace yuanluo::models
