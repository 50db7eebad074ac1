// Streets of small maps that are written here: where they meet, who gets through, what is left of them.
#include "scenarios/import/street_map.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "scenarios/import/blocks.hpp"
#include "scenarios/import/connect.hpp"
#include "scenarios/import/osm_reader.hpp"
#include "scenarios/import/snap.hpp"
#include "scenarios/import/turns.hpp"
#include "tests/fixtures/map_text.hpp"

using namespace yuanluo;
using namespace yuanluo::scenarios;
using fixtures::MapText;

namespace {

const MapText::Tags road{{"highway", "residential"}};

struct Read {
  StreetMap map;
  ImportNotes notes;
};

Read streets_of(const MapText& text, const GeoBox& box = {}) {
  Read read;
  read.map = map_streets(read_osm("map", text.str(), Datum::wgs84), box, read.notes);
  return read;
}

std::size_t vehicle_streets(const StreetMap& map) {
  return static_cast<std::size_t>(
      std::count_if(map.streets.begin(), map.streets.end(), [](const MapStreet& s) { return s.use.vehicles(); }));
}

}  // namespace

TEST_CASE("ways that share a node meet there, and ways that only cross do not") {
  MapText map;
  map.node(1, -100, 0).node(2, 100, 0).node(3, 0, -100).node(4, 0, 100).node(5, 0, 0);
  SECTION("sharing a node") {
    map.way(10, {1, 5, 2}, road).way(11, {3, 5, 4}, road);
    CHECK(streets_of(map).map.streets.size() == 4);
    CHECK(streets_of(map).map.junctions.size() == 5);
  }
  SECTION("a bridge over a street") {
    map.way(10, {1, 2}, road).way(11, {3, 4}, {{"highway", "primary"}, {"bridge", "yes"}, {"layer", "1"}});
    CHECK(streets_of(map).map.streets.size() == 2);
    CHECK(streets_of(map).map.junctions.size() == 4);
  }
  SECTION("two nodes at one place, one on the bridge and one below, with branches at both") {
    map.node(6, 0, 0).node(7, 50, 50).node(8, -50, 50);
    map.way(10, {1, 5, 2}, road).way(11, {3, 6, 4}, road).way(12, {5, 7}, road).way(13, {6, 8}, road);
    const Read read = streets_of(map);
    CHECK(read.map.streets.size() == 6);
    std::vector<models::GeoPoint> places;
    for (const MapJunction& j : read.map.junctions) places.push_back(j.place);
    std::sort(places.begin(), places.end());
    CHECK(std::adjacent_find(places.begin(), places.end()) == places.end());
  }
}

TEST_CASE("a ring is cut so that no street ends where it begins") {
  MapText map;
  map.node(1, 0, 0).node(2, 50, 0).node(3, 50, 50).node(4, 0, 50).node(5, -100, 0);
  map.way(10, {1, 2, 3, 4, 1}, {{"highway", "tertiary"}, {"junction", "roundabout"}}).way(11, {5, 1}, road);
  const Read read = streets_of(map);
  CHECK(read.map.streets.size() == 3);
  double ring = 0.0;
  for (const MapStreet& s : read.map.streets) {
    CHECK(s.from != s.to);
    if (s.way == 10) ring += length_m(s.points);
  }
  CHECK(ring == Approx(200.0).epsilon(1e-3));
}

TEST_CASE("ways are cut where nodes lie outside the box or have no place") {
  MapText map;
  for (int i = 0; i < 6; ++i) map.node(i + 1, 100.0 * i, 0.0);
  map.way(10, {1, 2, 99, 3, 4, 5, 6}, road);
  const auto corner = [](double x, double y) { return MapText::plane().to_geo({x, y}); };
  const Read read = streets_of(map, {corner(-10, -10), corner(350, 10)});
  REQUIRE(read.map.streets.size() == 2);
  CHECK(length_m(read.map.streets[0].points) == Approx(100.0).epsilon(1e-3));
  CHECK(length_m(read.map.streets[1].points) == Approx(100.0).epsilon(1e-3));
  CHECK(read.notes.value(NoteKind::assumed, "ways_leaving") == 1);
  CHECK(read.notes.value(NoteKind::assumed, "ways_with_gaps") == 1);
}

TEST_CASE("a bollard lets people through and vehicles come up to it from both sides; a gate can be opened") {
  for (const bool bollard : {true, false}) {
    MapText map;
    map.node(1, -100, 0).node(2, 0, 0, {{"barrier", bollard ? "bollard" : "lift_gate"}}).node(3, 100, 0);
    map.way(10, {1, 2, 3}, road);
    const Read read = streets_of(map);
    REQUIRE(read.map.streets.size() == 3);
    double vehicles = 0.0, people = 0.0;
    for (const MapStreet& s : read.map.streets) {
      if (s.use.vehicles()) vehicles += length_m(s.points);
      if (s.use.people()) people += length_m(s.points);
    }
    CHECK(people == Approx(200.0).epsilon(1e-3));
    CHECK(vehicles == Approx(bollard ? 198.0 : 200.0).epsilon(1e-3));
    const auto with_barrier = std::count_if(read.map.streets.begin(), read.map.streets.end(), [&](const MapStreet& s) {
      return s.use.barrier == (bollard ? models::Barrier::bollard : models::Barrier::gate);
    });
    CHECK(with_barrier == 1);
  }
}

TEST_CASE("vehicles keep what is strongly connected; the rest of it stays for people") {
  MapText map;
  map.node(1, 0, 0)
      .node(2, 100, 0)
      .node(3, 100, 100)
      .node(4, 0, 100)
      .node(5, 300, 0)
      .node(6, 500, 500)
      .node(7, 600, 500);
  map.way(10, {1, 2, 3, 4, 1}, {{"highway", "residential"}, {"oneway", "yes"}});
  map.way(11, {2, 5}, {{"highway", "residential"}, {"oneway", "yes"}});  // a way out, and none back
  map.way(12, {6, 7}, road);                                             // an island
  Read read = streets_of(map);
  const Connectivity c = keep_connected(read.map, read.notes);
  CHECK(c.core_length_m == Approx(400.0).epsilon(1e-3));
  CHECK(c.length_m == Approx(700.0).epsilon(1e-3));
  CHECK(c.length_share() == Approx(4.0 / 7.0).epsilon(1e-3));
  CHECK(vehicle_streets(read.map) + 1 == read.map.streets.size());
  CHECK(read.notes.value(NoteKind::dropped, "streets_unreachable") == 1);
  CHECK(read.notes.value(NoteKind::assumed, "streets_outside_core") == 2);
}

TEST_CASE("turn restrictions by node and by way become moves from street to street") {
  MapText map;
  map.node(1, -100, 0).node(2, 0, 0).node(3, 100, 0).node(4, 0, 100).node(5, 100, 100).node(6, 0, -100);
  map.way(10, {1, 2}, road).way(11, {2, 3}, road).way(12, {2, 4}, road).way(13, {3, 5}, road).way(14, {2, 6}, road);
  map.relation(1, {{"way", 10, "from"}, {"node", 2, "via"}, {"way", 12, "to"}},
               {{"type", "restriction"}, {"restriction", "no_left_turn"}});
  map.relation(2, {{"way", 10, "from"}, {"way", 11, "via"}, {"way", 13, "to"}},
               {{"type", "restriction"}, {"restriction", "no_u_turn"}, {"except", "bicycle"}});
  map.relation(3, {{"way", 10, "from"}, {"node", 5, "via"}, {"way", 12, "to"}},
               {{"type", "restriction"}, {"restriction", "no_left_turn"}});  // does not meet there
  Read read = streets_of(map);
  const auto turns = resolve_turns(read.map, read.notes);
  REQUIRE(turns.size() == 2);
  const auto way = [&](models::StreetId s) { return read.map.streets[s.index()].way; };
  CHECK(way(turns[0].from) == 10);
  CHECK(way(turns[0].to) == 12);
  CHECK(turns[0].via.empty());
  CHECK_FALSE(turns[0].only);
  CHECK(turns[0].at == MapText::plane().to_geo({0.0, 0.0}));
  REQUIRE(turns[1].via.size() == 1);
  CHECK(way(turns[1].via[0]) == 11);
  CHECK(way(turns[1].to) == 13);
  CHECK(turns[1].except_bikes);
  CHECK(read.notes.value(NoteKind::dropped, "turns_elsewhere") == 1);
}

TEST_CASE("a place is put on the nearest street, which is cut there without changing its length") {
  MapText map;
  map.node(1, 0, 0).node(2, 100, 0).node(3, 200, 0).node(4, 200, 200).node(5, 0, 200);
  map.way(10, {1, 2, 3, 4, 5, 1}, road);
  Read read = streets_of(map);
  keep_connected(read.map, read.notes);
  double before = 0.0;
  for (const MapStreet& s : read.map.streets) before += length_m(s.points);
  const models::LocalPlane plane = MapText::plane();
  const std::vector<models::PlanePoint> places{{30, 10}, {60, -5}, {60.5, 3}, {100, 7}, {150, 20}, {210, 100}, {0, 0}};
  const auto snapped = snap(read.map, plane, places);
  REQUIRE(snapped.size() == places.size());
  const std::vector<double> distance{10, 5, 3, 7, 20, 10, 0};
  for (std::size_t i = 0; i < places.size(); ++i) {
    INFO(i);
    CHECK(snapped[i].distance_m == Approx(distance[i]).margin(0.05));
    const auto at = plane.to_plane(read.map.junctions[snapped[i].junction].place);
    CHECK(models::distance(at, places[i]).value == Approx(distance[i]).margin(1.6));
    const MapStreet& street = read.map.streets[snapped[i].street];
    CHECK((street.from == snapped[i].junction || street.to == snapped[i].junction));
  }
  CHECK(snapped[1].junction == snapped[2].junction);
  double after = 0.0;
  for (const MapStreet& s : read.map.streets) {
    after += length_m(s.points);
    CHECK(s.points.front() == read.map.junctions[s.from].place);
    CHECK(s.points.back() == read.map.junctions[s.to].place);
    for (std::size_t k = 1; k < s.points.size(); ++k) CHECK(s.points[k] != s.points[k - 1]);
  }
  CHECK(after == Approx(before).epsilon(1e-4));
}

TEST_CASE("blocks are the faces between streets, also where a bridge crosses, and plots cut them without loss") {
  Read read = streets_of(fixtures::small_town());
  const models::LocalPlane plane = MapText::plane();
  auto blocks = street_blocks(read.map, plane);
  REQUIRE(blocks.size() == 9);
  for (const Ring& block : blocks) CHECK(area_m2(block) == Approx(14400.0).epsilon(1e-3));
  double plots_m2 = 0.0;
  const auto plots = plots_of(blocks.front(), 10.0, 2500.0);
  for (const Ring& plot : plots) plots_m2 += area_m2(plot);
  CHECK(plots.size() == 4);
  CHECK(plots_m2 == Approx(10000.0).epsilon(1e-3));

  MapText crossing = fixtures::small_town();
  crossing.node(500, 60, -50).node(501, 60, 500).way(5000, {500, 501}, {{"highway", "primary"}, {"bridge", "yes"}});
  // The bridge ends in the air on both sides, and its two ends are no block; inside, it halves three of them.
  read = streets_of(crossing);
  blocks = street_blocks(read.map, plane);
  CHECK(blocks.size() == 12);
  double sum = 0.0;
  for (const Ring& block : blocks) sum += area_m2(block);
  CHECK(sum == Approx(9 * 14400.0).epsilon(1e-3));
}
