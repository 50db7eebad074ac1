#include "viz/window/ui.hpp"

#include <cmath>

namespace yuanluo::viz {

void Ui::mark(std::string_view key) {
  const ImVec2 low = ImGui::GetItemRectMin(), size = ImGui::GetItemRectSize();
  places_.insert_or_assign(std::string(key), Rect{low.x, low.y, size.x, size.y});
}

std::optional<Rect> Ui::place(std::string_view key) const {
  const auto found = places_.find(key);
  if (found == places_.end()) return std::nullopt;
  return found->second;
}

ImU32 packed(Colour c) { return IM_COL32(c.r, c.g, c.b, c.a); }

ImVec4 unpacked(Colour c) {
  const auto f = [](std::uint8_t x) { return static_cast<float>(x) / 255.0F; };
  return {f(c.r), f(c.g), f(c.b), f(c.a)};
}

void apply_style(const Theme& t, float scale) {
  ImGuiStyle& style = ImGui::GetStyle();
  style = ImGuiStyle();
  style.WindowRounding = 0.0F, style.ChildRounding = 6.0F, style.FrameRounding = 6.0F, style.PopupRounding = 8.0F;
  style.GrabRounding = 6.0F, style.TabRounding = 6.0F, style.ScrollbarRounding = 6.0F;
  style.WindowBorderSize = 0.0F, style.ChildBorderSize = 0.0F, style.FrameBorderSize = 0.0F,
  style.PopupBorderSize = 1.0F;
  style.WindowPadding = {12.0F, 10.0F}, style.FramePadding = {8.0F, 5.0F}, style.ItemSpacing = {8.0F, 6.0F};
  style.ItemInnerSpacing = {6.0F, 4.0F}, style.CellPadding = {6.0F, 4.0F}, style.ScrollbarSize = 12.0F;
  style.WindowMinSize = {8.0F, 8.0F};
  style.ScaleAllSizes(scale);
  const auto set = [&style](ImGuiCol role, Colour colour) { style.Colors[role] = unpacked(colour); };
  const Colour clear{0, 0, 0, 0};
  set(ImGuiCol_Text, t.text), set(ImGuiCol_TextDisabled, t.muted);
  set(ImGuiCol_WindowBg, t.panel), set(ImGuiCol_ChildBg, clear), set(ImGuiCol_PopupBg, t.panel);
  set(ImGuiCol_Border, t.edge), set(ImGuiCol_BorderShadow, clear);
  set(ImGuiCol_FrameBg, t.panel_raised), set(ImGuiCol_FrameBgHovered, mixed(t.panel_raised, t.accent, 0.15));
  set(ImGuiCol_FrameBgActive, mixed(t.panel_raised, t.accent, 0.25));
  set(ImGuiCol_Button, t.panel_raised), set(ImGuiCol_ButtonHovered, mixed(t.panel_raised, t.accent, 0.2));
  set(ImGuiCol_ButtonActive, mixed(t.panel_raised, t.accent, 0.35));
  set(ImGuiCol_Header, t.selection), set(ImGuiCol_HeaderHovered, mixed(t.panel_raised, t.accent, 0.15));
  set(ImGuiCol_HeaderActive, t.selection);
  set(ImGuiCol_Tab, clear), set(ImGuiCol_TabHovered, mixed(t.panel_raised, t.accent, 0.2)),
      set(ImGuiCol_TabActive, t.selection);
  set(ImGuiCol_TabUnfocused, clear), set(ImGuiCol_TabUnfocusedActive, t.selection);
  set(ImGuiCol_CheckMark, t.accent), set(ImGuiCol_SliderGrab, t.accent), set(ImGuiCol_SliderGrabActive, t.accent);
  set(ImGuiCol_ScrollbarBg, clear), set(ImGuiCol_ScrollbarGrab, t.edge);
  set(ImGuiCol_ScrollbarGrabHovered, mixed(t.edge, t.text, 0.2)),
      set(ImGuiCol_ScrollbarGrabActive, mixed(t.edge, t.text, 0.3));
  set(ImGuiCol_Separator, t.edge), set(ImGuiCol_SeparatorHovered, t.accent), set(ImGuiCol_SeparatorActive, t.accent);
  set(ImGuiCol_TableHeaderBg, t.panel_raised), set(ImGuiCol_TableBorderLight, t.edge),
      set(ImGuiCol_TableBorderStrong, t.edge);
  set(ImGuiCol_TableRowBg, clear), set(ImGuiCol_TableRowBgAlt, t.text.with_alpha(8));
  set(ImGuiCol_TextSelectedBg, t.accent.with_alpha(90)), set(ImGuiCol_NavHighlight, t.accent);
  set(ImGuiCol_ModalWindowDimBg, Colour{0, 0, 0, 110});
}

void begin_panel(const Ui& ui, const char* name, const Rect& place, bool bare) {
  ImGui::SetNextWindowPos(place.low());
  ImGui::SetNextWindowSize({place.width, place.height});
  ImGuiWindowFlags flags = ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoMove |
                           ImGuiWindowFlags_NoCollapse | ImGuiWindowFlags_NoSavedSettings |
                           ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoNav;
  if (bare) flags |= ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse;
  ImGui::Begin(name, nullptr, flags);
  (void)ui;
}

bool icon_button(Ui& ui, std::string_view key, Icon icon, const std::string& tooltip, bool on, float size_points) {
  const float size = ui.px(size_points);
  const std::string id = fmt::format("###{}", key);
  ImGui::PushID(id.c_str());
  const bool pressed = ImGui::InvisibleButton("button", {size, size});
  ImGui::PopID();
  ui.mark(key);
  const Theme& t = *ui.theme;
  const bool hovered = ImGui::IsItemHovered(), held = ImGui::IsItemActive();
  const ImVec2 low = ImGui::GetItemRectMin();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (on || hovered || held) {
    const Colour back = on ? t.accent : mixed(t.panel_raised, t.accent, held ? 0.35 : 0.15);
    list.AddRectFilled(low, {low.x + size, low.y + size}, packed(back), ui.px(6.0));
  }
  draw_icon(list, icon, {low.x + size / 2.0F, low.y + size / 2.0F}, size * 0.52F, packed(on ? t.accent_text : t.text));
  if (hovered && !tooltip.empty()) ImGui::SetTooltip("%s", tooltip.c_str());
  return pressed;
}

bool toggle(Ui& ui, std::string_view key, const models::Text& text, bool on) {
  const Theme& t = *ui.theme;
  if (on) {
    ImGui::PushStyleColor(ImGuiCol_Button, unpacked(t.accent));
    ImGui::PushStyleColor(ImGuiCol_ButtonHovered, unpacked(mixed(t.accent, t.text, 0.15)));
    ImGui::PushStyleColor(ImGuiCol_Text, unpacked(t.accent_text));
  }
  const bool pressed = ImGui::Button(ui.label(text, key).c_str());
  if (on) ImGui::PopStyleColor(3);
  ui.mark(key);
  return pressed;
}

bool tick(Ui& ui, std::string_view key, const models::Text& text, bool& on) {
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {ui.px(3.0), ui.px(2.0)});
  const bool changed = ImGui::Checkbox(ui.label(text, key).c_str(), &on);
  ImGui::PopStyleVar();
  ui.mark(key);
  return changed;
}

void heading(const Ui& ui, const char* text) {
  ImGui::Dummy({0.0F, ui.px(2.0)});
  ImGui::PushFont(ui.fonts.small);
  ImGui::TextColored(unpacked(ui.theme->muted), "%s", text);
  ImGui::PopFont();
}

void text_in(Colour colour, std::string_view text) {
  ImGui::PushStyleColor(ImGuiCol_Text, unpacked(colour));
  ImGui::TextUnformatted(text.data(), text.data() + text.size());
  ImGui::PopStyleColor();
}

void cut_in(Colour colour, const std::string& text) {
  const float room = ImGui::GetContentRegionAvail().x;
  if (ImGui::CalcTextSize(text.c_str()).x <= room) return text_in(colour, text);
  constexpr const char* dots = "…";
  const float left = room - ImGui::CalcTextSize(dots).x;
  // Whole characters only: bytes that begin with 10 go on with the one before.
  std::size_t end = text.size();
  while (end > 0 && ImGui::CalcTextSize(text.data(), text.data() + end).x > left) {
    do --end;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U);
  }
  text_in(colour, text.substr(0, end) + dots);
  if (ImGui::IsItemHovered()) ImGui::SetTooltip("%s", text.c_str());
}

void wrapped_in(Colour colour, std::string_view text) {
  ImGui::PushTextWrapPos(0.0F);
  text_in(colour, text);
  ImGui::PopTextWrapPos();
}

std::string short_duration(std::optional<sim::Duration> duration, models::Language language) {
  if (!duration) return "–";
  const bool zh = language == models::Language::zh;
  const double s = std::abs(sim::to_seconds(*duration));
  const char* const sign = duration->count() < 0 ? "−" : "";
  if (s < 60.0) return fmt::format("{}{:.0f} {}", sign, s, zh ? "秒" : "s");
  if (s < 600.0) return fmt::format("{}{:.1f} {}", sign, s / 60.0, zh ? "分钟" : "min");
  if (s < 7200.0) return fmt::format("{}{:.0f} {}", sign, s / 60.0, zh ? "分钟" : "min");
  if (s < 172800.0) return fmt::format("{}{:.1f} {}", sign, s / 3600.0, zh ? "小时" : "h");
  return fmt::format("{}{:.0f} {}", sign, s / 86400.0, zh ? "天" : "d");
}

}  // namespace yuanluo::viz
