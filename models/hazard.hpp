// What can happen, who notices, who helps: the words that events, records, tables and reports share.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "models/text.hpp"

namespace yuanluo::models {

enum class Hazard : std::uint8_t { fire, gas_leak, fall, medical, false_alarm, outage };
inline constexpr std::size_t hazards = 6;

// What kind of a hazard an incident is; the words that belong to one hazard stand together.
enum class Variety : std::uint8_t {
  // fire, by cause
  fire_electrical,
  fire_cooking,
  fire_smoking,
  fire_embers,
  fire_ebike,
  fire_other,
  // gas leak, by source
  gas_hose,
  gas_burner,
  // fall, by place
  fall_home,
  fall_outdoors,
  // medical
  cardiac_arrest,
  stroke,
  other_illness,
  // false alarm, by device
  false_smoke,
  false_gas,
  false_sos,
  false_motion,
  // outage
  outage_power,
  outage_mobile,
  outage_platform,
  outage_device,
  outage_hydrant,
  outage_pump,
  outage_main,
  // a street that nobody passes
  street_accident,
  street_flood,
  street_works,
};
inline constexpr std::size_t varieties = 27;

// Who or what knew first.
enum class Noticer : std::uint8_t {
  smoke_alarm,
  gas_sensor,
  water_flow_sensor,
  sos_button,
  motion_sensor,
  person_concerned,
  household_member,
  neighbour,
  gatehouse_guard,
  passer_by,
  relative,
  grid_worker,
  supervision,  // the platform or an inspection
};
inline constexpr std::size_t noticers = 13;

// Who is told when a linked device raises an alarm.
enum class Recipient : std::uint8_t { centre, grid_worker, safety_lead, gatehouse, relative };
inline constexpr std::size_t recipients = 5;

// Who goes there.
enum class Helper : std::uint8_t {
  household_member,
  neighbour,
  gatehouse_guard,
  safety_lead,
  grid_worker,
  relative,
  care_worker,
  micro_fire_crew,
  fire_engine,
  ambulance,
  repair_crew,
};
inline constexpr std::size_t helpers = 11;

// How far a fire got. Source: the classes of [Wales2021].
enum class FireExtent : std::uint8_t { none, first_item, room, beyond_room };
inline constexpr std::size_t fire_extents = 4;

// How an incident ended.
enum class Ending : std::uint8_t {
  open,       // not yet over
  by_itself,  // burnt out, got up unaided, restored, false alarm that nobody had to visit
  by_household,
  by_helper,   // the first helper there
  by_service,  // brigade, ambulance, repair crew
  lost,        // dead before help, burnt down
};
inline constexpr std::size_t endings = 6;

// `key` is the word in files and databases; `text` is what people read.
struct Word {
  std::string_view key;
  Text text;
};

const Word& word(Hazard);
const Word& word(Variety);
const Word& word(Noticer);
const Word& word(Recipient);
const Word& word(Helper);
const Word& word(FireExtent);
const Word& word(Ending);

Hazard hazard_of(Variety);

// An incident is named by what it happens to, so the same incident has the same id in every scenario that is run with
// the same seed: its variety's hazard, the entity (household, resident, device, compound, …) and the how-manieth.
class IncidentId {
 public:
  constexpr IncidentId() = default;
  constexpr IncidentId(Hazard hazard, std::uint32_t stream, std::uint32_t entity, std::uint32_t ordinal)
      : bits_(std::uint64_t{static_cast<std::uint8_t>(hazard)} << 56 | std::uint64_t{stream & 0xffu} << 48 |
              std::uint64_t{ordinal & 0xffffu} << 32 | entity) {}

  constexpr Hazard hazard() const { return static_cast<Hazard>(bits_ >> 56); }
  constexpr std::uint32_t stream() const { return static_cast<std::uint32_t>(bits_ >> 48) & 0xffu; }
  constexpr std::uint32_t ordinal() const { return static_cast<std::uint32_t>(bits_ >> 32) & 0xffffu; }
  constexpr std::uint32_t entity() const { return static_cast<std::uint32_t>(bits_); }
  constexpr std::uint64_t bits() const { return bits_; }
  static constexpr IncidentId from_bits(std::uint64_t bits) {
    IncidentId id;
    id.bits_ = bits;
    return id;
  }

  // Began before the run did: in the state from the start, not an incident to be measured.
  static constexpr std::uint32_t from_before = 0xffffu;

  // "fire-0-12345-2": hazard, stream, entity, ordinal.
  std::string str() const;

  friend constexpr auto operator<=>(IncidentId, IncidentId) = default;

 private:
  std::uint64_t bits_ = 0;
};

}  // namespace yuanluo::models
