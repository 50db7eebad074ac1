// The whole window, one frame at a time: everything but the graphics card and the operating system's window.
#pragma once

#include <array>
#include <cstddef>

#include "viz/window/desk.hpp"
#include "viz/window/legend.hpp"
#include "viz/window/session.hpp"
#include "viz/window/settings.hpp"
#include "viz/window/ui.hpp"

namespace yuanluo::viz {

class Viewer {
 public:
  // Begins with what is remembered. The session and ImGui's context must outlive the viewer.
  Viewer(Session& session, const Settings& settings, Fonts fonts, float scale);

  // One frame, between ImGui::NewFrame and ImGui::Render; `seconds` have passed since the last one.
  void draw(double seconds);

  // Where the map of a side lies in the last frame, in ImGui's coordinates.
  const Rect& map_place(std::size_t side) const { return maps_[side]; }
  // Nothing moves: the next frame may wait until something happens.
  bool still() const { return !session_.clock.playing() && desk_.message_left_s <= 0.0 && !session_.unfinished(); }

  // What should be remembered; the size of the window is for the caller to fill in.
  Settings settings(const Settings& before) const;

  Ui& ui() { return ui_; }
  Desk& desk() { return desk_; }
  Session& session() { return session_; }

 private:
  void lay_out(const Rect& whole);
  void draw_map(std::size_t side);
  LegendCard legend_of(std::size_t side) const;
  void leave_cards_free();
  void handle_pointer(std::size_t side);
  void splitter();
  void hint(std::size_t side);

  Session& session_;
  Desk desk_;
  Ui ui_;
  bool styled_dark_ = false;
  Rect top_, left_, right_, bottom_;
  std::array<Rect, 2> maps_{};
  bool fitted_ = false, fit_due_ = false;
  std::array<LegendPlace, 2> legends_{};  // of the last frame
  float legend_width_ = 0.0F;             // likewise
};

}  // namespace yuanluo::viz
