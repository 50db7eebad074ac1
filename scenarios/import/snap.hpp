// Puts places on the nearest street: each becomes a junction of the network.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "models/geo.hpp"
#include "scenarios/import/street_map.hpp"

namespace yuanluo::scenarios {

// Where a place comes to lie on the vehicles' network.
struct Snapped {
  std::uint32_t junction = 0;
  std::uint32_t street = 0;  // a street at that junction: the one it was put on
  double distance_m = 0.0;   // from the place to it
};

// Cuts the vehicles' streets at the point nearest to each of the places (at an end where that is within a metre or
// two), so that there is a junction. One result for each place. The map must have a street for vehicles. Where a
// street that people use is at most twice as far plus 30 m, one that they must not use (a motorway) is not taken.
std::vector<Snapped> snap(StreetMap& map, const models::LocalPlane& plane, std::span<const models::PlanePoint> places);

// Distance from each place to the nearest street for vehicles, without changing anything.
std::vector<double> distances_to_streets(const StreetMap& map, const models::LocalPlane& plane,
                                         std::span<const models::PlanePoint> places);

}  // namespace yuanluo::scenarios
