// A street between two junctions, and the turns that are forbidden there.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "models/geo.hpp"
#include "models/ids.hpp"
#include "models/text.hpp"

namespace yuanluo::models {

// By rank, as OpenStreetMap's `highway`; slip roads (`_link`) belong to their class. Source: [OpenStreetMap2026].
enum class StreetClass : std::uint8_t {
  motorway,
  trunk,
  primary,
  secondary,
  tertiary,
  unclassified,  // a public minor road that nobody lives on
  residential,
  living_street,
  service,  // lanes inside compounds, accesses, alleys
  track,
  pedestrian,  // a street for people on foot
  cycleway,
  footway,
  steps,
};
inline constexpr std::size_t street_classes = 14;

struct Word;  // models/hazard.hpp
const Word& word(StreetClass);

// Who moves on streets.
enum class Traveller : std::uint8_t { foot, bike, vehicle };
inline constexpr std::size_t travellers = 3;

// `private_`: not for through traffic; residents and those who come to help pass.
enum class Permission : std::uint8_t { yes, private_, no };

// What stands across a street: a gate has to be opened; bollards keep vehicles out, not people and bikes.
enum class Barrier : std::uint8_t { none, gate, bollard };

// Streets meet where their end points are equal, and only there: a bridge that crosses a street does not meet it.
struct Street {
  Name name;  // may be empty
  StreetClass kind = StreetClass::residential;
  bool oneway = false;                                         // for vehicles, from the first point to the last
  std::vector<GeoPoint> points;                                // at least 2
  std::optional<std::uint8_t> speed_kmh{};                     // signposted limit; none: by class
  std::optional<std::uint8_t> lanes{};                         // in both directions together
  std::array<std::optional<Permission>, travellers> access{};  // none: by class, see default_permission
  Barrier barrier = Barrier::none;
  std::int8_t layer = 0;  // above 0 a bridge, below 0 a tunnel

  friend bool operator==(const Street&, const Street&) = default;
};

// Who leaves street `from` at the junction `at` may not (`only`: may only) go on by the streets `via` to the street
// `to`. Holds for bikes unless they are excepted, never on foot.
struct TurnRestriction {
  StreetId from;
  GeoPoint at;                // the end of `from` where it is left
  std::vector<StreetId> via;  // empty: `to` begins at the same junction
  StreetId to;
  bool only = false;
  bool except_bikes = false;

  friend bool operator==(const TurnRestriction&, const TurnRestriction&) = default;
};

// Who may use a street of a class where nothing else is said.
constexpr Permission default_permission(StreetClass kind, Traveller who) {
  switch (kind) {
    case StreetClass::motorway:
    case StreetClass::trunk:
      return who == Traveller::vehicle || kind == StreetClass::trunk ? Permission::yes : Permission::no;
    case StreetClass::pedestrian:
    case StreetClass::footway:
    case StreetClass::cycleway:
      return who == Traveller::vehicle ? Permission::no : Permission::yes;
    case StreetClass::steps:
      return who == Traveller::foot ? Permission::yes : Permission::no;
    default:
      return Permission::yes;
  }
}

inline Permission permission(const Street& street, Traveller who) {
  return street.access[static_cast<std::size_t>(who)].value_or(default_permission(street.kind, who));
}

}  // namespace yuanluo::models
