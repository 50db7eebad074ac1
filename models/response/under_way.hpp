// Units on the streets: where one that moves is, the way from there, and how it goes on when a street closes or opens.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "models/response/unit.hpp"
#include "models/roads/journey.hpp"
#include "models/world.hpp"

namespace yuanluo::models {

// A street that has just been closed, or opened.
struct Passage {
  std::uint32_t street = 0;
  bool open = false;
};

// How units of one way of moving go while these streets are closed. A unit follows the shortest way from the beginning
// of its leg past them, all of it slowed down alike by traffic, start and stop, and luck: so its course is sought when
// somebody asks, and kept by nobody.
class UnderWay {
 public:
  UnderWay(const World& world, TravelMode mode, std::vector<std::uint32_t> closed);

  // The course of a leg; none where it is not on the streets: then it is the straight line.
  std::optional<Journey> course(const Leg& leg) const;
  // Where a unit on the leg is.
  Place place(const Leg& leg, sim::SimTime at) const;
  // From a place to another, in the week's quickest hour; none if there is no way on the streets.
  Way way(const Place& from, const Place& to) const;

  // The leg of a unit that has been on it, with its streets as `before` says, when `passage` makes them as they are
  // here. It goes on from where it is. It arrives when it would have arrived, unless a street ahead of it closes (the
  // rest of the way is then the shortest one from there; whoever could walk it sooner does), or an opened one makes its
  // way shorter. `longer_s`: by how much the way is longer, without traffic and luck.
  struct Change {
    Leg leg;
    double longer_s = 0.0;
  };
  Change change(const Leg& leg, sim::SimTime now, const Passage& passage, const UnderWay& before) const;

 private:
  Departure departure(const Place& from) const;
  Place place_at(const Leg& leg, sim::SimTime at, const Journey::Spot& spot) const;

  const World& world_;
  TravelMode mode_;
  std::vector<std::uint32_t> closed_;  // in order
};

}  // namespace yuanluo::models
