// Ways round closed streets, sought when somebody asks.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "models/roads/roads.hpp"

namespace yuanluo::models {

// The shortest ways from many doorsteps to one, past none of the `closed` streets (rows in order): what a table made
// anew by `roads.with_closed` would hold, found by one search back from the goal, so that nothing has to be kept while
// nobody asks. A goal on a closed street is reached from either end of it, the rest on foot at `on_foot_mps`; who
// starts on one drives out of it. None where closures cut the two off from each other.
std::vector<Way> ways_round(const Roads& roads, TravelMode mode, std::span<const Doorstep> from, const Doorstep& to,
                            std::span<const std::uint32_t> closed, double on_foot_mps);

}  // namespace yuanluo::models
