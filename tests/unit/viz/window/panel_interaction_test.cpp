// What a person does with lists, figures, languages, the presentation and two runs at once.
#include <catch2/catch.hpp>

#include "tests/unit/viz/window/hands.hpp"

using namespace yuanluo;
using namespace yuanluo::viz;

namespace {

// A moment at which something is open.
void go_to_open(Hands& hands) {
  for (const IncidentRow& row : hands.session.replay().incidents()) {
    if (row.ended - row.onset < std::chrono::minutes{2} || row.hazard() == models::Hazard::outage) continue;
    hands.session.clock.go(row.onset + std::chrono::minutes{1});
    hands.frames(2);
    return;
  }
}

}  // namespace

TEST_CASE("what is open stays in the list whatever is filtered") {
  Hands hands;
  go_to_open(hands);
  const std::size_t open = hands.session.incidents().open();
  REQUIRE(open > 0);
  hands.click("filter");
  hands.type("no such word");
  const auto& entries = hands.session.incidents().entries();
  CHECK(entries.size() == open);
  for (const auto& entry : entries) CHECK(entry.open);
  for (const auto& entry : entries) CHECK_FALSE(entry.matches);
}

TEST_CASE("among what is open, people stand before equipment, however the list is sorted") {
  Hands hands;
  go_to_open(hands);
  const auto rows = hands.session.replay().incidents();
  for (const SortBy by : {SortBy::onset, SortBy::kind, SortBy::noticed, SortBy::reached, SortBy::ending}) {
    hands.session.list.by = by;
    hands.frames(1);
    bool equipment = false;
    for (const auto& entry : hands.session.incidents().entries()) {
      if (!entry.open) break;
      const bool is_equipment = rows[entry.row].hazard() == models::Hazard::outage;
      CHECK((is_equipment || !equipment));
      equipment = equipment || is_equipment;
    }
  }
}

TEST_CASE("the list is filtered by a word in Chinese") {
  Hands hands(1, Settings{});
  hands.key(key::end);
  hands.click("filter");
  hands.type("跌倒");
  const auto rows = hands.session.replay().incidents();
  std::size_t ended = 0;
  for (const auto& entry : hands.session.incidents().entries()) {
    if (entry.open) continue;
    ++ended;
    CHECK(rows[entry.row].hazard() == models::Hazard::fall);
  }
  CHECK(ended > 0);
}

TEST_CASE("the list begins with the latest, and a click on the first column turns it round") {
  Hands hands;
  hands.key(key::end);
  const auto ended_rows = [&] {
    std::vector<std::uint32_t> rows;
    for (const auto& entry : hands.session.incidents().entries())
      if (!entry.open) rows.push_back(entry.row);
    return rows;
  };
  auto rows = ended_rows();
  REQUIRE(rows.size() > 2);
  CHECK(std::is_sorted(rows.rbegin(), rows.rend()));
  const Rect first = hands.place("incident_0");
  hands.press_at({first.x + 30.0F, first.y - 12.0F});
  rows = ended_rows();
  CHECK(std::is_sorted(rows.begin(), rows.end()));
}

TEST_CASE("a click on a row selects its incident, a double click leads to it") {
  Hands hands;
  hands.key(key::end);
  const auto row_of = [&](std::size_t i) {
    return hands.session.replay().incidents()[hands.session.incidents().entries()[i].row].id;
  };
  hands.click("incident_1");
  CHECK(hands.session.choices.selected == thing_of(row_of(1)));
  CHECK(hands.viewer.desk().tab == Tab::incidents);
  hands.double_click_at(hands.middle("incident_2"));
  CHECK(hands.viewer.desk().tab == Tab::inspect);
  CHECK(hands.session.chain().has_value());
}

TEST_CASE("a link of the chain leads to its moment, and the button back to the onset") {
  Hands hands;
  hands.key('N');
  hands.click("tab_inspect");
  REQUIRE(hands.session.chain());
  const auto links = hands.session.chain()->links;
  REQUIRE(links.size() > 1);
  hands.click("link_1");
  CHECK(hands.session.clock.now() == links[1].at);
  hands.click("go_to_onset");
  CHECK(hands.session.clock.now() == links[0].at);
}

TEST_CASE("the tabs change the page") {
  Hands hands;
  hands.click("tab_numbers");
  CHECK(hands.viewer.desk().tab == Tab::numbers);
  hands.click("tab_bookmarks");
  CHECK(hands.viewer.desk().tab == Tab::bookmarks);
  hands.click("tab_incidents");
  CHECK(hands.viewer.desk().tab == Tab::incidents);
}

TEST_CASE("hazard and latency of the distribution are chosen from lists") {
  Hands hands;
  hands.resize(1440.0F, 6000.0F);  // so that all of the page is seen
  hands.key(key::end);
  hands.click("tab_numbers");
  hands.frames(2);
  hands.click("hazard_shown");
  hands.click("hazard_shown_2");
  CHECK(hands.session.hazard_shown == models::Hazard::fall);
  hands.click("latency_shown");
  hands.click("latency_shown_0");
  CHECK(hands.session.latency_shown == 0);
}

TEST_CASE("the language changes at once, everywhere, and nothing else does") {
  Hands hands;
  hands.session.clock.go(sim::epoch + sim::one_day);
  hands.frames(2);
  const sim::SimTime before = hands.session.clock.now();
  const std::string english = hands.session.clock_text();
  hands.click("language");
  CHECK(hands.session.language() == models::Language::zh);
  CHECK(hands.session.clock_text() != english);
  CHECK(hands.session.clock.now() == before);
  hands.key('L');
  CHECK(hands.session.clock_text() == english);
}

TEST_CASE("dark and light change by button and by T") {
  Hands hands;
  hands.click("theme");
  CHECK(hands.viewer.ui().theme->dark);
  hands.key('T');
  CHECK_FALSE(hands.viewer.ui().theme->dark);
}

TEST_CASE("a question mark shows the keys; Escape closes them") {
  Hands hands;
  hands.character('?');
  CHECK(hands.viewer.desk().help);
  CHECK(hands.is_there("close_help"));
  hands.key(key::escape);
  CHECK_FALSE(hands.viewer.desk().help);
  hands.click("help");
  hands.frames(2);
  hands.click("close_help");
  CHECK_FALSE(hands.viewer.desk().help);
}

TEST_CASE("a presentation hides the tools, steps through the bookmarks and is left by Escape") {
  Hands hands;
  for (const int day : {3, 6}) {
    hands.session.clock.go(sim::epoch + day * sim::one_day);
    hands.key('B');
  }
  hands.key(key::home);
  hands.key(key::f5);
  CHECK(hands.viewer.desk().presenting);
  CHECK_FALSE(hands.is_there("measure"));
  CHECK(hands.viewer.map_place(0).width == ImGui::GetIO().DisplaySize.x);
  hands.click("next_stop");
  CHECK(hands.session.clock.now() == sim::epoch + 3 * sim::one_day);
  hands.click("next_stop");
  CHECK(hands.session.clock.now() == sim::epoch + 6 * sim::one_day);
  hands.click("previous_stop");
  CHECK(hands.session.clock.now() == sim::epoch + 3 * sim::one_day);
  hands.key(key::escape);
  CHECK_FALSE(hands.viewer.desk().presenting);
  hands.click("present");
  hands.frames(2);
  hands.click("leave");
  CHECK_FALSE(hands.viewer.desk().presenting);
}

TEST_CASE("Escape leaves one thing at a time") {
  Hands hands;
  hands.key('N');
  hands.character('?');
  hands.key(key::escape);
  CHECK(hands.session.choices.selected);
  hands.key(key::escape);
  CHECK_FALSE(hands.session.choices.selected);
}

TEST_CASE("the side panel is made wider by dragging its border, within limits") {
  Hands hands;
  const float before = hands.viewer.desk().side_width;
  const ImVec2 grip = hands.middle("splitter");
  hands.drag(grip, {grip.x - 100.0F, grip.y});
  CHECK(hands.viewer.desk().side_width == Approx(before + 100.0F).margin(2.0));
  hands.drag(hands.middle("splitter"), {5000.0F, grip.y});
  CHECK(hands.viewer.desk().side_width >= 280.0F);
}

TEST_CASE("what was chosen is remembered") {
  Hands hands;
  hands.click("theme");
  hands.click("language");
  hands.click("layer_hydrants");
  hands.key('M');
  hands.character('+');
  const Settings kept = hands.viewer.settings(Settings{});
  CHECK(kept.dark);
  CHECK(kept.language == models::Language::zh);
  CHECK_FALSE(kept.layers.hydrants);
  CHECK(kept.measure == Measure::incidents);
  CHECK(kept.speed == 100.0);
  Hands again(1, kept);
  CHECK(again.viewer.ui().theme->dark);
  CHECK(again.session.choices.measure == Measure::incidents);
  CHECK(again.session.clock.speed() == 100.0);
}

TEST_CASE("any size of the window does, down to a stamp") {
  Hands hands;
  hands.key('N');
  for (const ImVec2 size :
       {ImVec2{640.0F, 400.0F}, ImVec2{200.0F, 120.0F}, ImVec2{1.0F, 1.0F}, ImVec2{3840.0F, 2160.0F}}) {
    hands.resize(size.x, size.y);
    CHECK(hands.viewer.map_place(0).width >= 1.0F);
    CHECK(hands.viewer.map_place(0).height >= 1.0F);
  }
}

TEST_CASE("two runs share clock and camera") {
  Hands hands(2);
  REQUIRE(hands.session.sides() == 2);
  CHECK(hands.viewer.map_place(0).width == Approx(hands.viewer.map_place(1).width).margin(1.0));
  const ImVec2 second = hands.middle("map_1");
  const models::PlanePoint centre = hands.session.view.camera.centre;
  hands.drag(second, {second.x + 60.0F, second.y});
  CHECK(hands.session.view.camera.centre.x < centre.x);
  const ImVec2 a = hands.on_screen(centre, 0), b = hands.on_screen(centre, 1);
  CHECK(b.x - a.x == Approx(hands.viewer.map_place(1).x - hands.viewer.map_place(0).x).margin(0.5));
  hands.session.clock.go(sim::epoch + sim::one_day);
  hands.frames(2);
  CHECK(hands.session.frame(0).at == hands.session.frame(1).at);
}

TEST_CASE("a difference leads to its incident on both sides") {
  Hands hands(2);
  hands.key(key::end);
  hands.click("tab_compare");
  hands.frames(2);
  REQUIRE_FALSE(hands.session.differences().empty());
  const Difference first = hands.session.differences().front();
  hands.click("difference_0");
  CHECK(hands.session.clock.now() == first.onset);
  CHECK(hands.session.choices.selected == thing_of(first.incident));
  CHECK(hands.viewer.desk().tab == Tab::inspect);
}

TEST_CASE("the difference map colours the second map by the change") {
  Hands hands(2);
  hands.key(key::end);
  hands.click("tab_compare");
  hands.frames(2);
  hands.click("difference_map");
  hands.frames(2);
  CHECK(hands.session.values(1).diverging);
  CHECK_FALSE(hands.session.values(0).diverging);
}

TEST_CASE("Ctrl+Q asks for the window to be closed, Q alone turns the map") {
  Hands hands;
  hands.key('Q');
  CHECK_FALSE(hands.viewer.desk().leaving);
  hands.key('Q', false, true);
  CHECK(hands.viewer.desk().leaving);
}
