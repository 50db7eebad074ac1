// The bar at the top: what is shown, search, and how it is shown.
#include <imgui.h>

#include <imgui_stdlib.h>

#include <algorithm>

#include "viz/window/desk.hpp"
#include "viz/window/words.hpp"

namespace yuanluo::viz {
namespace {

void search_box(Session& session, Desk& desk, Ui& ui, float width) {
  if (desk.focus_search) {
    ImGui::SetKeyboardFocusHere();
    desk.focus_search = false;
  }
  ImGui::SetNextItemWidth(width);
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {ui.px(28.0), ui.px(6.0)});
  const bool entered = ImGui::InputTextWithHint("###search", ui.say(words.search_hint), &desk.search,
                                                ImGuiInputTextFlags_EnterReturnsTrue);
  ImGui::PopStyleVar();
  ui.mark("search");
  const bool typing = ImGui::IsItemActive();
  const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
  draw_icon(*ImGui::GetWindowDrawList(), Icon::search, {low.x + ui.px(15.0), (low.y + high.y) / 2.0F}, ui.px(15.0),
            packed(ui.theme->muted));
  if (desk.search != desk.searched || desk.searched_in != ui.language) {
    desk.searched = desk.search, desk.searched_in = ui.language;
    desk.found = desk.search.empty() ? std::vector<Found>{} : session.replay().search(desk.search, ui.language, 12);
  }
  if (entered && !desk.found.empty()) {
    session.show(desk.found.front().thing);
    desk.open(Tab::inspect);
    desk.search.clear();
    return;
  }
  if (desk.search.empty()) return;

  ImGui::SetNextWindowPos({low.x, high.y + ui.px(4.0)});
  ImGui::SetNextWindowSize({width, 0.0F});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, ui.px(8.0));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 1.0F);
  // Shown over everything, but the typing goes on in the box.
  ImGui::Begin("found", nullptr,
               ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoMove |
                   ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoFocusOnAppearing | ImGuiWindowFlags_Tooltip |
                   ImGuiWindowFlags_AlwaysAutoResize);
  if (desk.found.empty()) text_in(ui.theme->muted, ui.say(words.nothing_found));
  for (std::size_t i = 0; i < desk.found.size(); ++i) {
    const Found& found = desk.found[i];
    ImGui::PushID(static_cast<int>(i));
    const bool chosen = ImGui::Selectable(found.label.c_str(), i == 0);
    ui.mark(fmt::format("found_{}", i));
    if (!found.detail.empty()) {
      ImGui::SameLine();
      text_in(ui.theme->muted, found.detail);
    }
    ImGui::PopID();
    if (chosen) {
      session.show(found.thing);
      desk.open(Tab::inspect);
      desk.search.clear();
      break;
    }
  }
  ImGui::End();
  ImGui::PopStyleVar(2);
  (void)typing;
}

}  // namespace

void draw_top_bar(Session& session, Desk& desk, Ui& ui, const Rect& place) {
  const Theme& t = *ui.theme;
  begin_panel(ui, "top", place, true);
  ImGui::SetCursorPosY((place.height - ui.px(30.0)) / 2.0F);
  if (icon_button(ui, "layers", Icon::layers, ui.say(words.layers), desk.layers_open))
    desk.layers_open = !desk.layers_open;
  ImGui::SameLine();

  // The right end is fixed, the search box takes the middle, the name what is left.
  const float right_width = ui.px(306.0), search_width = std::clamp(place.width * 0.26F, ui.px(200.0), ui.px(380.0));
  const float search_x = place.width - right_width - search_width - ui.px(12.0);
  std::string name = session.replay().info().scenario.in(ui.language);
  if (session.sides() > 1)
    name = fmt::format("{} {}  |  {} {}", ui.say(words.first_run), name, ui.say(words.second_run),
                       session.replay(1).info().scenario.in(ui.language));
  ImGui::BeginGroup();
  ImGui::AlignTextToFramePadding();
  const ImVec2 from = ImGui::GetCursorScreenPos();
  ImGui::PushClipRect(from, {place.x + search_x - ui.px(12.0), place.y + place.height}, true);
  text_in(t.text, name);
  ImGui::SameLine();
  std::size_t notes = 0;
  for (std::size_t side = 0; side < session.sides(); ++side) notes += session.replay(side).info().notes.size();
  if (session.comparison() != nullptr) notes += session.comparison()->notes().size();
  if (notes > 0) {
    text_in(ink_colour(Ink::warning, t), fmt::format("! {}", ui.say(words.notes)));
    ui.mark("notes");
    if (ImGui::IsItemHovered()) {
      std::string all;
      for (std::size_t side = 0; side < session.sides(); ++side)
        for (const models::Name& note : session.replay(side).info().notes) all += note.in(ui.language) + "\n";
      if (session.comparison() != nullptr)
        for (const models::Name& note : session.comparison()->notes()) all += note.in(ui.language) + "\n";
      ImGui::SetTooltip("%s", all.c_str());
    }
    ImGui::SameLine();
  }
  ImGui::PopClipRect();
  ImGui::EndGroup();

  ImGui::SameLine();
  ImGui::SetCursorPosX(search_x);
  search_box(session, desk, ui, search_width);
  ImGui::SameLine();
  ImGui::SetCursorPosX(place.width - right_width);
  if (icon_button(ui, "zoom_out", Icon::minus, ui.say(words.zoom_out)))
    session.view.zoom(1.0 / 1.5, {session.view.width / 2.0, session.view.height / 2.0});
  ImGui::SameLine(0.0F, ui.px(2.0));
  if (icon_button(ui, "zoom_in", Icon::plus, ui.say(words.zoom_in)))
    session.view.zoom(1.5, {session.view.width / 2.0, session.view.height / 2.0});
  ImGui::SameLine(0.0F, ui.px(2.0));
  if (icon_button(ui, "fit", Icon::fit, ui.say(words.whole_district))) session.fit_district();
  ImGui::SameLine(0.0F, ui.px(2.0));
  if (icon_button(ui, "north", Icon::north, ui.say(words.north_up))) session.view.camera.turn_rad = 0.0;
  ImGui::SameLine(0.0F, ui.px(12.0));
  if (toggle(ui, "language", words.language, false))
    session.choices.language = ui.language == models::Language::zh ? models::Language::en : models::Language::zh;
  ImGui::SameLine(0.0F, ui.px(4.0));
  if (icon_button(ui, "theme", t.dark ? Icon::sun : Icon::moon, ui.say(t.dark ? words.light : words.dark)))
    ui.theme = &theme(!t.dark);
  ImGui::SameLine(0.0F, ui.px(2.0));
  if (icon_button(ui, "present", Icon::screen, fmt::format("{}  [F5]", ui.say(words.present)))) desk.presenting = true;
  ImGui::SameLine(0.0F, ui.px(2.0));
  if (icon_button(ui, "help", Icon::help, fmt::format("{}  [?]", ui.say(words.keys)), desk.help))
    desk.help = !desk.help;
  ImGui::GetWindowDrawList()->AddLine({place.x, place.y + place.height - 1.0F},
                                      {place.x + place.width, place.y + place.height - 1.0F}, packed(t.edge));
  ImGui::End();
}

}  // namespace yuanluo::viz
