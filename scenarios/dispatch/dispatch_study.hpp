// Replications of a dispatch world, in parallel, with the same results whatever the number of threads.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "scenarios/dispatch/dispatch_file.hpp"
#include "sim/confidence.hpp"

namespace yuanluo::scenarios {

struct DispatchResult {
  std::vector<std::vector<std::optional<double>>> values;         // by replication and measure
  std::vector<std::optional<sim::ConfidenceInterval>> intervals;  // 95 %, by measure; over replications with a value
  std::uint64_t calls = 0;                                        // of the measured time
  std::uint64_t events = 0;
};

// `threads` 0: all.
DispatchResult run_dispatch_file(const DispatchFile& file, int threads);

}  // namespace yuanluo::scenarios
