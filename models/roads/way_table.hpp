// The shortest ways from many places to many others, kept right while streets close and open.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "models/roads/way_search.hpp"

namespace yuanluo::models {

// ways[i * to.size() + j]: from place i to place j, as WaySearch finds it; rows in parallel, the same for any number of
// threads.
std::vector<Way> find_ways(const WayGraph& graph, std::span<const StreetPlace> from, std::span<const StreetPlace> to);

// A table of ways that follows closures without starting over: only what the closed street is part of is sought again.
// The table always equals that which find_ways would give on its graph.
class WayTable {
 public:
  // Keeps a copy of the graph of its own.
  WayTable(WayGraph graph, std::vector<StreetPlace> from, std::vector<StreetPlace> to);

  const WayGraph& graph() const { return graph_; }
  Way way(std::size_t from, std::size_t to) const { return ways_[from * to_.size() + to]; }
  std::span<const Way> ways() const { return ways_; }

  // What a change cost: searches over the graph, and ways that were sought again.
  struct Work {
    std::size_t searches = 0;
    std::size_t ways = 0;
  };
  // Nothing happens if the street is closed (open) already.
  Work close(std::uint32_t street);
  Work open(std::uint32_t street);

 private:
  struct Passage;  // the ways to and from a state of an arc

  std::vector<Passage> passages(std::uint32_t street);
  Work seek_again(const std::vector<std::vector<std::uint32_t>>& targets_of_source);

  WayGraph graph_;
  std::vector<StreetPlace> from_, to_;
  std::vector<Way> ways_;
};

}  // namespace yuanluo::models
