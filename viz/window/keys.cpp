#include "viz/window/keys.hpp"

#include <algorithm>

namespace yuanluo::viz {
namespace {

constexpr double turn_step_rad = 0.08726646259971647;  // 5 degrees

bool pressed(int number, bool repeat = true) { return ImGui::IsKeyPressed(number, repeat); }
bool letter(char c, bool repeat = false) { return ImGui::IsKeyPressed(c, repeat); }

// A character that was typed, wherever the keyboard has it.
bool typed(ImWchar character) {
  const auto& queue = ImGui::GetIO().InputQueueCharacters;
  return std::find(queue.begin(), queue.end(), character) != queue.end();
}

void time_keys(Session& session, bool shift) {
  PlayClock& clock = session.clock;
  if (pressed(key::space, false)) clock.toggle();
  const sim::Duration step = sim::seconds(clock.speed() * (shift ? 10.0 : 1.0));
  if (pressed(key::right)) clock.step(step);
  if (pressed(key::left)) clock.step(-step);
  if (pressed(key::home, false)) clock.go(clock.from());
  if (pressed(key::end, false)) clock.go(clock.until());
  if (typed('+') || typed('=')) clock.faster();
  if (typed('-')) clock.slower();
  if (letter('R')) clock.reverse();
  if (letter('N', true)) session.jump(1);
  if (letter('P', true)) session.jump(-1);
  for (int h = 0; h < static_cast<int>(models::hazards); ++h) {
    if (pressed(key::one + h)) session.jump(shift ? -1 : 1, static_cast<models::Hazard>(h));
  }
  if (pressed(key::left_bracket)) session.step_bookmark(-1);
  if (pressed(key::right_bracket)) session.step_bookmark(1);
}

void map_keys(Session& session) {
  View& view = session.view;
  const Pixel middle{view.width / 2.0, view.height / 2.0};
  constexpr double zoom = 1.25;
  if (pressed(key::up)) view.zoom(zoom, middle);
  if (pressed(key::down)) view.zoom(1.0 / zoom, middle);
  const double pan = std::min(view.width, view.height) / 10.0;
  if (letter('W', true)) view.pan(0.0, pan);
  if (letter('S', true)) view.pan(0.0, -pan);
  if (letter('A', true)) view.pan(pan, 0.0);
  if (letter('D', true)) view.pan(-pan, 0.0);
  if (letter('Q', true)) view.turn(turn_step_rad);
  if (letter('E', true)) view.turn(-turn_step_rad);
  if (pressed(key::zero, false)) view.camera.turn_rad = 0.0;
  if (letter('F')) session.fit_district();
  if (letter('M')) session.next_measure();
  if (letter('H')) session.choices.heat = session.layers.heat = !session.layers.heat;
  if (letter('J')) session.hatched = !session.hatched;
  if (letter('G') && session.choices.selected.kind == ThingKind::unit) {
    const UnitKey unit = UnitKey::of(session.choices.selected);
    session.follow(session.followed() == unit ? std::nullopt : std::optional<UnitKey>(unit));
  }
}

// One thing at a time is left: help, search, full screen with the presentation, what is followed, what is selected.
void escape(Session& session, Desk& desk) {
  if (desk.help) {
    desk.help = false;
  } else if (!desk.search.empty()) {
    desk.search.clear();
  } else if (desk.presenting) {
    desk.presenting = false;
    desk.full_screen = false;
  } else if (session.followed()) {
    session.follow(std::nullopt);
  } else {
    session.select({});
  }
}

}  // namespace

void handle_keys(Session& session, Desk& desk, Ui& ui) {
  const ImGuiIO& io = ImGui::GetIO();
  if (pressed(key::escape, false)) escape(session, desk);
  if (io.WantTextInput) return;
  if (io.KeyCtrl) {
    if (letter('F')) desk.focus_search = true;
    if (letter('Q')) desk.leaving = true;
    return;
  }
  if (pressed(key::f5, false)) desk.presenting = !desk.presenting;
  if (pressed(key::f11, false)) desk.full_screen = !desk.full_screen;
  time_keys(session, io.KeyShift);
  map_keys(session);
  if (letter('B')) {
    session.add_bookmark();
    desk.open(Tab::bookmarks);
  }
  if (letter('K')) desk.legend_open = !desk.legend_open;
  if (letter('L'))
    session.choices.language = ui.language == models::Language::zh ? models::Language::en : models::Language::zh;
  if (letter('T')) ui.theme = &theme(!ui.theme->dark);
  if (typed('?')) desk.help = !desk.help;
  if (typed('/')) desk.focus_search = true;
}

}  // namespace yuanluo::viz
