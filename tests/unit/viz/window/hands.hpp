// A person at the window, without a window: moves the pointer, presses buttons and keys, types, one frame at a time. No
// graphics card, no screen; ImGui is told of every event as a real window would tell it.
#pragma once

#include <imgui.h>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "viz/window/keys.hpp"
#include "viz/window/viewer.hpp"

namespace yuanluo::viz {

class Hands {
 public:
  // `sides`: how many runs are shown. The runs are recorded once for all tests.
  explicit Hands(std::size_t sides = 1, const Settings& settings = english());
  ~Hands();
  Hands(const Hands&) = delete;
  Hands& operator=(const Hands&) = delete;

  static Settings english();

  // Lets frames of a sixtieth of a second pass.
  void frames(int count = 1);
  // Lets time pass in one frame.
  void wait(double seconds);
  void resize(float width, float height);

  void move(ImVec2 to);
  void press_at(ImVec2 at, int button = 0);
  void double_click_at(ImVec2 at);
  void drag(ImVec2 from, ImVec2 to, int button = 0);
  void wheel(ImVec2 at, float by);
  // What the viewer calls a place; fails the test if it is not there.
  Rect place(std::string_view name) const;
  bool is_there(std::string_view name) const { return viewer.ui().place(name).has_value(); }
  ImVec2 middle(std::string_view name) const;
  void click(std::string_view name, int button = 0) { press_at(middle(name), button); }

  // One key down and up; letters in capitals.
  void key(int number, bool shift = false, bool ctrl = false);
  // A text in UTF-8, one character a frame, as an input method hands it over; then no key is held.
  void type(std::string_view text);
  // A character key with its code and its character.
  void character(char32_t code);

  // Where a place of the plane is on the screen.
  ImVec2 on_screen(models::PlanePoint p, std::size_t side = 0) const;

 private:
  struct Context {
    Context();
    ~Context();
    ImGuiContext* before;
    ImGuiContext* own;
  };
  Context context_;

 public:
  Session session;
  mutable Viewer viewer;
};

}  // namespace yuanluo::viz
