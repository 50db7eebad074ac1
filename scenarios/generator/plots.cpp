#include "scenarios/generator/plots.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <numeric>
#include <optional>
#include <utility>

#include "scenarios/generator/apportion.hpp"
#include "scenarios/generator/refuse.hpp"

namespace yuanluo::scenarios {
namespace {

using models::PlanePoint;

constexpr double wall_gap_m = 2.0;  // between neighbouring compounds. Source: assumption
constexpr double one_row_depth_m = 62.0;

// Half the width of a street between the walls. Source: assumption.
double half_street_m(const StreetPlan& plan, std::size_t line) {
  constexpr std::array<double, models::street_classes> half{25.0, 22.0, 20.0, 15.0, 12.0, 8.0, 8.0,
                                                            6.0,  4.0,  4.0,  6.0,  2.0,  2.0, 2.0};
  return line == no_line ? 0.0 : half[static_cast<std::size_t>(plan.lines[line].kind)];
}

// A plot for each of `weights`, with an area in proportion to it: columns across the cell's longer side, in one row or
// two, so that each has a side on the cell's edge. False if the cell is too small for them.
bool cut_cell(const SidedRing& land, double grid_degrees, const std::vector<double>& weights,
              std::vector<SidedRing>& plots) {
  PlanePoint u = heading(grid_degrees);
  auto [low_u, high_u] = reach(land.points, u);
  const auto [low_v, high_v] = reach(land.points, left_of(u));
  if (high_v - low_v > high_u - low_u) u = left_of(u);
  const double depth = std::min(high_v - low_v, high_u - low_u);
  const std::size_t count = weights.size();
  std::size_t columns = depth > one_row_depth_m && count > 1 ? (count + 1) / 2 : count;
  SidedRing rest = land;
  double weight_left = std::accumulate(weights.begin(), weights.end(), 0.0);
  for (std::size_t next = 0; columns > 0; --columns) {
    const std::size_t here = (count - next) / columns;  // one or two
    const double weight = weights[next] + (here == 2 ? weights[next + 1] : 0.0);
    if (rest.points.empty()) return false;
    SidedRing column = rest;
    if (columns > 1) {
      const double offset = offset_for_share(rest, u, weight / weight_left);
      auto parts = split(rest, offset * u, left_of(u), no_line);
      column = std::move(parts.first);
      rest = std::move(parts.second);
    }
    if (here == 2 && column.points.empty()) return false;
    if (here == 2) {
      const PlanePoint v = left_of(u);
      auto parts = split(column, offset_for_share(column, v, weights[next] / weight) * v, left_of(v), no_line);
      plots.push_back(std::move(parts.first));
      plots.push_back(std::move(parts.second));
    } else {
      plots.push_back(std::move(column));
    }
    next += here;
    weight_left -= weight;
  }
  return true;
}

// The middle of the side that suits a gate best: long, and on a small street.
struct Gate {
  PlanePoint at;
  PlanePoint inwards;
  std::size_t line;
};
std::optional<Gate> best_gate(const StreetPlan& plan, const SidedRing& plot, double luck) {
  constexpr std::array<double, models::street_classes> liking{0.0, 0.0, 0.1, 0.35, 0.7, 1.1, 1.1,
                                                              1.2, 1.3, 1.3, 0.0,  0.0, 0.0, 0.0};
  std::optional<Gate> best;
  double best_score = 0.0;
  for (std::size_t i = 0; i < plot.points.size(); ++i) {
    if (plot.sides[i] == no_line) continue;
    const PlanePoint a = plot.points[i], b = plot.points[(i + 1) % plot.points.size()];
    const double score =
        models::distance(a, b).value * liking[static_cast<std::size_t>(plan.lines[plot.sides[i]].kind)];
    if (score > best_score) {
      best_score = score;
      best = Gate{a + (0.35 + 0.3 * luck) * (b - a), left_of(unit(b - a)), plot.sides[i]};
    }
  }
  return best;
}

// The plots of one cell, cut into `count`; nothing if one of them would be too narrow for walls or have no street.
// Their luck is drawn from the `first`-th plot of the district on.
std::optional<std::vector<PlannedPlot>> plots_of(const StreetPlan& plan, std::size_t cell, const SidedRing& land,
                                                 std::int64_t count, std::size_t first, const DistrictLuck& luck) {
  std::vector<double> sizes;
  for (std::int64_t k = 0; k < count; ++k) {
    sizes.push_back(std::exp(1.2 * (luck.uniform(Detail::plot_use, cell, 2 + static_cast<std::uint32_t>(k)) - 0.5)));
  }
  std::vector<SidedRing> cut;
  if (count > 0 && !cut_cell(land, plan.cells[cell].grid_degrees, sizes, cut)) return std::nullopt;
  std::vector<PlannedPlot> plots;
  for (const SidedRing& plot : cut) {
    const auto gate = best_gate(plan, plot, luck.uniform(Detail::plot_use, first + plots.size(), 1));
    PlannedPlot planned;
    planned.community = plan.cells[cell].community;
    planned.outline = inset(plot, [](std::size_t) { return 0.5 * wall_gap_m; }).points;
    if (!gate || planned.outline.empty()) return std::nullopt;
    planned.gate = gate->at + 0.5 * wall_gap_m * gate->inwards;
    planned.line = gate->line;
    const StreetLine& line = plan.lines[gate->line];
    const PlanePoint along = unit(line.to - line.from);
    planned.foot = line.from + dot(planned.gate - line.from, along) * along;
    plots.push_back(std::move(planned));
  }
  return plots;
}

}  // namespace

std::vector<PlannedPlot> cut_plots(const GeneratorParams& generator, const StreetPlan& plan, const DistrictLuck& luck) {
  std::vector<SidedRing> lands;
  std::vector<double> areas;
  for (const Cell& cell : plan.cells) {
    lands.push_back(inset(cell.ring, [&plan](std::size_t line) { return half_street_m(plan, line); }));
    areas.push_back(lands.back().points.empty() ? 0.0 : area_m2(lands.back().points));
  }
  const double open = generator.streets.open_land_share;
  const auto total = static_cast<std::int64_t>(std::llround(static_cast<double>(generator.compounds) / (1.0 - open)));

  // A cell too narrow for its plots gets fewer and counts as smaller, and in the next round the others take the rest.
  constexpr int most_rounds = 12;
  std::vector<PlannedPlot> plots;
  bool room_left = std::any_of(areas.begin(), areas.end(), [](double area) { return area > 0.0; });
  for (int round = 0; round < most_rounds && room_left && static_cast<std::int64_t>(plots.size()) < total; ++round) {
    plots.clear();
    room_left = false;
    const auto counts = apportion(areas, total);
    for (std::size_t c = 0; c < lands.size(); ++c) {
      std::int64_t count = counts[c];
      auto cut = plots_of(plan, c, lands[c], count, plots.size(), luck);
      while (!cut) {
        count = count * 4 / 5;
        cut = plots_of(plan, c, lands[c], count, plots.size(), luck);
      }
      std::move(cut->begin(), cut->end(), std::back_inserter(plots));
      if (count == counts[c]) {
        room_left = room_left || areas[c] > 0.0;
      } else {
        areas[c] *= static_cast<double>(count) / static_cast<double>(counts[c]);
      }
    }
  }
  if (static_cast<std::int64_t>(plots.size()) < generator.compounds) {
    refuse("/district/generator/compounds",
           {fmt::format("这一面积和街道之间划得下的院落数（约{}个）", plots.size()),
            fmt::format("as many as fit between the streets of this area (about {})", plots.size())},
           generator.compounds);
  }
  // Some of them are parks, schools and markets instead.
  std::vector<std::pair<double, std::size_t>> order;
  for (std::size_t i = 0; i < plots.size(); ++i) order.emplace_back(luck.uniform(Detail::plot_use, i), i);
  std::sort(order.begin(), order.end());
  order.resize(static_cast<std::size_t>(generator.compounds));
  std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  std::vector<PlannedPlot> compounds;
  for (const auto& entry : order) compounds.push_back(std::move(plots[entry.second]));
  std::stable_sort(compounds.begin(), compounds.end(),
                   [](const PlannedPlot& a, const PlannedPlot& b) { return a.community < b.community; });
  return compounds;
}

}  // namespace yuanluo::scenarios
