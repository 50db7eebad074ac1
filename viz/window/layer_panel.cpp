// The panel on the left: what is on the map, and what its colours mean.
#include <algorithm>
#include <array>
#include <cmath>

#include "viz/window/desk.hpp"
#include "viz/window/words.hpp"

namespace yuanluo::viz {
namespace {

constexpr std::array<Text, measures> measure_names{
    words.measure_none,      words.measure_incidents, words.measure_risk,     words.measure_latency,
    words.measure_unnoticed, words.measure_coverage,  words.measure_presence, words.measure_fire_flow,
    words.measure_working,   words.measure_difference};

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

struct LegendLine {
  std::optional<Colour> fill;
  Hatch hatch = Hatch::none;
  std::optional<models::Hazard> hazard;
  std::string text;
  bool closure = false;
};

// The pattern of a class on a swatch of the legend, as the shader draws it on the map.
void hatch_swatch(ImDrawList& list, Hatch hatch, ImVec2 low, ImVec2 high, Colour on, float unit) {
  if (hatch == Hatch::none) return;
  const double light = 0.299 * on.r + 0.587 * on.g + 0.114 * on.b;
  const ImU32 ink = packed(light > 115.0 ? Colour{0, 0, 0, 90} : Colour{255, 255, 255, 110});
  list.PushClipRect(low, high, true);
  const float gap = unit * (hatch == Hatch::wide ? 6.0F : 4.0F), height = high.y - low.y;
  if (hatch == Hatch::dots) {
    for (float x = low.x + gap / 2.0F; x < high.x; x += gap)
      for (float y = low.y + gap / 2.0F; y < high.y; y += gap) list.AddCircleFilled({x, y}, unit, ink);
  } else {
    for (float x = low.x - height; x < high.x; x += gap) {
      list.AddLine({x, low.y}, {x + height, high.y}, ink, unit);
      if (hatch == Hatch::cross) list.AddLine({x, high.y}, {x + height, low.y}, ink, unit);
    }
  }
  list.PopClipRect();
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
      [&](std::size_t i) { return ui.say(measure_names[i]); },
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

Rect draw_legend(const Session& session, std::size_t side, const Ui& ui, ImDrawList& list, float x, float bottom) {
  const Theme& t = *ui.theme;
  const MeasureValues& values = session.values(side);
  std::vector<LegendLine> lines;
  std::string title, subtitle;
  if (values.measure != Measure::none) {
    title = values.title.empty() ? ui.say(measure_names[static_cast<std::size_t>(values.measure)]) : values.title;
    subtitle = values.unit;
    const std::size_t classes = values.bounds.size() + 1;
    const auto colours = ramp(classes, values.more_is_worse, values.diverging, t);
    const auto number = [&](float v) { return value_text(values, v, ui.language); };
    // The frame's legend has the texts of the classes, where it has any.
    std::vector<std::string> texts(classes);
    std::string none = ui.say(words.no_value);
    for (const LegendEntry& entry : session.frame(side).legend.entries) {
      if (!entry.colour_class) continue;
      if (*entry.colour_class < 0)
        none = entry.text;
      else if (static_cast<std::size_t>(*entry.colour_class) < classes)
        texts[static_cast<std::size_t>(*entry.colour_class)] = entry.text;
    }
    for (std::size_t c = classes; c-- > 0;) {
      if (texts[c].empty() || &values != &session.frame(side).values)
        texts[c] = classes == 1       ? ""
                   : c == 0           ? "< " + number(values.bounds[0])
                   : c + 1 == classes ? "≥ " + number(values.bounds[c - 1])
                                      : number(values.bounds[c - 1]) + " – " + number(values.bounds[c]);
      lines.push_back({colours[c], session.hatched ? class_hatch(c, classes, values.diverging) : Hatch::none,
                       std::nullopt, texts[c]});
    }
    if (values.unfinished > 0) none = ui.say(words.being_solved, values.unfinished);
    const bool gaps = values.unfinished > 0 || std::any_of(values.by_compound.begin(), values.by_compound.end(),
                                                           [](float v) { return std::isnan(v); });
    if (gaps) lines.push_back({no_value_colour(t), Hatch::none, std::nullopt, none});
  }
  if (session.layers.reach && !session.reach().empty()) {
    const Session::Reach& reach = session.reach();
    const bool by_time = !reach.limits_s.empty();
    const auto& limits = by_time ? reach.limits_s : reach.limits_m;
    if (title.empty()) {
      title = ui.say(by_time ? words.reach_in_time : words.reach_from, reach.from);
      subtitle = reach.how;
    }
    for (std::size_t band = 0; band < limits.size(); ++band)
      lines.push_back(
          {reach_colour(band, limits.size(), t), Hatch::none, std::nullopt,
           "≤ " + (by_time ? ui.say(words.minutes, limits[band] / 60.0) : ui.say(words.metres, limits[band]))});
  }
  if (session.layers.mains && !session.replay(side).map().mains.empty())
    lines.push_back({t.main, Hatch::none, std::nullopt, ui.say(words.mains)});
  if (session.layers.closures && !session.frame(side).closures.empty())
    lines.push_back({std::nullopt, Hatch::none, std::nullopt, ui.say(words.closed_street), true});
  // Two maps are too narrow for signs that most people know by now.
  if (session.layers.incidents && session.sides() == 1) {
    for (std::size_t h = 0; h < models::hazards; ++h) {
      if (session.choices.hazards[h])
        lines.push_back({std::nullopt, Hatch::none, static_cast<models::Hazard>(h),
                         ui.say(models::word(static_cast<models::Hazard>(h)).text)});
    }
  }
  if (lines.empty()) return {};

  ImFont* const font = ui.fonts.small;
  const auto extent = [&](ImFont* f, const std::string& text) {
    return f->CalcTextSizeA(f->FontSize, 1e6F, 0.0F, text.c_str());
  };
  const float line_height = ui.px(20.0), pad = ui.px(10.0), swatch = ui.px(22.0);
  float width = title.empty() ? 0.0F : extent(ui.fonts.text, title).x;
  width = std::max(width, extent(font, subtitle).x);
  for (const LegendLine& line : lines) width = std::max(width, swatch + ui.px(8.0) + extent(font, line.text).x);
  const float head = (title.empty() ? 0.0F : ui.px(22.0)) + (subtitle.empty() ? 0.0F : ui.px(17.0));
  const float height = head + line_height * static_cast<float>(lines.size()) + 2.0F * pad - ui.px(4.0);
  const ImVec2 low{x, bottom - height};
  list.AddRectFilled(low, {x + width + 2.0F * pad, bottom}, packed(t.panel.with_alpha(235)), ui.px(8.0));
  list.AddRect(low, {x + width + 2.0F * pad, bottom}, packed(t.edge), ui.px(8.0));
  float y = low.y + pad - ui.px(2.0);
  if (!title.empty()) {
    list.AddText(ui.fonts.text, ui.fonts.text->FontSize, {x + pad, y}, packed(t.text), title.c_str());
    y += ui.px(22.0);
  }
  if (!subtitle.empty()) {
    list.AddText(font, font->FontSize, {x + pad, y}, packed(t.muted), subtitle.c_str());
    y += ui.px(17.0);
  }
  for (const LegendLine& line : lines) {
    const ImVec2 a{x + pad, y + ui.px(3.0)}, b{x + pad + swatch, y + line_height - ui.px(3.0)};
    if (line.fill) {
      list.AddRectFilled(a, b, packed(*line.fill), ui.px(2.0));
      hatch_swatch(list, line.hatch, a, b, *line.fill, ui.px(1.0));
      list.AddRect(a, b, packed(t.compound_edge), ui.px(2.0));
    }
    if (line.closure) {
      const float middle = y + line_height / 2.0F;
      draw_closed(list, {{a.x, middle}, {b.x, middle}}, ui.px(1.0), t);
    }
    if (line.hazard)
      draw_hazard(list, *line.hazard, {x + pad + swatch / 2.0F, y + line_height / 2.0F}, ui.px(7.0), t, false);
    list.AddText(font, font->FontSize, {b.x + ui.px(8.0), y + (line_height - font->FontSize) / 2.0F}, packed(t.text),
                 line.text.c_str());
    y += line_height;
  }
  return {low.x, low.y, width + 2.0F * pad, height};
}

Rect draw_counters(const Session& session, std::size_t side, const Ui& ui, ImDrawList& list, float x, float y,
                   float most_width) {
  const Theme& t = *ui.theme;
  ImFont *const large = ui.fonts.large, *const small = ui.fonts.small;
  const float pad = ui.px(10.0), height = ui.px(52.0), first = x;
  for (const Counter& counter : session.frame(side).counters) {
    const float width = std::max(large->CalcTextSizeA(large->FontSize, 1e6F, 0.0F, counter.value.c_str()).x,
                                 small->CalcTextSizeA(small->FontSize, 1e6F, 0.0F, counter.label.c_str()).x) +
                        2.0F * pad;
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
