// The ground plan of the synthetic district, in metres about its centre: streets, communities, plots.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "models/district.hpp"
#include "models/geo.hpp"
#include "scenarios/generator/luck.hpp"
#include "scenarios/generator/params.hpp"
#include "scenarios/generator/polygon.hpp"

namespace yuanluo::scenarios {

struct PlannedStreet {
  models::Name name;
  models::StreetClass kind = models::StreetClass::residential;
  bool oneway = false;
  bool outside = false;  // beyond the district's edge
  std::size_t line = 0;  // pieces of one line stand together, in order along it
  std::vector<models::PlanePoint> points;
};

// The plot of one compound.
struct Plot {
  std::size_t community = 0;
  Ring outline;
  models::PlanePoint gate;  // an end point of a street
  models::Name address;     // "新鸿路12号院"
};

struct Layout {
  Ring boundary;
  std::vector<Ring> communities;
  std::vector<Plot> plots;  // by community
  std::vector<PlannedStreet> streets;
  double width_m = 0.0;                                  // west to east, for repeating
  std::array<models::PlanePoint, 2> fire_stations;       // each an end point of a street
  std::array<models::PlanePoint, 2> ambulance_stations;  // each an end point of a street
};

Layout lay_out(const GeneratorParams& generator, const DistrictLuck& luck);

}  // namespace yuanluo::scenarios
