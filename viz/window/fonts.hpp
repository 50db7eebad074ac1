// The fonts of the window: one Chinese font file at four sizes.
#pragma once

#include <imgui.h>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "viz/replay/static_map.hpp"

namespace yuanluo::viz {

struct Fonts {
  // All of the Chinese that ImGui can hold: a name or a note may be anything.
  ImFont* text = nullptr;
  ImFont* small = nullptr;
  // The common characters, the words of the program and the names on the map.
  ImFont* large = nullptr;
  ImFont* title = nullptr;

  // `wished`, or the usual font where `wished` cannot draw all of `text`.
  ImFont* fitting(ImFont* wished, const std::string& shown) const;
};

// The first of the known Chinese fonts of this machine (WenQuanYi Micro Hei, Noto Sans CJK); none if there is none.
std::optional<std::filesystem::path> find_font();

// Every text that large letters are needed for: the program's words and the names on the map.
std::vector<std::string> texts_of(const StaticMap& map);

// Adds the fonts to the current context's atlas, `scale` times as large as usual. Without a font file the built-in one
// is used, which has Latin letters only.
Fonts load_fonts(const std::optional<std::filesystem::path>& file, double scale, const std::vector<std::string>& texts);

// The code points of `text` that `font` cannot draw, each once.
std::vector<char32_t> missing_glyphs(const ImFont& font, const std::string& text);

}  // namespace yuanluo::viz
