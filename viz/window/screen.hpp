// The real window: the operating system's frame around a viewer, by GLFW.
#pragma once

#include <filesystem>
#include <optional>

#include "viz/replay/told_error.hpp"
#include "viz/window/session.hpp"
#include "viz/window/settings.hpp"

namespace yuanluo::viz {

// There is no screen to show a window on, or none that can draw; the message says what is missing.
class ScreenError : public ToldError {
 public:
  using ToldError::ToldError;
};

struct ScreenOptions {
  std::optional<std::filesystem::path> font;
  double ui_scale = 0.0;            // 0: what the screen asks for
  bool presenting = false;          // begin with the presentation
  std::filesystem::path storyline;  // where "save as storyline" writes
  bool first_frame_only = false;    // return once the first frame is on the screen
};

// Shows the session until the person closes the window, and returns what is to be remembered. Throws ScreenError.
Settings show_window(Session& session, const Settings& settings, const ScreenOptions& options);

}  // namespace yuanluo::viz
