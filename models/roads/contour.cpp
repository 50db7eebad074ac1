#include "models/roads/contour.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "sim/contract.hpp"

namespace yuanluo::models {

namespace {

// An edge of the grid: from node (i, j) to the east (even) or to the north (odd).
using Edge = std::uint64_t;

class Tracer {
 public:
  Tracer(const GridField& field, double level) : field_(field), level_(level) {}

  std::vector<std::vector<PlanePoint>> rings() {
    for (std::size_t j = 0; j + 1 < field_.rows; ++j)
      for (std::size_t i = 0; i + 1 < field_.columns; ++i) cut_cell(i, j);
    std::vector<Edge> starts;
    for (const auto& [from, to] : next_) starts.push_back(from);
    std::sort(starts.begin(), starts.end());
    std::vector<std::vector<PlanePoint>> rings;
    for (const Edge start : starts) {
      if (!next_.contains(start)) continue;
      std::vector<PlanePoint> ring{crossing(start)};
      for (Edge edge = start;;) {
        const auto step = next_.find(edge);
        sim::require(step != next_.end(), "a contour is open: the grid's rim is below the level");
        edge = step->second;
        next_.erase(step);
        ring.push_back(crossing(edge));
        if (edge == start) break;
      }
      rings.push_back(std::move(ring));
    }
    return rings;
  }

 private:
  bool inside(std::size_t i, std::size_t j) const { return field_.at(i, j) <= level_; }
  Edge edge(std::size_t i, std::size_t j, bool north) const { return 2 * (j * field_.columns + i) + (north ? 1 : 0); }

  PlanePoint crossing(Edge e) const {
    const std::size_t node = e / 2, i = node % field_.columns, j = node / field_.columns;
    const bool north = e % 2 == 1;
    const double a = field_.at(i, j), b = north ? field_.at(i, j + 1) : field_.at(i + 1, j);
    const double t = std::clamp((level_ - a) / (b - a), 0.001, 0.999);
    return {field_.origin.x + field_.cell_m * (static_cast<double>(i) + (north ? 0.0 : t)),
            field_.origin.y + field_.cell_m * (static_cast<double>(j) + (north ? t : 0.0))};
  }

  // Joins the edges of a cell on which the level is crossed, with what is below it on the left. Going round the cell
  // counter-clockwise, a contour enters where the corners change from inside to outside and leaves where they change
  // back; in a saddle the two insides stay apart.
  void cut_cell(std::size_t i, std::size_t j) {
    const std::array corners{inside(i, j), inside(i + 1, j), inside(i + 1, j + 1), inside(i, j + 1)};
    const std::array edges{edge(i, j, false), edge(i + 1, j, true), edge(i, j + 1, false), edge(i, j, true)};
    for (std::size_t k = 0; k < 4; ++k) {
      if (!corners[k] || corners[(k + 1) % 4]) continue;  // side k leads from inside to outside
      std::size_t back = k;                               // the side where this inside began
      while (corners[back]) back = (back + 3) % 4;
      next_.emplace(edges[k], edges[back]);
    }
  }

  const GridField& field_;
  double level_;
  std::unordered_map<Edge, Edge> next_;
};

}  // namespace

double signed_area_m2(const std::vector<PlanePoint>& ring) {
  double twice = 0.0;
  for (std::size_t k = 0; k + 1 < ring.size(); ++k)
    twice +=
        (ring[k].x - ring[0].x) * (ring[k + 1].y - ring[0].y) - (ring[k + 1].x - ring[0].x) * (ring[k].y - ring[0].y);
  return 0.5 * twice;
}

std::vector<GridPolygon> below(const GridField& field, double level) {
  std::vector<GridPolygon> polygons;
  std::vector<std::vector<PlanePoint>> holes;
  for (auto& ring : Tracer(field, level).rings()) {
    if (signed_area_m2(ring) > 0.0)
      polygons.push_back({std::move(ring), {}});
    else
      holes.push_back(std::move(ring));
  }
  for (auto& hole : holes) {
    GridPolygon* around = nullptr;
    for (GridPolygon& polygon : polygons)
      if (goes_round(polygon.outer, hole.front()) &&
          (around == nullptr || signed_area_m2(polygon.outer) < signed_area_m2(around->outer)))
        around = &polygon;
    if (around != nullptr) around->holes.push_back(std::move(hole));
  }
  return polygons;
}

}  // namespace yuanluo::models
