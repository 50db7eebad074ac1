// Whole numbers out of shares.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace yuanluo::scenarios {

// `total` split in proportion to `weights` (at least 0, not all 0) by largest remainders; sums to `total`.
std::vector<std::int64_t> apportion(std::span<const double> weights, std::int64_t total);

// The first `seats` winners in the order of Sainte-Laguë: after any number of seats each index holds its share as
// nearly as whole seats allow, and more seats never take one away. Indices of weight 0 win nothing.
std::vector<std::size_t> seat_order(std::span<const double> weights, std::int64_t seats);

// `count` indices out of weights.size(), without repetition, each the likelier the larger its weight. `uniforms` holds
// one number in (0, 1) for each index. In order of choice, so a larger count keeps a smaller one's. Weights of 0 come
// last.
std::vector<std::size_t> weighted_order(std::span<const double> weights, std::span<const double> uniforms);

}  // namespace yuanluo::scenarios
