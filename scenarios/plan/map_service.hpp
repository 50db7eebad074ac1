// Who is served from places on a map: compounds with what happens in them, and what stands already. Of hydrants,
// day-care centres and micro fire stations.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "models/world.hpp"
#include "scenarios/plan/decision.hpp"
#include "scenarios/plan/risks.hpp"

namespace yuanluo::scenarios {

struct MapService {
  // What stands already; where only the own community is served, of which one it is.
  struct Stand {
    models::PlanePoint place;
    std::optional<std::uint32_t> community;
  };
  std::vector<double> events;                 // a year, by compound, each person counting by weight
  std::vector<models::PlanePoint> compounds;  // where they are served
  std::vector<std::uint32_t> community;       // by compound
  std::vector<Stand> existing;
  bool own_community_only = false;
  double longest_m = 0.0;  // a way beyond counts as `beyond_m`
  double beyond_m = 0.0;

  // By street, about.
  double way_m(std::size_t compound, models::PlanePoint place) const;
  double counted_m(double way_m) const { return way_m <= longest_m ? way_m : beyond_m; }
  // Whether a place in this community serves the compound at all.
  bool serves(std::optional<std::uint32_t> of_community, std::size_t compound) const {
    return !own_community_only || of_community == community[compound];
  }
  // To the nearest that stands, as it counts.
  double today_m(std::size_t compound) const;
};

// Of a kind that serves compounds (ContractError for others).
MapService map_service(const models::World& world, DecisionKind kind, const Risks& risks);

}  // namespace yuanluo::scenarios
