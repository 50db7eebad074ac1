#include "models/roads/roads.hpp"

#include <tbb/parallel_for.h>

#include "models/roads/search_pool.hpp"
#include "models/roads/way_graph.hpp"
#include "models/roads/way_search.hpp"
#include "sim/contract.hpp"

namespace yuanluo::models {

namespace {

// Ambulances drive where fire engines do.
constexpr std::size_t graph_of(TravelMode mode) {
  return static_cast<std::size_t>(mode == TravelMode::ambulance ? TravelMode::fire_engine : mode);
}

}  // namespace

void GiveBack::operator()(WaySearch* search) const { pool->give_back(std::unique_ptr<WaySearch>(search)); }

Roads::Roads(const District& district, const LocalPlane& plane, const RoadParams& params,
             std::span<const TravelMode> modes)
    : params_(params), map_(std::make_shared<const StreetMap>(district.streets, plane)) {
  tbb::parallel_for(std::size_t{0}, modes.size(), [&](std::size_t i) {
    const auto m = static_cast<std::size_t>(modes[i]);
    graphs_[m] = std::make_shared<const WayGraph>(map_, district.streets, district.turn_restrictions, params, modes[i]);
    searches_[m] = std::make_shared<SearchPool>(*graphs_[m]);
  });
}

Roads Roads::with_closed(std::span<const std::uint32_t> streets) const {
  Roads roads = *this;
  for (std::size_t m = 0; m < travel_modes; ++m) {
    auto& graph = roads.graphs_[m];
    if (!graph) continue;
    auto changed = std::make_shared<WayGraph>(*graph);
    for (const std::uint32_t street : streets) changed->close(street);
    graph = std::move(changed);
    roads.searches_[m] = std::make_shared<SearchPool>(*graph);
  }
  return roads;
}

const WayGraph& Roads::graph(TravelMode mode) const {
  const auto& graph = graphs_[graph_of(mode)];
  sim::require(graph != nullptr, "a travel mode without a graph");
  return *graph;
}

std::unique_ptr<WaySearch, GiveBack> Roads::search(TravelMode mode) const {
  const auto& pool = searches_[graph_of(mode)];
  sim::require(pool != nullptr, "a travel mode without a graph");
  return {pool->take().release(), GiveBack{pool.get()}};
}

Doorstep Roads::doorstep(TravelMode mode, PlanePoint at) const { return {at, graph(mode).snap(at)}; }

double Roads::speed_mps(TravelMode mode, StreetClass kind) const {
  switch (mode) {
    case TravelMode::walking:
      return params_.walking_mps;
    case TravelMode::stretcher:
      return params_.stretcher_mps;
    case TravelMode::e_bike:
      return params_.e_bike_mps;
    default:
      return params_.engine_kmh[static_cast<std::size_t>(kind)] / 3.6 *
             (mode == TravelMode::car ? params_.car_factor : 1.0);
  }
}

Way Roads::whole(TravelMode mode, const Doorstep& from, const Doorstep& to, Way on_streets) const {
  if (!on_streets.exists()) {
    const double metres = detour * distance(from.at, to.at).value;
    return {metres / speed_mps(mode, StreetClass::residential), metres};
  }
  const double aside_m = from.street->aside_m + to.street->aside_m;
  return on_streets + Way(aside_m / speed_mps(mode, StreetClass::service), aside_m);
}

std::vector<Way> Roads::ways(TravelMode mode, const Doorstep& from, std::span<const Doorstep> to) const {
  std::vector<Way> found(to.size(), Way::none());
  if (from.street) {  // then all doorsteps of the mode have one
    std::vector<StreetPlace> places;
    for (const Doorstep& doorstep : to) places.push_back(doorstep.street.value());
    const auto own = search(mode);
    own->aim(places);
    own->run(*from.street, found);
  }
  for (std::size_t i = 0; i < to.size(); ++i) found[i] = whole(mode, from, to[i], found[i]);
  return found;
}

}  // namespace yuanluo::models
