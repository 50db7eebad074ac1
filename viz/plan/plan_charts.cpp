#include "viz/plan/plan_charts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "viz/report/charts.hpp"
#include "viz/report/svg.hpp"

namespace yuanluo::viz {
namespace {

using scenarios::CurvePoint;
using scenarios::PlanResult;

constexpr double width = 760.0, left = 64.0, right = 744.0, top = 14.0;
constexpr std::size_t numbered = 20;

std::string axis_number(double value) {
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

template <class At>
void draw_line(Svg& svg, const std::vector<models::GeoPoint>& points, At at, std::string_view style, bool closed) {
  std::vector<std::pair<double, double>> path;
  for (const models::GeoPoint p : points) path.push_back(at(p));
  if (path.size() > (closed ? 2u : 1u)) svg.path(path, style, closed);
}

}  // namespace

std::string_view decision_colour(std::size_t n) {
  constexpr std::string_view colours[] = {"#0b5c9e", "#c2660a", "#17643a", "#7a3b8f", "#b3261e", "#546e7a"};
  return colours[n % std::size(colours)];
}

std::string plan_map(const PlanResult& plan) {
  const models::LocalPlane plane(plan.district.compounds.front().centre);
  double west = 1e18, east = -1e18, south = 1e18, north = -1e18;
  const auto see = [&](models::GeoPoint g, double margin) {
    const auto p = plane.to_plane(g);
    west = std::min(west, p.x - margin), east = std::max(east, p.x + margin);
    south = std::min(south, p.y - margin), north = std::max(north, p.y + margin);
  };
  for (const models::Compound& c : plan.district.compounds) see(c.centre, 60.0);
  const auto& best = plan.alternatives[plan.best];
  bool hydrants = false;
  for (std::size_t d = 0; d < best.selected.size(); ++d) {
    hydrants = hydrants || plan.spec.decisions[d].kind == scenarios::DecisionKind::hydrants;
    for (const std::uint32_t k : best.selected[d].chosen) see(plan.candidates[d][k].position, 30.0);
  }
  const double scale = width / (east - west);
  const auto at = [&](models::GeoPoint g) {
    const auto p = plane.to_plane(g);
    return std::pair<double, double>{(p.x - west) * scale, (north - p.y) * scale};
  };
  Svg svg(width, (north - south) * scale, {"选中的位置", "The chosen places"});
  for (const models::Compound& c : plan.district.compounds)
    draw_line(svg, c.boundary, at, "fill=\"#f0ede6\" stroke=\"#d5cfc0\" stroke-width=\"0.5\"", true);
  for (const models::Street& street : plan.district.streets)
    draw_line(svg, street.points, at, "fill=\"none\" stroke=\"#d9d7d0\" stroke-width=\"1.2\"", false);
  for (const models::Community& c : plan.district.communities)
    draw_line(svg, c.boundary, at, "fill=\"none\" stroke=\"#4a5361\" stroke-width=\"1\" stroke-dasharray=\"6 4\"",
              true);
  for (std::size_t h = 0; hydrants && h < plan.district.hydrants.size(); ++h) {
    const auto [x, y] = at(plan.district.hydrants[h].position);
    svg.raw(fmt::format("<circle cx=\"{}\" cy=\"{}\" r=\"1.2\" fill=\"#8d97a3\"/>", px(x), px(y)));
  }
  for (std::size_t d = 0; d < best.selected.size(); ++d) {
    const auto& chosen = best.selected[d].chosen;
    for (std::size_t n = chosen.size(); n-- > 0;) {
      const auto [x, y] = at(plan.candidates[d][chosen[n]].position);
      const bool first = n < numbered;
      svg.raw(fmt::format(R"(<circle cx="{}" cy="{}" r="{}" fill="{}" fill-opacity="{}" stroke="#fff"/>)", px(x), px(y),
                          first ? 8 : 4, decision_colour(d), first ? "0.95" : "0.75"));
      if (!first) continue;
      const std::string rank = std::to_string(n + 1);
      svg.text(x, y + 3.5, "middle", {rank, rank}, "", "style=\"font-size:10px;font-weight:700;fill:#fff\"");
    }
  }
  return svg.str();
}

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
