#include "models/roads/way_search.hpp"

#include <algorithm>

#include "sim/contract.hpp"

namespace yuanluo::models {

WaySearch::WaySearch(const WayGraph& graph)
    : graph_(&graph),
      way_(graph.states(), Way::none()),
      previous_(graph.states(), 0),
      goal_of_(graph.states(), no_goal) {}

void WaySearch::aim(std::span<const StreetPlace> targets) {
  for (const std::uint32_t state : goal_states_) goal_of_[state] = no_goal;
  goal_states_.clear();
  goals_.clear();
  targets_.assign(targets.begin(), targets.end());
  longest_rest_.assign(targets.size(), Way{});
  const auto add = [this](const Entry& entry, std::uint32_t target, bool before) {
    std::uint32_t& first = goal_of_[entry.state];
    if (first == no_goal) goal_states_.push_back(entry.state);
    goals_.push_back({target, first, entry.way, before});
    first = static_cast<std::uint32_t>(goals_.size() - 1);
  };
  for (std::uint32_t t = 0; t < targets.size(); ++t) {
    const WayGraph::Ends ends = graph_->arrivals(targets[t]);
    for (const Entry& entry : ends.after) add(entry, t, false);
    for (const Entry& entry : ends.before) {
      add(entry, t, true);
      longest_rest_[t] = std::max(longest_rest_[t], entry.way);
    }
  }
}

void WaySearch::clear() {
  for (const std::uint32_t state : touched_) way_[state] = Way::none();
  touched_.clear();
  heap_.clear();
}

void WaySearch::offer(std::uint32_t state, Way way, std::uint32_t from) {
  if (!(way < way_[state])) return;
  if (!way_[state].exists()) touched_.push_back(state);
  way_[state] = way;
  previous_[state] = from;
  // A heap with four children: shallower than one with two, and its children share a cache line.
  std::size_t hole = heap_.size();
  heap_.push_back({way, state});
  while (hole > 0) {
    const std::size_t parent = (hole - 1) / 4;
    if (!(way < heap_[parent].way)) break;
    heap_[hole] = heap_[parent];
    hole = parent;
  }
  heap_[hole] = {way, state};
}

bool WaySearch::take(Waiting& next) {
  while (!heap_.empty()) {
    next = heap_.front();
    const Waiting last = heap_.back();
    heap_.pop_back();
    const std::size_t size = heap_.size();
    for (std::size_t hole = 0; size > 0;) {
      const std::size_t child = 4 * hole + 1;
      std::size_t least = hole;
      Way way = last.way;
      for (std::size_t c = child; c < std::min(child + 4, size); ++c)
        if (heap_[c].way < way) {
          way = heap_[c].way;
          least = c;
        }
      if (least == hole) {
        heap_[hole] = last;
        break;
      }
      heap_[hole] = heap_[least];
      hole = least;
    }
    if (next.way == way_[next.state]) return true;  // otherwise a better one was taken before
  }
  return false;
}

void WaySearch::arrive(std::uint32_t state, std::span<Way> ways) {
  for (std::uint32_t g = goal_of_[state]; g != no_goal; g = goals_[g].next) {
    const Goal& goal = goals_[g];
    if (goal.before && way_[state] < goal.way) continue;  // a search that began behind the place, on its arc
    const Way way = goal.before ? way_[state] - goal.way : way_[state] + goal.way;
    if (!ways[goal.target].exists()) --open_;
    ways[goal.target] = std::min(ways[goal.target], way);
  }
}

// A target's way is known for sure when the next state is further than the way found plus the rest that could be
// subtracted from its label.
void WaySearch::search(std::span<Way> ways) {
  Way enough = Way::none();
  Waiting next{};
  while (take(next)) {
    if (open_ == 0 && !enough.exists()) {
      enough = Way{};
      for (std::size_t t = 0; t < ways.size(); ++t) enough = std::max(enough, ways[t] + longest_rest_[t]);
    }
    if (next.way > enough) return;
    if (goal_of_[next.state] != no_goal) arrive(next.state, ways);
    graph_->each_step(next.state, [&](std::uint32_t to, Way way) { offer(to, next.way + way, next.state); });
  }
}

void WaySearch::run(const StreetPlace& from, std::span<Way> ways) {
  sim::require(ways.size() == targets_.size(), "one way for each target");
  clear();
  open_ = 0;
  for (std::size_t t = 0; t < ways.size(); ++t) {
    ways[t] = graph_->direct(from, targets_[t]);
    if (!ways[t].exists()) ++open_;
  }
  for (const Entry& entry : graph_->departures(from)) offer(entry.state, entry.way, entry.state);
  search(ways);
}

void WaySearch::run_from(std::span<const Entry> starts, std::span<Way> ways) {
  sim::require(ways.size() == targets_.size(), "one way for each target");
  clear();
  std::fill(ways.begin(), ways.end(), Way::none());
  open_ = ways.size();
  for (const Entry& entry : starts) offer(entry.state, entry.way, entry.state);
  search(ways);
}

void WaySearch::run_back(std::span<const Entry> ends) {
  clear();
  for (const Entry& entry : ends) offer(entry.state, entry.way, entry.state);
  Waiting next{};
  while (take(next))
    graph_->each_step_back(next.state, [&](std::uint32_t from, Way way) { offer(from, next.way + way, next.state); });
}

void WaySearch::run_back(std::span<const Entry> ends, std::span<const std::uint32_t> closed,
                         std::span<const std::uint32_t> wanted) {
  const auto has = [](std::span<const std::uint32_t> sorted, std::uint32_t value) {
    return std::binary_search(sorted.begin(), sorted.end(), value);
  };
  clear();
  for (const Entry& entry : ends) offer(entry.state, entry.way, entry.state);
  std::size_t open = wanted.size();
  Waiting next{};
  while (open > 0 && take(next)) {
    if (has(wanted, next.state)) --open;
    if (graph_->by_arcs()) {
      if (has(closed, graph_->arcs()[graph_->arc_of(next.state)].street)) continue;  // nobody comes onto it
      graph_->each_step_back(next.state, [&](std::uint32_t from, Way way) { offer(from, next.way + way, next.state); });
    } else {
      for (const ArcIndex a : graph_->arcs_into(next.state))
        if (const Arc& arc = graph_->arcs()[a]; !has(closed, arc.street))
          offer(arc.from, next.way + arc.way, next.state);
    }
  }
}

void WaySearch::explore(std::span<const StreetPlace> from, Way limit) {
  clear();
  for (const StreetPlace& place : from)
    for (const Entry& entry : graph_->departures(place)) offer(entry.state, entry.way, entry.state);
  Waiting next{};
  while (take(next) && next.way <= limit)
    graph_->each_step(next.state, [&](std::uint32_t to, Way way) { offer(to, next.way + way, next.state); });
}

}  // namespace yuanluo::models
