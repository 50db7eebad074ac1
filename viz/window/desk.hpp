// The state of the window itself, beside what the session shows: which panels are open, what is being typed.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "viz/replay/replay.hpp"
#include "viz/window/session.hpp"
#include "viz/window/ui.hpp"

namespace yuanluo::viz {

enum class Tab : std::uint8_t { incidents, inspect, numbers, compare, bookmarks };

struct Desk {
  Tab tab = Tab::incidents;
  std::optional<Tab> wanted_tab;  // to be brought to the front
  bool layers_open = true;
  bool legend_open = true;
  bool help = false;
  bool presenting = false;
  bool full_screen = false;
  bool leaving = false;       // the window is to be closed
  float side_width = 390.0F;  // in points

  std::string search;
  std::string searched;  // what `found` is of
  models::Language searched_in = models::Language::zh;
  std::vector<Found> found;
  bool focus_search = false;

  std::optional<std::size_t> edited_bookmark;
  std::filesystem::path storyline_file = "storyline.json";

  std::string message;  // shown for a while
  double message_left_s = 0.0;

  void say(std::string text) {
    message = std::move(text);
    message_left_s = 4.0;
  }
  void open(Tab which) {
    tab = which;
    wanted_tab = which;
  }
};

// The parts of the window; each draws itself at `place` and changes session and desk as the person asks.
void draw_top_bar(Session& session, Desk& desk, Ui& ui, const Rect& place);
void draw_layer_panel(Session& session, Desk& desk, Ui& ui, const Rect& place);
void draw_side_panel(Session& session, Desk& desk, Ui& ui, const Rect& place);
void draw_time_bar(Session& session, Desk& desk, Ui& ui, const Rect& place);
void draw_help(Desk& desk, Ui& ui, const Rect& whole);
void draw_presentation(Session& session, Desk& desk, Ui& ui, const Rect& whole);

// The pages of the side panel.
void draw_incident_page(Session& session, Desk& desk, Ui& ui);
void draw_inspect_page(Session& session, Desk& desk, Ui& ui);
void draw_numbers_page(Session& session, Desk& desk, Ui& ui);
void draw_compare_page(Session& session, Desk& desk, Ui& ui);
void draw_bookmark_page(Session& session, Desk& desk, Ui& ui);

// The counters of one side in a row of cards from (x, y) on, `counters_points` high. Returns where they stand.
inline constexpr double counters_points = 52.0;
Rect draw_counters(const Session& session, std::size_t side, const Ui& ui, ImDrawList& list, float x, float y,
                   float most_width);
// How wide all of them would be.
float counters_width(const Session& session, std::size_t side, const Ui& ui);
// The histogram of incidents with the head of the clock; no widget.
void draw_time_line(const Session& session, const Ui& ui, ImDrawList& list, const Rect& place);

}  // namespace yuanluo::viz
