#include "tests/unit/viz/window/hands.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <optional>

#include "tests/unit/viz/recorded_toy.hpp"

namespace yuanluo::viz {
namespace {

// Recorded and opened once: two years of two compounds, with nobody told of alarms and with those told who are.
Replay& run(std::size_t side) {
  static const RecordedToy first([](scenarios::Spec& spec) {
    for (auto& told : spec.settings.routing.told) told = false;
    spec.settings.closures.works_per_km_year = 3.0;
  });
  static const RecordedToy second;
  static Replay replays[2] = {Replay::open(first.path), Replay::open(second.path)};
  return replays[side];
}

}  // namespace

Settings Hands::english() {
  Settings settings;
  settings.language = models::Language::en;
  return settings;
}

Hands::Context::Context() : before(ImGui::GetCurrentContext()), own(ImGui::CreateContext()) {
  ImGui::SetCurrentContext(own);
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.DisplaySize = {1440.0F, 900.0F};
  io.MousePos = {-1000.0F, -1000.0F};
  // As GLFW numbers them.
  io.KeyMap[ImGuiKey_Backspace] = 259;
  io.KeyMap[ImGuiKey_Enter] = key::enter;
  io.KeyMap[ImGuiKey_Escape] = key::escape;
  io.KeyMap[ImGuiKey_LeftArrow] = key::left;
  io.KeyMap[ImGuiKey_RightArrow] = key::right;
  io.KeyMap[ImGuiKey_Home] = key::home;
  io.KeyMap[ImGuiKey_End] = key::end;
  io.KeyMap[ImGuiKey_A] = 'A';
}

Hands::Context::~Context() {
  ImGui::DestroyContext(own);
  ImGui::SetCurrentContext(before);
}

Hands::Hands(std::size_t sides, const Settings& settings)
    : session(run(0), sides > 1 ? &run(1) : nullptr),
      viewer(session, settings, load_fonts(std::nullopt, 1.0, {}), 1.0F) {
  frames(3);
}

Hands::~Hands() = default;

void Hands::wait(double seconds) {
  ImGui::GetIO().DeltaTime = static_cast<float>(seconds);
  ImGui::NewFrame();
  viewer.draw(seconds);
  ImGui::Render();
}

void Hands::frames(int count) {
  for (int i = 0; i < count; ++i) wait(1.0 / 60.0);
}

void Hands::resize(float width, float height) {
  ImGui::GetIO().DisplaySize = {width, height};
  frames(2);
}

void Hands::move(ImVec2 to) {
  ImGui::GetIO().MousePos = to;
  frames();
}

void Hands::press_at(ImVec2 at, int button) {
  move(at);
  ImGui::GetIO().MouseDown[button] = true;
  frames();
  ImGui::GetIO().MouseDown[button] = false;
  frames(2);
  // Long enough that the next press is not half of a double click.
  ImGui::GetIO().DeltaTime = 0.5F;
  ImGui::NewFrame();
  viewer.draw(0.0);
  ImGui::Render();
}

void Hands::double_click_at(ImVec2 at) {
  move(at);
  for (int i = 0; i < 2; ++i) {
    ImGui::GetIO().MouseDown[0] = true;
    frames();
    ImGui::GetIO().MouseDown[0] = false;
    frames();
  }
  frames(2);
}

void Hands::drag(ImVec2 from, ImVec2 to, int button) {
  move(from);
  ImGui::GetIO().MouseDown[button] = true;
  frames();
  constexpr int steps = 4;
  for (int i = 1; i <= steps; ++i) {
    const float share = static_cast<float>(i) / steps;
    move({from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share});
  }
  ImGui::GetIO().MouseDown[button] = false;
  frames(2);
}

void Hands::wheel(ImVec2 at, float by) {
  move(at);
  ImGui::GetIO().MouseWheel = by;
  frames(2);
}

Rect Hands::place(std::string_view name) const {
  const auto found = viewer.ui().place(name);
  INFO("looking for " << name);
  REQUIRE(found.has_value());
  return *found;
}

ImVec2 Hands::middle(std::string_view name) const {
  const Rect r = place(name);
  return {r.x + r.width / 2.0F, r.y + r.height / 2.0F};
}

void Hands::key(int number, bool shift, bool ctrl) {
  ImGuiIO& io = ImGui::GetIO();
  io.KeyShift = shift, io.KeyCtrl = ctrl;
  io.KeysDown[number] = true;
  frames();
  io.KeysDown[number] = false;
  io.KeyShift = io.KeyCtrl = false;
  frames();
}

void Hands::type(std::string_view text) {
  const std::string all(text);
  for (std::size_t i = 0; i < all.size();) {
    std::size_t length = 1;
    while (i + length < all.size() && (static_cast<unsigned char>(all[i + length]) & 0xc0U) == 0x80U) ++length;
    ImGui::GetIO().AddInputCharactersUTF8(all.substr(i, length).c_str());
    frames();
    i += length;
  }
  frames();
}

void Hands::character(char32_t code) {
  ImGui::GetIO().AddInputCharacter(static_cast<unsigned int>(code));
  frames(2);
}

ImVec2 Hands::on_screen(models::PlanePoint p, std::size_t side) const {
  const Pixel at = session.view.to_pixel(p);
  const Rect& map = viewer.map_place(side);
  return {map.x + static_cast<float>(at.x), map.y + static_cast<float>(at.y)};
}

}  // namespace yuanluo::viz
