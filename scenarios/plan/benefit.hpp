// What adding things is expected to bring, without a simulation: quick to compute, so that thousands of places can be
// compared. The simulation then has the last word on a few whole plans.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "models/world.hpp"
#include "plan/siting/cost_lists.hpp"
#include "scenarios/plan/decision.hpp"
#include "scenarios/plan/waiting.hpp"

namespace yuanluo::scenarios {

// The benefit of a growing set of candidates. What one more brings never grows as others are chosen (submodular), so
// lazy greedy is right, and what it brings first bounds what it brings later.
class Benefit {
 public:
  virtual ~Benefit() = default;
  virtual void clear() = 0;
  // What candidate k would add to those chosen so far.
  virtual double gain(std::uint32_t k) const = 0;
  virtual void choose(std::uint32_t k) = 0;
  // For placing on a map: whose gain goes by lists of costs, they; none otherwise.
  virtual const plan::siting::CostLists* lists() const { return nullptr; }
  // For posts: the waiting that they shorten; none otherwise.
  virtual const StaffWaiting* waiting() const { return nullptr; }
  // Whether choosing one never changes what others bring.
  virtual bool independent() const { return false; }
};

// The unit of a kind's benefit.
models::Text benefit_unit(DecisionKind kind);

// The benefit by which candidates of a decision are ranked (docs/plan.md has the formulas). `vulnerable_weight`: how
// much more a vulnerable resident counts than another, 1 = the same. The arguments must outlive what is returned.
std::unique_ptr<Benefit> make_benefit(const models::World& world, const Decision& decision,
                                      std::span<const Candidate> candidates, const StaffLoad& load,
                                      double vulnerable_weight = 1.0);

}  // namespace yuanluo::scenarios
