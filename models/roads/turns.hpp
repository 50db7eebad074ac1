// Turn restrictions as an automaton over the sequence of streets that a vehicle takes.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <vector>

namespace yuanluo::models {

// A street in one of its directions; the index is WayGraph's.
using ArcIndex = std::uint32_t;

// Knows the sequences of arcs that are forbidden, and what of the past has to be remembered to tell.
//
// States 0 to `arcs` - 1 mean "just took this arc, nothing else matters"; further states mean "just took the last arc
// of a sequence that some restriction along several streets begins with" (the prefixes of Aho and Corasick's
// automaton). Source: [AhoCorasick1975].
class TurnRules {
 public:
  explicit TurnRules(std::size_t arcs) : arcs_(arcs) {}

  // Whoever takes all but the last arc of `sequence` (at least two) in a row may not (`only`: must) take the last one
  // next. Several musts after the same beginning allow each of their ends.
  void forbid(const std::vector<ArcIndex>& sequence);
  void require_only(const std::vector<ArcIndex>& sequence);

  // To be called once, after the last rule.
  void finish();

  std::size_t states() const { return arcs_ + remembered_.size(); }
  ArcIndex arc_of(std::uint32_t state) const { return state < arcs_ ? state : remembered_[state - arcs_].back(); }
  // The states in which `arc` was taken last, but the plain one.
  const std::vector<std::uint32_t>& further_states(ArcIndex arc) const;

  // The state after taking `next` in `state`; none if that is forbidden.
  std::optional<std::uint32_t> after(std::uint32_t state, ArcIndex next) const;

 private:
  using Sequence = std::vector<ArcIndex>;

  Sequence history(std::uint32_t state) const;
  bool forbidden(const Sequence& history, ArcIndex next) const;

  std::size_t arcs_;
  std::set<Sequence> forbidden_;
  std::map<Sequence, std::set<ArcIndex>> only_;
  std::map<Sequence, std::uint32_t> state_of_;  // of prefixes of at least two arcs
  std::vector<Sequence> remembered_;
  std::map<ArcIndex, std::vector<std::uint32_t>> further_;
  std::set<ArcIndex> begins_;  // arcs that some rule begins with
};

}  // namespace yuanluo::models
