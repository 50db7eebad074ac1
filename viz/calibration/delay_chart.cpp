#include "viz/calibration/delay_chart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "viz/report/numbers.hpp"
#include "viz/report/svg.hpp"

namespace yuanluo::viz {
namespace {

constexpr double left = 58, width = 640, top = 34, height = 240;

void grid(Svg& svg, double most, const Unit& unit, int steps) {
  for (int k = 0; k <= 4; ++k) {
    const double y = top + height * (4 - k) / 4.0;
    svg.line(left, y, left + width, y, R"(class="grid")");
    const std::string label = fmt::format("{} %", 25 * k);
    svg.text(left - 6, y + 4, "end", {label, label}, "tick");
  }
  for (int k = 0; k <= steps; ++k) {
    const double x = left + width * k / steps;
    svg.line(x, top, x, top + height, R"(class="grid")");
    const std::string label = number(most * k / steps, unit);
    svg.text(x, top + height + 18, "middle", {label, label}, "tick");
  }
  svg.text(left + width, top + height + 36, "end", unit.name, "tick");
}

}  // namespace

std::string delay_chart(const scenarios::StageDelays& stage) {
  using scenarios::DelayFamily;
  if (!stage.fits) return "";
  const double longest = stage.quantile(0.99);
  Unit unit = duration_unit(longest);
  const double step = nice_above(longest / unit.divisor / 5.0);
  const int steps = std::max(1, static_cast<int>(std::ceil(longest / unit.divisor / step)));
  unit.decimals = step >= 1.0 && std::fmod(step, 1.0) == 0.0 ? 0 : 1;
  const double most = step * steps * unit.divisor;
  const models::Name kind = models::name_of(stage.kind->text);
  Svg svg(720, top + height + 44, {kind.zh + "：累积分布", kind.en + ": distribution function"});
  grid(svg, most, unit, steps);

  std::vector<std::pair<double, double>> data;
  constexpr int points = 320;
  for (int k = 0; k <= points; ++k) {
    const double x = most * k / points;
    const auto below = std::upper_bound(stage.delays.begin(), stage.delays.end(), x) - stage.delays.begin();
    const double share = static_cast<double>(below) / static_cast<double>(stage.delays.size());
    data.emplace_back(left + width * k / points, top + height * (1.0 - share));
  }
  svg.path(data, R"x(fill="none" stroke="#1d2430" stroke-width="5" stroke-opacity="0.28")x");
  svg.line(left, 14, left + 26, 14, R"x(stroke="#1d2430" stroke-width="5" stroke-opacity="0.28")x");
  svg.text(left + 32, 18, "start", {"日志", "log"}, "", "font-size=12");
  constexpr std::string_view dashes[] = {"", R"( stroke-dasharray="8 4")", R"( stroke-dasharray="2 3")",
                                         R"( stroke-dasharray="10 3 2 3")"};
  double legend = left + 90;
  for (std::size_t f = 0; f < scenarios::families; ++f) {
    const std::string style =
        fmt::format(R"x(fill="none" stroke="{}" stroke-width="1.8"{})x", family_colours[f], dashes[f]);
    std::vector<std::pair<double, double>> line;
    for (int k = 0; k <= points; ++k) {
      const double share = stage.fits->fits[f].distribution.cdf(most * k / points);
      line.emplace_back(left + width * k / points, top + height * (1.0 - share));
    }
    svg.path(line, style);
    svg.line(legend, 14, legend + 26, 14, style);
    svg.text(legend + 32, 18, "start", models::name_of(scenarios::family_name(static_cast<DelayFamily>(f))), "",
             "font-size=12");
    legend += 132;
  }
  return svg.str();
}

std::string rate_chart(std::span<const scenarios::Rate> rates, std::span<const models::Name> labels,
                       const models::Name& title, double per_bar_days) {
  double most = 0.0;
  for (const scenarios::Rate& r : rates) most = std::max(most, r.interval()[1] * per_bar_days);
  most = 2.0 * nice_above(0.5 * most);
  constexpr double low = 150;
  Svg svg(720, low + 62, title);
  for (int k = 0; k <= 2; ++k) {
    const double y = 16 + low * (2 - k) / 2.0;
    svg.line(left, y, left + width, y, R"(class="grid")");
    const std::string label = fmt::format("{:.3g}", most * k / 2.0);
    svg.text(left - 6, y + 4, "end", {label, label}, "tick");
  }
  const double step = width / static_cast<double>(rates.size());
  for (std::size_t i = 0; i < rates.size(); ++i) {
    const double x = left + step * static_cast<double>(i), value = rates[i].per_day() * per_bar_days;
    const auto y = [&](double v) { return 16 + low * (1.0 - v / most); };
    svg.rect(x + 0.15 * step, y(value), 0.7 * step, 16 + low - y(value), R"x(fill="#3a93c4")x");
    const auto [from, to] = rates[i].interval();
    svg.line(x + 0.5 * step, y(from * per_bar_days), x + 0.5 * step, y(to * per_bar_days),
             R"x(stroke="#1d2430" stroke-width="1.6")x");
    svg.text(x + 0.5 * step, low + 34, "middle", labels[i], "tick");
  }
  return svg.str();
}

}  // namespace yuanluo::viz
