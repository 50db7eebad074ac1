#include "viz/window/fonts.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "models/kpi/latency.hpp"
#include "viz/window/words.hpp"

namespace yuanluo::viz {
namespace {

struct KnownFont {
  const char* path;
  int face;  // in a collection: the one for simplified Chinese
};
constexpr std::array<KnownFont, 4> known{{
    {"/usr/share/fonts/truetype/wqy/wqy-microhei.ttc", 0},
    {"/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", 2},
    {"/usr/share/fonts/truetype/noto/NotoSansCJK-Regular.ttc", 2},
    {"/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc", 2},
}};

int face_of(const std::filesystem::path& file) {
  const auto found = std::find_if(known.begin(), known.end(), [&](const KnownFont& f) { return file == f.path; });
  return found == known.end() ? 0 : found->face;
}

// One code point off the front of UTF-8 text; broken bytes give U+FFFD.
char32_t take_code_point(std::string_view& text) {
  const auto first = static_cast<unsigned char>(text.front());
  const std::size_t length = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 0;
  if (length == 0 || length > text.size()) {
    text.remove_prefix(1);
    return 0xfffd;
  }
  char32_t code = length == 1 ? first : first & (0xffU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) code = code << 6 | (static_cast<unsigned char>(text[i]) & 0x3fU);
  text.remove_prefix(length);
  return code;
}

// What figures, clocks and units need beside words; dashes, arrows, primes, the ellipsis.
constexpr const char* always = "0123456789:.,+-−–—/%×°·…→←↑↓≤≥±²³‘’“”、。，：；？！（）《》";

}  // namespace

std::optional<std::filesystem::path> find_font() {
  for (const KnownFont& font : known) {
    std::error_code ignored;
    if (std::filesystem::exists(font.path, ignored)) return font.path;
  }
  return std::nullopt;
}

std::vector<std::string> texts_of(const StaticMap& map) {
  std::vector<std::string> texts{always};
  const auto add = [&texts](const models::Name& name) { texts.push_back(name.zh), texts.push_back(name.en); };
  for (const models::Text& text : all_words()) texts.emplace_back(text.zh), texts.emplace_back(text.en);
  const auto add_words = [&texts](auto last) {
    using Kind = decltype(last);
    for (int i = 0; i <= static_cast<int>(last); ++i) {
      texts.emplace_back(models::word(static_cast<Kind>(i)).text.zh);
      texts.emplace_back(models::word(static_cast<Kind>(i)).text.en);
    }
  };
  add_words(models::Hazard::outage), add_words(models::Variety::outage_main), add_words(models::Noticer::supervision);
  add_words(models::Recipient::relative), add_words(models::Helper::repair_crew), add_words(models::Ending::lost);
  add_words(models::FireExtent::beyond_room), add_words(models::Latency::duration);
  add(map.district);
  for (const auto& c : map.communities) add(c.name);
  for (const auto& c : map.compounds) add(c.name);
  for (const auto& s : map.streets) add(s.name);
  for (const auto& s : map.stations) add(s.name);
  for (const auto& p : map.pump_stations) add(p.name);
  return texts;
}

Fonts load_fonts(const std::optional<std::filesystem::path>& file, double scale,
                 const std::vector<std::string>& texts) {
  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  atlas.Clear();
  Fonts fonts;
  const auto pixels = [scale](double points) { return static_cast<float>(std::round(points * scale)); };
  if (!file) {
    ImFontConfig config;
    config.SizePixels = pixels(14.0);
    fonts.text = fonts.small = atlas.AddFontDefault(&config);
    config.SizePixels = pixels(20.0);
    fonts.large = fonts.title = atlas.AddFontDefault(&config);
    atlas.Build();
    return fonts;
  }
  // The ranges must live until the atlas is built.
  ImVector<ImWchar> every, few;
  ImFontGlyphRangesBuilder all, own;
  all.AddRanges(atlas.GetGlyphRangesChineseFull());
  own.AddRanges(atlas.GetGlyphRangesChineseSimplifiedCommon());
  for (const std::string& text : texts) all.AddText(text.c_str()), own.AddText(text.c_str());
  all.AddText(always);
  all.BuildRanges(&every);
  own.BuildRanges(&few);
  ImFontConfig config;
  config.OversampleH = config.OversampleV = 1;
  config.PixelSnapH = true;
  config.FontNo = face_of(*file);
  const std::string path = file->string();
  const auto add = [&](double points, const ImVector<ImWchar>& range) {
    return atlas.AddFontFromFileTTF(path.c_str(), pixels(points), &config, range.Data);
  };
  atlas.TexDesiredWidth = 4096;
  fonts.text = add(16.0, every);
  fonts.small = add(13.0, every);
  fonts.large = add(22.0, few);
  fonts.title = add(34.0, few);
  atlas.Build();
  return fonts;
}

ImFont* Fonts::fitting(ImFont* wished, const std::string& shown) const {
  return missing_glyphs(*wished, shown).empty() ? wished : text;
}

std::vector<char32_t> missing_glyphs(const ImFont& font, const std::string& text) {
  std::vector<char32_t> missing;
  std::string_view left = text;
  while (!left.empty()) {
    const char32_t code = take_code_point(left);
    if (code < 0x20) continue;
    const bool has = code <= 0xffff && font.FindGlyphNoFallback(static_cast<ImWchar>(code)) != nullptr;
    if (!has && std::find(missing.begin(), missing.end(), code) == missing.end()) missing.push_back(code);
  }
  return missing;
}

}  // namespace yuanluo::viz
