// The district's water network: mains under the streets, feeds from trunk mains, pump stations, and hydrants. Laid from
// the tables, so that every district has one; a planner's own comes as a network with ties.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "models/district.hpp"
#include "models/water/hydraulics/network.hpp"
#include "models/water/mains_params.hpp"

namespace yuanluo::models {

enum class MainMaterial : std::uint8_t { grey_cast_iron, ductile_iron, polyethylene };

// A link that is a main in the ground, and so can break.
struct Main {
  std::uint32_t link = 0;
  MainMaterial material = MainMaterial::ductile_iron;
  std::int16_t laid_year = 2000;
  double breaks = 1.0;  // a year and metre, relative to a new main of ductile iron
};

// One connected network. Streets that do not meet have mains that do not either.
struct MainsPart {
  hydraulics::Network network;
  std::vector<Main> mains;  // by link
};

// How a hydrant is tied to its network.
struct HydrantTie {
  std::uint32_t part = 0;
  std::uint32_t node = 0;
  std::optional<std::uint32_t> main;  // index of the main whose breaks are named by this hydrant
};

// How a pump station is tied to its network.
struct PumpTie {
  std::uint32_t part = 0;
  std::uint32_t link = 0;                // its duty pump; started when a hydrant of its zone is opened
  std::optional<std::uint32_t> standby;  // started where the duty pump fails
};

struct MainsPlan {
  std::vector<MainsPart> parts;
  std::vector<std::optional<HydrantTie>> hydrants;  // by hydrant; none: tied to nothing
  std::vector<std::optional<PumpTie>> pumps;        // by pump station
};

// Lays mains under all streets that vehicles may use: DN300 to DN75 by class and age, in pieces of at most 100 m,
// connected where streets are, but not over the border between the areas of two governance centres, as supply zones are
// kept apart; as old as the compounds near; materials by age, roughness by both. Feeds come from trunk
// mains, one for each `trunk_feed_lps` of use and at least two, spread over the widest mains, each with a check valve.
// People's use is drawn at the nodes nearest to their buildings. A pump station has a fire main of its own beside all
// mains within `zone_reach_m` of it: filled from the mains through a check valve, lifted by its pump, and with the
// hydrants of the zone tied to it. Networks' coordinates are longitude and latitude; nodes lie as high as
// the ground, and all trunks of a part have the same head, `trunk_pressure_m` above its mean. What cannot be tied is
// not.
MainsPlan lay_mains(const District& district, const MainsParams& params, double zone_reach_m);

// A planner's own network: people get water by pressure, and where a pump station is tied to a node, a tank and the
// pumps of `stations` lift into that node. All its open pipes can break, those rougher than new cast iron as old cast
// iron does.
MainsPlan plan_of(const OwnMains& own, const std::vector<PumpStation>& stations, const MainsParams& params);

// All parts as one network, for other programs: plan_of() makes the same of it again. Nodes and links of further parts
// have the part's number before their ids.
OwnMains joined(const MainsPlan& plan);

}  // namespace yuanluo::models
