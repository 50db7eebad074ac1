#include "viz/study/interval_chart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "viz/report/charts.hpp"
#include "viz/report/svg.hpp"
#include "viz/study/study_units.hpp"

namespace yuanluo::viz {
namespace {

constexpr double width = 760.0, right = 740.0, row_height = 20.0, top = 8.0;
constexpr double column_width = 6.6;  // of a letter; a Chinese character takes two
constexpr double least_names = 120.0, most_names = 420.0;

// How many bytes the character at `i` has, and how many columns it takes.
std::pair<std::size_t, std::size_t> character(const std::string& text, std::size_t i) {
  const auto lead = static_cast<unsigned char>(text[i]);
  const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  return {length, length >= 3 ? 2 : 1};
}

std::size_t columns_of(const std::string& text) {
  std::size_t used = 0;
  for (std::size_t i = 0; i < text.size();) {
    const auto [length, columns] = character(text, i);
    used += columns;
    i += length;
  }
  return used;
}

// At most `most` columns.
std::string cut(const std::string& text, std::size_t most) {
  std::size_t used = 0;
  for (std::size_t i = 0; i < text.size();) {
    const auto [length, columns] = character(text, i);
    used += columns;
    if (used > most) return text.substr(0, i) + "…";
    i += length;
  }
  return text;
}

// Steps of 1, 2 or 5 times a power of ten, about five in the range.
double tick_step(double range) {
  const double raw = range / 5.0, power = std::pow(10.0, std::floor(std::log10(raw)));
  for (const double step : {1.0, 2.0, 5.0})
    if (step * power >= raw) return step * power;
  return 10.0 * power;
}

}  // namespace

std::string interval_chart(const models::Name& label, const std::vector<IntervalRow>& rows, std::optional<double> zero,
                           const Unit& unit) {
  if (rows.empty()) return "";
  double low = zero.value_or(rows.front().low), high = zero.value_or(rows.front().high);
  for (const IntervalRow& row : rows) {
    low = std::min(low, row.low);
    high = std::max(high, row.high);
  }
  if (!(high > low)) {
    low -= 0.5 * unit.divisor;
    high += 0.5 * unit.divisor;
  }
  const double margin = 0.04 * (high - low);
  low -= margin;
  high += margin;
  std::size_t longest = 0;
  for (const IntervalRow& row : rows) longest = std::max({longest, columns_of(row.name.zh), columns_of(row.name.en)});
  const double names_end = std::clamp(column_width * static_cast<double>(longest + 3), least_names, most_names);
  const auto most_columns = static_cast<std::size_t>((names_end - 12.0) / column_width);
  const auto x = [&](double value) { return names_end + (value - low) / (high - low) * (right - names_end); };
  const double bottom = top + row_height * static_cast<double>(rows.size());
  Svg svg(width, bottom + 24.0, label);
  Unit ticks = unit;
  const double step = tick_step((high - low) / unit.divisor) * unit.divisor;
  ticks.decimals = std::max(0, static_cast<int>(std::ceil(-std::log10(step / unit.divisor) - 1e-9)));
  for (double at = std::ceil(low / step) * step; at <= high; at += step) {
    svg.line(x(at), top, x(at), bottom, "class=\"grid\"");
    const std::string text = number(at, ticks);
    svg.text(x(at), bottom + 15.0, "middle", {text, text}, "tick");
  }
  if (zero) svg.line(x(*zero), top, x(*zero), bottom, "class=\"target\"");
  double y = top;
  for (const IntervalRow& row : rows) {
    const double middle = y + 0.5 * row_height;
    const std::string_view colour = row.marked ? base_colour : main_colour;
    svg.text(names_end - 10.0, middle + 4.0, "end", {cut(row.name.zh, most_columns), cut(row.name.en, most_columns)},
             "tick");
    svg.line(x(row.low), middle, x(row.high), middle, fmt::format("stroke=\"{}\" stroke-width=\"2\"", colour));
    svg.raw(fmt::format(R"(<circle cx="{}" cy="{}" r="3.6" fill="{}"/>)", px(x(row.middle)), px(middle), colour));
    y += row_height;
  }
  return svg.str();
}

void add_interval_figure(Html& html, const std::vector<IntervalRow>& rows, std::optional<double> zero,
                         const models::Name& title, const Unit& unit, const std::string& zh, const std::string& en) {
  const auto shown = static_cast<std::ptrdiff_t>(std::min(rows.size(), most_study_rows));
  html.raw("<figure><p class=map-title>").both(title).raw("</p>");
  html.raw(interval_chart(title, {rows.begin(), rows.begin() + shown}, zero, unit));
  html.raw("<figcaption>").both(zh, en).raw("</figcaption></figure>");
}

}  // namespace yuanluo::viz
