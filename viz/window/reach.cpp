#include "viz/window/reach.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <queue>
#include <utility>

namespace yuanluo::viz {
namespace {

PlanePoint between(PlanePoint a, PlanePoint b, double share) {
  return {a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share};
}

}  // namespace

StreetNet::StreetNet(const StaticMap& map) {
  // Streets meet where their points are equal; centimetres tell them apart.
  std::map<std::pair<std::int64_t, std::int64_t>, std::uint32_t> known;
  const auto node = [&](PlanePoint p) {
    const auto [place, added] = known.try_emplace({std::llround(p.x * 100.0), std::llround(p.y * 100.0)},
                                                  static_cast<std::uint32_t>(nodes_.size()));
    if (added) nodes_.push_back(p);
    return place->second;
  };
  for (const MapStreet& street : map.streets) {
    for (std::size_t i = 0; i + 1 < street.line.size(); ++i) {
      const Edge edge{node(street.line[i]), node(street.line[i + 1]),
                      models::distance(street.line[i], street.line[i + 1]).value};
      if (edge.a != edge.b) edges_.push_back(edge);
    }
  }
  first_.assign(nodes_.size() + 1, 0);
  for (const Edge& e : edges_) ++first_[e.a + 1], ++first_[e.b + 1];
  for (std::size_t i = 0; i < nodes_.size(); ++i) first_[i + 1] += first_[i];
  touching_.resize(edges_.size() * 2);
  std::vector<std::uint32_t> next(first_.begin(), first_.end() - 1);
  for (std::uint32_t i = 0; i < edges_.size(); ++i) {
    touching_[next[edges_[i].a]++] = i;
    touching_[next[edges_[i].b]++] = i;
  }
}

StreetNet::Foot StreetNet::foot_of(PlanePoint p) const {
  Foot best;
  best.away_m = std::numeric_limits<double>::infinity();
  for (std::uint32_t i = 0; i < edges_.size(); ++i) {
    const PlanePoint a = nodes_[edges_[i].a], b = nodes_[edges_[i].b];
    const double dx = b.x - a.x, dy = b.y - a.y;
    const double share = std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / (dx * dx + dy * dy), 0.0, 1.0);
    const double away = models::distance(p, between(a, b, share)).value;
    if (away < best.away_m) best = {i, share * edges_[i].length_m, away};
  }
  return best;
}

std::vector<ReachedStretch> StreetNet::reach(std::span<const PlanePoint> from, std::span<const double> limits_m) const {
  std::vector<ReachedStretch> stretches;
  if (edges_.empty() || limits_m.empty()) return stretches;
  const double most = limits_m.back();
  constexpr double far = std::numeric_limits<double>::infinity();
  std::vector<double> way(nodes_.size(), far);
  using Entry = std::pair<double, std::uint32_t>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> open;
  const auto offer = [&](std::uint32_t node, double metres) {
    if (metres >= way[node] || metres > most) return;
    way[node] = metres;
    open.push({metres, node});
  };
  std::vector<Foot> feet;
  for (const PlanePoint p : from) {
    const Foot foot = foot_of(p);
    feet.push_back(foot);
    const Edge& edge = edges_[foot.edge];
    offer(edge.a, foot.away_m + foot.along_m);
    offer(edge.b, foot.away_m + edge.length_m - foot.along_m);
  }
  while (!open.empty()) {
    const auto [metres, node] = open.top();
    open.pop();
    if (metres > way[node]) continue;
    for (std::uint32_t k = first_[node]; k < first_[node + 1]; ++k) {
      const Edge& edge = edges_[touching_[k]];
      offer(edge.a == node ? edge.b : edge.a, metres + edge.length_m);
    }
  }

  // Along an edge the distance rises from a place where it starts, and falls towards its other end: cut it finely
  // enough that the bands' borders are met to 10 m.
  constexpr double step_m = 10.0;
  const auto band_of = [&](double metres) {
    return static_cast<std::uint32_t>(std::lower_bound(limits_m.begin(), limits_m.end(), metres) - limits_m.begin());
  };
  std::multimap<std::uint32_t, Foot> feet_on;
  for (const Foot& foot : feet) feet_on.emplace(foot.edge, foot);
  for (std::uint32_t i = 0; i < edges_.size(); ++i) {
    const Edge& edge = edges_[i];
    const auto [own, own_end] = feet_on.equal_range(i);
    if (way[edge.a] == far && way[edge.b] == far && own == own_end) continue;
    const auto metres_at = [&, first = own, last = own_end](double along) {
      double least = std::min(way[edge.a] + along, way[edge.b] + edge.length_m - along);
      for (auto foot = first; foot != last; ++foot)
        least = std::min(least, foot->second.away_m + std::abs(foot->second.along_m - along));
      return least;
    };
    const auto pieces = std::max(1, static_cast<int>(std::ceil(edge.length_m / step_m)));
    const PlanePoint a = nodes_[edge.a], b = nodes_[edge.b];
    for (int piece = 0; piece < pieces; ++piece) {
      const double s0 = static_cast<double>(piece) / pieces, s1 = static_cast<double>(piece + 1) / pieces;
      const std::uint32_t band = band_of(metres_at((s0 + s1) / 2.0 * edge.length_m));
      if (band >= limits_m.size()) continue;
      if (piece > 0 && !stretches.empty() && stretches.back().band == band) {
        ReachedStretch& last = stretches.back();
        if (models::distance(last.b, between(a, b, s0)).value < 1e-6) {
          last.b = between(a, b, s1);
          continue;
        }
      }
      stretches.push_back({between(a, b, s0), between(a, b, s1), band});
    }
  }
  return stretches;
}

}  // namespace yuanluo::viz
