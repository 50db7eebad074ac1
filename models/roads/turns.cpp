#include "models/roads/turns.hpp"

#include "sim/contract.hpp"

namespace yuanluo::models {

void TurnRules::forbid(const std::vector<ArcIndex>& sequence) {
  sim::require(sequence.size() >= 2, "a turn restriction has at least two streets");
  forbidden_.insert(sequence);
}

// Leaving the sequence anywhere is forbidden, so each of its beginnings has a list of what may follow.
void TurnRules::require_only(const std::vector<ArcIndex>& sequence) {
  sim::require(sequence.size() >= 2, "a turn restriction has at least two streets");
  for (std::size_t size = 1; size < sequence.size(); ++size)
    only_[Sequence(sequence.begin(), sequence.begin() + static_cast<std::ptrdiff_t>(size))].insert(sequence[size]);
}

void TurnRules::finish() {
  const auto remember = [this](const Sequence& prefix) {
    begins_.insert(prefix.front());
    if (prefix.size() < 2) return;
    const auto [it, is_new] = state_of_.try_emplace(prefix, static_cast<std::uint32_t>(states()));
    if (!is_new) return;
    remembered_.push_back(prefix);
    further_[prefix.back()].push_back(it->second);
  };
  for (const Sequence& sequence : forbidden_)
    for (std::size_t size = 1; size < sequence.size(); ++size)
      remember(Sequence(sequence.begin(), sequence.begin() + static_cast<std::ptrdiff_t>(size)));
  for (const auto& [prefix, allowed] : only_) remember(prefix);
}

const std::vector<std::uint32_t>& TurnRules::further_states(ArcIndex arc) const {
  static const std::vector<std::uint32_t> nothing;
  const auto found = further_.find(arc);
  return found == further_.end() ? nothing : found->second;
}

TurnRules::Sequence TurnRules::history(std::uint32_t state) const {
  return state < arcs_ ? Sequence{state} : remembered_[state - arcs_];
}

bool TurnRules::forbidden(const Sequence& history, ArcIndex next) const {
  for (std::size_t begin = 0; begin < history.size(); ++begin) {
    Sequence end(history.begin() + static_cast<std::ptrdiff_t>(begin), history.end());
    if (const auto only = only_.find(end); only != only_.end() && !only->second.contains(next)) return true;
    end.push_back(next);
    if (forbidden_.contains(end)) return true;
  }
  return false;
}

std::optional<std::uint32_t> TurnRules::after(std::uint32_t state, ArcIndex next) const {
  if (state < arcs_ && !begins_.contains(state)) return next;
  Sequence sequence = history(state);
  if (forbidden(sequence, next)) return std::nullopt;
  sequence.push_back(next);
  while (sequence.size() >= 2) {
    if (const auto found = state_of_.find(sequence); found != state_of_.end()) return found->second;
    sequence.erase(sequence.begin());
  }
  return next;
}

}  // namespace yuanluo::models
