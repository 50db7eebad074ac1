// The course of one fire: heat release in closed form, and the people in the flat.
#pragma once

#include <array>
#include <cstdint>

#include "models/fire/params.hpp"
#include "models/ids.hpp"
#include "sim/time.hpp"

namespace yuanluo::models {

enum class OccupantState : std::uint8_t { unaware, escaping, waiting, out, incapacitated, dead, rescued };

struct Occupant {
  ResidentId resident;
  OccupantState state = OccupantState::unaware;
  bool door_closed = false;

  friend bool operator==(const Occupant&, const Occupant&) = default;
};

enum class FirePhase : std::uint8_t { growing, room, beyond_room, controlled };

struct FireCourse {
  double alpha_kw_s2 = 0.01172;
  sim::SimTime growth_from;  // end of the incipient or smouldering stage
  bool self_limiting = false;
  double peak_kw = 0.0;  // of a self-limiting fire
  sim::SimTime flashover_at = sim::never;
  sim::SimTime beyond_room_at = sim::never;
  FirePhase phase = FirePhase::growing;
  FirePhase worst = FirePhase::growing;
  double greatest_kw = 0.0;  // when it was controlled
  double area_at_control_m2 = 0.0;
  double untenable_kw = 400.0;
  bool household_knows = false;
  bool brigade_called = false;
  bool reassessing = false;  // a look at whether the water suffices is due
  std::array<Occupant, 8> occupants{};
  std::uint8_t occupant_count = 0;

  friend bool operator==(const FireCourse&, const FireCourse&) = default;
};

// Heat release rate of the uncontrolled fire at `at`, kW: alpha t^2 up to the peak or flashover, after that the burning
// area times the heat release rate per area. Source: [NFPA72] annex B.
double heat_release_kw(const FireParams& params, const FireCourse& fire, sim::SimTime at);

// Burning floor area at `at`, m2.
double burning_area_m2(const FireParams& params, const FireCourse& fire, sim::SimTime at);

// When the growing fire reaches `kw`; never if it is self-limiting and does not get there. Heat above flashover counts
// as reached at flashover.
sim::SimTime time_of_heat(const FireParams& params, const FireCourse& fire, double kw);

}  // namespace yuanluo::models
