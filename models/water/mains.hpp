// The district's water network: mains under the streets, trunk supplies, pump stations with their zones, and hydrants.
// Laid from the tables, so that every district has one; a planner's own comes as a network with ties.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "models/district.hpp"
#include "models/water/hydraulics/network.hpp"

namespace yuanluo::models {

// What mains are made with where no table tells. Sources: assumption, but where one stands.
struct MainsParams {
  double trunk_pressure_m = 28.0;       // of the trunk mains that feed the district; 14 to 60
  double domestic_lpd = 180.0;          // water used by a person in a day, L; 100 to 300
  double domestic_peak = 1.3;           // use while a fire burns, relative to the day's mean; 1 to 3
  double domestic_pressure_m = 10.0;    // at which people get all they ask for; 5 to 25
  double hydrant_tie_m = 150.0;         // a hydrant farther from any main is tied to none; 50 to 500
  double pump_station_reach_m = 350.0;  // radius of a pump station's zone; 100 to 1000
  double pump_tank_s = 7200.0;          // time for which its tank feeds its pump; 3600 to 21600
  double cast_iron_c = 120.0;           // Hazen–Williams coefficient of new grey cast iron; 110 to 130
  double cast_iron_c_per_year = 1.0;    // what it loses in a year; 0.5 to 2
  double least_c = 60.0;                // and the least it falls to; 40 to 90
  double ductile_iron_c = 130.0;        // 120 to 140
  double polyethylene_c = 140.0;        // 135 to 150
  double mains_year = 2024.0;           // in which the mains' age is taken
  double cast_iron_breaks = 2.0;        // breaks of cast iron relative to other mains; 1 to 4  Source: [Barfuss2023]
};

enum class MainMaterial : std::uint8_t { grey_cast_iron, ductile_iron, polyethylene };

// A link that is a main in the ground.
struct Main {
  std::uint32_t link = 0;
  MainMaterial material = MainMaterial::ductile_iron;
  std::int16_t laid_year = 2000;
};

// One connected network. Streets that do not meet have mains that do not either.
struct MainsPart {
  hydraulics::Network network;
  std::vector<Main> mains;
};

struct HydrantTie {
  std::uint32_t part = 0;
  std::uint32_t node = 0;
  std::uint32_t main = 0;  // the link whose break is named by this hydrant
};

// How a pump station is tied to its network.
struct PumpTie {
  std::uint32_t part = 0;
  std::uint32_t link = 0;            // its pump; started when a hydrant of its zone gives water
  std::vector<std::uint32_t> nodes;  // its zone, increasing
};

struct MainsPlan {
  GeoPoint origin;  // of the networks' coordinates, which are metres
  std::vector<MainsPart> parts;
  std::vector<std::optional<HydrantTie>> hydrants;  // by hydrant; none: tied to nothing
  std::vector<std::optional<PumpTie>> pumps;        // by pump station
};

// Lays mains under all streets that vehicles may use: by class DN300 to DN100, in pieces of at most 100 m; ages by the
// compounds near, materials by age, and roughness by both. Trunk mains feed
// each part at its four corners. People's use is drawn at the nodes nearest to their buildings. A pump station's zone
// are the nodes within its reach; check valves let water into the zone and none out, so that its pump lifts the zone
// alone.
MainsPlan lay_mains(const District& district, const MainsParams& params);

}  // namespace yuanluo::models
