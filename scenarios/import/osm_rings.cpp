#include "scenarios/import/osm_rings.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <string_view>
#include <utility>

namespace yuanluo::scenarios {
namespace {

using Nodes = std::vector<std::int64_t>;

// Counter-clockwise; empty if there is no area in it.
Ring ring_of(const OsmData& data, const Nodes& nodes, const models::LocalPlane& plane) {
  Ring ring;
  for (std::size_t i = 0; i + 1 < nodes.size(); ++i) {
    const auto place = data.place(nodes[i]);
    if (!place) return {};
    ring.push_back(plane.to_plane(*place));
  }
  if (ring.size() < 3) return {};
  const double area = area_m2(ring);
  if (std::abs(area) < 1.0) return {};
  if (area < 0.0) std::reverse(ring.begin(), ring.end());
  return ring;
}

// Joins lines end to end into closed ones.
std::vector<Nodes> closed_lines(std::vector<Nodes> lines) {
  std::vector<Nodes> closed;
  std::multimap<std::int64_t, std::size_t> at_end;
  std::vector<bool> used(lines.size(), false);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].front() == lines[i].back()) {
      used[i] = true;
      closed.push_back(lines[i]);
    } else {
      at_end.emplace(lines[i].front(), i);
      at_end.emplace(lines[i].back(), i);
    }
  }
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (used[i]) continue;
    used[i] = true;
    Nodes whole = lines[i];
    for (bool grown = true; grown && whole.front() != whole.back();) {
      grown = false;
      const auto [first, last] = at_end.equal_range(whole.back());
      for (auto entry = first; entry != last; ++entry) {
        if (used[entry->second]) continue;
        used[entry->second] = true;
        Nodes next = lines[entry->second];
        if (next.front() != whole.back()) std::reverse(next.begin(), next.end());
        whole.insert(whole.end(), next.begin() + 1, next.end());
        grown = true;
        break;
      }
    }
    if (whole.front() == whole.back()) closed.push_back(std::move(whole));
  }
  return closed;
}

}  // namespace

OsmArea area_of(const OsmData& data, const OsmWay& way, const models::LocalPlane& plane) {
  OsmArea area;
  if (!way.closed()) return area;
  if (Ring ring = ring_of(data, way.nodes, plane); !ring.empty()) area.outlines.push_back(std::move(ring));
  return area;
}

OsmArea area_of(const OsmData& data, const OsmRelation& relation, const models::LocalPlane& plane) {
  OsmArea area;
  for (const bool outer : {true, false}) {
    std::vector<Nodes> lines;
    for (const OsmMember& member : relation.members) {
      if (member.kind != OsmKind::way || (member.role == "inner") == outer) continue;
      const OsmWay* const way = data.way(member.id);
      if (way != nullptr && way->nodes.size() >= 2) lines.push_back(way->nodes);
    }
    for (const Nodes& line : closed_lines(std::move(lines))) {
      Ring ring = ring_of(data, line, plane);
      if (ring.empty()) continue;
      if (outer) {
        area.outlines.push_back(std::move(ring));
      } else {
        area.holes_m2 += area_m2(ring);
      }
    }
  }
  return area;
}

}  // namespace yuanluo::scenarios
