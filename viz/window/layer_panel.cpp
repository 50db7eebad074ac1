// The panel on the left: what is on the map.
#include <algorithm>
#include <array>
#include <cmath>

#include "viz/window/desk.hpp"
#include "viz/window/legend.hpp"
#include "viz/window/words.hpp"

namespace yuanluo::viz {
namespace {

// A list to choose from; `key` marks the closed box, and each entry is marked `key_number` while it is open.
template <class Name>
void choose(Ui& ui, const char* key, std::size_t count, std::size_t chosen, Name name, const auto& take) {
  ImGui::SetNextItemWidth(-1.0F);
  const bool open = ImGui::BeginCombo(fmt::format("###{}", key).c_str(), name(chosen));
  ui.mark(key);
  if (!open) return;
  for (std::size_t i = 0; i < count; ++i) {
    if (ImGui::Selectable(fmt::format("{}###{}", name(i), i).c_str(), i == chosen)) take(i);
    ui.mark(fmt::format("{}_{}", key, i));
  }
  ImGui::EndCombo();
}

// At the right end of the row that is drawn next: a sign for each kind of station that there is, named by the pointer.
void station_signs(const Session& session, const Ui& ui) {
  const std::vector<models::StationKind> kinds = kinds_of_stations(session.map());
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float each = ui.px(15.0);
  float x = at.x + ImGui::GetContentRegionAvail().x - ui.px(10.0);
  for (auto kind = kinds.rbegin(); kind != kinds.rend(); ++kind) {
    const ImVec2 middle{x, at.y + ui.px(11.0)}, low{x - each / 2.0F, at.y}, high{x + each / 2.0F, at.y + ui.px(22.0)};
    draw_station(*ImGui::GetWindowDrawList(), *kind, middle, ui.px(5.5), *ui.theme);
    if (ImGui::IsMouseHoveringRect(low, high))
      ImGui::SetTooltip("%s", ui.say(station_words[static_cast<std::size_t>(*kind)]));
    x -= each;
  }
}

}  // namespace

void draw_layer_panel(Session& session, Desk& desk, Ui& ui, const Rect& place) {
  (void)desk;
  LayerSwitches& on = session.layers;
  begin_panel(ui, "layer_panel", place);
  // So close that all of it is seen on most screens.
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {ui.px(8.0), ui.px(2.0)});
  heading(ui, ui.say(words.colour_by));
  choose(
      ui, "measure", measures - 1, static_cast<std::size_t>(session.choices.measure),
      [&](std::size_t i) { return ui.say(measure_words[i]); },
      [&](std::size_t i) { session.choices.measure = static_cast<Measure>(i); });
  const bool of_stations =
      session.choices.measure == Measure::coverage || (on.reach && session.reach_from == ReachFrom::stations);
  if (of_stations) {
    heading(ui, ui.say(words.coverage_of));
    choose(
        ui, "coverage_of", models::station_kinds, static_cast<std::size_t>(session.choices.coverage_of),
        [&](std::size_t i) { return ui.say(station_words[i]); },
        [&](std::size_t i) { session.choices.coverage_of = static_cast<models::StationKind>(i); });
  }
  tick(ui, "hatching", words.hatching, session.hatched);

  heading(ui, ui.say(words.incidents));
  for (std::size_t h = 0; h < models::hazards; ++h) {
    const auto hazard = static_cast<models::Hazard>(h);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float right = at.x + ImGui::GetContentRegionAvail().x - ui.px(10.0);
    draw_hazard(*ImGui::GetWindowDrawList(), hazard, {right, at.y + ui.px(11.0)}, ui.px(8.0), *ui.theme, false);
    tick(ui, fmt::format("hazard_{}", models::word(hazard).key), models::word(hazard).text, session.choices.hazards[h]);
  }
  tick(ui, "ended_too", words.ended_too, session.choices.ended);
  if (tick(ui, "heat", words.heat, on.heat)) session.choices.heat = on.heat;
  if (on.heat) {
    constexpr std::array<int, 4> windows{1, 7, 30, 365};
    std::size_t chosen = 2;
    for (std::size_t i = 0; i < windows.size(); ++i)
      if (session.choices.heat_window == windows[i] * sim::one_day) chosen = i;
    std::string name;
    choose(
        ui, "heat_window", windows.size(), chosen,
        [&](std::size_t i) {
          name = ui.say(words.days, windows[i]);
          return name.c_str();
        },
        [&](std::size_t i) { session.choices.heat_window = windows[i] * sim::one_day; });
  }

  heading(ui, ui.say(words.layers));
  tick(ui, "layer_units", words.units, on.units);
  tick(ui, "layer_incidents", words.incidents, on.incidents);
  tick(ui, "layer_failures", words.failures, on.failures);
  tick(ui, "layer_closures", words.closures, on.closures);
  station_signs(session, ui);
  tick(ui, "layer_stations", words.stations, on.stations);
  tick(ui, "layer_hydrants", words.hydrants, on.hydrants);
  tick(ui, "layer_pumps", words.pump_stations, on.pump_stations);
  if (!session.map().mains.empty()) tick(ui, "layer_mains", words.mains, on.mains);
  tick(ui, "layer_streets", words.streets, on.streets);
  tick(ui, "layer_compounds", words.compounds, on.compounds);
  tick(ui, "layer_buildings", words.buildings, on.buildings);
  tick(ui, "layer_communities", words.communities, on.communities);
  tick(ui, "layer_labels", words.labels, on.labels);

  heading(ui, ui.say(words.reach));
  tick(ui, "layer_reach", words.reach, on.reach);
  if (on.reach) {
    constexpr std::array<Text, 3> sources{words.inspect, words.all_hydrants, words.stations};
    choose(
        ui, "reach_from", sources.size(), static_cast<std::size_t>(session.reach_from),
        [&](std::size_t i) { return ui.say(sources[i]); },
        [&](std::size_t i) { session.reach_from = static_cast<ReachFrom>(i); });
    if (session.reach().empty()) wrapped_in(ui.theme->muted, ui.say(words.reach_hint));
  }
  session.choices.failures = on.failures;
  ImGui::PopStyleVar();
  const ImVec2 edge{place.x + place.width - 1.0F, place.y};
  ImGui::GetWindowDrawList()->AddLine(edge, {edge.x, place.y + place.height}, packed(ui.theme->edge));
  ImGui::End();
}

namespace {

float card_width(const Counter& counter, const Ui& ui) {
  ImFont *const large = ui.fonts.large, *const small = ui.fonts.small;
  return std::max(large->CalcTextSizeA(large->FontSize, 1e6F, 0.0F, counter.value.c_str()).x,
                  small->CalcTextSizeA(small->FontSize, 1e6F, 0.0F, counter.label.c_str()).x) +
         ui.px(20.0);
}

}  // namespace

float counters_width(const Session& session, std::size_t side, const Ui& ui) {
  float width = 0.0F;
  for (const Counter& counter : session.frame(side).counters) width += card_width(counter, ui) + ui.px(6.0);
  return width;
}

Rect draw_counters(const Session& session, std::size_t side, const Ui& ui, ImDrawList& list, float x, float y,
                   float most_width) {
  const Theme& t = *ui.theme;
  ImFont *const large = ui.fonts.large, *const small = ui.fonts.small;
  const float pad = ui.px(10.0), height = ui.px(counters_points), first = x;
  for (const Counter& counter : session.frame(side).counters) {
    const float width = card_width(counter, ui);
    if (x + width - first > most_width) break;
    list.AddRectFilled({x, y}, {x + width, y + height}, packed(t.panel.with_alpha(235)), ui.px(8.0));
    list.AddRect({x, y}, {x + width, y + height}, packed(t.edge), ui.px(8.0));
    list.AddText(large, large->FontSize, {x + pad, y + ui.px(4.0)}, packed(ink_colour(counter.ink, t)),
                 counter.value.c_str());
    list.AddText(small, small->FontSize, {x + pad, y + ui.px(31.0)}, packed(t.muted), counter.label.c_str());
    x += width + ui.px(6.0);
  }
  return {first, y, x - first, height};
}

}  // namespace yuanluo::viz
