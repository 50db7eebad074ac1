// What a person does with time: play, speed, scrub, jump, bookmarks.
#include <catch2/catch.hpp>
#include <filesystem>

#include "tests/unit/viz/window/hands.hpp"

using namespace yuanluo;
using namespace yuanluo::viz;

namespace {

double share_of_run(const Session& session) {
  const PlayClock& clock = session.clock;
  return sim::to_seconds(clock.now() - clock.from()) / sim::to_seconds(clock.until() - clock.from());
}

}  // namespace

TEST_CASE("a click on play plays, and another pauses") {
  Hands hands;
  hands.click("play");
  CHECK(hands.session.clock.playing());
  hands.click("play");
  CHECK_FALSE(hands.session.clock.playing());
}

TEST_CASE("space plays and pauses") {
  Hands hands;
  hands.key(key::space);
  CHECK(hands.session.clock.playing());
  hands.key(key::space);
  CHECK_FALSE(hands.session.clock.playing());
}

TEST_CASE("while a text is typed, a space is a space and letters are letters") {
  Hands hands;
  hands.click("search");
  ImGui::GetIO().KeysDown[key::space] = true;
  hands.type(" ");
  ImGui::GetIO().KeysDown[key::space] = false;
  hands.key('L');
  CHECK_FALSE(hands.session.clock.playing());
  CHECK(hands.viewer.desk().search == " ");
  CHECK(hands.session.language() == models::Language::en);
}

TEST_CASE("playing passes as much of the run as the speed says") {
  Hands hands;
  hands.session.clock.set_speed(600.0);
  hands.session.clock.play(true);
  const sim::SimTime before = hands.session.clock.now();
  hands.wait(2.0);
  CHECK(hands.session.clock.now() == before + std::chrono::minutes{20});
}

TEST_CASE("arrow keys step by a second of play, with shift by ten") {
  Hands hands;
  hands.session.clock.go(sim::epoch + 3 * sim::one_day);
  const sim::SimTime before = hands.session.clock.now();
  hands.key(key::right);
  CHECK(hands.session.clock.now() == before + std::chrono::minutes{1});
  hands.key(key::left);
  CHECK(hands.session.clock.now() == before);
  hands.key(key::right, true);
  CHECK(hands.session.clock.now() == before + std::chrono::minutes{10});
}

TEST_CASE("the step buttons do what the arrow keys do") {
  Hands hands;
  hands.session.clock.go(sim::epoch + sim::one_day);
  hands.click("step_forward");
  CHECK(hands.session.clock.now() == sim::epoch + sim::one_day + std::chrono::minutes{1});
  hands.click("step_back");
  CHECK(hands.session.clock.now() == sim::epoch + sim::one_day);
}

TEST_CASE("Home and End, and their buttons, go to the ends of the run") {
  Hands hands;
  hands.key(key::end);
  CHECK(hands.session.clock.now() == hands.session.clock.until());
  hands.key(key::home);
  CHECK(hands.session.clock.now() == hands.session.clock.from());
  hands.click("to_end");
  CHECK(hands.session.clock.now() == hands.session.clock.until());
  hands.click("to_start");
  CHECK(hands.session.clock.now() == hands.session.clock.from());
}

TEST_CASE("scrubbing goes where the pointer is, and pauses") {
  Hands hands;
  hands.session.clock.play(true);
  const Rect line = hands.place("time_line");
  const float y = line.y + line.height / 2.0F;
  hands.drag({line.x + 10.0F, y}, {line.x + line.width * 0.6F, y});
  CHECK_FALSE(hands.session.clock.playing());
  CHECK(share_of_run(hands.session) == Approx(0.6).margin(0.002));
}

TEST_CASE("scrubbing beyond the line ends at its ends") {
  Hands hands;
  const Rect line = hands.place("time_line");
  const float y = line.y + line.height / 2.0F;
  hands.drag({line.x + line.width / 2.0F, y}, {line.x + line.width + 500.0F, y});
  CHECK(hands.session.clock.now() == hands.session.clock.until());
  hands.drag({line.x + line.width / 2.0F, y}, {-500.0F, y});
  CHECK(hands.session.clock.now() == hands.session.clock.from());
}

TEST_CASE("plus and minus, typed or clicked, change the speed by one step") {
  Hands hands;
  hands.character('+');
  CHECK(hands.session.clock.speed() == 100.0);
  hands.character('-');
  CHECK(hands.session.clock.speed() == 50.0);
  hands.click("faster");
  CHECK(hands.session.clock.speed() == 100.0);
  hands.click("slower");
  CHECK(hands.session.clock.speed() == 50.0);
}

TEST_CASE("the speed slider reaches from a tenth to a hundred thousand") {
  Hands hands;
  const Rect slider = hands.place("speed");
  const float y = slider.y + slider.height / 2.0F;
  hands.drag({slider.x + slider.width / 2.0F, y}, {slider.x + slider.width + 200.0F, y});
  CHECK(hands.session.clock.speed() == PlayClock::fastest);
  hands.drag({slider.x + slider.width / 2.0F, y}, {slider.x - 200.0F, y});
  CHECK(hands.session.clock.speed() == PlayClock::slowest);
}

TEST_CASE("in reverse, playing goes back") {
  Hands hands;
  hands.session.clock.go(sim::epoch + sim::one_day);
  hands.key('R');
  CHECK(hands.session.clock.backwards());
  hands.key(key::space);
  hands.wait(1.0);
  CHECK(hands.session.clock.now() < sim::epoch + sim::one_day);
  hands.click("reverse");
  CHECK_FALSE(hands.session.clock.backwards());
}

TEST_CASE("N goes to the onset of the next incident and selects it, P goes back") {
  Hands hands;
  hands.key('N');
  const auto rows = hands.session.replay().incidents();
  REQUIRE(rows.size() > 2);
  CHECK(hands.session.clock.now() == rows[0].onset);
  CHECK(hands.session.choices.selected == thing_of(rows[0].id));
  hands.key('N');
  CHECK(hands.session.clock.now() == rows[1].onset);
  hands.key('P');
  CHECK(hands.session.clock.now() == rows[0].onset);
  hands.click("next_incident");
  CHECK(hands.session.clock.now() == rows[1].onset);
  hands.click("previous_incident");
  CHECK(hands.session.clock.now() == rows[0].onset);
}

TEST_CASE("a number goes to the next incident of its hazard, with shift to the one before") {
  Hands hands;
  const auto falls = [](const IncidentRow& row) { return row.hazard() == models::Hazard::fall; };
  const auto rows = hands.session.replay().incidents();
  const auto first = std::find_if(rows.begin(), rows.end(), falls);
  REQUIRE(first != rows.end());
  const auto second = std::find_if(first + 1, rows.end(), falls);
  REQUIRE(second != rows.end());
  hands.key('3');
  CHECK(hands.session.clock.now() == first->onset);
  hands.key('3');
  CHECK(hands.session.clock.now() == second->onset);
  hands.key('3', true);
  CHECK(hands.session.clock.now() == first->onset);
}

TEST_CASE("the sign of a hazard goes to its next incident, with the right button to the one before") {
  Hands hands;
  hands.click("jump_fall");
  const sim::SimTime first = hands.session.clock.now();
  CHECK(first > hands.session.clock.from());
  hands.click("jump_fall");
  CHECK(hands.session.clock.now() > first);
  hands.click("jump_fall", 1);
  CHECK(hands.session.clock.now() == first);
}

TEST_CASE("B adds a bookmark at this moment and shows the list") {
  Hands hands;
  hands.session.clock.go(sim::epoch + 2 * sim::one_day);
  hands.key('B');
  REQUIRE(hands.session.bookmarks.size() == 1);
  CHECK(hands.session.bookmarks[0].at == sim::epoch + 2 * sim::one_day);
  hands.frames(2);
  CHECK(hands.is_there("bookmark_0"));
}

TEST_CASE("bookmarks stand in the order of time, and brackets step through them") {
  Hands hands;
  for (const int day : {5, 2, 9}) {
    hands.session.clock.go(sim::epoch + day * sim::one_day);
    hands.key('B');
  }
  hands.key(key::home);
  hands.key(key::right_bracket);
  CHECK(hands.session.clock.now() == sim::epoch + 2 * sim::one_day);
  hands.key(key::right_bracket);
  CHECK(hands.session.clock.now() == sim::epoch + 5 * sim::one_day);
  hands.key(key::right);
  hands.key(key::left_bracket);
  CHECK(hands.session.clock.now() == sim::epoch + 5 * sim::one_day);
  hands.key(key::left_bracket);
  CHECK(hands.session.clock.now() == sim::epoch + 2 * sim::one_day);
}

TEST_CASE("a note may be written in Chinese, and stands for English until that is written") {
  Hands hands(1, Settings{});
  hands.key('B');
  hands.frames(2);
  hands.click("note_0");
  hands.type("凌晨两点，消防栓无水");
  CHECK(hands.session.bookmarks[0].note.zh == "凌晨两点，消防栓无水");
  CHECK(hands.session.bookmarks[0].note.en == "凌晨两点，消防栓无水");
}

TEST_CASE("a bookmark's button leads to its moment, place and colouring, and its cross removes it") {
  Hands hands;
  hands.session.clock.go(sim::epoch + 4 * sim::one_day);
  hands.session.choices.measure = Measure::risk;
  hands.session.view.camera.metres_per_pixel = 0.37;
  hands.key('B');
  hands.key(key::home);
  hands.session.choices.measure = Measure::none;
  hands.key('F');
  hands.frames(2);
  hands.click("bookmark_0");
  CHECK(hands.session.clock.now() == sim::epoch + 4 * sim::one_day);
  CHECK(hands.session.choices.measure == Measure::risk);
  CHECK(hands.session.view.camera.metres_per_pixel == 0.37);
  hands.click("remove_0");
  CHECK(hands.session.bookmarks.empty());
}

TEST_CASE("bookmarks are saved as a storyline that is read again") {
  Hands hands;
  hands.key('B');
  hands.frames(2);
  const auto file = std::filesystem::temp_directory_path() / "yuanluo_hands_storyline.json";
  hands.viewer.desk().storyline_file = file;
  hands.click("save_storyline");
  CHECK(read_storyline(file, hands.session.map().plane).size() == 1);
  std::filesystem::remove(file);
  hands.viewer.desk().storyline_file = "/proc/none/s.json";
  hands.click("save_storyline");
  CHECK(hands.viewer.desk().message.find("Cannot be saved") == 0);
}

TEST_CASE("the clock is never cut off, however narrow the window") {
  Hands hands;
  for (const float width : {2000.0F, 1600.0F, 1280.0F, 1100.0F, 900.0F, 700.0F}) {
    hands.resize(width, 700.0F);
    hands.frames(3);
    const Rect line = hands.place("time_line");
    if (!hands.is_there("clock")) {
      CHECK(width < 1200.0F);  // then it stands over the line of time
      continue;
    }
    const Rect clock = hands.place("clock");
    CHECK(clock.x + clock.width <= line.x + line.width + 1.0F);
    if (hands.is_there("jump_outage")) {
      const Rect jump = hands.place("jump_outage");
      CHECK(jump.x + jump.width <= clock.x);
    }
  }
}
