// Larson's hypercube model: servers that differ in whom they serve, exponential service, fixed orders of preference.
// Source: [Larson1974], [LarsonOdoni1981] chapter 5.
#pragma once

#include <cstdint>
#include <vector>

#include "models/response/dispatch_world.hpp"

namespace yuanluo::models {

// Calls that share an order in which servers are preferred.
struct HypercubeClass {
  double rate = 0.0;
  std::vector<std::uint32_t> order;  // all servers, each once, the preferred first
};

struct HypercubeModel {
  std::vector<double> service_rate;  // of each server
  std::vector<HypercubeClass> classes;
  bool queue = true;  // calls that find all busy wait, first come first served; otherwise they are lost

  std::size_t servers() const { return service_rate.size(); }
  double total_rate() const;
};

struct HypercubeAnswer {
  std::vector<double> state;     // probability that exactly the servers of the bits are busy; with a queue the last one
                                 // stands for all busy and nobody waiting; empty in an approximation
  double all_busy = 0.0;         // P'(Q): with or without a queue
  double waits_or_lost = 0.0;    // share of calls that find all busy
  std::vector<double> workload;  // of each server
  // Share of all calls that come from class j and are served by server n at once: [n][j].
  std::vector<std::vector<double>> at_once;
  // Share of the calls that are served at all: with those from the queue, which servers take in proportion to their
  // service rates; without those that are lost.
  std::vector<std::vector<double>> in_all;
  double not_preferred_at_once = 0.0;  // share served at once by another server than the preferred
  double not_preferred = 0.0;          // the same of the calls that are served at all
  double mean_queue = 0.0;
  double mean_wait = 0.0;
  std::uint32_t iterations = 0;
  double residual = 0.0;  // greatest imbalance of any state (exact), or last change of a workload (approximation)
};

// Servers up to which `solve_hypercube` is meant: it keeps 2^n states.
inline constexpr std::size_t most_exact_servers = 16;

// The stationary distribution over all 2^n states, to rounding. Throws sim::ContractError unless orders are
// permutations, rates are positive, there are 1 to 16 servers, and, with a queue, the total rate is below the sum of
// service rates.
HypercubeAnswer solve_hypercube(const HypercubeModel& model);

// Larson's approximation, iterated to its fixed point: servers are taken as independent but for the factors Q, which
// correct for drawing servers without replacement from M/M/n. For any number of servers; service rates must be equal
// (ContractError). Source: [Larson1975].
HypercubeAnswer approximate_hypercube(const HypercubeModel& model);

// The factors Q(n, j), j = 0 to n - 1, for load `offered` = rate / service rate (all servers together).
std::vector<double> hypercube_factors(std::size_t servers, double offered, bool queue);

// The same as a dispatch world, whose simulation should give the same shares: one demand a class, times in minutes.
DispatchWorld dispatch_world_of(const HypercubeModel& model);

}  // namespace yuanluo::models
