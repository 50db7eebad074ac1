// Shortest ways from one place to many, exact.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "models/roads/way_graph.hpp"

namespace yuanluo::models {

// Dijkstra's method on a WayGraph, with memory that is kept from one search to the next: one object for each thread.
// The graph must outlive it. Source: [Dijkstra1959].
class WaySearch {
 public:
  explicit WaySearch(const WayGraph& graph);

  // Sets the places that ways are sought to; the graph's closed streets must not change until the last search for them.
  void aim(std::span<const StreetPlace> targets);

  // The shortest way from `from` to each of the targets; none where there is no way. Stops when all are known.
  void run(const StreetPlace& from, std::span<Way> ways);

  // The same from states: a way's first part is given.
  void run_from(std::span<const Entry> starts, std::span<Way> ways);
  // Backwards: from every state that it is given to one of the `ends`; none where there is no way.
  void run_back(std::span<const Entry> ends);
  // The same past none of the `closed` streets, until the ways of all `wanted` states are known; both in order. The way
  // of any other state may be longer than it need be.
  void run_back(std::span<const Entry> ends, std::span<const std::uint32_t> closed,
                std::span<const std::uint32_t> wanted);
  // After run_back (or after a run, forwards): the way of a state; none if it was not reached.
  Way way_of(std::uint32_t state) const { return way_[state]; }

  // All states that can be reached from the places within `limit`.
  void explore(std::span<const StreetPlace> from, Way limit);

  // The state before a state on the shortest way from the last run, itself for the first one.
  std::uint32_t previous(std::uint32_t state) const { return previous_[state]; }
  // The states that the last search reached, in the order in which it first saw them.
  std::span<const std::uint32_t> reached() const { return touched_; }

 private:
  struct Goal {
    std::uint32_t target;
    std::uint32_t next;  // of the same state
    Way way;
    bool before;
  };
  struct Waiting {
    Way way;
    std::uint32_t state;
  };
  static constexpr std::uint32_t no_goal = ~std::uint32_t{0};

  void clear();
  void offer(std::uint32_t state, Way way, std::uint32_t from);
  bool take(Waiting& next);
  void arrive(std::uint32_t state, std::span<Way> ways);
  void search(std::span<Way> ways);

  const WayGraph* graph_;
  std::vector<Way> way_;                 // by state
  std::vector<std::uint32_t> previous_;  // by state
  std::vector<std::uint32_t> touched_;
  std::vector<Waiting> heap_;
  std::vector<StreetPlace> targets_;
  std::vector<std::uint32_t> goal_of_;  // by state: the first
  std::vector<std::uint32_t> goal_states_;
  std::vector<Goal> goals_;
  std::vector<Way> longest_rest_;  // by target: an arrival may be found so much before the label of its state
  std::size_t open_ = 0;           // targets without any way yet
};

}  // namespace yuanluo::models
