// What each hydrant gives alone, and where the rules for hydrants are broken.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "models/geo.hpp"
#include "models/ids.hpp"
#include "models/text.hpp"
#include "models/units.hpp"

namespace yuanluo::models {

struct WaterRules;
struct Word;
struct World;
class Waterworks;

// What a hydrant gives, everything in order and no other open. None: tied to no main, or no solution.
struct HydrantFigures {
  std::optional<Metres> static_pressure;       // nothing open, no pump station running
  std::optional<LitresPerSecond> flow;         // at the pressure that must remain, no pump station running
  std::optional<LitresPerSecond> lifted_flow;  // the same with its zone's pump station running
};

// What a hydrant gives alone at the pressure that must remain, with its zone's pump station running or without, and
// with mains broken, each named by a hydrant. None: tied to no main, or no solution.
std::optional<LitresPerSecond> flow_alone(const Waterworks& works, const WaterRules& rules, HydrantId hydrant,
                                          bool lifted, const std::vector<HydrantId>& broken_mains = {});

// By hydrant: the first one that is tied to the same node and so gives the same alone; itself where it is tied to none.
std::vector<std::uint32_t> first_alike(const Waterworks& works);

// By hydrant: the fire-flow map.
std::vector<HydrantFigures> hydrant_figures(const World& world);

// Points about every `street_step_m` along the streets that need hydrants, which the public uses and a main runs under,
// within the district's boundary.
inline constexpr double street_step_m = 10.0;
std::vector<PlanePoint> street_points(const World& world);

enum class HydrantRule : std::uint8_t { spacing, radius, static_pressure, flow, tied };
inline constexpr std::size_t hydrant_rules = 5;
const Word& word(HydrantRule);

// One break of a rule: by a hydrant, or (radius) by a compound with buildings out of reach.
struct RuleBreak {
  HydrantRule rule = HydrantRule::spacing;
  std::optional<HydrantId> hydrant;
  std::optional<double> value;  // found: m, L/s; none: nothing there to measure
  double limit = 0.0;
  std::vector<CompoundId> compounds;  // that are concerned
};

// All breaks, by rule and hydrant or compound. Spacing: along public streets inside the district, a point nearest to
// this hydrant is farther from it than half the greatest spacing; radius: a compound's farthest building is farther
// from any hydrant; static pressure, and flow at the pressure that must remain with the zone's pump station running:
// less. Distances as the crow flies, so ways along streets are no shorter. Source: [GB50974] 7.2.5, 7.2.8.
std::vector<RuleBreak> rule_breaks(const World& world, const std::vector<HydrantFigures>& figures);

}  // namespace yuanluo::models
