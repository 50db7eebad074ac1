// The window for an audience: the map, large type, and a storyline made of bookmarks. And the list of keys.
#include <array>
#include <cmath>

#include "viz/window/desk.hpp"
#include "viz/window/overlay.hpp"
#include "viz/window/words.hpp"

namespace yuanluo::viz {

void draw_presentation(Session& session, Desk& desk, Ui& ui, const Rect& whole) {
  const Theme& t = *ui.theme;
  ImDrawList& list = *ImGui::GetForegroundDrawList();
  const float pad = ui.px(24.0);
  ImFont* const large = ui.fonts.large;
  ImFont* title = ui.fonts.title;

  // Above: the scenario and the clock.
  const std::string& name = session.replay().info().scenario.in(ui.language);
  halo_text(list, large, {whole.x + pad, whole.y + pad}, t.text, t.label_halo, name);
  const std::string& clock = session.clock_text();
  const float clock_width = title->CalcTextSizeA(title->FontSize, 1e6F, 0.0F, clock.c_str()).x;
  halo_text(list, title, {whole.x + whole.width - clock_width - pad, whole.y + pad * 0.8F}, t.text, t.label_halo,
            clock);

  // Below: the note of the bookmark that is shown, and how far the storyline is.
  const auto current = session.current_bookmark();
  const float line_height = ui.px(46.0);
  float bottom = whole.y + whole.height - line_height - ui.px(20.0);
  if (current) {
    const std::string& note = session.bookmarks[*current].note.in(ui.language);
    const float note_size = title->FontSize;
    title = ui.fonts.fitting(title, note);
    const float most = std::min(whole.width * 0.8F, ui.px(1100.0)), inner = most - 2.0F * pad;
    const ImVec2 size = title->CalcTextSizeA(note_size, 1e6F, inner, note.c_str());
    if (!note.empty()) {
      const float left = whole.x + (whole.width - size.x) / 2.0F - pad, top = bottom - size.y - ui.px(28.0);
      list.AddRectFilled({left, top}, {left + size.x + 2.0F * pad, bottom - ui.px(4.0)},
                         packed(t.panel.with_alpha(238)), ui.px(10.0));
      list.AddText(title, note_size, {left + pad, top + ui.px(12.0)}, packed(t.text), note.c_str(), nullptr, inner);
    }
  }
  // A slim line of time with the buttons that are needed, and no others.
  const Rect bar{whole.x + pad, whole.y + whole.height - line_height - ui.px(10.0), whole.width - 2.0F * pad,
                 line_height};
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, ui.px(10.0));
  // Over the map, which takes clicks of its own: so it must come to the front.
  ImGui::SetNextWindowPos(bar.low());
  ImGui::SetNextWindowSize({bar.width, bar.height});
  ImGui::Begin("presentation", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                   ImGuiWindowFlags_NoNav);
  if (icon_button(ui, "previous_stop", Icon::previous, ui.say(words.previous_stop))) session.step_bookmark(-1);
  ImGui::SameLine(0.0F, ui.px(2.0));
  if (icon_button(ui, "play", session.clock.playing() ? Icon::pause : Icon::play, ui.say(words.play), true))
    session.clock.toggle();
  ImGui::SameLine(0.0F, ui.px(2.0));
  if (icon_button(ui, "next_stop", Icon::next, ui.say(words.next_stop))) session.step_bookmark(1);
  ImGui::SameLine();
  if (!session.bookmarks.empty()) {
    ImGui::AlignTextToFramePadding();
    text_in(t.muted, ui.say(words.stop_of, current ? *current + 1 : 0, session.bookmarks.size()));
    ImGui::SameLine();
  }
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const Rect line{at.x, bar.y + ui.px(6.0), bar.x + bar.width - at.x - ui.px(56.0), bar.height - ui.px(12.0)};
  ImGui::SetCursorScreenPos(line.low());
  ImGui::InvisibleButton("time_line", {std::max(1.0F, line.width), line.height});
  ui.mark("time_line");
  if (ImGui::IsItemActive()) {
    const double share = std::clamp(static_cast<double>((ImGui::GetIO().MousePos.x - line.x) / line.width), 0.0, 1.0);
    session.clock.play(false);
    session.clock.go(session.clock.from() +
                     sim::seconds(share * sim::to_seconds(session.clock.until() - session.clock.from())));
  }
  draw_time_line(session, ui, *ImGui::GetWindowDrawList(), line);
  ImGui::SameLine();
  ImGui::SetCursorScreenPos({bar.x + bar.width - ui.px(42.0), bar.y + (bar.height - ui.px(30.0)) / 2.0F});
  if (icon_button(ui, "leave", Icon::close, fmt::format("{}  [Esc]", ui.say(words.leave_presentation))))
    desk.presenting = false;
  ImGui::End();
  ImGui::PopStyleVar();
}

void draw_help(Desk& desk, Ui& ui, const Rect& whole) {
  if (!desk.help) return;
  struct Line {
    const char* keys;
    Text text;
  };
  static constexpr std::array<Line, 27> lines{
      {{"Space", words.key_space},   {"← →", words.key_arrows},   {"+ −", words.key_speed},
       {"R", words.key_reverse},     {"N  P", words.key_jump},    {"1 – 6", words.key_hazard},
       {"Home End", words.key_ends}, {"B", words.key_bookmark},   {"[ ]", words.key_stops},
       {"↑ ↓", words.key_zoom},      {"W A S D", words.key_pan},  {"Q E", words.key_turn},
       {"0", words.key_north},       {"F", words.key_fit},        {"Ctrl+F  /", words.key_search},
       {"M", words.key_measure},     {"H", words.key_heat},       {"J", words.hatching},
       {"G", words.key_follow},      {"K", words.key_legend},     {"L", words.key_language},
       {"T", words.key_theme},       {"F5", words.key_present},   {"F11", words.key_full},
       {"Esc", words.key_escape},    {"Ctrl+Q", words.key_leave}, {"?", words.key_help}}};
  const float width = ui.px(760.0), height = ui.px(460.0);
  ImGui::SetNextWindowPos({whole.x + (whole.width - width) / 2.0F, whole.y + (whole.height - height) / 2.0F});
  ImGui::SetNextWindowSize({width, height});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, ui.px(12.0));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 1.0F);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui.px(24.0), ui.px(20.0)});
  ImGui::Begin("keys", nullptr,
               ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoMove |
                   ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav);
  ImGui::PushFont(ui.fonts.large);
  ImGui::TextUnformatted(ui.say(words.keys));
  ImGui::PopFont();
  ImGui::SameLine(width - ui.px(60.0));
  if (icon_button(ui, "close_help", Icon::close, ui.say(words.close))) desk.help = false;
  if (ImGui::BeginTable("key_table", 4, ImGuiTableFlags_SizingStretchProp)) {
    for (const float weight : {0.7F, 2.2F, 0.7F, 2.2F}) ImGui::TableSetupColumn("", 0, weight);
    const std::size_t half = (lines.size() + 1) / 2;
    for (std::size_t i = 0; i < half; ++i) {
      ImGui::TableNextRow();
      for (const std::size_t k : {i, i + half}) {
        if (k >= lines.size()) break;
        ImGui::TableNextColumn();
        text_in(ui.theme->accent, lines[k].keys);
        ImGui::TableNextColumn();
        wrapped_in(ui.theme->text, ui.say(lines[k].text));
      }
    }
    ImGui::EndTable();
  }
  ImGui::End();
  ImGui::PopStyleVar(3);
}

}  // namespace yuanluo::viz
