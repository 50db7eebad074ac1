// What the window remembers from one time to the next.
#pragma once

#include <filesystem>
#include <string>

#include "models/text.hpp"
#include "viz/window/session.hpp"

namespace yuanluo::viz {

struct Settings {
  models::Language language = models::Language::zh;
  bool dark = false;
  int window_width = 1440, window_height = 900;
  bool maximised = false;
  double ui_scale = 0.0;  // 0: what the screen asks for
  double side_width = 390.0;
  bool layers_open = true;
  bool legend_open = true;
  double speed = 60.0;
  bool hatched = false;
  Measure measure = Measure::none;
  LayerSwitches layers;

  friend bool operator==(const Settings&, const Settings&) = default;
};

// Where settings and bookmarks live: $XDG_CONFIG_HOME/yuanluo, or ~/.config/yuanluo; empty where neither is known.
std::filesystem::path settings_folder();

// What a file holds; anything that is missing, damaged or out of range is as at the beginning.
Settings read_settings(const std::filesystem::path& file, const Settings& otherwise = {});
// Writes them, with the folder if need be. Returns false where that is not possible: a window works without.
bool write_settings(const std::filesystem::path& file, const Settings& settings);

}  // namespace yuanluo::viz
