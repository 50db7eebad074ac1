// What all points of a design gave in the replications that they share.
#pragma once

#include <span>
#include <vector>

#include "plan/experiment/trial.hpp"

namespace yuanluo::plan {

// One row for each replication that has a value at every point; in a row, the values by point.
// `values`: by point, then by replication.
std::vector<std::vector<double>> complete_replications(std::span<const std::vector<Value>> values);

}  // namespace yuanluo::plan
