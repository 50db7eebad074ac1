// A confidence interval from one long run, whose values depend on their neighbours.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "sim/confidence.hpp"

namespace yuanluo::sim {

// The means of `batches` >= 2 consecutive stretches of equal length; what is left over at the start is not used.
// Throws ContractError if there are fewer values than batches.
std::vector<double> batch_means(std::span<const double> values, std::size_t batches);

// The interval of the long-run mean. Source: [Law2015] section 9.5.3.
ConfidenceInterval batch_means_interval(std::span<const double> values, std::size_t batches, double level);

}  // namespace yuanluo::sim
