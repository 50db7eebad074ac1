// The decisions of a dispatch desk as values: who goes, who is served first, where a free unit waits. A scenario names
// them. A new one is a function and a line in the table of rules.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "models/response/cover.hpp"
#include "models/response/unit.hpp"

namespace yuanluo::models {

// A unit that could take a request.
struct Candidate {
  std::uint32_t unit = 0;
  double time_s = 0.0;      // expected, from now until it is there
  std::uint32_t rank = 0;   // its place in the order that the one who asks has fixed; 0 is first
  double worked_s = 0.0;    // engaged since it last rested
  double cover_loss = 0.0;  // expected demand that is covered no longer when it goes; 0 without a cover table
};

// Who goes: the candidate of least cost, of equal ones that of the lowest number.
struct Choice {
  Word word;
  double (*cost)(const Request& request, const Candidate& candidate);
  bool needs_cover;  // asks for `cover_loss`
};
std::span<const Choice> choices();

// Who is served first: whether `a` goes before `b`. `by_arrival`: requests that came earlier always do.
struct QueueOrder {
  Word word;
  bool (*before)(const Request& a, const Request& b);
  bool by_arrival;
};
std::span<const QueueOrder> queue_orders();

// Where a unit goes that becomes free, and whether one that is free moves when others have gone. `base_for(cover, own,
// covering)`: the base, where the unit's own is `own` and `covering[b]` units stand at base b or go there.
struct Relocation {
  Word word;
  std::uint32_t (*base_for)(const CoverTable& cover, std::uint32_t own, std::span<const std::uint32_t> covering);
  bool moves_idle;
};
std::span<const Relocation> relocations();

// What a desk goes by.
struct DispatchRules {
  const Choice* choice = &choices().front();
  const QueueOrder* queue = &queue_orders().front();
  const Relocation* relocation = &relocations().front();
  bool from_the_road = false;  // a unit on its way back can be sent
  bool pre_empt = false;       // where no unit is free, one that is on its way to a less urgent request is called off
  std::optional<std::uint32_t> capacity;  // at most so many requests waiting or served; more are lost
};

// The one of that name, or null.
template <class Rule>
const Rule* named(std::span<const Rule> rules, std::string_view key) {
  for (const Rule& rule : rules)
    if (rule.word.key == key) return &rule;
  return nullptr;
}

}  // namespace yuanluo::models
