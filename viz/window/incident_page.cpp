// The list of incidents, and the alarms that came last.
#include <imgui.h>

#include <imgui_stdlib.h>

#include "viz/replay/moment.hpp"
#include "viz/window/desk.hpp"
#include "viz/window/words.hpp"

namespace yuanluo::viz {
namespace {

constexpr ImGuiTableFlags table_flags = ImGuiTableFlags_Sortable | ImGuiTableFlags_RowBg | ImGuiTableFlags_ScrollY |
                                        ImGuiTableFlags_SizingStretchProp | ImGuiTableFlags_PadOuterX |
                                        ImGuiTableFlags_Resizable;

void take_sorting(ListChoices& list) {
  ImGuiTableSortSpecs* const specs = ImGui::TableGetSortSpecs();
  if (specs == nullptr || !specs->SpecsDirty || specs->SpecsCount < 1) return;
  list.by = static_cast<SortBy>(specs->Specs[0].ColumnUserID);
  list.descending = specs->Specs[0].SortDirection == ImGuiSortDirection_Descending;
  specs->SpecsDirty = false;
}

void row(Session& session, Desk& desk, Ui& ui, const IncidentList::Entry& entry, std::size_t number) {
  const Theme& t = *ui.theme;
  const IncidentRow& incident = session.replay().incidents()[entry.row];
  const sim::SimTime now = session.clock.now();
  const Colour colour = entry.matches ? t.text : t.muted;
  ImGui::TableNextRow();
  ImGui::TableNextColumn();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImGui::PushID(static_cast<int>(entry.row));
  const bool selected = session.choices.selected == thing_of(incident.id);
  if (ImGui::Selectable("###row", selected, ImGuiSelectableFlags_SpanAllColumns | ImGuiSelectableFlags_AllowDoubleClick,
                        {0.0F, ui.px(20.0)})) {
    session.select(thing_of(incident.id));
    if (ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) {
      session.show(thing_of(incident.id));
      desk.open(Tab::inspect);
    }
  }
  ui.mark(fmt::format("incident_{}", number));
  ImGui::PopID();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  draw_hazard(list, incident.hazard(), {at.x + ui.px(8.0), at.y + ui.px(8.5)}, ui.px(7.0), t, !entry.open);
  ImGui::SameLine(ui.px(20.0));
  ImGui::PushFont(ui.fonts.small);
  const std::string moment = moment_text(incident.onset);
  text_in(colour, moment.substr(0, moment.size() - 3));
  ImGui::TableNextColumn();
  cut_in(colour, session.replay().title_of(incident, ui.language));
  ImGui::TableNextColumn();
  cut_in(entry.matches ? t.muted : t.edge, session.replay().place_of(incident, ui.language));
  ImGui::TableNextColumn();
  if (incident.reached <= now) text_in(colour, short_duration(incident.reached - incident.onset, ui.language));
  ImGui::TableNextColumn();
  if (entry.open) {
    text_in(ink_colour(Ink::bad, t), ui.say(words.open_word));
  } else {
    cut_in(colour, ui.say(models::word(incident.ending).text));
  }
  ImGui::PopFont();
}

}  // namespace

void draw_incident_page(Session& session, Desk& desk, Ui& ui) {
  const Theme& t = *ui.theme;
  ImGui::SetNextItemWidth(-1.0F);
  ImGui::InputTextWithHint("###filter", ui.say(words.filter), &session.list.text);
  ui.mark("filter");
  text_in(session.incidents().open() > 0 ? ink_colour(Ink::bad, t) : t.muted,
          ui.say(words.open_incidents, session.incidents().open()));
  ui.mark("open_count");
  ImGui::SameLine();
  text_in(t.muted, ui.say(words.begun_incidents, session.incidents().begun()));

  const float alarms_height = session.frame().alarms.empty() ? 0.0F : ui.px(150.0);
  const float table_height = std::max(ui.px(120.0), ImGui::GetContentRegionAvail().y - alarms_height);
  if (ImGui::BeginTable("incidents", 5, table_flags, {0.0F, table_height})) {
    const auto column = [&](const models::Text& text, SortBy by, float weight, bool first = false) {
      const ImGuiTableColumnFlags flags =
          ImGuiTableColumnFlags_PreferSortDescending | (first ? ImGuiTableColumnFlags_DefaultSort : 0);
      ImGui::TableSetupColumn(ui.label(text, fmt::format("column_{}", static_cast<int>(by))).c_str(), flags, weight,
                              static_cast<ImGuiID>(by));
    };
    column(words.onset, SortBy::onset, 1.7F, true);
    column(words.kind, SortBy::kind, 1.55F);
    ImGui::TableSetupColumn(ui.label(words.place, "column_place").c_str(), ImGuiTableColumnFlags_NoSort, 1.75F);
    column(words.reached_after, SortBy::reached, 1.25F);
    column(words.ending, SortBy::ending, 1.25F);
    ImGui::TableSetupScrollFreeze(0, 1);
    ImGui::PushFont(ui.fonts.small);
    ImGui::TableHeadersRow();
    ui.mark("incident_header");
    ImGui::PopFont();
    take_sorting(session.list);
    const IncidentList& shown = session.incidents();
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(shown.size()));
    while (clipper.Step()) {
      for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i)
        row(session, desk, ui, shown.at(static_cast<std::size_t>(i)), static_cast<std::size_t>(i));
    }
    ImGui::EndTable();
  }
  if (alarms_height > 0.0F) {
    heading(ui, ui.say(words.alarms));
    ImGui::BeginChild("alarms", {0.0F, 0.0F});
    ImGui::PushFont(ui.fonts.small);
    for (const AlarmLine& alarm : session.frame().alarms) {
      const std::string moment = moment_text(alarm.at);
      text_in(t.muted, moment.substr(moment.find('d') + 1));
      ImGui::SameLine();
      cut_in(ink_colour(alarm.ink, t), alarm.text);
      if (ImGui::IsItemClicked()) {
        session.select(thing_of(alarm.incident));
        desk.open(Tab::inspect);
      }
    }
    ImGui::PopFont();
    ImGui::EndChild();
  }
}

}  // namespace yuanluo::viz
