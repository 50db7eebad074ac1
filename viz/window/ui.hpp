// What every panel needs to draw itself: fonts, theme, language, and small building blocks.
#pragma once

#include <imgui.h>

#include <fmt/format.h>

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "models/text.hpp"
#include "viz/window/fonts.hpp"
#include "viz/window/symbols.hpp"
#include "viz/window/theme.hpp"

namespace yuanluo::viz {

struct Rect {
  float x = 0.0F, y = 0.0F, width = 0.0F, height = 0.0F;

  ImVec2 low() const { return {x, y}; }
  ImVec2 high() const { return {x + width, y + height}; }
  bool holds(ImVec2 p) const { return p.x >= x && p.y >= y && p.x < x + width && p.y < y + height; }
};

class Ui {
 public:
  Fonts fonts;
  const Theme* theme = &viz::theme(false);
  models::Language language = models::Language::zh;
  float scale = 1.0F;

  float px(double points) const { return static_cast<float>(points) * scale; }
  const char* say(const models::Text& text) const { return text.in(language).data(); }
  // A text with values in it.
  template <class... Values>
  std::string say(const models::Text& text, const Values&... values) const {
    return fmt::format(fmt::runtime(text.in(language)), values...);
  }
  // What ImGui shows for a widget and knows it by, whatever the language.
  std::string label(const models::Text& text, std::string_view key) const {
    return fmt::format("{}###{}", text.in(language), key);
  }

  // Remembers where the last item is, under a name that no language changes: tests and tours find it by that.
  void mark(std::string_view key);
  void mark(std::string_view key, const Rect& place) { places_.insert_or_assign(std::string(key), place); }
  std::optional<Rect> place(std::string_view key) const;
  // Forgets the places of the last frame.
  void begin_frame() { places_.clear(); }

 private:
  std::map<std::string, Rect, std::less<>> places_;
};

ImU32 packed(Colour colour);
ImVec4 unpacked(Colour colour);

// Colours and measures of all widgets.
void apply_style(const Theme& theme, float scale);

// A panel: a window that stands still at `place`. Call ImGui::End() afterwards.
void begin_panel(const Ui& ui, const char* name, const Rect& place, bool bare = false);

// A square button with a picture and a tooltip; `on` shows it as switched on. Returns whether it was pressed.
bool icon_button(Ui& ui, std::string_view key, Icon icon, const std::string& tooltip, bool on = false,
                 float size_points = 30.0F);
// A button with a word that stays down while `on`.
bool toggle(Ui& ui, std::string_view key, const models::Text& text, bool on);
// A box to tick.
bool tick(Ui& ui, std::string_view key, const models::Text& text, bool& on);

void heading(const Ui& ui, const char* text);
void text_in(Colour colour, std::string_view text);
// On one line, cut with an ellipsis to the room that is there; the pointer over it shows all.
void cut_in(Colour colour, const std::string& text);
void wrapped_in(Colour colour, std::string_view text);

// "41 s", "12 min", "2.5 h", "3 d" in the language; "–" for none.
std::string short_duration(std::optional<sim::Duration> duration, models::Language language);

}  // namespace yuanluo::viz
