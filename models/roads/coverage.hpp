// What can be reached from some places in a given time.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "models/roads/contour.hpp"
#include "models/roads/roads.hpp"

namespace yuanluo::models {

// The seconds that a way takes; must not fall when the way gets longer in time and length.
using SecondsOfWay = std::function<double(Way)>;

struct CoverageQuestion {
  TravelMode mode = TravelMode::fire_engine;
  std::vector<Doorstep> origins;
  SecondsOfWay seconds;
  double limit_s = 600.0;
  double slowest_factor = 1.0;  // `seconds` is at least so many times the way's own time
  double cell_m = 20.0;
  double beside_m = 60.0;  // how far from a street one still walks
};

// Seconds to each node of a grid: by the streets, then on foot straight to the node, up to `beside_m`. Unreached nodes
// have more than the limit. Grids of more than 20 million nodes get larger cells.
GridField arrival_field(const Roads& roads, const RoadParams& params, const CoverageQuestion& question);

// Seconds to each of `places` from the origin that is quickest there, exact; infinite where there is no way.
std::vector<double> arrival_seconds(const Roads& roads, const CoverageQuestion& question,
                                    std::span<const Doorstep> places);

}  // namespace yuanluo::models
