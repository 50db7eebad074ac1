#include "models/roads/way_table.hpp"

#include <tbb/blocked_range.h>
#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <numeric>

namespace yuanluo::models {

std::vector<Way> find_ways(const WayGraph& graph, std::span<const StreetPlace> from, std::span<const StreetPlace> to) {
  std::vector<Way> ways(from.size() * to.size(), Way::none());
  tbb::enumerable_thread_specific<WaySearch> searches([&] {
    WaySearch search(graph);
    search.aim(to);
    return search;
  });
  tbb::parallel_for(std::size_t{0}, from.size(), [&](std::size_t i) {
    searches.local().run(from[i], std::span(ways).subspan(i * to.size(), to.size()));
  });
  return ways;
}

// The shortest way of source i that passes the state, to target j, is `reach[i] + leave[j]`.
struct WayTable::Passage {
  std::vector<Way> reach;
  std::vector<Way> leave;

  Way through(std::size_t i, std::size_t j) const {
    return reach[i].exists() && leave[j].exists() ? reach[i] + leave[j] : Way::none();
  }
};

WayTable::WayTable(WayGraph graph, std::vector<StreetPlace> from, std::vector<StreetPlace> to)
    : graph_(std::move(graph)), from_(std::move(from)), to_(std::move(to)), ways_(find_ways(graph_, from_, to_)) {}

std::vector<WayTable::Passage> WayTable::passages(std::uint32_t street) {
  std::vector<Passage> found;
  WaySearch search(graph_);
  search.aim(to_);
  const auto pass = [&](std::uint32_t before, std::uint32_t after, Way way) {
    Passage passage{std::vector<Way>(from_.size(), Way::none()), std::vector<Way>(to_.size(), Way::none())};
    const Entry start{after, {}};
    search.run_from({&start, 1}, passage.leave);
    const Entry end{before, way};
    search.run_back({&end, 1});
    for (std::size_t i = 0; i < from_.size(); ++i)
      for (const Entry& entry : graph_.departures(from_[i]))
        if (const Way rest = search.way_of(entry.state); rest.exists())
          passage.reach[i] = std::min(passage.reach[i], entry.way + rest);
    found.push_back(std::move(passage));
  };
  for (const bool forward : {true, false}) {
    const auto a = graph_.arc(street, forward);
    if (!a) continue;
    const Arc& arc = graph_.arcs()[*a];
    if (!graph_.by_arcs()) {
      pass(arc.from, arc.to, arc.way);
    } else {
      for (const std::uint32_t state : graph_.states_of(*a)) pass(state, state, {});
    }
  }
  return found;
}

WayTable::Work WayTable::seek_again(const std::vector<std::vector<std::uint32_t>>& targets_of_source) {
  Work work;
  std::vector<std::uint32_t> rows;
  for (std::uint32_t i = 0; i < targets_of_source.size(); ++i) {
    if (targets_of_source[i].empty()) continue;
    rows.push_back(i);
    work.ways += targets_of_source[i].size();
  }
  work.searches = rows.size();
  tbb::enumerable_thread_specific<WaySearch> searches([&] { return WaySearch(graph_); });
  tbb::parallel_for(std::size_t{0}, rows.size(), [&](std::size_t r) {
    const auto& targets = targets_of_source[rows[r]];
    std::vector<StreetPlace> places;
    for (const std::uint32_t j : targets) places.push_back(to_[j]);
    std::vector<Way> ways(targets.size());
    WaySearch& search = searches.local();
    search.aim(places);
    search.run(from_[rows[r]], ways);
    for (std::size_t k = 0; k < targets.size(); ++k) ways_[rows[r] * to_.size() + targets[k]] = ways[k];
  });
  return work;
}

// A way passes the street if the shortest way through it is as long as the shortest of all. Ways from or to a place on
// the street cannot be any more, or have to go round.
WayTable::Work WayTable::close(std::uint32_t street) {
  if (graph_.is_closed(street)) return {};
  const std::vector<Passage> before = passages(street);
  std::vector<std::vector<std::uint32_t>> again(from_.size());
  for (std::uint32_t i = 0; i < from_.size(); ++i)
    for (std::uint32_t j = 0; j < to_.size(); ++j) {
      const Way now = way(i, j);
      if (!now.exists()) continue;
      const bool passes = std::any_of(before.begin(), before.end(),
                                      [&](const Passage& passage) { return passage.through(i, j) <= now; });
      if (passes || from_[i].street == street || to_[j].street == street) again[i].push_back(j);
    }
  graph_.close(street);
  Work work = seek_again(again);
  work.searches += 2 * before.size();
  return work;
}

// A way that becomes shorter passes the street, so it is the shortest through it.
WayTable::Work WayTable::open(std::uint32_t street) {
  if (!graph_.is_closed(street)) return {};
  graph_.open(street);
  const std::vector<Passage> now = passages(street);
  std::vector<std::vector<std::uint32_t>> again(from_.size());
  for (std::uint32_t i = 0; i < from_.size(); ++i)
    for (std::uint32_t j = 0; j < to_.size(); ++j) {
      if (from_[i].street == street || to_[j].street == street) {
        again[i].push_back(j);
        continue;
      }
      Way& kept = ways_[i * to_.size() + j];
      for (const Passage& passage : now) kept = std::min(kept, passage.through(i, j));
    }
  Work work = seek_again(again);
  work.searches += 2 * now.size();
  return work;
}

}  // namespace yuanluo::models
