// Where to put the next one: places chosen one after another.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "models/geo.hpp"

namespace yuanluo::scenarios {

// `count` of the `candidates` (indices into `points`), each chosen so that the sum over all points of weight times the
// straight distance to the nearest chosen one becomes as small as possible, given those chosen before. At most as many
// as there are candidates.
std::vector<std::size_t> greedy_medians(std::span<const models::PlanePoint> points, std::span<const double> weights,
                                        std::span<const std::size_t> candidates, std::size_t count);

}  // namespace yuanluo::scenarios
