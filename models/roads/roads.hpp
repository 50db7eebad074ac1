// The streets of a world for everybody who moves on them.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "models/district.hpp"
#include "models/geo.hpp"
#include "models/roads/params.hpp"
#include "models/roads/street_index.hpp"
#include "models/roads/way.hpp"

namespace yuanluo::models {

class StreetMap;
class WayGraph;  // models/roads/way_graph.hpp: whoever looks into a graph includes it
class WaySearch;
class SearchPool;  // models/roads/search_pool.hpp

// A place off the streets: joined to the nearest point of the streets by a straight line.
struct Doorstep {
  PlanePoint at;
  std::optional<StreetPlace> street;  // none if the mode has no streets at all
};

// Returns a search to those that rest.
struct GiveBack {
  SearchPool* pool = nullptr;
  void operator()(WaySearch* search) const;
};

class Roads {
 public:
  Roads() = default;
  // Builds the graphs of the given modes, in parallel.
  Roads(const District& district, const LocalPlane& plane, const RoadParams& params, std::span<const TravelMode> modes);

  // The graph of a mode; ambulances use that of fire engines. The mode must have been built.
  const WayGraph& graph(TravelMode mode) const;
  const StreetMap& map() const { return *map_; }

  const RoadParams& params() const { return params_; }

  // Memory for a search on the graph of a mode, for one thread until the pointer dies: it is kept for the next one,
  // so that a short search costs what it visits and not the size of the map. Must not outlive the roads.
  std::unique_ptr<WaySearch, GiveBack> search(TravelMode mode) const;

  // The same with these streets closed.
  Roads with_closed(std::span<const std::uint32_t> streets) const;

  Doorstep doorstep(TravelMode mode, PlanePoint at) const;

  // The way between two doorsteps, given the shortest one on the streets between their points there. Off the streets
  // vehicles drive at the speed of a service lane. If there is no way on the streets: straight with `detour`, at the
  // speed of a residential street.
  Way whole(TravelMode mode, const Doorstep& from, const Doorstep& to, Way on_streets) const;

  // Ways from one doorstep to many, by one search.
  std::vector<Way> ways(TravelMode mode, const Doorstep& from, std::span<const Doorstep> to) const;

  // Ratio of street to straight distance in a square grid, 4 / pi. Source: [LarsonOdoni1981] ch. 3.
  static constexpr double detour = 1.27;

 private:
  double speed_mps(TravelMode mode, StreetClass kind) const;

  RoadParams params_;
  std::shared_ptr<const StreetMap> map_;
  std::array<std::shared_ptr<const WayGraph>, travel_modes> graphs_;
  std::array<std::shared_ptr<SearchPool>, travel_modes> searches_;  // of the same graphs
};

}  // namespace yuanluo::models
