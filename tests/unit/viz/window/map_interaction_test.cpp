// What a person does with the map, its layers and the search.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "tests/unit/viz/window/hands.hpp"
#include "viz/replay/fire_flow.hpp"

using namespace yuanluo;
using namespace yuanluo::viz;

TEST_CASE("dragging moves the map with the pointer and selects nothing") {
  Hands hands;
  const ImVec2 middle = hands.middle("map_0");
  const models::PlanePoint centre = hands.session.view.camera.centre;
  const ImVec2 before = hands.on_screen(centre);
  hands.drag(middle, {middle.x + 80.0F, middle.y - 50.0F});
  const ImVec2 after = hands.on_screen(centre);
  CHECK(after.x - before.x == Approx(80.0).margin(1.0));
  CHECK(after.y - before.y == Approx(-50.0).margin(1.0));
  CHECK_FALSE(hands.session.choices.selected);
}

TEST_CASE("dragging with the right button turns the map, and zero brings north up again") {
  Hands hands;
  const ImVec2 middle = hands.middle("map_0");
  hands.drag(middle, {middle.x + 100.0F, middle.y}, 1);
  CHECK(std::abs(hands.session.view.camera.turn_rad) > 0.1);
  hands.key(key::zero);
  CHECK(hands.session.view.camera.turn_rad == 0.0);
}

TEST_CASE("the wheel zooms in on what lies under the pointer") {
  Hands hands;
  const Rect map = hands.viewer.map_place(0);
  const ImVec2 at{map.x + 200.0F, map.y + 150.0F};
  const models::PlanePoint under = hands.session.view.to_plane({200.0, 150.0});
  const double before = hands.session.view.camera.metres_per_pixel;
  hands.wheel(at, 2.0F);
  CHECK(hands.session.view.camera.metres_per_pixel == Approx(before / 1.44));
  CHECK(hands.on_screen(under).x == Approx(at.x).margin(0.5));
  CHECK(hands.on_screen(under).y == Approx(at.y).margin(0.5));
}

TEST_CASE("the wheel over a panel does not zoom the map") {
  Hands hands;
  const double before = hands.session.view.camera.metres_per_pixel;
  hands.wheel(hands.middle("tab_incidents"), 3.0F);
  CHECK(hands.session.view.camera.metres_per_pixel == before);
}

TEST_CASE("a click on a compound selects it and tells of it; a click outside deselects") {
  Hands hands;
  hands.session.layers.buildings = hands.session.layers.stations = hands.session.layers.hydrants = false;
  hands.press_at(hands.on_screen(hands.session.map().compounds[1].centre));
  CHECK(hands.session.choices.selected == Thing{ThingKind::compound, 1});
  CHECK(hands.viewer.desk().tab == Tab::inspect);
  hands.session.layers.communities = false;
  const Rect map = hands.viewer.map_place(0);
  hands.press_at({map.x + map.width - 4.0F, map.y + map.height / 2.0F});
  CHECK_FALSE(hands.session.choices.selected);
}

TEST_CASE("a click on an incident selects it rather than the place it is in") {
  Hands hands;
  hands.key('N');
  hands.session.select({});
  REQUIRE_FALSE(hands.session.frame().incidents.empty());
  const IncidentMark mark = hands.session.frame().incidents.front();
  hands.press_at(hands.on_screen(mark.at));
  CHECK(hands.session.choices.selected.kind == ThingKind::incident);
}

TEST_CASE("arrow keys zoom, letters move and turn, F shows everything again") {
  Hands hands;
  const Camera whole = hands.session.view.camera;
  hands.key(key::up);
  CHECK(hands.session.view.camera.metres_per_pixel < whole.metres_per_pixel);
  hands.key(key::down);
  CHECK(hands.session.view.camera.metres_per_pixel == Approx(whole.metres_per_pixel));
  hands.key('W');
  CHECK(hands.session.view.camera.centre.y > whole.centre.y);
  hands.key('D');
  CHECK(hands.session.view.camera.centre.x > whole.centre.x);
  hands.key('Q');
  CHECK(hands.session.view.camera.turn_rad > 0.0);
  hands.key('E');
  hands.key('E');
  CHECK(hands.session.view.camera.turn_rad < 0.0);
  hands.key('F');
  CHECK(hands.session.view.camera.metres_per_pixel == Approx(whole.metres_per_pixel));
  CHECK(hands.session.view.camera.turn_rad == 0.0);
}

TEST_CASE("the map's buttons zoom, fit and turn north up") {
  Hands hands;
  const double whole = hands.session.view.camera.metres_per_pixel;
  hands.click("zoom_in");
  CHECK(hands.session.view.camera.metres_per_pixel == Approx(whole / 1.5));
  hands.click("zoom_out");
  CHECK(hands.session.view.camera.metres_per_pixel == Approx(whole));
  hands.click("zoom_in");
  hands.click("fit");
  CHECK(hands.session.view.camera.metres_per_pixel == Approx(whole));
  hands.key('Q');
  hands.click("north");
  CHECK(hands.session.view.camera.turn_rad == 0.0);
}

TEST_CASE("a layer that is unticked is not drawn, and its things are not picked") {
  Hands hands;
  hands.click("layer_buildings");
  CHECK_FALSE(hands.session.layers.buildings);
  hands.click("layer_compounds");
  hands.click("layer_communities");
  hands.click("layer_stations");
  hands.press_at(hands.on_screen(hands.session.map().compounds[0].centre));
  CHECK(hands.session.choices.selected.kind != ThingKind::compound);
  CHECK(hands.session.choices.selected.kind != ThingKind::building);
}

TEST_CASE("a colouring is chosen from the list, or in turn by M") {
  Hands hands;
  hands.click("measure");
  hands.click("measure_2");
  CHECK(hands.session.choices.measure == Measure::risk);
  CHECK(hands.session.frame().values.measure == Measure::risk);
  hands.key('M');
  CHECK(hands.session.choices.measure == Measure::latency);
  for (int i = 0; i < 6; ++i) hands.key('M');
  CHECK(hands.session.choices.measure == Measure::none);
}

TEST_CASE("a hazard that is unticked leaves map and list, but what is open stays in the list") {
  Hands hands;
  hands.key(key::end);
  const std::size_t all = hands.session.incidents().entries().size();
  hands.click("hazard_fall");
  CHECK_FALSE(hands.session.choices.hazards[static_cast<std::size_t>(models::Hazard::fall)]);
  CHECK(hands.session.incidents().entries().size() < all);
  for (const IncidentMark& mark : hands.session.frame().incidents) CHECK(mark.hazard != models::Hazard::fall);
}

TEST_CASE("heat is switched by its box and by H, and asks the replay for it") {
  Hands hands;
  hands.key(key::end);
  hands.session.choices.heat_window = 400 * sim::one_day;
  hands.click("heat");
  CHECK(hands.session.layers.heat);
  CHECK(hands.session.choices.heat);
  CHECK_FALSE(hands.session.frame().heat.empty());
  hands.key('H');
  CHECK_FALSE(hands.session.layers.heat);
  CHECK_FALSE(hands.session.choices.heat);
}

TEST_CASE("patterns are switched by their box and by J") {
  Hands hands;
  hands.click("hatching");
  CHECK(hands.session.hatched);
  hands.key('J');
  CHECK_FALSE(hands.session.hatched);
}

TEST_CASE("without the layer panel the map is wider") {
  Hands hands;
  const float before = hands.viewer.map_place(0).width;
  hands.click("layers");
  CHECK(hands.viewer.map_place(0).width > before + 150.0F);
  CHECK_FALSE(hands.is_there("measure"));
}

TEST_CASE("reach is shown from what is selected, from all hydrants or from stations") {
  Hands hands;
  hands.click("layer_reach");
  CHECK(hands.session.reach().stretches.empty());
  hands.session.reach_from = ReachFrom::hydrants;
  hands.frames(2);
  CHECK_FALSE(hands.session.reach().stretches.empty());
  const auto before = hands.session.reach_revision();
  hands.frames(5);
  CHECK(hands.session.reach_revision() == before);
  // Those who come from a station come in time, not along so many metres.
  hands.session.reach_from = ReachFrom::stations;
  for (const MapStation& station : hands.session.map().stations) {
    hands.session.choices.coverage_of = station.kind;
    hands.frames(2);
    CHECK(hands.session.reach().stretches.empty());
    CHECK_FALSE(hands.session.reach().limits_s.empty());
    CHECK_FALSE(hands.session.reach().how.empty());
  }
}

TEST_CASE("an isochrone follows the traffic from hour to hour, and only then") {
  Hands hands;
  hands.session.layers.reach = true;
  hands.session.reach_from = ReachFrom::stations;
  hands.session.choices.coverage_of = models::StationKind::fire_station;
  hands.session.clock.go(sim::epoch + sim::hours(10.0));
  hands.frames(2);
  const auto at_ten = hands.session.reach_revision();
  hands.session.clock.go(sim::epoch + sim::hours(10.9));
  hands.frames(2);
  CHECK(hands.session.reach_revision() == at_ten);
  hands.session.clock.go(sim::epoch + sim::hours(11.1));
  hands.frames(2);
  CHECK(hands.session.reach_revision() == at_ten + 1);
}

TEST_CASE("a name that is typed in Chinese is found, and Enter leads there") {
  Hands hands(1, Settings{});
  hands.click("search");
  const std::string name = hands.session.map().compounds[0].name.zh;
  hands.type(name);
  REQUIRE_FALSE(hands.viewer.desk().found.empty());
  hands.key(key::enter);
  CHECK(hands.session.choices.selected == Thing{ThingKind::compound, 0});
  CHECK(hands.viewer.desk().search.empty());
  CHECK(hands.viewer.desk().tab == Tab::inspect);
}

TEST_CASE("a click on what was found leads there") {
  Hands hands;
  hands.click("search");
  hands.type(hands.session.map().compounds[1].name.en);
  hands.frames(2);
  hands.click("found_0");
  CHECK(hands.session.choices.selected == Thing{ThingKind::compound, 1});
}

TEST_CASE("Ctrl+F and the slash lead to the search box, Escape empties it, and nothing found is no fault") {
  Hands hands;
  hands.key('F', false, true);
  hands.type("zzzzzz");
  CHECK(hands.viewer.desk().search == "zzzzzz");
  CHECK(hands.viewer.desk().found.empty());
  hands.key(key::enter);
  hands.key(key::escape);
  CHECK(hands.viewer.desk().search.empty());
  hands.frames(2);
  hands.character('/');
  hands.frames(2);
  hands.type("a");
  CHECK(hands.viewer.desk().search == "a");
}

TEST_CASE("a closed street is selected anywhere along it, and only while closures are shown") {
  Hands hands;
  Session& session = hands.session;
  const auto rows = session.replay().incidents();
  const auto row = std::find_if(rows.begin(), rows.end(),
                                [](const IncidentRow& r) { return r.variety == models::Variety::street_works; });
  REQUIRE(row != rows.end());
  session.clock.go(row->onset + sim::one_hour);
  // The street alone, so that nothing lies over it.
  session.layers.incidents = session.layers.units = session.layers.stations = session.layers.hydrants = false;
  session.layers.pump_stations = session.layers.failures = false;
  hands.frames(2);
  REQUIRE(session.frame().closures.size() == 1);
  const std::vector<PlanePoint> line = session.frame().closures.front().line;
  session.view.camera.centre = {0.6 * line[0].x + 0.4 * line[1].x, 0.6 * line[0].y + 0.4 * line[1].y};
  hands.frames(2);
  hands.press_at(hands.on_screen(session.view.camera.centre));
  CHECK(session.choices.selected == Thing{ThingKind::street, row->id.entity()});
  REQUIRE(session.frame().inspection);
  CHECK(session.frame().inspection->facts.front().thing == thing_of(row->id));

  session.select({});
  hands.click("layer_closures");
  CHECK_FALSE(session.layers.closures);
  hands.press_at(hands.on_screen(session.view.camera.centre));
  CHECK(session.choices.selected.kind != ThingKind::street);
}

TEST_CASE("colouring by fire flow fills in by itself, and the window stays awake for it") {
  Hands hands;
  hands.session.replay().solve_at_most(1);
  hands.session.choices.measure = Measure::fire_flow;
  hands.frames(1);
  for (int i = 0; i < 50 && hands.session.unfinished(); ++i) {
    CHECK_FALSE(hands.viewer.still());
    hands.frames(1);
  }
  CHECK_FALSE(hands.session.unfinished());
  hands.wait(10.0);
  CHECK(hands.viewer.still());
  hands.session.replay().solve_at_most(FireFlow::all_solutions);
}

TEST_CASE("the legend is folded and unfolded by its head and by K, and it is remembered") {
  Hands hands;
  hands.session.choices.measure = Measure::coverage;
  hands.frames(2);
  const Rect open = hands.place("legend_0");
  hands.click("legend_head_0");
  const Rect folded = hands.place("legend_0");
  CHECK(folded.height < 0.4F * open.height);
  CHECK_FALSE(hands.session.choices.selected);
  CHECK_FALSE(hands.viewer.settings({}).legend_open);
  hands.key('K');
  CHECK(hands.place("legend_0").height == open.height);
  CHECK(hands.viewer.settings({}).legend_open);
  // A click elsewhere on it does not go through to the map.
  hands.session.select({ThingKind::compound, 1});
  hands.press_at({open.x + 4.0F, open.y + open.height - 4.0F});
  CHECK(hands.session.choices.selected == Thing{ThingKind::compound, 1});
}

TEST_CASE("the legend repeats no signs that the layer panel has") {
  Hands hands;
  CHECK(hands.place("legend_0").height == 0.0F);  // nothing is left to tell
  hands.click("layers");
  hands.frames(2);
  CHECK(hands.place("legend_0").height > 100.0F);
}

TEST_CASE("a district that is shown whole lies clear of legend, counters and scale bar, at any size of the window") {
  for (const ImVec2 size : {ImVec2{1280.0F, 720.0F}, ImVec2{1920.0F, 1080.0F}, ImVec2{1000.0F, 900.0F}}) {
    Hands hands;
    hands.session.choices.measure = Measure::coverage;
    hands.click("layers");
    hands.resize(size.x, size.y);
    hands.key('F');
    hands.frames(2);
    const Rect map = hands.viewer.map_place(0), legend = hands.place("legend_0");
    std::size_t covered = 0, above = 0, below = 0;
    for (const MapCompound& compound : hands.session.map().compounds) {
      for (const models::PlanePoint p : compound.ring) {
        const ImVec2 at = hands.on_screen(p);
        covered += legend.holds(at) ? 1 : 0;
        above += at.y < map.y + 64.0F ? 1 : 0;
        below += at.y > map.y + map.height - 34.0F ? 1 : 0;
      }
    }
    INFO(size.x << " x " << size.y);
    CHECK(covered == 0);
    CHECK(above == 0);
    CHECK(below == 0);
  }
}

TEST_CASE("a district that is shown whole makes room for a legend that comes; one that was moved does not") {
  for (const bool moved : {false, true}) {
    Hands hands;
    hands.click("layers");
    hands.resize(1300.0F, 500.0F);  // beside the legend there is room, beside the counters not
    hands.session.layers.incidents = hands.session.layers.stations = false;  // no signs, no legend
    hands.key('F');
    if (moved) hands.key('A');
    hands.frames(2);
    REQUIRE(hands.place("legend_0").height == 0.0F);
    const Camera before = hands.session.view.camera;
    hands.session.choices.measure = Measure::coverage;
    hands.frames(3);
    REQUIRE(hands.place("legend_0").height > 0.0F);
    CHECK((hands.session.view.camera == before) == moved);
  }
}
