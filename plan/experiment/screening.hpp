// Screening by elementary effects: which of many factors matter, and which bend or interact, from few points.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "plan/experiment/design.hpp"
#include "plan/experiment/trial.hpp"
#include "sim/confidence.hpp"

namespace yuanluo::plan {

// `trajectories` × (factors + 1) points of a grid of 4 levels (0, 1/3, 2/3, 1): each trajectory begins at a drawn point
// and moves one factor after the other, in drawn order, by 2/3 up or down. Source: [Morris1991].
std::vector<CubePoint> screening_design(std::size_t trajectories, std::size_t factors, std::uint64_t seed);

// How the response changes along one factor, over its whole range.
struct ElementaryEffect {
  sim::ConfidenceInterval mean;       // mu: half widths over trajectories and over luck are added as variances are
  sim::ConfidenceInterval mean_size;  // of the absolute effects (mu*): how much the factor matters
  double sd = 0.0;                    // between trajectories (sigma): great where the factor bends or interacts
};

// By factor. `design`: the points in the order of screening_design(), where they came to lie (settings that are whole
// numbers or words move by other steps). Responses are means over the replications that have a value at all points; the
// noise that is left makes `mean_size` and `sd` greater. None with fewer than 2 trajectories or without a replication.
// Source: [Morris1991], mean_size: [Campolongo2007].
std::optional<std::vector<ElementaryEffect>> elementary_effects(std::span<const CubePoint> design,
                                                                std::span<const std::vector<Value>> values,
                                                                double level);

}  // namespace yuanluo::plan
