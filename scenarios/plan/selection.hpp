// Which candidates: by their benefit, or by simpler rules that a plan has to beat.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "models/text.hpp"
#include "models/world.hpp"
#include "plan/siting/outcome.hpp"
#include "scenarios/plan/benefit.hpp"
#include "scenarios/plan/decision.hpp"
#include "scenarios/plan/quota.hpp"

namespace yuanluo::scenarios {

enum class Rule : std::uint8_t {
  benefit,      // greatest benefit
  vulnerable,   // greatest benefit, vulnerable residents counting five times
  worst_first,  // the same number in each community, by benefit within it
  random,
  even,        // the same number in each community, spread over its places
  population,  // communities by residents, spread over their places
  today,       // as the district does now: homes by register, hydrants and stations where the gap is widest, posts by
               // residents
};
inline constexpr std::size_t rules = 7;
models::Text name_of(Rule rule);
// Whether a rule is one of ours; the others are baselines.
inline bool ours(Rule rule) { return rule <= Rule::worst_first; }

// A candidate that was not chosen, and what it would add to all that were.
struct Missed {
  std::uint32_t candidate = 0;
  double gain = 0.0;
};

// Candidates in the order in which they help most, each with what it adds after those before it.
struct Selected {
  std::vector<std::uint32_t> chosen;  // repeated where more than one goes to a place
  std::vector<double> marginal;
  std::vector<std::optional<std::uint32_t>> runner_up;  // the best that was not chosen, once this one is left out
  std::vector<double> exchange_loss;  // what less the runner-up in its stead would bring; below 0: more
  std::vector<Missed> missed;         // the best that were not chosen, best first
  double total = 0.0;
  double bound = 0.0;  // no choice within the quota brings more
  double cost_yuan = 0.0;
  std::string method;
};

// Chooses by a rule; the quota must be possible (sim::ContractError). The marginals are those of `benefit`, whatever
// the rule.
Selected select(const models::World& world, const Decision& decision, std::span<const Candidate> candidates,
                Benefit& benefit, Rule rule, const Quota& quota, const plan::siting::Limits& limits);

}  // namespace yuanluo::scenarios
