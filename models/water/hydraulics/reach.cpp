#include "models/water/hydraulics/reach.hpp"

#include <algorithm>

namespace yuanluo::models::hydraulics {

namespace {

// A closed check valve or control valve may open again by itself; what somebody has shut stays shut.
bool shut(const Link& link, const LinkState& state) {
  if (link.kind == LinkKind::check_valve_pipe) return false;
  if (link.kind == LinkKind::pump) return state.status == LinkStatus::closed || state.setting <= 0.0;
  if (link.kind == LinkKind::pipe || !state.has_setting) return state.status == LinkStatus::closed;
  return link.kind == LinkKind::general_purpose_valve && state.status == LinkStatus::closed;
}

bool one_way(const Link& link, const LinkState& state) {
  switch (link.kind) {
    case LinkKind::check_valve_pipe:
      return true;
    case LinkKind::pump:
      return link.pump.curve || link.pump.power_kw > 0.0;
    case LinkKind::pressure_reducing_valve:
    case LinkKind::pressure_sustaining_valve:
      return state.has_setting;
    default:
      return false;
  }
}

// How a link may be passed.
enum Passage : std::uint8_t { no, forward, both };

using Passages = std::vector<Passage>;

bool leads(Passage passage, const Ways::Way& way) {
  return passage == Passage::both || (passage == Passage::forward && way.starts_here);
}

// Marks what can be reached from the nodes of `open`; `allow(way)` tells which ways.
template <class Allow>
void spread(const Ways& ways, std::vector<std::uint32_t> open, std::vector<std::uint8_t>& reached, Allow allow) {
  for (const auto node : open) reached[node] = 1;
  while (!open.empty()) {
    const auto node = open.back();
    open.pop_back();
    for (const Ways::Way& way : ways.at(node)) {
      if (reached[way.node] || !allow(way)) continue;
      reached[way.node] = 1;
      open.push_back(way.node);
    }
  }
}

// Whether the part around `start` of nodes without water could be left to itself: nobody takes water and no pump draws.
bool stands_still(const Network& network, const Ways& ways, const Moment& moment, const Passages& passages,
                  const std::vector<std::uint8_t>& has_water, std::uint32_t start, std::vector<std::uint32_t>& part,
                  std::vector<std::uint8_t>& seen) {
  bool still = true;
  part.assign(1, start);
  seen[start] = 1;
  for (std::size_t at = 0; at < part.size(); ++at) {
    const std::uint32_t node = part[at];
    still = still && moment.demand_m3s[node] == 0.0 && moment.emitter_m3s[node] == 0.0;
    for (const Ways::Way& way : ways.at(node)) {
      if (passages[way.link] == Passage::no) continue;
      still = still && !(way.starts_here && network.links[way.link].kind == LinkKind::pump);
      if (seen[way.node] || has_water[way.node]) continue;
      seen[way.node] = 1;
      part.push_back(way.node);
    }
  }
  return still;
}

}  // namespace

Ways::Ways(const Network& network) : first_(network.nodes.size() + 1) {
  for (const Link& link : network.links) {
    ++first_[link.from + 1];
    ++first_[link.to + 1];
  }
  for (std::size_t i = 1; i < first_.size(); ++i) first_[i] += first_[i - 1];
  ways_.resize(2 * network.links.size());
  std::vector<std::uint32_t> next(first_.begin(), first_.end() - 1);
  for (std::uint32_t k = 0; k < network.links.size(); ++k) {
    const auto from = static_cast<std::uint32_t>(network.links[k].from);
    const auto to = static_cast<std::uint32_t>(network.links[k].to);
    ways_[next[from]++] = {k, to, true};
    ways_[next[to]++] = {k, from, false};
  }
}

Reach reach_of_water(const Network& network, const Ways& ways, const Moment& moment) {
  const auto n = static_cast<std::uint32_t>(network.nodes.size());
  Passages passages(network.links.size(), Passage::both);
  bool free = true;  // all links lead both ways
  for (std::size_t k = 0; k < passages.size(); ++k) {
    const Link& link = network.links[k];
    const LinkState& state = moment.links[k];
    if (link.kind == LinkKind::pipe && state.status != LinkStatus::closed) continue;
    passages[k] = shut(link, state) ? Passage::no : one_way(link, state) ? Passage::forward : Passage::both;
    free = free && passages[k] == Passage::both;
  }
  std::vector<std::uint32_t> fixed;
  std::vector<std::uint32_t> sources;
  for (std::uint32_t i = 0; i < n; ++i) {
    const bool has_fixed_head = network.nodes[i].kind != NodeKind::junction;
    if (has_fixed_head) fixed.push_back(i);
    if (has_fixed_head ? !moment.tank_empty[i] : moment.demand_m3s[i] < 0.0) sources.push_back(i);
  }
  Reach reach{std::vector<std::uint8_t>(n), {}};
  if (!free) {
    std::vector<std::uint8_t> held(n);
    spread(ways, fixed, held, [&](const Ways::Way& way) { return passages[way.link] != Passage::no; });
    std::erase_if(sources, [&](std::uint32_t i) { return !held[i]; });
  } else {
    std::erase_if(sources, [&](std::uint32_t i) { return network.nodes[i].kind == NodeKind::junction; });
  }
  spread(ways, sources, reach.has_water, [&](const Ways::Way& way) { return leads(passages[way.link], way); });
  for (const auto i : fixed) reach.has_water[i] = 1;
  reach.takes_part = reach.has_water;
  if (std::find(reach.has_water.begin(), reach.has_water.end(), 0) == reach.has_water.end()) return reach;
  std::vector<std::uint8_t> joined(n);
  spread(ways, fixed, joined, [](const Ways::Way&) { return true; });
  std::vector<std::uint8_t> seen(n);
  std::vector<std::uint32_t> part;
  for (std::uint32_t i = 0; i < n; ++i) {
    if (reach.has_water[i] || seen[i] || !joined[i]) continue;
    if (!stands_still(network, ways, moment, passages, reach.has_water, i, part, seen)) continue;
    for (const std::uint32_t node : part) reach.takes_part[node] = 1;
  }
  return reach;
}

}  // namespace yuanluo::models::hydraulics
