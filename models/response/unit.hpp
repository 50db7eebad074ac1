// A unit that can be sent: a person, a crew, a vehicle, the server of a queue; and a request for one.
#pragma once

#include <cstdint>
#include <optional>

#include "models/hazard.hpp"
#include "sim/time.hpp"

namespace yuanluo::models {

// Somewhere on the plane of the world at hand, whose unit of length is that world's own.
struct Place {
  double x = 0.0;
  double y = 0.0;
  std::uint32_t node = 0;              // the world's own number of the place, or of the one that is nearest to it
  std::optional<std::uint32_t> arc{};  // where streets are: the street that a unit in motion is on, see WayGraph::arcs
  double share = 0.0;                  // of that street, behind the unit

  friend bool operator==(const Place&, const Place&) = default;
};

// A way that a unit takes, or took.
struct Leg {
  Place from;
  Place to;
  sim::SimTime left;
  sim::SimTime arrives;

  // Share of the way that is behind the unit at `at`.
  double share(sim::SimTime at) const {
    if (at >= arrives) return 1.0;
    if (at <= left) return 0.0;
    return sim::to_seconds(at - left) / sim::to_seconds(arrives - left);
  }
  // Where the unit is at `at`: on the straight line, at a steady speed; of the nodes, at the one that is nearer in
  // time.
  Place place(sim::SimTime at) const {
    if (at >= arrives) return to;
    if (at <= left) return from;
    const double done = share(at);
    return {from.x + done * (to.x - from.x), from.y + done * (to.y - from.y), done < 0.5 ? from.node : to.node};
  }

  friend bool operator==(const Leg&, const Leg&) = default;
};

// What a unit is doing.
enum class UnitPhase : std::uint8_t {
  idle,         // at its base
  turning_out,  // was sent, and gets ready
  under_way,    // to the one who asked
  on_scene,
  returning,   // to a base, after a request
  relocating,  // to another base, to close a gap
  resting,     // a break
};
inline constexpr std::size_t unit_phases = 7;

const Word& word(UnitPhase);

// Works for somebody, or has not come back from it.
constexpr bool engaged(UnitPhase phase) { return phase >= UnitPhase::turning_out && phase <= UnitPhase::returning; }

// On the road.
constexpr bool moves(UnitPhase phase) {
  return phase == UnitPhase::under_way || phase == UnitPhase::returning || phase == UnitPhase::relocating;
}

// Somebody asks for one unit.
struct Request {
  std::uint64_t name = 0;  // what the one who asks calls it
  Place place;
  sim::SimTime since;         // asked for
  sim::Duration service{};    // time on scene, where the one who asks knows it beforehand
  std::uint32_t source = 0;   // who asks: a row of the order in which units are preferred
  std::uint32_t skills = 0;   // bits that a unit must have
  std::uint8_t severity = 0;  // 0 is the most urgent

  friend bool operator==(const Request&, const Request&) = default;
};

struct Unit {
  UnitPhase phase = UnitPhase::idle;
  std::uint32_t task = 0;  // counts what it was told to do: a moment of an earlier task is passed over
  std::uint32_t base = 0;  // index of the base to which it goes back
  sim::SimTime since;      // of the phase
  Leg leg;                 // the last way; at rest it is at `leg.to`
  Request request;         // the last one it was sent to
  sim::SimTime assigned;   // when
  sim::Duration worked{};  // time engaged since it last rested
  std::uint32_t used = 0;  // sets of equipment used up since it was last at its base

  Place place(sim::SimTime at) const { return leg.place(at); }

  friend bool operator==(const Unit&, const Unit&) = default;
};

}  // namespace yuanluo::models
