// Shortest ways between many places of a large network, exact, much faster than one search for each source.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "models/roads/way_graph.hpp"

namespace yuanluo::models {

// A contraction hierarchy of a WayGraph's states: states are taken out one after another, the least needed first, and
// where the shortest way between two neighbours led through the state, a shortcut replaces it. Every shortest way then
// climbs to a highest state and descends. Worth it where the table is large: making the hierarchy takes as long as some
// hundred searches. Holds for the streets that are open when it is made. Source: [Geisberger2008].
class WayHierarchy {
 public:
  explicit WayHierarchy(const WayGraph& graph);

  std::size_t shortcuts() const { return shortcuts_; }

  // What find_ways gives on the same graph, place by place: each target leaves its distance at the states above it, and
  // each source collects them at the states above it. Source: [Knopp2007].
  std::vector<Way> find_ways(std::span<const StreetPlace> from, std::span<const StreetPlace> to) const;

 private:
  struct Link {
    std::uint32_t state;
    Way way;
  };
  // The links of all states to higher ones, by state.
  struct Links {
    std::vector<std::uint32_t> first;
    std::vector<Link> links;
    std::span<const Link> of(std::uint32_t state) const {
      return std::span(links).subspan(first[state], first[state + 1] - first[state]);
    }
  };
  class Contraction;
  class Climb;

  static Links packed(const std::vector<std::vector<Link>>& lists);

  const WayGraph* graph_;
  Links up_;    // steps to higher states
  Links down_;  // steps from higher states, by the lower one
  std::size_t shortcuts_ = 0;
};

}  // namespace yuanluo::models
