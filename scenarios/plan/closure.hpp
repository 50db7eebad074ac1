// Closing something for some hours of the day, and at once what that does: no simulation, but the ways that the world
// knows, weighted by what is to be expected in those hours.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "models/world.hpp"
#include "scenarios/plan/waiting.hpp"

namespace yuanluo::scenarios {

// What can be closed.
enum class Closable : std::uint8_t {
  fire_station,
  ambulance_station,
  care_station,
  micro_fire_station,
  hydrant,
  aed,
  grid_worker_post,
};
inline constexpr std::size_t closables = 7;

struct ClosedThing {
  Closable kind = Closable::hydrant;
  std::uint32_t index = 0;  // into the district's table: stations, hydrants, aeds, staff
  models::Name name;
};

// The things that users call so: by the ids of tables ("ST03", "FH0007", "AED002", "P0012") or a station's name in
// either language. Throws ScenarioError with every name that nothing is called, or that cannot be closed; `file` is
// where.
std::vector<ClosedThing> closed_things(const models::District& district, std::span<const std::string> names,
                                       const std::string& file);

// Hours of the day from `first` up to `last`, over midnight where `last` is not greater; alike: all day.
struct ClosedHours {
  int first = 0, last = 0;
  bool contain(int hour) const;
  int count() const;
};

struct ClosureRow {
  models::Name place;
  double events_per_year = 0.0;  // in the hours
  double before = 0.0, after = 0.0;
  models::Name instead;  // who is next in the first of the hours that it changes; empty where nobody is
};

// What closing things of one kind does.
struct ClosureEffect {
  Closable kind = Closable::hydrant;
  std::vector<models::Name> closed;
  double events_per_year = 0.0;                        // in the hours, of the whole district
  double affected_per_year = 0.0;                      // those for which somebody else is next now
  double before = 0.0, after = 0.0;                    // mean over all of the hours' events
  double before_affected = 0.0, after_affected = 0.0;  // mean over those affected
  double limit = 0.0;                                  // within which a place is served
  double nobody_counts = 0.0;                          // in the means, for those whom nobody serves
  double beyond_before = 0.0, beyond_after = 0.0;      // events a year in the hours beyond that, or served by nobody
  std::vector<ClosureRow> communities;                 // those that are affected, worst first
  std::vector<ClosureRow> compounds;                   // likewise; of posts none
};

// The measure of a kind ("way of the next ambulance"), its unit ("s", "m", "min"), and the events it is weighted by.
models::Text measure_of(Closable kind);
std::string_view unit_of(Closable kind);
models::Text events_of(Closable kind);

// One effect for each kind among the things. Served by nobody counts as `beyond`, and in the means as twice the
// greatest that occurs before. `load` is asked for where posts are closed.
std::vector<ClosureEffect> close(const models::World& world, std::span<const ClosedThing> things, ClosedHours hours,
                                 const StaffLoad& load);

}  // namespace yuanluo::scenarios
