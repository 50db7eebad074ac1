// The shortest way as a line on the ground, so that whoever follows it is somewhere at every moment.
#pragma once

#include <optional>
#include <vector>

#include "models/roads/way_search.hpp"

namespace yuanluo::models {

// `points[i]` is reached `seconds[i]` after leaving, in the week's quickest hour; both have the same length, at least
// 1, and `seconds` never falls. At a junction a point may stand twice: with the arrival and with the departure after
// the turn. `points` begins and ends on streets, at the places of the streets nearest to those that were asked for.
//
// A unit that needs `whole` seconds for the trip (traffic, its own luck, starting and stopping) is, `after` seconds
// from setting out, at `at(after / whole)`: all parts of a trip are slowed down alike. To divert a unit, take that
// point as the start of a new route.
struct Route {
  Way way;
  std::vector<PlanePoint> points;
  std::vector<double> seconds;
  std::vector<std::uint32_t> streets;  // rows of District::streets, in order

  // The place after the share `of_time` of the whole time; the first point before 0, the last one after 1.
  PlanePoint at(double of_time) const;
};

// The shortest way from one place to another; none if there is none, or no street.
std::optional<Route> find_route(const WayGraph& graph, PlanePoint from, PlanePoint to);
std::optional<Route> find_route(WaySearch& search, const WayGraph& graph, const StreetPlace& from,
                                const StreetPlace& to);

}  // namespace yuanluo::models
