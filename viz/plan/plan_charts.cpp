#include "viz/plan/plan_charts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

#include "viz/report/charts.hpp"
#include "viz/report/numbers.hpp"
#include "viz/report/svg.hpp"

namespace yuanluo::viz {
namespace {

using scenarios::CurvePoint;
using scenarios::PlanResult;

constexpr double width = 760.0, left = 64.0, right = 744.0, top = 14.0;

std::string axis_number(double value) {
  if (value >= 9999.5) return grouped(static_cast<std::uint64_t>(std::llround(value)));
  return value != 0.0 && std::abs(value) < 1e-3 ? fmt::format("{:.1e}", value) : fmt::format("{:.4g}", value);
}

// Steps of 1, 2 or 5 times a power of ten, some five up to `most`.
double axis_step(double most) {
  const double raw = most / 5.0, power = std::pow(10.0, std::floor(std::log10(raw)));
  for (const double step : {1.0, 2.0, 5.0})
    if (step * power >= raw * (1.0 - 1e-9)) return step * power;
  return 10.0 * power;
}

struct PlanLine {
  std::vector<std::pair<double, double>> points;
  std::string_view colour;
  bool dashed = false;
};

// Lines over axes from 0, with a dot at each point where they are few.
std::string line_chart(const models::Name& label, const std::vector<PlanLine>& lines, const models::Name& x_axis,
                       const models::Name& y_axis) {
  constexpr double height = 300.0, bottom = 246.0;
  double most_x = 0.0, most_y = 0.0;
  for (const PlanLine& line : lines) {
    for (const auto& [x, y] : line.points) most_x = std::max(most_x, x), most_y = std::max(most_y, y);
  }
  if (most_x <= 0.0 || most_y <= 0.0) return "";
  Svg svg(width, height, label);
  const double head = top + 14.0;
  const auto at = [&](double x, double y) {
    return std::pair<double, double>{left + (right - left) * x / most_x, bottom - (bottom - head) * y / most_y};
  };
  const double step_x = axis_step(most_x), step_y = axis_step(most_y);
  for (double v = 0.0; v <= most_y * (1.0 + 1e-9); v += step_y) {
    const double y = at(0.0, v).second;
    svg.line(left, y, right, y, "class=\"grid\"");
    svg.text(left - 6.0, y + 4.0, "end", {axis_number(v), axis_number(v)}, "tick");
  }
  for (double v = 0.0; v <= most_x * (1.0 + 1e-9); v += step_x) {
    svg.text(at(v, 0.0).first, bottom + 16.0, v > 0.97 * most_x ? "end" : "middle", {axis_number(v), axis_number(v)},
             "tick");
  }
  svg.text(left - 54.0, 12.0, "start", y_axis, "tick");
  svg.text((left + right) / 2.0, bottom + 40.0, "middle", x_axis, "tick");
  for (const PlanLine& line : lines) {
    std::vector<std::pair<double, double>> path;
    for (const auto& [x, y] : line.points) path.push_back(at(x, y));
    svg.path(path, fmt::format("fill=\"none\" stroke=\"{}\" stroke-width=\"2\"{}", line.colour,
                               line.dashed ? " stroke-dasharray=\"6 4\"" : ""));
    for (const auto& [x, y] : path) {
      if (path.size() > 40) break;
      svg.raw(fmt::format(R"(<circle cx="{}" cy="{}" r="3" fill="{}"/>)", px(x), px(y), line.colour));
    }
  }
  return svg.str();
}

}  // namespace

std::string plan_curve(const PlanResult& plan) {
  if (plan.curve.empty()) return "";
  PlanLine line{{{0.0, 0.0}}, main_colour};
  const std::size_t stride = std::max<std::size_t>(1, plan.curve.size() / 400);
  for (std::size_t k = 0; k < plan.curve.size(); ++k) {
    if (k % stride == 0 || k + 1 == plan.curve.size())
      line.points.emplace_back(static_cast<double>(plan.curve[k].count), 100.0 * plan.curve[k].benefit_share);
  }
  return line_chart({"累计预期效益", "Cumulative expected benefit"}, {line}, {"前几个", "the first so many"},
                    {"预期效益占比 %", "share of the expected benefit, %"});
}

std::string front_chart(const scenarios::Front& front) {
  if (front.points.size() < 2) return "";
  PlanLine found{{{0.0, 0.0}}, main_colour}, bound{{{0.0, 0.0}}, base_colour, true};
  for (const scenarios::FrontPoint& point : front.points) {
    found.points.emplace_back(point.cost_yuan / 1e4, point.benefit);
    bound.points.emplace_back(point.cost_yuan / 1e4, point.bound);
  }
  return line_chart({"费用与效益的前沿", "Front of cost against benefit"}, {bound, found},
                    {"费用（万元）；虚线为上界", "cost (10,000 yuan); dashed: the bound"},
                    {"预期效益", "expected benefit"});
}

std::string fairness_chart(const std::vector<scenarios::FairnessPoint>& points) {
  if (points.size() < 2) return "";
  PlanLine price{{}, main_colour};
  for (const scenarios::FairnessPoint& point : points)
    price.points.emplace_back(point.worst_community_per_1000, point.benefit);
  return line_chart({"公平的代价", "The price of fairness"}, {price},
                    {"最少社区每千人效益", "benefit per 1,000 residents of the community that has least"},
                    {"总预期效益", "total expected benefit"});
}

}  // namespace yuanluo::viz
