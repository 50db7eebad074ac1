// The streets of the synthetic district as straight lines, and the cells of land between them. A planner would bend
// them; the layout does so afterwards.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "models/district.hpp"
#include "scenarios/generator/luck.hpp"
#include "scenarios/generator/params.hpp"
#include "scenarios/generator/polygon.hpp"

namespace yuanluo::scenarios {

// One straight street between two others, or into a block.
struct StreetLine {
  models::PlanePoint from, to;
  models::StreetClass kind = models::StreetClass::residential;
  bool oneway = false;
  bool outside = false;                   // beyond the district's edge
  bool dead_end = false;                  // `to` is one, for cars
  std::size_t community = 0;              // that it runs in; 0 for those between communities
  std::size_t parent = no_line;           // of service lanes: the line they leave from
  std::vector<models::PlanePoint> stops;  // where other lines meet it, apart from its ends, in any order

  double length() const { return models::distance(from, to).value; }
};

// Land with streets on all sides.
struct Cell {
  SidedRing ring;
  std::size_t community = 0;
  double grid_degrees = 0.0;  // of its community's streets, from east
  double luck = 1.0;          // cells are not all cut down to the same size
};

struct StreetPlan {
  Ring boundary;
  std::vector<Ring> communities;  // tile the boundary
  std::vector<StreetLine> lines;
  std::vector<Cell> cells;
};

// Plans streets that meet the densities and shares of `generator.streets`.
StreetPlan plan_streets(const GeneratorParams& generator, const DistrictLuck& luck);

}  // namespace yuanluo::scenarios
