// Ways round closed streets, sought when somebody asks.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "models/roads/roads.hpp"

namespace yuanluo::models {

// A place on an open street, and what is between it and the place that is meant.
struct Approach {
  StreetPlace place;
  Way rest;
};

// How a goal is reached: as it is, or, on a closed street, from either end of it, the rest on foot.
std::vector<Approach> approaches(const WayGraph& graph, const StreetPlace& goal, std::span<const std::uint32_t> closed,
                                 double on_foot_mps);

// The shortest ways from many doorsteps to one, past none of the `closed` streets (rows in order): what a table made
// anew by `roads.with_closed` would hold, found by one search back from the goal, so that nothing has to be kept while
// nobody asks. A goal on a closed street is reached from either end of it, the rest on foot at `on_foot_mps`; who
// starts on one drives out of it. None where closures cut the two off from each other.
std::vector<Way> ways_round(const Roads& roads, TravelMode mode, std::span<const Doorstep> from, const Doorstep& to,
                            std::span<const std::uint32_t> closed, double on_foot_mps);

}  // namespace yuanluo::models
