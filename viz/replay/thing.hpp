// Names for whatever can be pointed at: on the map, in a list, in a search.
#pragma once

#include <compare>
#include <cstdint>

#include "models/hazard.hpp"

namespace yuanluo::viz {

enum class ThingKind : std::uint8_t {
  none,
  community,
  compound,
  building,
  household,
  resident,
  device,
  hydrant,
  pump_station,
  station,
  street,
  unit,
  incident,
};

// `id`: the index in the district's table; for incidents the bits of the IncidentId; for units see UnitKey.
struct Thing {
  ThingKind kind = ThingKind::none;
  std::uint64_t id = 0;

  friend constexpr auto operator<=>(Thing, Thing) = default;
  explicit constexpr operator bool() const { return kind != ThingKind::none; }
};

inline constexpr Thing thing_of(models::IncidentId id) { return {ThingKind::incident, id.bits()}; }
inline constexpr models::IncidentId incident_of(Thing thing) { return models::IncidentId::from_bits(thing.id); }

// A unit: the process it is at home with (a community, a service; a compound for its guard and its safety lead), what
// it is, and its number there.
struct UnitKey {
  std::uint32_t home = 0;
  models::Helper helper = models::Helper::grid_worker;
  std::uint32_t number = 0;

  constexpr Thing thing() const {
    return {ThingKind::unit,
            std::uint64_t{home} << 32 | std::uint64_t{static_cast<std::uint8_t>(helper)} << 24 | (number & 0xffffffu)};
  }
  static constexpr UnitKey of(Thing thing) {
    return {static_cast<std::uint32_t>(thing.id >> 32), static_cast<models::Helper>(thing.id >> 24 & 0xffu),
            static_cast<std::uint32_t>(thing.id) & 0xffffffu};
  }
  friend constexpr auto operator<=>(const UnitKey&, const UnitKey&) = default;
};

}  // namespace yuanluo::viz
