// Which parts of a network can get water at all.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "models/water/hydraulics/moment.hpp"

namespace yuanluo::models::hydraulics {

// The links at each node.
class Ways {
 public:
  explicit Ways(const Network& network);

  struct Way {
    std::uint32_t link;
    std::uint32_t node;  // at its other end
    bool starts_here;    // the link leads from this node to that
  };
  std::span<const Way> at(std::size_t node) const {
    return {ways_.data() + first_[node], first_[node + 1] - first_[node]};
  }

 private:
  std::vector<std::uint32_t> first_;  // by node
  std::vector<Way> ways_;
};

struct Reach {
  // By node: whether a way leads there from a reservoir, a tank that is not empty or a junction that is fed, through
  // links that are not shut, check valves and pumps in their direction only; in a part with at least one fixed head.
  std::vector<std::uint8_t> has_water;
  // By node: takes part in the equations. Beside nodes with water these are shut-off parts that ask for none: water
  // stands in them, at a pressure that what leaks through the closed links decides.
  std::vector<std::uint8_t> takes_part;
};

Reach reach_of_water(const Network& network, const Ways& ways, const Moment& moment);

}  // namespace yuanluo::models::hydraulics
