// How far one comes along the streets: the street network of the map, and distances on it.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "viz/replay/static_map.hpp"

namespace yuanluo::viz {

// A straight piece of street, with the band of distance that both its ends lie in (cut where the band changes).
struct ReachedStretch {
  PlanePoint a, b;
  std::uint32_t band = 0;
};

// The streets of a map as a network in which one may go both ways; one-way rules do not bind people on foot or hoses.
class StreetNet {
 public:
  explicit StreetNet(const StaticMap& map);

  bool empty() const { return nodes_.empty(); }
  // Everything within the last of `limits_m` (rising) of any of `from`, along the streets; each place of `from` starts
  // at the nearest point of a street, and the way to that point counts.
  std::vector<ReachedStretch> reach(std::span<const PlanePoint> from, std::span<const double> limits_m) const;

 private:
  struct Edge {
    std::uint32_t a = 0, b = 0;
    double length_m = 0.0;
  };
  struct Foot {  // where a place meets the network
    std::uint32_t edge = 0;
    double along_m = 0.0, away_m = 0.0;
  };
  Foot foot_of(PlanePoint p) const;

  std::vector<PlanePoint> nodes_;
  std::vector<Edge> edges_;
  std::vector<std::uint32_t> first_;     // of each node, in `touching_`
  std::vector<std::uint32_t> touching_;  // edges
};

}  // namespace yuanluo::viz
