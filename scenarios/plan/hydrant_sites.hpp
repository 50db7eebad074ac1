// Where a new hydrant may stand: by the rules for kerbs, walls and neighbours, and by what the mains below can give.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "models/district.hpp"
#include "models/text.hpp"
#include "models/world.hpp"
#include "scenarios/plan/decision.hpp"

namespace yuanluo::scenarios {

// Why a point beside a street is no place for a hydrant.
enum class Unfit : std::uint8_t { far, near_hydrant, carriageway, wall, no_main, flow };
inline constexpr std::size_t unfit_reasons = 6;

struct HydrantSites {
  std::vector<Candidate> fit;
  std::array<std::size_t, unfit_reasons> unfit{};  // points that were refused, by the first reason
};

// Points every `spacing_m` along the streets for vehicles under which a main can lie, `kerb_m` beyond the kerb, on the
// right side, or on the left one where the right one is not fit. Refused are points nearer than `least_distance_m` to a
// hydrant, on a carriageway or less than 0.5 m from its kerb, and less than `wall_m` from a wall. Carriageways are as
// wide as their lanes, where these are not told as lanes of that class; a wall is half of `building_depth_m` from the
// building's place. What is farther than `furthest_building_m` from every building is refused as well: a hydrant there
// helps nobody. Source: [GB50974] 7.2.6.
HydrantSites hydrant_sites(const models::District& district, const Decision& decision);

// What a hydrant at each place would give alone from the district's mains, at the pressure that must remain and with
// its zone's pump station running. Places that no main is near, and those below `least_flow_lps`, are moved to the
// unfit; nothing is asked where the scenario leaves hydraulics out. Source: [GB50974] 7.2.8.
void ask_mains(const models::World& world, const Decision& decision, HydrantSites& sites);

// Places that are no candidates, and why in words: "less than 5 m from a wall".
struct Refused {
  models::Name why;
  std::size_t places = 0;
};
std::vector<Refused> refused(const HydrantSites& sites, const models::World& world, const Decision& decision);

}  // namespace yuanluo::scenarios
