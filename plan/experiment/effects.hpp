// What each factor does to a response, from a design whose points were all run with the same luck. An effect is taken
// in each replication by itself, so that its interval is Student's over independent replications.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "plan/experiment/design.hpp"
#include "plan/experiment/trial.hpp"
#include "sim/confidence.hpp"

namespace yuanluo::plan {

// The mean response at one level of a factor, over all points that have it, minus the mean over all points.
struct LevelEffect {
  std::size_t level = 0;
  sim::ConfidenceInterval mean;    // of the response
  sim::ConfidenceInterval effect;  // from the mean over all points
};

// For one factor of a design in levels in which every level meets the same settings of the others (a full factorial).
// Only replications in which all points have a value count; empty where there are fewer than 2.
// `values`: by point, then by replication.
std::vector<LevelEffect> level_effects(std::span<const LevelPoint> design, std::size_t factor,
                                       std::span<const std::vector<Value>> values, double level);

// What two factors do together beyond what each does by itself: the mean response where both have these levels, minus
// the means of either level, plus the mean over all points. Sums to 0 over the levels of either factor.
struct Interaction {
  std::size_t level_a = 0, level_b = 0;
  sim::ConfidenceInterval effect;
};

// For two factors of a full factorial, by level of `a`, then of `b`. Replications and `values` as in level_effects().
// Source: [Law2015] section 12.2.
std::vector<Interaction> interactions(std::span<const LevelPoint> design, std::size_t a, std::size_t b,
                                      std::span<const std::vector<Value>> values, double level);

// How the response changes when a factor goes from the low to the high end of its range and the others stay: the
// coefficient of a linear regression on all factors.
struct LinearEffects {
  std::vector<sim::ConfidenceInterval> change;  // by factor; of at least 2 replications
  double explained = 0.0;  // share of the variance between the points' means that the line explains, 0 to 1
  // The share that is told when each point's mean is predicted from those of the others (leave-one-out), by the line
  // and by a surface with squares and products of two factors: where the second is clearly greater, factors interact or
  // bend. Below 0 where their mean would predict better; none where there are too few points. Source: [Allen1974].
  std::optional<double> predicted, predicted_curved;
};

// `design`: coordinates in [0, 1]. None where a factor cannot be told from the others (too few points, or collinear),
// or fewer than 2 replications have values at all points.
std::optional<LinearEffects> linear_effects(std::span<const CubePoint> design,
                                            std::span<const std::vector<Value>> values, double level);

}  // namespace yuanluo::plan
