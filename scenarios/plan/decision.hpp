// What a plan can decide: things to add to a district, where each could go, and the district with them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "models/district.hpp"
#include "models/text.hpp"

namespace yuanluo::scenarios {

enum class DecisionKind : std::uint8_t {
  hydrants,             // along streets
  smoke_alarms,         // homes
  gas_sensors,          // homes
  water_flow_sensors,   // homes
  sos_buttons,          // homes
  motion_sensors,       // homes
  care_kits,            // homes: motion sensor, SOS button and smoke alarm, as far as a home lacks them
  grid_workers,         // posts by community and shift
  care_stations,        // day-care centres at gates, with care workers
  micro_fire_stations,  // at gates, with crew
  lifts,                // stairwells without one
  aeds,                 // at gates
};
inline constexpr std::size_t decision_kinds = 12;

// How a kind is called, and what one of it costs unless the plan says otherwise.
struct DecisionWords {
  std::string_view key;    // in plan files
  models::Text name;       // "hydrants"
  double cost_yuan = 0.0;  // of one; for a post, of one year. Source: assumption
};
const DecisionWords& words(DecisionKind kind);

// The devices that a kind puts into a home that lacks them; none for other kinds.
std::span<const models::DeviceKind> devices_of(DecisionKind kind);

// The settings of one decision.
struct Decision {
  DecisionKind kind = DecisionKind::hydrants;
  std::size_t count = 0;   // how many to add; 0: as many as the budget allows
  double cost_yuan = 0.0;  // of one
  std::size_t at_least_per_community = 0;
  std::size_t at_most_per_community = 0;  // 0: no limit
  double spacing_m = 25.0;                // hydrants: between candidate points along a street
  double least_distance_m = 30.0;         // hydrants: to an existing hydrant
  double kerb_m = 1.0;                    // hydrants: from the kerb; 0.5 to 2 [GB50974]
  double wall_m = 5.0;                    // hydrants: from a building's wall, at least [GB50974]
  double building_depth_m = 12.0;         // hydrants: walls are half of it from a building's place. Source: assumption
  double furthest_building_m = 200.0;     // hydrants: to the nearest building, a hose's length; 0: not asked
  double radius_m = 0.0;                  // hydrants: every building has one that near [GB50974: 150]; 0: not asked
  double street_spacing_m = 0.0;          // hydrants: no farther apart along streets [GB50974: 120]; 0: not asked
  std::optional<double> least_flow_lps;   // hydrants: that a new one must give; none: the scenario's rule
  double reach_m = 0.0;                   // AEDs: way on foot within which one counts; 0: that of the scenario
  std::vector<std::array<int, 2>> shifts{{8, 12}, {20, 12}};  // posts: first hour and length
  std::size_t staff = 2;                                      // stations: posts of each new one
};

// One place where one more could go.
struct Candidate {
  models::GeoPoint position;
  models::Name place;  // "解放路", "Compound 12, building 3, stairwell 1, floor 4"
  std::optional<std::uint32_t> community;
  double cost_yuan = 0.0;
  std::uint32_t subject = 0;               // index of the household, building, compound or community
  std::array<int, 2> shift{0, 24};         // posts
  std::uint8_t stairwell = 0;              // lifts
  std::size_t most = 1;                    // how many can go here
  std::optional<double> flow_lps;          // hydrants: what one gives here alone, where the mains were asked
  std::optional<std::uint32_t> main_node;  // hydrants: of a planner's own network, to which one is tied
};

// Everything that could be chosen, in a fixed order; hydrants by rule only (hydrant_sites.hpp asks the mains as well).
std::vector<Candidate> candidates(const models::District& district, const Decision& decision);

// Adds what was chosen (indices into `from`, repeated where more than one goes there).
void add_to(models::District& district, const Decision& decision, std::span<const Candidate> from,
            std::span<const std::uint32_t> chosen);

}  // namespace yuanluo::scenarios
