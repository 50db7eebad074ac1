// Which posts: a tabu search that moves one post at a time, where shifts overlap and greedy choice is not the best.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "scenarios/plan/decision.hpp"
#include "scenarios/plan/waiting.hpp"

namespace yuanluo::scenarios {

// Moves posts of `start` (candidates, repeated) to other shifts and communities, the best move first, better or not,
// and not back for a while; returns the best set met, never worse than `start`. Each community keeps at least
// `least_per_community` and gets no more than `most_per_community`. Stops after `patience` moves without a new best.
// Nothing is random. Source: [Glover1989].
std::vector<std::uint32_t> improve_posts(const StaffWaiting& waiting, std::span<const Candidate> candidates,
                                         std::vector<std::uint32_t> start, std::size_t least_per_community,
                                         std::size_t most_per_community, std::size_t patience = 200);

}  // namespace yuanluo::scenarios
