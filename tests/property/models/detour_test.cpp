// Ways round closed streets against tables that are made anew with those streets closed.
#include <array>
#include <catch2/catch.hpp>
#include <set>

#include "models/roads/detour.hpp"
#include "models/roads/journey.hpp"
#include "models/roads/way_graph.hpp"
#include "models/roads/way_table.hpp"
#include "tests/property/models/random_streets.hpp"

namespace yuanluo::models::testing {
namespace {

constexpr double run_mps = 2.0;

struct Case {
  Roads roads;
  std::vector<Doorstep> doors;  // some at junctions, some on the way
  std::vector<std::uint32_t> closed;

  bool shut(TravelMode mode, const Doorstep& door) const {
    return std::binary_search(closed.begin(), closed.end(), door.street->street) &&
           !roads.graph(mode).junction_of(*door.street);
  }
};

constexpr std::array modes{TravelMode::walking, TravelMode::e_bike, TravelMode::fire_engine};

Case drawn(unsigned seed) {
  const RandomStreets net = random_streets(seed, 8, 18, 5);
  District district;
  district.streets = net.streets;
  district.turn_restrictions = net.restrictions;
  Case c{Roads(district, net.plane, RoadParams{}, modes), {}, {}};
  std::mt19937 luck(seed);
  for (int i = 0; i < 7; ++i) {
    StreetPlace place;
    place.street = static_cast<std::uint32_t>(luck() % net.streets.size());
    place.share = static_cast<double>(luck() % 5) / 4.0;
    c.doors.push_back({{}, place});
  }
  std::set<std::uint32_t> closed;
  for (auto n = static_cast<unsigned>(luck() % 6); n > 0; --n)
    closed.insert(static_cast<std::uint32_t>(luck() % net.streets.size()));
  c.closed.assign(closed.begin(), closed.end());
  return c;
}

std::vector<StreetPlace> places_of(const std::vector<Doorstep>& doors) {
  std::vector<StreetPlace> places;
  for (const Doorstep& door : doors) places.push_back(*door.street);
  return places;
}

TEST_CASE("ways round closed streets are those of a table made anew with the streets closed") {
  int compared = 0;
  for (unsigned seed = 1; seed <= 150; ++seed) {
    const Case c = drawn(seed);
    const Roads closed = c.roads.with_closed(c.closed);
    const auto places = places_of(c.doors);
    for (const TravelMode mode : modes) {
      const auto expected = find_ways(closed.graph(mode), places, places);
      for (std::size_t j = 0; j < c.doors.size(); ++j) {
        const auto found = ways_round(c.roads, mode, c.doors, c.doors[j], c.closed, run_mps);
        for (std::size_t i = 0; i < c.doors.size(); ++i) {
          if (c.shut(mode, c.doors[i]) || c.shut(mode, c.doors[j])) continue;
          CAPTURE(seed, static_cast<int>(mode), i, j, c.closed);
          const Way way = expected[i * c.doors.size() + j];
          REQUIRE(found[i].exists() == way.exists());
          if (!way.exists()) continue;
          REQUIRE(found[i] == c.roads.whole(mode, c.doors[i], c.doors[j], way));
          ++compared;
        }
      }
    }
  }
  CHECK(compared > 5000);
}

TEST_CASE("a goal on a closed street is reached from its nearer end, the rest on foot") {
  int reached = 0;
  for (unsigned seed = 1; seed <= 150; ++seed) {
    const Case c = drawn(seed);
    const TravelMode mode = TravelMode::fire_engine;
    for (std::size_t j = 0; j < c.doors.size(); ++j) {
      if (!c.shut(mode, c.doors[j])) continue;
      const StreetPlace goal = *c.doors[j].street;
      const auto found = ways_round(c.roads, mode, c.doors, c.doors[j], c.closed, run_mps);
      // From either end by a search of its own.
      std::vector<std::vector<Way>> by_end;
      for (const double end : {0.0, 1.0})
        by_end.push_back(
            ways_round(c.roads, mode, c.doors, {{}, StreetPlace{goal.street, end, {}, 0.0}}, c.closed, 2.0));
      const double length_m = c.roads.map().length_m(goal.street);
      for (std::size_t i = 0; i < c.doors.size(); ++i) {
        CAPTURE(seed, i, j);
        Way best = Way::none();
        for (const std::size_t end : {std::size_t{0}, std::size_t{1}}) {
          if (!by_end[end][i].exists()) continue;
          const double on_foot_m = (end == 0 ? goal.share : 1.0 - goal.share) * length_m;
          best = std::min(best, by_end[end][i] + Way(on_foot_m / run_mps, on_foot_m));
        }
        REQUIRE(found[i] == best);
        if (found[i].exists()) ++reached;
      }
    }
  }
  CHECK(reached > 100);
}

TEST_CASE("a journey is as long as the way round, passes open streets one after another, and goes on from every spot") {
  int journeys = 0, spots = 0;
  for (unsigned seed = 1; seed <= 150; ++seed) {
    const Case c = drawn(seed);
    for (const TravelMode mode : modes) {
      const WayGraph& graph = c.roads.graph(mode);
      for (std::size_t j = 0; j < c.doors.size(); ++j) {
        const auto ways = ways_round(c.roads, mode, c.doors, c.doors[j], c.closed, run_mps);
        for (std::size_t i = 0; i < c.doors.size(); ++i) {
          if (c.shut(mode, c.doors[i])) continue;
          CAPTURE(seed, static_cast<int>(mode), i, j, c.closed);
          const auto journey = find_journey(c.roads, mode, {c.doors[i], std::nullopt}, c.doors[j], c.closed, run_mps);
          REQUIRE(journey.has_value() == ways[i].exists());
          if (!journey) continue;
          ++journeys;
          REQUIRE(journey->way == ways[i]);
          const auto& stretches = journey->stretches;
          for (std::size_t k = 0; k < stretches.size(); ++k) {
            const Stretch& s = stretches[k];
            CHECK(graph.arcs()[s.arc].street == s.street);
            CHECK_FALSE(std::binary_search(c.closed.begin(), c.closed.end(), s.street));
            CHECK(s.to_s - s.from_s ==
                  Approx((s.to_share - s.from_share) * graph.arcs()[s.arc].way.seconds()).margin(0.0021));
            if (k == 0) continue;
            CHECK(graph.arcs()[stretches[k - 1].arc].to == graph.arcs()[s.arc].from);
            CHECK(stretches[k - 1].to_s <= s.from_s + 0.0011);
            CHECK(stretches[k - 1].to_share == 1.0);
            CHECK(s.from_share == 0.0);
          }
          if (stretches.empty()) continue;
          // Whoever goes on from a spot takes what is left; the rest of a turn that has begun counts whole. What is
          // remembered of streets behind (restrictions over several streets) may be forgotten.
          for (const double share : {0.1, 0.5, 0.9}) {
            const double gone_s = share * journey->way.seconds();
            if (gone_s > stretches.back().to_s) continue;  // on foot along a closed street
            const Journey::Spot spot = journey->spot(graph, gone_s);
            const auto rest = find_journey(c.roads, mode, {doorstep_on(graph, *spot.heading), spot.heading}, c.doors[j],
                                           c.closed, run_mps);
            REQUIRE(rest);
            CHECK(rest->way.seconds() <= journey->way.seconds() - gone_s + c.roads.params().u_turn_s + 0.01);
            ++spots;
          }
        }
      }
    }
  }
  CHECK(journeys > 5000);
  CHECK(spots > 5000);
}

}  // namespace
}  // namespace yuanluo::models::testing
