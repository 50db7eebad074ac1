// Simulation in the loop: hundreds of variants of the choice by benefit race against each other, a few replications for
// each, more for those that could still be the best.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "plan/experiment/rejection.hpp"
#include "scenarios/plan/selection.hpp"
#include "scenarios/plan/trade_off.hpp"
#include "scenarios/plan/trials.hpp"
#include "sim/confidence.hpp"

namespace yuanluo::scenarios {

struct RaceGoal {
  std::size_t variants = 0;  // in both generations together
  std::size_t most = 0;      // replications of all of them together
  double difference = 0.0;   // worth telling apart
  double confidence = 0.95;
  std::uint64_t seed = 1;
};

// What came of it, and what it cost.
struct Race {
  std::size_t variants = 0;
  std::size_t evaluations = 0;                                        // replications
  std::vector<std::vector<plan::SuccessiveRejection::Round>> rounds;  // by generation
  bool decided = false;
  double confidence = 0.0;            // estimated probability of a good selection in the last generation
  sim::ConfidenceInterval gain;       // of the winner against the choice by benefit, as that race saw it
  std::vector<std::uint32_t> places;  // of the winner, ascending
};

// Races variants of `start`, then, with other luck, variants of who won against the winner and `start`. The first
// objective counts. Throws ScenarioError where a replication has no value.
Race race_variants(const Choosing& choosing, const Quota& quota, const std::vector<std::uint32_t>& start,
                   const RaceGoal& goal, Trials& trials);

}  // namespace yuanluo::scenarios
