#include "viz/window/legend.hpp"

#include <algorithm>
#include <cmath>

#include "viz/window/words.hpp"

namespace yuanluo::viz {
namespace {

constexpr double line_points = 20.0, title_points = 22.0, subtitle_points = 17.0, head_points = 24.0, pad_points = 10.0,
                 swatch_points = 22.0, gap_points = 8.0, column_points = 14.0;

// The pattern of a class on a swatch, as the shader draws it on the map.
void draw_hatch(ImDrawList& list, Hatch hatch, ImVec2 low, ImVec2 high, Colour on, float unit) {
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

std::vector<models::StationKind> kinds_of_stations(const StaticMap& map) {
  std::vector<models::StationKind> kinds;
  for (const MapStation& station : map.stations) kinds.push_back(station.kind);
  std::sort(kinds.begin(), kinds.end());
  kinds.erase(std::unique(kinds.begin(), kinds.end()), kinds.end());
  return kinds;
}

void CoveredCorners::leave_free(Session& session) const {
  // Beside both, or beside the legend and below the counters.
  session.covered = {{std::max(legend_width, counters_width), above, 0.0, below},
                     {legend_width, above_counters, 0.0, below}};
  session.covered_but_for_legend = {0.0, above_counters, 0.0, below};
}

LegendCard::LegendCard(const Session& session, std::size_t side, const Ui& ui, LegendLook look)
    : ui_(ui), look_(look), hatched_(session.hatched) {
  add_measure(session, side);
  add_reach(session);
  add_lines(session, side);
  if (look.signs) add_signs(session, side);
  if (groups_.empty()) return;
  head_ = ui.say(words.legend);
  // The title of what the map is coloured by is its head; a second one would only take room.
  if (look.foldable && !groups_.front().title.empty())
    std::swap(head_, groups_.front().title), groups_.front().title = {};
  measure_size();
}

void LegendCard::add_measure(const Session& session, std::size_t side) {
  const MeasureValues& values = session.values(side);
  if (values.measure == Measure::none) return;
  Group group;
  group.title = values.title.empty() ? ui_.say(measure_words[static_cast<std::size_t>(values.measure)]) : values.title;
  group.subtitle = values.unit;
  const std::size_t classes = values.bounds.size() + 1;
  const auto colours = ramp(classes, values.more_is_worse, values.diverging, *ui_.theme);
  const auto number = [&](float v) { return value_text(values, v, ui_.language); };
  // The frame's legend has the texts of the classes, where it has any.
  std::vector<std::string> texts(classes);
  std::string none = ui_.say(words.no_value);
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
    Line line{texts[c], colours[c]};
    if (hatched_) line.hatch = class_hatch(c, classes, values.diverging);
    group.lines.push_back(std::move(line));
  }
  if (values.unfinished > 0) none = ui_.say(words.being_solved, values.unfinished);
  const bool gaps = values.unfinished > 0 || std::any_of(values.by_compound.begin(), values.by_compound.end(),
                                                         [](float v) { return std::isnan(v); });
  if (gaps) group.lines.push_back({none, no_value_colour(*ui_.theme)});
  groups_.push_back(std::move(group));
}

void LegendCard::add_reach(const Session& session) {
  if (!session.layers.reach || session.reach().empty()) return;
  const Session::Reach& reach = session.reach();
  const bool by_time = !reach.limits_s.empty();
  const auto& limits = by_time ? reach.limits_s : reach.limits_m;
  Group group;
  group.title = ui_.say(by_time ? words.reach_in_time : words.reach_from, reach.from);
  group.subtitle = reach.how;
  for (std::size_t band = 0; band < limits.size(); ++band)
    group.lines.push_back(
        {"≤ " + (by_time ? ui_.say(words.minutes, limits[band] / 60.0) : ui_.say(words.metres, limits[band])),
         reach_colour(band, limits.size(), *ui_.theme)});
  groups_.push_back(std::move(group));
}

void LegendCard::add_lines(const Session& session, std::size_t side) {
  Group group;
  if (session.layers.mains && !session.replay(side).map().mains.empty())
    group.lines.push_back({ui_.say(words.mains), ui_.theme->main});
  if (session.layers.closures && !session.frame(side).closures.empty()) {
    group.lines.push_back({ui_.say(words.closed_street)});
    group.lines.back().closure = true;
  }
  if (!group.lines.empty()) groups_.push_back(std::move(group));
}

void LegendCard::add_signs(const Session& session, std::size_t side) {
  Group group;
  if (session.layers.incidents) {
    for (std::size_t h = 0; h < models::hazards; ++h) {
      const auto hazard = static_cast<models::Hazard>(h);
      if (!session.choices.hazards[h]) continue;
      group.lines.push_back({ui_.say(models::word(hazard).text)});
      group.lines.back().hazard = hazard;
    }
  }
  if (session.layers.stations) {
    for (const models::StationKind kind : kinds_of_stations(session.replay(side).map())) {
      group.lines.push_back({ui_.say(station_words[static_cast<std::size_t>(kind)])});
      group.lines.back().station = kind;
    }
  }
  constexpr std::size_t one_column = 6;
  if (group.lines.size() > one_column) group.columns = 2;
  if (!group.lines.empty()) groups_.push_back(std::move(group));
}

float LegendCard::width_of(ImFont* font, const std::string& text) const {
  return font->CalcTextSizeA(font->FontSize, 1e6F, 0.0F, text.c_str()).x;
}

float LegendCard::column_width(const Group& group) const {
  float widest = 0.0F;
  for (const Line& line : group.lines) widest = std::max(widest, width_of(ui_.fonts.small, line.text));
  return ui_.px(swatch_points + gap_points) + widest;
}

float LegendCard::head_height() const { return look_.foldable ? ui_.px(head_points) : 0.0F; }

void LegendCard::measure_size() {
  const float pad = ui_.px(pad_points);
  float width = look_.foldable ? width_of(ui_.fonts.text, head_) + ui_.px(22.0) : 0.0F, height = head_height();
  for (const Group& group : groups_) {
    if (look_.folded) break;
    const std::size_t rows = (group.lines.size() + group.columns - 1) / group.columns;
    const float columns = static_cast<float>(group.columns);
    width = std::max({width, width_of(ui_.fonts.text, group.title), width_of(ui_.fonts.small, group.subtitle),
                      columns * column_width(group) + (columns - 1.0F) * ui_.px(column_points)});
    height += (group.title.empty() ? 0.0F : ui_.px(title_points)) +
              (group.subtitle.empty() ? 0.0F : ui_.px(subtitle_points)) +
              ui_.px(line_points) * static_cast<float>(rows) + ui_.px(2.0);
  }
  size_ = {std::ceil(width + 2.0F * pad), std::ceil(height + 2.0F * pad - ui_.px(look_.folded ? 12.0 : 6.0))};
}

void LegendCard::draw_swatch(ImDrawList& list, const Line& line, ImVec2 low, float height) const {
  const Theme& t = *ui_.theme;
  const ImVec2 a{low.x, low.y + ui_.px(3.0)}, b{low.x + ui_.px(swatch_points), low.y + height - ui_.px(3.0)};
  const ImVec2 middle{(a.x + b.x) / 2.0F, (a.y + b.y) / 2.0F};
  if (line.fill) {
    list.AddRectFilled(a, b, packed(*line.fill), ui_.px(2.0));
    draw_hatch(list, line.hatch, a, b, *line.fill, ui_.px(1.0));
    list.AddRect(a, b, packed(t.compound_edge), ui_.px(2.0));
  }
  if (line.closure) draw_closed(list, {{a.x, middle.y}, {b.x, middle.y}}, ui_.px(1.0), t);
  if (line.hazard) draw_hazard(list, *line.hazard, middle, ui_.px(7.0), t, false);
  if (line.station) draw_station(list, *line.station, middle, ui_.px(6.5), t);
}

LegendPlace LegendCard::draw(ImDrawList& list, float x, float bottom) const {
  if (size_.x <= 0.0F) return {};
  const Theme& t = *ui_.theme;
  const float pad = ui_.px(pad_points), row = ui_.px(line_points);
  LegendPlace place{{x, bottom - size_.y, size_.x, size_.y}, {}};
  const Rect& card = place.card;
  list.AddRectFilled(card.low(), card.high(), packed(t.panel.with_alpha(235)), ui_.px(8.0));
  list.AddRect(card.low(), card.high(), packed(t.edge), ui_.px(8.0));
  const auto write = [&](ImFont* font, ImVec2 at, Colour colour, const std::string& text) {
    list.AddText(font, font->FontSize, at, packed(colour), text.c_str());
  };
  float y = card.y + pad - ui_.px(3.0);
  if (look_.foldable) {
    place.head = {card.x, card.y, card.width, std::min(card.height, head_height() + pad)};
    write(ui_.fonts.text, {x + pad, y}, t.text, head_);
    // Down: fold; up: unfold.
    const float cx = card.x + card.width - pad - ui_.px(4.0), cy = y + ui_.fonts.text->FontSize / 2.0F;
    const float half = ui_.px(4.0), dip = ui_.px(look_.folded ? -2.5 : 2.5);
    list.AddLine({cx - half, cy - dip}, {cx, cy + dip}, packed(t.muted), ui_.px(1.6));
    list.AddLine({cx + half, cy - dip}, {cx, cy + dip}, packed(t.muted), ui_.px(1.6));
    y += head_height();
  }
  for (const Group& group : groups_) {
    if (look_.folded) break;
    if (!group.title.empty()) {
      write(ui_.fonts.text, {x + pad, y}, t.text, group.title);
      y += ui_.px(title_points);
    }
    if (!group.subtitle.empty()) {
      write(ui_.fonts.small, {x + pad, y}, t.muted, group.subtitle);
      y += ui_.px(subtitle_points);
    }
    const std::size_t rows = (group.lines.size() + group.columns - 1) / group.columns;
    const float column = column_width(group) + ui_.px(column_points);
    for (std::size_t i = 0; i < group.lines.size(); ++i) {
      const ImVec2 at{x + pad + column * static_cast<float>(i / rows), y + row * static_cast<float>(i % rows)};
      draw_swatch(list, group.lines[i], at, row);
      write(ui_.fonts.small,
            {at.x + ui_.px(swatch_points + gap_points), at.y + (row - ui_.fonts.small->FontSize) / 2.0F}, t.text,
            group.lines[i].text);
    }
    y += row * static_cast<float>(rows) + ui_.px(2.0);
  }
  return place;
}

}  // namespace yuanluo::viz
