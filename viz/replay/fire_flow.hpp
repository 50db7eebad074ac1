// What hydrants could give now, each alone: solved in the district's mains as they are at a moment, remembered, and
// worked out bit by bit where somebody waits for a frame.
#pragma once

#include <array>
#include <cstddef>
#include <limits>
#include <map>
#include <optional>
#include <vector>

#include "models/situation/situation.hpp"
#include "models/water/supply.hpp"
#include "models/world.hpp"
#include "sim/random.hpp"

namespace yuanluo::viz {

// What does not work now, as far as it touches water for fires.
struct WaterFailures {
  std::vector<models::HydrantId> hydrants;      // out of order; in order
  std::vector<models::HydrantId> broken_mains;  // each named by the hydrant it is nearest to; in order
  std::vector<bool> stations;                   // by pump station: does not work, or has no power

  WaterFailures(const models::World& world, const models::Situation& now);
};

class FireFlow {
 public:
  static constexpr std::size_t all_solutions = std::numeric_limits<std::size_t>::max();
  static constexpr std::size_t ways_a_solution = 8;

  // Both must outlive it.
  FireFlow(const models::World& world, const sim::Luck& luck)
      : world_(world), luck_(luck), in_reach_(world.compounds.size()) {}

  // The hydrant that a crew would use for a fire in the middle of a compound, by the model's own rules: the nearest by
  // the hose's way that works and that broken mains leave water; none if there is none within hose length.
  std::optional<models::HydrantId> usable(models::CompoundId compound, const WaterFailures& now);
  // The hydrants within hose length of the middle of a compound, nearest by the hose's way first.
  const std::vector<models::HoseTo>& in_reach(models::CompoundId compound);

  // Flow in L/s with the hydrant open alone and the pressure that must remain (`water.rules.residual_mpa`) behind it,
  // its zone's pump station running if it can. 0 where there is no way for water. Where mains tell nothing: the flow
  // that is drawn for the hydrant, as the model has it.
  double flow_lps(models::HydrantId hydrant, const WaterFailures& now);
  // Whether the flow is drawn, not solved.
  bool drawn(models::HydrantId hydrant) const;

  // By compound, the flow of its usable hydrant, 0 without one; NaN where it is not known yet because more than
  // `most_solutions` of the network, or `ways_a_solution` times as many ways of hoses, would have to be sought. Asked
  // again, it goes on.
  std::vector<float> by_compound(const WaterFailures& now, std::size_t most_solutions = all_solutions);

 private:
  // By hydrant, with its pump station resting and running.
  using Flows = std::vector<std::array<float, 2>>;

  bool lifted(models::HydrantId hydrant, const WaterFailures& now) const;
  Flows& flows(const std::vector<models::HydrantId>& broken_mains);
  float solved(models::HydrantId hydrant, bool lifted, const std::vector<models::HydrantId>& broken_mains) const;

  const models::World& world_;
  const sim::Luck& luck_;
  std::vector<std::optional<std::vector<models::HoseTo>>> in_reach_;  // by compound, as far as they were asked for
  std::map<std::vector<models::HydrantId>, Flows> known_;             // by the mains that are broken
};

}  // namespace yuanluo::viz
