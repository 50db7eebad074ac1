// What went differently in the second run, and the bookmarks.
#include <imgui.h>

#include <imgui_stdlib.h>

#include "viz/replay/moment.hpp"
#include "viz/window/desk.hpp"
#include "viz/window/words.hpp"

namespace yuanluo::viz {

void draw_compare_page(Session& session, Desk& desk, Ui& ui) {
  const Theme& t = *ui.theme;
  session.differences_wanted = true;
  tick(ui, "difference_map", words.difference_map, session.difference_map);
  if (session.difference_map && session.choices.measure != Measure::latency &&
      session.choices.measure != Measure::unnoticed && session.choices.measure != Measure::incidents)
    session.choices.measure = Measure::latency;
  for (std::size_t side = 0; side < session.sides(); ++side) {
    text_in(t.accent, ui.say(side == 0 ? words.first_run : words.second_run));
    ImGui::SameLine();
    wrapped_in(t.text, session.replay(side).info().scenario.in(ui.language));
  }
  if (session.comparison() != nullptr) {
    for (const models::Name& note : session.comparison()->notes())
      wrapped_in(ink_colour(Ink::warning, t), note.in(ui.language));
  }
  heading(ui, ui.say(words.differences));
  if (session.differences().empty()) wrapped_in(t.muted, ui.say(words.no_differences));
  ImGui::BeginChild("differences");
  ImGuiListClipper clipper;
  const auto& all = session.differences();
  clipper.Begin(static_cast<int>(all.size()));
  while (clipper.Step()) {
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      const Difference& difference = all[static_cast<std::size_t>(i)];
      ImGui::PushID(i);
      const ImVec2 at = ImGui::GetCursorScreenPos();
      const bool chosen = ImGui::Selectable("###difference", session.choices.selected == thing_of(difference.incident),
                                            0, {0.0F, ui.px(36.0)});
      ui.mark(fmt::format("difference_{}", i));
      const ImVec2 after = ImGui::GetCursorScreenPos();
      ImGui::SetCursorScreenPos({at.x, at.y + ui.px(1.0)});
      cut_in(ink_colour(difference.ink, t), difference.text);
      ImGui::SetCursorScreenPos({at.x, at.y + ui.px(19.0)});
      ImGui::PushFont(ui.fonts.small);
      cut_in(t.muted, difference.detail);
      ImGui::PopFont();
      ImGui::SetCursorScreenPos(after);
      if (chosen) {
        session.clock.play(false);
        session.clock.go(difference.onset);
        session.show(thing_of(difference.incident));
        desk.open(Tab::inspect);
      }
      ImGui::PopID();
    }
  }
  ImGui::EndChild();
}

void draw_bookmark_page(Session& session, Desk& desk, Ui& ui) {
  const Theme& t = *ui.theme;
  if (ImGui::Button(ui.label(words.add_bookmark, "add_here").c_str())) session.add_bookmark();
  ui.mark("add_here");
  if (!session.bookmarks.empty()) {
    ImGui::SameLine();
    const bool save = ImGui::Button(ui.label(words.save_storyline, "save_storyline").c_str());
    ui.mark("save_storyline");
    if (save) {
      try {
        write_storyline(desk.storyline_file, session.bookmarks, session.map().plane);
        desk.say(ui.say(words.saved, desk.storyline_file.string()));
      } catch (const ToldError& error) {
        desk.say(ui.say(words.not_saved, error.text().in(ui.language)));
      } catch (const std::exception& error) {
        desk.say(ui.say(words.not_saved, error.what()));
      }
    }
  } else {
    wrapped_in(t.muted, ui.say(words.no_bookmarks));
  }
  ImGui::BeginChild("bookmarks");
  std::optional<std::size_t> removed;
  for (std::size_t i = 0; i < session.bookmarks.size(); ++i) {
    Bookmark& bookmark = session.bookmarks[i];
    ImGui::PushID(static_cast<int>(i));
    if (ImGui::Button(moment_text(bookmark.at).c_str())) session.go(Bookmark(bookmark));
    ui.mark(fmt::format("bookmark_{}", i));
    if (ImGui::IsItemHovered()) ImGui::SetTooltip("%s", ui.say(words.go_there));
    ImGui::SameLine();
    ImGui::SetNextItemWidth(ImGui::GetContentRegionAvail().x - ui.px(40.0));
    std::string& note = ui.language == models::Language::zh ? bookmark.note.zh : bookmark.note.en;
    std::string& other = ui.language == models::Language::zh ? bookmark.note.en : bookmark.note.zh;
    const bool both = other.empty() || other == note;
    // Written in one language, it stands for both until the other is written too.
    if (ImGui::InputTextWithHint("###note", ui.say(words.note), &note) && both) other = note;
    ui.mark(fmt::format("note_{}", i));
    ImGui::SameLine();
    if (icon_button(ui, fmt::format("remove_{}", i), Icon::close, ui.say(words.remove), false, 26.0F)) removed = i;
    ImGui::PopID();
  }
  if (removed) session.bookmarks.erase(session.bookmarks.begin() + static_cast<std::ptrdiff_t>(*removed));
  ImGui::EndChild();
}

}  // namespace yuanluo::viz
