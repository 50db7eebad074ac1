#include "scenarios/import/turns.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <unordered_map>

namespace yuanluo::scenarios {
namespace {

using Streets = std::vector<std::uint32_t>;

// A way through the network, street by street.
struct ResolvedTurn {
  Streets streets;         // at least 2: from, those between, to
  std::uint32_t junction;  // at the end of the first
};

class Resolver {
 public:
  explicit Resolver(const StreetMap& map) : map_(map) {
    for (std::uint32_t s = 0; s < map.streets.size(); ++s) {
      if (map.streets[s].use.vehicles()) of_way_[map.streets[s].way].push_back(s);
    }
    for (std::uint32_t j = 0; j < map.junctions.size(); ++j) {
      if (map.junctions[j].node != 0) of_node_[map.junctions[j].node] = j;
    }
  }

  std::optional<ResolvedTurn> operator()(const MapTurn& turn) const {
    const auto from = of_way_.find(turn.from_way), to = of_way_.find(turn.to_way);
    if (from == of_way_.end() || to == of_way_.end()) return std::nullopt;
    if (turn.via_node) {
      const auto via = of_node_.find(*turn.via_node);
      if (via == of_node_.end()) return std::nullopt;
      const auto in = only_at(from->second, via->second, true), out = only_at(to->second, via->second, false);
      if (!in || !out) return std::nullopt;
      return ResolvedTurn{{*in, *out}, via->second};
    }
    return through(turn, from->second, to->second);
  }

 private:
  // Whether vehicles leave the street at that end (`in`) or enter it there.
  bool usable(std::uint32_t street, std::uint32_t junction, bool in) const {
    const MapStreet& s = map_.streets[street];
    const int needed = (s.to == junction) == in ? 1 : -1;
    return s.use.direction == 0 || s.use.direction == needed;
  }

  // The one street of them at the junction that vehicles can use that way round; none if there is not exactly one.
  std::optional<std::uint32_t> only_at(const Streets& streets, std::uint32_t junction, bool in) const {
    std::optional<std::uint32_t> found;
    for (const std::uint32_t s : streets) {
      if (map_.streets[s].from != junction && map_.streets[s].to != junction) continue;
      if (!usable(s, junction, in)) continue;
      if (found) return std::nullopt;
      found = s;
    }
    return found;
  }

  // The shortest walk (by streets) over the streets of the ways between, from an end of `from` to an end of `to`.
  std::optional<ResolvedTurn> through(const MapTurn& turn, const Streets& from, const Streets& to) const {
    std::map<std::uint32_t, Streets> between;  // by junction
    for (const std::int64_t way : turn.via_ways) {
      const auto found = of_way_.find(way);
      if (found == of_way_.end()) return std::nullopt;
      for (const std::uint32_t s : found->second) {
        between[map_.streets[s].from].push_back(s);
        between[map_.streets[s].to].push_back(s);
      }
    }
    struct Step {
      std::uint32_t junction, street, before;
    };
    std::vector<Step> steps;
    std::map<std::uint32_t, bool> seen;
    for (const auto& entry : between) {
      const auto in = only_at(from, entry.first, true);
      if (!in || seen[entry.first]) continue;
      seen[entry.first] = true;
      steps.push_back({entry.first, *in, no_step});
    }
    for (std::uint32_t k = 0; k < steps.size(); ++k) {
      const Step step = steps[k];
      const auto out = only_at(to, step.junction, false);
      if (out && step.before != no_step) return walked(steps, k, *out);
      for (const std::uint32_t s : between[step.junction]) {
        const std::uint32_t far = map_.streets[s].from == step.junction ? map_.streets[s].to : map_.streets[s].from;
        if (seen[far] || !usable(s, step.junction, false)) continue;
        seen[far] = true;
        steps.push_back({far, s, k});
      }
    }
    return std::nullopt;
  }

  template <class Steps>
  static ResolvedTurn walked(const Steps& steps, std::uint32_t last, std::uint32_t out) {
    ResolvedTurn turn{{out}, 0};
    for (std::uint32_t k = last; k != no_step; k = steps[k].before) {
      turn.streets.push_back(steps[k].street);
      turn.junction = steps[k].junction;
    }
    std::reverse(turn.streets.begin(), turn.streets.end());
    return turn;
  }

  static constexpr std::uint32_t no_step = 0xffffffff;

  const StreetMap& map_;
  std::unordered_map<std::int64_t, Streets> of_way_;
  std::unordered_map<std::int64_t, std::uint32_t> of_node_;
};

}  // namespace

std::vector<models::TurnRestriction> resolve_turns(const StreetMap& map, ImportNotes& notes) {
  const Resolver resolver(map);
  std::vector<models::TurnRestriction> turns;
  for (const MapTurn& turn : map.turns) {
    const auto resolved = resolver(turn);
    if (!resolved) continue;
    models::TurnRestriction restriction;
    restriction.from = {resolved->streets.front()};
    restriction.at = map.junctions[resolved->junction].place;
    for (std::size_t k = 1; k + 1 < resolved->streets.size(); ++k) restriction.via.push_back({resolved->streets[k]});
    restriction.to = {resolved->streets.back()};
    restriction.only = turn.kind == TurnKind::only;
    restriction.except_bikes = turn.except_bikes;
    turns.push_back(std::move(restriction));
  }
  const double lost = static_cast<double>(map.turns.size() - turns.size());
  if (lost > 0.0) {
    notes.dropped(
        "turns_elsewhere",
        {"道路不在路网内或不相接的转向限制", "turn restrictions whose ways are not in the network or do not meet once"},
        lost);
  }
  return turns;
}

}  // namespace yuanluo::scenarios
