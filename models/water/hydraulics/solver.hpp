// Heads and flows of a network at one moment, by the global gradient algorithm: Newton's method on the energy equation
// of each link and the mass balance of each junction at once, so that each iteration is one symmetric system for the
// heads. Source: [Todini1988]; statuses of pumps and valves as in [Rossman2020].
//
// A Solver is what never changes (pattern of the matrix, laws of the links); it can be shared by threads. A Workspace
// is what one thread works in. A closed pipe, a pump that is off or a part without source changes values, never the
// pattern.
#pragma once

#include <cstdint>
#include <vector>

#include "models/water/hydraulics/factor.hpp"
#include "models/water/hydraulics/fixed_power.hpp"
#include "models/water/hydraulics/head_loss.hpp"
#include "models/water/hydraulics/moment.hpp"
#include "models/water/hydraulics/network.hpp"
#include "models/water/hydraulics/reach.hpp"

namespace yuanluo::models::hydraulics {

// The default is for figures that others compare with; practical_tolerance() for fire fighting: half a millimetre of
// head matters to nobody.
struct Tolerance {
  double relative_flow = 1e-10;  // sum of the flow corrections still due, relative to the sum of flows
  double head_m = 1e-9;          // greatest error of a link's energy equation
  double imbalance_m3s = 1e-10;  // greatest error of a junction's mass balance
  int iterations = 400;
  int switching_iterations = 200;  // after these, pumps and valves stay as they are
};

inline Tolerance practical_tolerance() {
  Tolerance tolerance;
  tolerance.relative_flow = 1e-4;
  tolerance.head_m = 1e-3;
  tolerance.imbalance_m3s = 1e-7;
  return tolerance;
}

class Solver {
 public:
  // Refers to `network`, which must stay; every link joins two different nodes.
  explicit Solver(const Network& network);

  const Network& network() const { return *network_; }
  const Ways& ways() const { return ways_; }

  class Workspace;

  // What follows from `moment`. Starts from `before` where it is given: the same answer in fewer iterations. Never
  // throws for what the world may bring (closed, dry, cut off, contradictory settings): see the flags of Flows.
  Flows solve(const Moment& moment, Workspace& workspace, const Flows* before = nullptr,
              const Tolerance& tolerance = {}) const;

 private:
  friend class Newton;

  const Network* network_;
  bool is_junction(std::size_t node) const { return row_[node] < pattern_.size(); }

  // Of a node in the matrix, in its order of elimination; where the head is fixed: one behind the last.
  std::vector<std::uint32_t> row_;
  std::vector<std::uint32_t> from_row_, to_row_;  // of links
  std::vector<LinkKind> kind_;  // of links; what iterations read of a link stands together, apart from the rest
  std::vector<std::uint32_t> from_, to_;
  Ways ways_;
  std::vector<std::size_t> entry_;     // of a link in the factor's values; none where an end is fixed
  std::vector<std::size_t> diagonal_;  // of a node in the factor's values; none where its head is fixed
  std::vector<FrictionLaw> friction_;
  FixedPower power_;                           // of flow in the slope of pipes whose loss is a power of it
  std::vector<PumpLaw> pumps_;                 // by link; empty laws for other links
  std::vector<std::uint32_t> controlled_;      // pressure reducing and sustaining valves
  std::vector<std::uint32_t> constant_power_;  // pumps
  std::vector<std::uint32_t> switching_;       // links whose status may change in a solution
  bool can_close_ = false;                     // some link can
  FactorPattern pattern_;
};

// Memory of one thread for the solutions of one network.
class Solver::Workspace {
 public:
  explicit Workspace(const Solver& solver) : factor_(solver.pattern_) {}

 private:
  friend class Newton;

  Factor factor_;
  std::vector<double> unknowns_;  // by row of the matrix, and one for fixed heads
};

}  // namespace yuanluo::models::hydraulics
