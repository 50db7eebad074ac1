// Small random street networks with everything that can be said of a street.
#pragma once

#include <random>
#include <vector>

#include "models/street.hpp"

namespace yuanluo::models::testing {

struct RandomStreets {
  LocalPlane plane{GeoPoint::from_degrees(104.1, 30.66)};
  std::vector<Street> streets;
  std::vector<TurnRestriction> restrictions;
};

// Up to `junctions` junctions within 600 m; bends, rings, parallel streets, one-way streets, streets for some only, and
// `turns` restrictions over up to two streets between.
inline RandomStreets random_streets(unsigned seed, int junctions, int streets, int turns) {
  std::mt19937 luck(seed);
  const auto below = [&](int n) { return static_cast<int>(luck() % static_cast<unsigned>(n)); };
  RandomStreets result;
  std::vector<GeoPoint> places;
  for (int i = 0; i < junctions; ++i)
    places.push_back(result.plane.to_geo({static_cast<double>(below(600)), static_cast<double>(below(600))}));
  for (int i = 0; i < streets; ++i) {
    Street street;
    const int a = i < junctions ? i : below(junctions), b = i + 1 < junctions ? i + 1 : below(junctions);
    street.points = {places[static_cast<std::size_t>(a)]};
    for (int bends = below(3) + (a == b ? 2 : 0); bends > 0; --bends)
      street.points.push_back(result.plane.to_geo({static_cast<double>(below(600)), static_cast<double>(below(600))}));
    street.points.push_back(places[static_cast<std::size_t>(b)]);
    street.kind = static_cast<StreetClass>(below(3) > 0 ? 2 + below(7) : below(street_classes));
    street.oneway = below(4) == 0;
    if (below(5) == 0) street.speed_kmh = static_cast<std::uint8_t>(10 + below(60));
    if (below(10) == 0) street.access[2] = static_cast<Permission>(below(3));
    if (below(10) == 0) street.barrier = static_cast<Barrier>(below(3));
    result.streets.push_back(street);
  }
  for (int tries = 0; tries < 1000 && static_cast<int>(result.restrictions.size()) < turns; ++tries) {
    const auto meets = [&](StreetId s, GeoPoint p) {
      return result.streets[s.index()].points.front() == p || result.streets[s.index()].points.back() == p;
    };
    const auto any = [&] { return StreetId{static_cast<std::uint32_t>(below(streets))}; };
    TurnRestriction turn{any(), {}, {}, any(), below(3) == 0, false};
    const auto& from = result.streets[turn.from.index()].points;
    turn.at = below(2) == 0 ? from.front() : from.back();
    GeoPoint reached = turn.at;
    bool good = true;
    for (int via = below(3); via > 0 && good; --via) {
      const StreetId street = any();
      good = meets(street, reached);
      const auto& points = result.streets[street.index()].points;
      reached = points.front() == reached ? points.back() : points.front();
      turn.via.push_back(street);
    }
    if (good && meets(turn.to, reached)) result.restrictions.push_back(turn);
  }
  return result;
}

}  // namespace yuanluo::models::testing
