// Sets of places near a given one: what a simulation chooses from where the benefit alone may mislead.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "scenarios/plan/selection.hpp"
#include "scenarios/plan/trade_off.hpp"

namespace yuanluo::scenarios {

// At most `count` different sets of as many places as `start` has, itself first. The others exchange a few of its
// places, rarely up to a third; required places stay, and each community keeps the least number. Of six times as many
// that are drawn, half are those of the greatest benefit and half are spread over the rest, so that the simulation may
// overrule the benefit. Each set ascending; the same for the same seed.
std::vector<std::vector<std::uint32_t>> variants_of(const Choosing& choosing, const Quota& quota,
                                                    std::vector<std::uint32_t> start, std::size_t count,
                                                    std::uint64_t seed);

}  // namespace yuanluo::scenarios
