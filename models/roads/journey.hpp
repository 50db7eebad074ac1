// The course of a way round closed streets: where somebody who follows it is, what lies ahead, and how to go on to
// somewhere else from there.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "models/roads/roads.hpp"
#include "models/roads/turns.hpp"

namespace yuanluo::models {

// Somewhere on a street, headed along an arc of the mode's graph: `share` of the arc's length is behind.
struct Heading {
  ArcIndex arc = 0;
  double share = 0.0;
};

// Where a journey begins: at a doorstep, or in motion on a street; then turning round there takes a U-turn.
struct Departure {
  Doorstep door;
  std::optional<Heading> heading;
};

// A piece of a street, passed in the direction of an arc between two shares of its length.
struct Stretch {
  ArcIndex arc = 0;
  std::uint32_t street = 0;
  double from_share = 0.0, to_share = 1.0;
  double from_s = 0.0, to_s = 0.0;  // seconds from setting out, in the week's quickest hour
};

struct Journey {
  Way way;                         // with what lies off the streets
  std::vector<Stretch> stretches;  // in order; what is missing between them are turns

  struct Spot {
    PlanePoint at;
    std::optional<Heading> heading;  // none where no street is taken at all
    std::size_t ahead = 0;           // the first stretch that has not begun
  };
  // Where one is after so many of `way`'s seconds; in a turn, still before it.
  Spot spot(const WayGraph& graph, double seconds) const;
  // What is left of the way on the streets at a spot.
  double metres_left(const WayGraph& graph, const Spot& spot) const;
  // Is a street passed from stretch `ahead` on?
  bool passes(std::uint32_t street, std::size_t ahead) const;
};

// The shortest journey past none of the `closed` streets (rows in order); from a doorstep it is as long as
// `ways_round` says. Who starts on a closed street drives out of it, in either direction; a goal on one is reached from
// its nearer end, the rest on foot at `on_foot_mps`. None if closures cut the two off from each other, or the mode has
// no streets.
std::optional<Journey> find_journey(const Roads& roads, TravelMode mode, const Departure& from, const Doorstep& to,
                                    std::span<const std::uint32_t> closed, double on_foot_mps);

// A doorstep on an arc, at a share of its length.
Doorstep doorstep_on(const WayGraph& graph, const Heading& heading);

}  // namespace yuanluo::models
