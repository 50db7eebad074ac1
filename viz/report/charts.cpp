#include "viz/report/charts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "viz/report/numbers.hpp"
#include "viz/report/svg.hpp"

namespace yuanluo::viz {
namespace {

using scenarios::ScenarioResults;

// A scenario as a chart shows it.
struct Shown {
  const ScenarioResults* scenario;
  std::string_view colour;
  std::string_view dash;  // attributes of its lines
};

std::vector<Shown> shown(const Evidence& evidence) {
  std::vector<Shown> all;
  if (evidence.base() != nullptr) all.push_back({evidence.base(), base_colour, R"(stroke-dasharray="7 4")"});
  all.push_back({&evidence.main(), main_colour, ""});
  return all;
}

}  // namespace

std::string stage_chart(const Evidence& evidence, models::Hazard hazard) {
  using scenarios::StageMeans;
  const auto h = static_cast<std::size_t>(hazard);
  double longest = 0.0;
  for (const Shown& s : shown(evidence)) {
    const StageMeans& m = s.scenario->distributions.stages[h];
    longest = std::max(longest, std::accumulate(m.mean_s.begin(), m.mean_s.end(), 0.0));
  }
  if (longest <= 0.0) return "";
  const Unit unit = duration_unit(longest);
  const double left = 118, width = 520, bar = 30, top = 48;
  const double step = nice_above(longest / unit.divisor / 4.0);
  const int steps = static_cast<int>(std::ceil(longest / unit.divisor / step));
  const double most = step * steps * unit.divisor;
  const double rows = static_cast<double>(shown(evidence).size());
  const double bottom = top + rows * (bar + 14);
  Svg svg(720, bottom + 34, {"平均响应时间的构成", "Where the mean response time goes"});

  double x = 10;
  for (std::size_t i = 0; i < StageMeans::parts.size(); ++i) {
    svg.rect(x, 8, 16, 12, fmt::format(R"(fill="{}")", stage_colours[i]));
    svg.rect(x, 8, 16, 12, fmt::format(R"x(fill="url(#hatch{})")x", i));
    svg.text(x + 21, 18.5, "start", models::name_of(models::word(StageMeans::parts[i]).text), "", "font-size=12");
    x += 142;
  }
  const Unit axis{unit.divisor, {}, std::fmod(step, 1.0) == 0.0 ? 0 : step >= 0.1 ? 1 : 2};
  for (int tick = 0; tick <= steps; ++tick) {
    const double at = left + width * tick / steps;
    svg.line(at, top - 8, at, bottom - 4, R"(class="grid")");
    const std::string label = number(step * tick * unit.divisor, axis);
    svg.text(at, bottom + 12, "middle", {label, label}, "tick");
  }
  svg.text(left + width, bottom + 28, "end", unit.name, "tick");
  double y = top;
  for (const Shown& s : shown(evidence)) {
    const StageMeans& m = s.scenario->distributions.stages[h];
    svg.text(left - 10, y + 19, "end", evidence.label(*s.scenario), "", "font-size=13");
    double at = left;
    for (std::size_t i = 0; i < m.mean_s.size(); ++i) {
      const double w = m.mean_s[i] / most * width;
      svg.rect(at, y, w, bar, fmt::format(R"(fill="{}")", stage_colours[i]));
      svg.rect(at, y, w, bar, fmt::format(R"x(fill="url(#hatch{})")x", i));
      at += w;
    }
    const double total = std::accumulate(m.mean_s.begin(), m.mean_s.end(), 0.0);
    svg.text(at + 7, y + 20, "start",
             {with_unit(total, unit, models::Language::zh), with_unit(total, unit, models::Language::en)}, "",
             "font-size=13 font-weight=600");
    y += bar + 14;
  }
  return svg.str();
}

std::string share_chart(const Evidence& evidence, models::Hazard hazard, models::Latency latency) {
  using scenarios::LatencySample;
  struct Tick {
    double s;
    models::Name name;
  };
  static const std::vector<Tick> ticks{{1, {"1秒", "1 s"}},     {10, {"10秒", "10 s"}},    {60, {"1分", "1 min"}},
                                       {300, {"5分", "5 min"}}, {900, {"15分", "15 min"}}, {3600, {"1时", "1 h"}},
                                       {14400, {"4时", "4 h"}}, {86400, {"1天", "1 d"}},   {604800, {"7天", "7 d"}}};
  const auto h = static_cast<std::size_t>(hazard);
  const auto l = static_cast<std::size_t>(latency);
  double low = 1e12, high = 0.0;
  for (const Shown& s : shown(evidence)) {
    const LatencySample& sample = s.scenario->distributions.latency[h][l];
    if (sample.n < 2) continue;
    low = std::min(low, static_cast<double>(sample.quantile_s[2]));
    high = std::max(high, static_cast<double>(sample.quantile_s[LatencySample::steps - 2]));
  }
  if (high <= 0.0) return "";
  low = std::clamp(low, 1.0, 86400.0);
  high = std::max(high, low * 10.0);
  const double left = 44, right = 352, top = 14, bottom = 190;
  const auto x_of = [&](double s) {
    return left + (right - left) * std::clamp(std::log(s / low) / std::log(high / low), 0.0, 1.0);
  };
  const auto y_of = [&](double share) { return bottom - (bottom - top) * share; };
  const models::Text& name = models::word(latency).text;
  Svg svg(360, 222, {std::string(name.zh) + "的累计分布", "Cumulative distribution of " + std::string(name.en)});
  for (const double share : {0.0, 0.25, 0.5, 0.75, 1.0}) {
    svg.line(left, y_of(share), right, y_of(share), R"(class="grid")");
    const std::string label = fmt::format("{:.0f}%", share * 100.0);
    svg.text(left - 6, y_of(share) + 4, "end", {label, label}, "tick");
  }
  double last = -100.0;
  for (const Tick& t : ticks) {
    if (t.s < low * 0.999 || t.s > high) continue;
    const double x = x_of(t.s);
    svg.line(x, top, x, bottom + 4, R"(class="grid")");
    if (x - last < 34.0) continue;
    svg.text(x, bottom + 18, "middle", t.name, "tick");
    last = x;
  }
  if (const auto target = evidence.target_s(hazard, latency); target && *target > low && *target < high) {
    svg.line(x_of(*target), top, x_of(*target), bottom, R"(class="target")");
    svg.text(x_of(*target) + 4, bottom - 6, "start", {"目标", "target"}, "tick");
  }
  for (const Shown& s : shown(evidence)) {
    const LatencySample& sample = s.scenario->distributions.latency[h][l];
    std::vector<std::pair<double, double>> points;
    for (std::size_t i = 0; i < sample.quantile_s.size(); ++i) {
      points.emplace_back(x_of(std::max(static_cast<double>(sample.quantile_s[i]), low)),
                          y_of(static_cast<double>(i) / LatencySample::steps));
    }
    if (!points.empty()) svg.path(points, fmt::format(R"(class=curve stroke="{}" {})", s.colour, s.dash));
  }
  return svg.str();
}

std::string hour_chart(const Evidence& evidence, models::Hazard hazard) {
  const auto h = static_cast<std::size_t>(hazard);
  const auto in_a_year = [h](const ScenarioResults& s, std::size_t hour) {
    const double years = static_cast<double>(s.replications.size()) * static_cast<double>(s.info.days) / 365.0;
    return years > 0.0 ? static_cast<double>(s.distributions.counts[h].by_hour[hour]) / years : 0.0;
  };
  double most = 0.0;
  for (const Shown& s : shown(evidence)) {
    for (std::size_t hour = 0; hour < 24; ++hour) most = std::max(most, in_a_year(*s.scenario, hour));
  }
  if (most <= 0.0) return "";
  most = nice_above(most);
  const double left = 44, right = 712, top = 14, bottom = 130, slot = (right - left) / 24.0;
  const auto y_of = [&](double value) { return bottom - (bottom - top) * value / most; };
  Svg svg(720, 164, {"一天中各小时的年均起数", "Incidents in a year by hour of the day"});
  const Unit axis{1.0, {}, most / 2.0 >= 10.0 || std::fmod(most / 2.0, 1.0) == 0.0 ? 0 : 2};
  for (int tick = 0; tick <= 2; ++tick) {
    const double value = most * tick / 2.0;
    svg.line(left, y_of(value), right, y_of(value), R"(class="grid")");
    svg.text(left - 6, y_of(value) + 4, "end", {number(value, axis), number(value, axis)}, "tick");
  }
  for (std::size_t hour = 0; hour < 24; ++hour) {
    const double x = left + slot * static_cast<double>(hour);
    const double y = y_of(in_a_year(evidence.main(), hour));
    svg.rect(x + 3, y, slot - 6, bottom - y, fmt::format(R"(fill="{}")", main_colour));
    if (hour % 3 == 0) {
      svg.text(x + slot / 2, bottom + 16, "middle", {fmt::format("{}时", hour), fmt::format("{}:00", hour)}, "tick");
    }
  }
  if (evidence.base() != nullptr) {
    std::vector<std::pair<double, double>> steps;
    for (std::size_t hour = 0; hour < 24; ++hour) {
      const double x = left + slot * static_cast<double>(hour);
      const double y = y_of(in_a_year(*evidence.base(), hour));
      steps.emplace_back(x, y);
      steps.emplace_back(x + slot, y);
    }
    svg.path(steps, fmt::format(R"(class=curve stroke="{}" stroke-dasharray="7 4")", base_colour));
  }
  svg.text(right, bottom + 32, "end", {"发生时刻；纵轴：起/年", "hour of onset; vertical: incidents per year"}, "tick");
  return svg.str();
}

}  // namespace yuanluo::viz
