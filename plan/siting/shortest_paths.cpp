#include "plan/siting/shortest_paths.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <queue>
#include <utility>

#include "sim/contract.hpp"

namespace yuanluo::plan::siting {
namespace {

constexpr double unreached = std::numeric_limits<double>::infinity();
constexpr double most_buckets = 4096.0;

struct Arc {
  std::uint32_t to;
  double length;
};

// Arcs by node.
struct Arcs {
  std::vector<std::uint32_t> start;
  std::vector<Arc> all;
};

Arcs arcs_of(std::size_t nodes, const std::vector<Edge>& edges) {
  struct Directed {
    std::uint32_t from;
    Arc arc;
    std::size_t order;
  };
  std::vector<Directed> both;
  both.reserve(2 * edges.size());
  for (std::size_t e = 0; e < edges.size(); ++e) {
    const Edge& edge = edges[e];
    sim::require(edge.a < nodes && edge.b < nodes && edge.length >= 0.0, "all_shortest_paths: a bad edge");
    both.push_back({edge.a, {edge.b, edge.length}, e});
    both.push_back({edge.b, {edge.a, edge.length}, e});
  }
  std::sort(both.begin(), both.end(), [](const Directed& x, const Directed& y) {
    if (x.from != y.from) return x.from < y.from;
    return x.arc.to != y.arc.to ? x.arc.to < y.arc.to : x.order < y.order;
  });
  Arcs arcs;
  arcs.start.assign(nodes + 1, 0);
  for (std::size_t k = 0; k < both.size(); ++k) {
    if (k + 1 < both.size() && both[k + 1].from == both[k].from && both[k + 1].arc.to == both[k].arc.to) continue;
    arcs.all.push_back(both[k].arc);
    ++arcs.start[both[k].from + 1];
  }
  for (std::size_t v = 0; v < nodes; ++v) arcs.start[v + 1] += arcs.start[v];
  return arcs;
}

// Whole lengths: nodes wait in a ring of buckets, one for each distance up to the longest arc. Source: [Dial1969].
class RingOfBuckets {
 public:
  RingOfBuckets(const Arcs& arcs, double longest) : arcs_(arcs), ring_(static_cast<std::size_t>(longest) + 1) {}

  void from(std::uint32_t source, double* distance) {
    distance[source] = 0.0;
    ring_[0].push_back(source);
    std::size_t waiting = 1;
    for (std::size_t d = 0; waiting > 0; ++d) {
      std::vector<std::uint32_t>& bucket = ring_[d % ring_.size()];
      const auto here = static_cast<double>(d);
      for (std::size_t k = 0; k < bucket.size(); ++k) {  // the bucket may grow by arcs of length 0
        const std::uint32_t v = bucket[k];
        --waiting;
        if (distance[v] != here) continue;
        for (std::uint32_t a = arcs_.start[v]; a < arcs_.start[v + 1]; ++a) {
          const Arc& arc = arcs_.all[a];
          if (here + arc.length >= distance[arc.to]) continue;
          distance[arc.to] = here + arc.length;
          ring_[(d + static_cast<std::size_t>(arc.length)) % ring_.size()].push_back(arc.to);
          ++waiting;
        }
      }
      bucket.clear();
    }
  }

 private:
  const Arcs& arcs_;
  std::vector<std::vector<std::uint32_t>> ring_;
};

void by_heap(const Arcs& arcs, std::uint32_t source, double* distance) {
  using Waiting = std::pair<double, std::uint32_t>;
  std::priority_queue<Waiting, std::vector<Waiting>, std::greater<>> waiting;
  distance[source] = 0.0;
  waiting.push({0.0, source});
  while (!waiting.empty()) {
    const auto [here, v] = waiting.top();
    waiting.pop();
    if (here > distance[v]) continue;
    for (std::uint32_t a = arcs.start[v]; a < arcs.start[v + 1]; ++a) {
      const Arc& arc = arcs.all[a];
      if (here + arc.length >= distance[arc.to]) continue;
      distance[arc.to] = here + arc.length;
      waiting.push({distance[arc.to], arc.to});
    }
  }
}

}  // namespace

Table all_shortest_paths(std::size_t nodes, const std::vector<Edge>& edges) {
  const Arcs arcs = arcs_of(nodes, edges);
  double longest = 0.0;
  bool whole = true;
  for (const Arc& arc : arcs.all) {
    longest = std::max(longest, arc.length);
    whole = whole && arc.length == std::floor(arc.length);
  }
  Table table{nodes, nodes, std::vector<double>(nodes * nodes, unreached)};
  if (whole && longest < most_buckets) {
    RingOfBuckets ring(arcs, longest);
    for (std::size_t v = 0; v < nodes; ++v) ring.from(static_cast<std::uint32_t>(v), table.cells.data() + v * nodes);
  } else {
    for (std::size_t v = 0; v < nodes; ++v)
      by_heap(arcs, static_cast<std::uint32_t>(v), table.cells.data() + v * nodes);
  }
  return table;
}

}  // namespace yuanluo::plan::siting
