// A set of places as a list: in which order they help most, what each adds, and who comes second.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "scenarios/plan/benefit.hpp"
#include "scenarios/plan/selection.hpp"

namespace yuanluo::scenarios {

// Puts places (repeated where more than one goes there) into the order in which they help most, and finds for each (of
// kinds that depend on each other, for the first 200) the best that was not chosen if it is left out, within the quota,
// and within its community if so asked. Without bound and method.
Selected ranked_by_gain(Benefit& benefit, std::span<const Candidate> candidates,
                        const std::vector<std::uint32_t>& places, const Quota& quota, bool within_community = false);

}  // namespace yuanluo::scenarios
