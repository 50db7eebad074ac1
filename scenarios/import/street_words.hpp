// What the tags of a way or a barrier mean for those who use it.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "models/district.hpp"
#include "scenarios/import/osm_data.hpp"

namespace yuanluo::scenarios {

// A value of `highway`.
enum class Highway : std::uint8_t {
  motorway,
  motorway_link,
  trunk,
  trunk_link,
  primary,
  primary_link,
  secondary,
  secondary_link,
  tertiary,
  tertiary_link,
  unclassified,
  residential,
  living_street,
  road,
  busway,
  service,
  track,
  pedestrian,
  footway,
  path,
  cycleway,
  bridleway,
  steps,
};
inline constexpr std::size_t highways = 23;

std::optional<Highway> highway_of(std::string_view word);

// Whether the word stands for something that is no way, or not yet, or no longer: construction, proposed, platform, …
bool known_not_to_be_a_way(std::string_view word);

models::StreetClass street_class_of(Highway highway);

// Whose way it is, which way round, how fast.
struct StreetUse {
  Highway highway = Highway::residential;
  models::Permission foot = models::Permission::yes;
  models::Permission bike = models::Permission::yes;
  models::Permission vehicle = models::Permission::yes;  // `no`: emergency vehicles must not or cannot use it either
  int direction = 0;  // of vehicles: 1 only from the first point to the last, -1 only back, 0 both
  std::optional<double> limit_kmh;
  std::optional<int> lanes;  // in both directions together
  models::Barrier barrier = models::Barrier::none;
  int layer = 0;

  bool vehicles() const { return vehicle != models::Permission::no; }
  bool people() const { return foot != models::Permission::no; }
};

// What was found in the tags that could not be understood or had to be assumed.
struct StreetDoubts {
  bool access = false;    // a value that is not known, taken for "allowed"
  bool oneway = false;    // reversible or alternating, taken for both directions
  bool maxspeed = false;  // left out
  bool lanes = false;     // left out
};

// What `maxspeed` means where it names a kind of road ("CN:urban") and not a number, km/h.
struct SpeedWords {
  double urban = 50.0;
  double rural = 80.0;
  double trunk = 100.0;
  double motorway = 120.0;
  double living_street = 10.0;  // and pedestrian zones
  double school = 30.0;         // and bicycle roads
  double walk = 7.0;
};

// `highway` is highway_of(tags["highway"]). Rules: docs/import.md.
StreetUse street_use(Highway highway, const OsmTags& tags, StreetDoubts& doubts, const SpeedWords& speeds = {});

// "50", "50 km/h", "30 mph", "CN:urban", "DE:zone:30", "walk", "none": in km/h; none where it is not understood.
std::optional<double> speed_of(std::string_view text, const SpeedWords& speeds = {});

// Who passes a barrier that stands on a way.
struct BarrierUse {
  bool vehicles = true;
  bool people = true;
  bool gate = false;  // must be opened for vehicles
};

// `known`: whether the word is known; one that is not is passable to all.
BarrierUse barrier_use(const OsmTags& tags, bool& known);

enum class TurnKind : std::uint8_t { none, no, only };

// Of a relation of type restriction, for emergency vehicles; `conditional`: it holds at times only.
TurnKind turn_kind(const OsmTags& tags, bool& conditional);

}  // namespace yuanluo::scenarios
