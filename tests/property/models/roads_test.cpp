#include <array>
#include <catch2/catch.hpp>

#include "models/roads/route.hpp"
#include "models/roads/way_hierarchy.hpp"
#include "models/roads/way_table.hpp"
#include "tests/property/models/brute_force.hpp"

using namespace yuanluo::models;
using namespace yuanluo::models::testing;

namespace {

constexpr std::array modes{TravelMode::walking, TravelMode::e_bike, TravelMode::car, TravelMode::fire_engine};

std::shared_ptr<const StreetMap> map_of(const RandomStreets& net) {
  return std::make_shared<const StreetMap>(net.streets, net.plane);
}

WayGraph graph_of(const RandomStreets& net, TravelMode mode, const RoadParams& params = {}) {
  return {map_of(net), net.streets, net.restrictions, params, mode};
}

// Some at junctions, some on the way.
std::vector<StreetPlace> places_on(const RandomStreets& net, unsigned seed, int count) {
  std::mt19937 luck(seed);
  std::vector<StreetPlace> places;
  for (int i = 0; i < count; ++i) {
    StreetPlace place;
    place.street = static_cast<std::uint32_t>(luck() % net.streets.size());
    place.share = static_cast<double>(luck() % 5) / 4.0;
    places.push_back(place);
  }
  return places;
}

TimeAndLength figures(Way way) { return {std::lround(way.seconds() * 1000.0), std::lround(way.metres() * 100.0)}; }

}  // namespace

TEST_CASE("shortest ways are those of a brute force over all walks, with turn restrictions over several streets") {
  for (unsigned seed = 1; seed <= 40; ++seed) {
    const RandomStreets net = random_streets(seed, 4 + static_cast<int>(seed % 4), 9, static_cast<int>(seed % 7));
    const auto places = places_on(net, seed, 5);
    for (const TravelMode mode : modes) {
      const WayGraph graph = graph_of(net, mode);
      const BruteForce brute(net, {}, mode);
      const auto ways = find_ways(graph, places, places);
      for (std::size_t i = 0; i < places.size(); ++i)
        for (std::size_t j = 0; j < places.size(); ++j) {
          const Way way = ways[i * places.size() + j];
          const auto expected =
              brute.shortest({places[i].street, places[i].share}, {places[j].street, places[j].share});
          CAPTURE(seed, static_cast<int>(mode), i, j, places[i].street, places[i].share, places[j].street,
                  places[j].share);
          REQUIRE(way.exists() == expected.has_value());
          if (!expected) continue;
          REQUIRE(figures(way).first == expected->first);
          REQUIRE(figures(way).second == expected->second);
        }
    }
  }
}

TEST_CASE("a table that follows closing and opening streets is the table of a graph with those streets closed") {
  for (unsigned seed = 1; seed <= 60; ++seed) {
    const RandomStreets net = random_streets(seed, 8, 18, 5);
    const auto from = places_on(net, seed, 7), to = places_on(net, seed + 1000, 9);
    for (const TravelMode mode : modes) {
      WayTable table(graph_of(net, mode), from, to);
      std::mt19937 luck(seed);
      std::vector<bool> closed(net.streets.size(), false);
      for (int change = 0; change < 8; ++change) {
        const auto street = static_cast<std::uint32_t>(luck() % net.streets.size());
        closed[street] = !closed[street];
        closed[street] ? table.close(street) : table.open(street);
        WayGraph rebuilt = graph_of(net, mode);
        for (std::uint32_t i = 0; i < closed.size(); ++i)
          if (closed[i]) rebuilt.close(i);
        const auto expected = find_ways(rebuilt, from, to);
        CAPTURE(seed, static_cast<int>(mode), change, street);
        REQUIRE(std::equal(expected.begin(), expected.end(), table.ways().begin()));
      }
    }
  }
}

TEST_CASE("a hierarchy gives the ways that single searches give") {
  for (unsigned seed = 700; seed < 780; ++seed) {
    const int size = 5 + static_cast<int>(seed % 60);
    const RandomStreets net = random_streets(seed, size, 2 * size, size / 2);
    const auto from = places_on(net, seed, 12), to = places_on(net, seed + 1, 15);
    for (const TravelMode mode : modes) {
      WayGraph graph = graph_of(net, mode);
      graph.close(seed % static_cast<unsigned>(net.streets.size()));
      CAPTURE(seed, static_cast<int>(mode));
      REQUIRE(WayHierarchy(graph).find_ways(from, to) == find_ways(graph, from, to));
    }
  }
}

TEST_CASE("closures and turn restrictions together give the ways of the brute force") {
  for (unsigned seed = 200; seed < 225; ++seed) {
    const RandomStreets net = random_streets(seed, 5, 10, 5);
    const auto places = places_on(net, seed, 5);
    std::vector<bool> closed(net.streets.size(), false);
    closed[seed % closed.size()] = closed[(seed * 7) % closed.size()] = true;
    WayTable table(graph_of(net, TravelMode::fire_engine), places, places);
    for (std::uint32_t i = 0; i < closed.size(); ++i)
      if (closed[i]) table.close(i);
    const BruteForce brute(net, {}, TravelMode::fire_engine, closed);
    for (std::size_t i = 0; i < places.size(); ++i)
      for (std::size_t j = 0; j < places.size(); ++j) {
        const auto expected = brute.shortest({places[i].street, places[i].share}, {places[j].street, places[j].share});
        CAPTURE(seed, i, j);
        REQUIRE(table.way(i, j).exists() == expected.has_value());
        if (expected) REQUIRE(figures(table.way(i, j)) == *expected);
      }
  }
}

TEST_CASE("a faster street never makes any shortest time longer") {
  for (unsigned seed = 300; seed < 340; ++seed) {
    RandomStreets net = random_streets(seed, 8, 18, 5);
    const auto places = places_on(net, seed, 8);
    RoadParams params;
    params.engine_kmh.fill(20.0);  // of all classes alike, so that a class can be made faster for one street only
    const auto before = find_ways(graph_of(net, TravelMode::fire_engine, params), places, places);
    Street& street = net.streets[seed % net.streets.size()];
    if (permission(street, Traveller::vehicle) == Permission::no) continue;
    street.access[2] = Permission::yes;
    street.kind = StreetClass::motorway;
    params.engine_kmh[0] = 90.0;
    for (std::size_t i = 0; i < net.streets.size(); ++i)
      if (&net.streets[i] != &street && net.streets[i].kind == StreetClass::motorway)
        net.streets[i].kind = StreetClass::trunk;
    const auto after = find_ways(graph_of(net, TravelMode::fire_engine, params), places, places);
    for (std::size_t i = 0; i < before.size(); ++i) {
      CAPTURE(seed, i);
      REQUIRE(after[i].exists() == before[i].exists());
      if (before[i].exists()) REQUIRE(after[i].seconds() <= before[i].seconds());
    }
  }
}

TEST_CASE("a closure never makes a way shorter, and opening the street again brings the old ways back") {
  for (unsigned seed = 400; seed < 440; ++seed) {
    const RandomStreets net = random_streets(seed, 8, 18, 5);
    const auto places = places_on(net, seed, 8);
    for (const TravelMode mode : modes) {
      WayTable table(graph_of(net, mode), places, places);
      const std::vector<Way> before(table.ways().begin(), table.ways().end());
      const auto street = static_cast<std::uint32_t>(seed % net.streets.size());
      table.close(street);
      for (std::size_t i = 0; i < before.size(); ++i) REQUIRE(table.ways()[i] >= before[i]);  // none is the longest
      table.open(street);
      REQUIRE(std::equal(before.begin(), before.end(), table.ways().begin()));
    }
  }
}

TEST_CASE("a route is as long as its way, goes from place to place, and never back in time") {
  for (unsigned seed = 500; seed < 560; ++seed) {
    const RandomStreets net = random_streets(seed, 8, 18, 5);
    const auto map = map_of(net);
    const auto places = places_on(net, seed, 8);
    for (const TravelMode mode : modes) {
      const WayGraph graph = graph_of(net, mode);
      WaySearch search(graph);
      for (const StreetPlace& from : places)
        for (const StreetPlace& to : places) {
          const auto route = find_route(search, graph, from, to);
          if (!route) continue;
          CAPTURE(seed, static_cast<int>(mode), from.street, from.share, to.street, to.share);
          REQUIRE(route->points.size() == route->seconds.size());
          REQUIRE(std::is_sorted(route->seconds.begin(), route->seconds.end()));
          REQUIRE(route->seconds.front() == Approx(0.0).margin(1e-3));
          REQUIRE(route->seconds.back() == Approx(route->way.seconds()).margin(0.002));
          double metres = 0.0;
          for (std::size_t i = 1; i < route->points.size(); ++i)
            metres += distance(route->points[i - 1], route->points[i]).value;
          REQUIRE(metres == Approx(route->way.metres()).margin(0.1));
          const auto ends = [&](const StreetPlace& place, PlanePoint p) {
            if (place.share > 0.0 && place.share < 1.0) return true;
            return distance(map->position(*graph.junction_of(place)), p).value < 0.01;
          };
          REQUIRE(ends(from, route->points.front()));
          REQUIRE(ends(to, route->points.back()));
        }
    }
  }
}

TEST_CASE("the nearest point of the streets is that of a search over all segments") {
  for (unsigned seed = 600; seed < 640; ++seed) {
    const RandomStreets net = random_streets(seed, 10, 25, 0);
    const auto map = map_of(net);
    std::vector<StreetIndex::Line> lines;
    for (std::uint32_t i = 0; i < net.streets.size(); ++i) lines.push_back({i, map->points(i)});
    const StreetIndex index(lines);
    std::mt19937 luck(seed);
    for (int k = 0; k < 50; ++k) {
      const PlanePoint p{static_cast<double>(luck() % 900) - 150.0, static_cast<double>(luck() % 900) - 150.0};
      double nearest = 1e300;
      for (const auto& line : lines)
        for (std::size_t i = 1; i < line.points.size(); ++i)
          for (int t = 0; t <= 200; ++t) {
            const PlanePoint a = line.points[i - 1], b = line.points[i];
            nearest =
                std::min(nearest, distance(p, {a.x + t * (b.x - a.x) / 200.0, a.y + t * (b.y - a.y) / 200.0}).value);
          }
      const auto found = index.nearest(p);
      REQUIRE(found);
      REQUIRE(found->aside_m <= nearest + 1e-9);
      REQUIRE(found->aside_m >= nearest - 3.0);  // steps of the search above are up to 6 m long
      REQUIRE(distance(p, found->at).value == Approx(found->aside_m));
    }
  }
}
