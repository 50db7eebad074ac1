// How much of a run's start to leave out.
#pragma once

#include <cstddef>
#include <optional>
#include <span>

namespace yuanluo::sim {

// The number of leading values to leave out so that the mean of the rest is least in error, by the rule MSER with
// batches of `batch` values; no value if the best place lies in the second half, that is, if the run is too short.
// Source: [White1997].
std::optional<std::size_t> warm_up_by_mser(std::span<const double> values, std::size_t batch = 5);

}  // namespace yuanluo::sim
