#include "viz/window/plots.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "viz/replay/moment.hpp"

namespace yuanluo::viz {
namespace {

// Room for a plot in the current window, with its background.
Rect plot_area(const Ui& ui, float height) {
  const ImVec2 low = ImGui::GetCursorScreenPos();
  const Rect area{low.x, low.y, std::max(40.0F, ImGui::GetContentRegionAvail().x), height};
  ImGui::Dummy({area.width, area.height});
  ImGui::GetWindowDrawList()->AddRectFilled(area.low(), area.high(), packed(ui.theme->panel_raised), ui.px(4.0));
  return area;
}

void small_text(const Ui& ui, ImVec2 at, Colour colour, const std::string& text, float anchor = 0.0F) {
  ImFont* const font = ui.fonts.small;
  at.x -= anchor * font->CalcTextSizeA(font->FontSize, 1e6F, 0.0F, text.c_str()).x;
  ImGui::GetWindowDrawList()->AddText(font, font->FontSize, at, packed(colour), text.c_str());
}

float share(double value, double low, double high) {
  return high > low ? static_cast<float>(std::clamp((value - low) / (high - low), 0.0, 1.0)) : 0.0F;
}

}  // namespace

void plot_series(const Ui& ui, const Series& series, sim::SimTime now, float height) {
  const Theme& t = *ui.theme;
  text_in(t.muted, series.unit.empty() ? series.label : series.label + " (" + series.unit + ")");
  const Rect area = plot_area(ui, height);
  if (series.at.empty() || series.at.size() != series.value.size()) return;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const auto [least, most] = std::minmax_element(series.value.begin(), series.value.end());
  const double low = std::min(0.0, *least), high = *most > low ? *most : low + 1.0;
  const double from = sim::to_seconds(series.at.front() - sim::epoch);
  const double until = std::max(sim::to_seconds(series.at.back() - sim::epoch), sim::to_seconds(now - sim::epoch));
  const float inner = area.height - ui.px(18.0);
  const auto point = [&](sim::SimTime at, double value) {
    return ImVec2{area.x + area.width * share(sim::to_seconds(at - sim::epoch), from, until),
                  area.y + ui.px(14.0) + (inner - ui.px(10.0)) * (1.0F - share(value, low, high))};
  };
  std::vector<ImVec2> line;
  // No more points than pixels can show.
  const std::size_t step = std::max<std::size_t>(1, series.at.size() / 2000);
  for (std::size_t i = 0; i < series.at.size(); i += step) {
    if (series.steps && !line.empty()) line.push_back({point(series.at[i], 0.0).x, line.back().y});
    line.push_back(point(series.at[i], series.value[i]));
  }
  if (series.steps) line.push_back({area.x + area.width, line.back().y});
  list.PushClipRect(area.low(), area.high(), true);
  list.AddPolyline(line.data(), static_cast<int>(line.size()), packed(t.accent), 0, ui.px(1.6));
  const float x = point(now, 0.0).x;
  list.AddLine({x, area.y}, {x, area.y + area.height}, packed(t.text.with_alpha(120)), ui.px(1.0));
  list.PopClipRect();
  small_text(ui, {area.x + ui.px(4.0), area.y}, t.muted, fmt::format("{:.4g}", high));
  small_text(ui, {area.x + ui.px(4.0), area.y + area.height - ui.px(15.0)}, t.muted, moment_text(series.at.front()));
}

void plot_shares(const Ui& ui, const std::vector<Curve>& curves, double limit_s, float height) {
  const Theme& t = *ui.theme;
  const Rect area = plot_area(ui, height);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  // Up to the 98th percentile: the last few would squeeze all others.
  double most = limit_s * 1.3;
  for (const Curve& curve : curves) {
    if (!curve.sorted.empty())
      most = std::max(most, static_cast<double>(curve.sorted[(curve.sorted.size() - 1) * 98 / 100]));
  }
  if (!(most > 0.0)) return;
  const Rect in{area.x + ui.px(8.0), area.y + ui.px(8.0), area.width - ui.px(16.0), area.height - ui.px(28.0)};
  const auto x_of = [&](double seconds) { return in.x + in.width * share(seconds, 0.0, most); };

  if (!curves.empty() && !curves.front().sorted.empty()) {
    std::array<std::size_t, 30> bins{};
    for (const float value : curves.front().sorted) {
      const auto bin = static_cast<std::size_t>(value / most * static_cast<double>(bins.size()));
      if (bin < bins.size()) ++bins[bin];
    }
    const auto highest = static_cast<float>(*std::max_element(bins.begin(), bins.end()));
    const float width = in.width / static_cast<float>(bins.size());
    for (std::size_t i = 0; i < bins.size(); ++i) {
      const float up = in.height * 0.9F * static_cast<float>(bins[i]) / std::max(1.0F, highest);
      const float x = in.x + width * static_cast<float>(i);
      list.AddRectFilled({x + 1.0F, in.y + in.height - up}, {x + width, in.y + in.height},
                         packed(curves.front().colour.with_alpha(60)));
    }
  }
  for (const double y : {0.0, 0.5, 1.0}) {
    const float at = in.y + in.height * static_cast<float>(1.0 - y);
    list.AddLine({in.x, at}, {in.x + in.width, at}, packed(t.edge), 1.0F);
    if (y > 0.0) small_text(ui, {in.x + in.width, at}, t.muted, fmt::format("{:.0f}%", y * 100.0), 1.0F);
  }
  for (const Curve& curve : curves) {
    if (curve.sorted.empty()) continue;
    std::vector<ImVec2> line{{in.x, in.y + in.height}};
    const std::size_t n = curve.sorted.size(), step = std::max<std::size_t>(1, n / 400);
    for (std::size_t i = 0; i < n; i += step) {
      const float x = x_of(curve.sorted[i]);
      line.push_back({x, line.back().y});
      line.push_back({x, in.y + in.height * (1.0F - static_cast<float>(i + 1) / static_cast<float>(n))});
    }
    line.push_back({in.x + in.width, line.back().y});
    list.AddPolyline(line.data(), static_cast<int>(line.size()), packed(curve.colour), 0, ui.px(2.0));
  }
  if (limit_s > 0.0) {
    const float x = x_of(limit_s);
    for (float y = in.y; y < in.y + in.height; y += ui.px(7.0))
      list.AddLine({x, y}, {x, y + ui.px(4.0)}, packed(ink_colour(Ink::bad, t)), ui.px(1.4));
  }
  for (int i = 0; i <= 4; ++i) {
    const double seconds = most * i / 4.0;
    small_text(ui, {x_of(seconds), in.y + in.height + ui.px(2.0)}, t.muted,
               short_duration(sim::seconds(seconds), ui.language), static_cast<float>(i) / 4.0F);
  }
}

void plot_day(const Ui& ui, std::span<const double> by_hour, double most, int now_hour, float height) {
  const Theme& t = *ui.theme;
  const Rect area = plot_area(ui, height);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const auto colours = ramp(7, true, false, t);
  const float width = area.width / static_cast<float>(std::max<std::size_t>(1, by_hour.size()));
  for (std::size_t h = 0; h < by_hour.size(); ++h) {
    const float x = area.x + width * static_cast<float>(h);
    const float part = share(by_hour[h], 0.0, most);
    const auto c = std::min<std::size_t>(6, static_cast<std::size_t>(part * 7.0F));
    list.AddRectFilled({x, area.y}, {x + width - 1.0F, area.y + area.height},
                       packed(by_hour[h] > 0.0 ? colours[c] : t.panel_raised));
    if (static_cast<int>(h) == now_hour)
      list.AddRect({x - 1.0F, area.y - 1.0F}, {x + width, area.y + area.height + 1.0F}, packed(t.accent), 0.0F, 0,
                   ui.px(1.8));
  }
}

void plot_bar(const Ui& ui, double value, double limit, double most, Colour colour, float width, float height) {
  const Theme& t = *ui.theme;
  const ImVec2 low = ImGui::GetCursorScreenPos();
  ImGui::Dummy({width, height});
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(low, {low.x + width, low.y + height}, packed(t.panel_raised), height / 2.0F);
  const float x = width * share(value, 0.0, most);
  if (x > 0.0F) list.AddRectFilled(low, {low.x + std::max(x, height), low.y + height}, packed(colour), height / 2.0F);
  if (limit > 0.0 && limit <= most) {
    const float at = low.x + width * share(limit, 0.0, most);
    list.AddLine({at, low.y - 2.0F}, {at, low.y + height + 2.0F}, packed(t.text), ui.px(1.6));
  }
}

}  // namespace yuanluo::viz
