#include "models/roads/way_hierarchy.hpp"

#include <tbb/combinable.h>
#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <functional>
#include <queue>

namespace yuanluo::models {

namespace {

struct Waiting {
  Way way;
  std::uint32_t state;
  friend bool operator>(const Waiting& a, const Waiting& b) { return a.way > b.way; }
};
using Heap = std::priority_queue<Waiting, std::vector<Waiting>, std::greater<>>;

// Added to all ways towards a target, so that the part of an arc behind the target can be subtracted beforehand.
const Way bias(100'000.0, 1'000'000.0);

}  // namespace

// Takes out the states one after another.
class WayHierarchy::Contraction {
 public:
  explicit Contraction(const WayGraph& graph)
      : out_(graph.states()), in_(graph.states()), level_(graph.states(), 0), known_(graph.states(), Way::none()) {
    for (std::uint32_t state = 0; state < graph.states(); ++state)
      graph.each_step(state, [&](std::uint32_t next, Way way) {
        if (next != state) link(state, next, way);
      });
  }

  void run() {
    struct Turn {
      long need;
      std::uint32_t state;
      bool operator>(const Turn& b) const { return need != b.need ? need > b.need : state > b.state; }
    };
    std::priority_queue<Turn, std::vector<Turn>, std::greater<>> order;
    for (std::uint32_t state = 0; state < out_.size(); ++state) order.push({need(state), state});
    while (!order.empty()) {
      const Turn next = order.top();
      order.pop();
      const long now = need(next.state);
      if (!order.empty() && now > order.top().need) {
        order.push({now, next.state});
        continue;
      }
      for (const Shortcut& s : shortcuts_) link(s.from, s.to, s.way);
      made_ += shortcuts_.size();
      take_out(next.state);
    }
  }

  // After run(): the links to higher states, and from them.
  const std::vector<std::vector<Link>>& up() const { return out_; }
  const std::vector<std::vector<Link>>& down() const { return in_; }
  std::size_t shortcuts() const { return made_; }

 private:
  struct Shortcut {
    std::uint32_t from, to;
    Way way;
  };

  static void add(std::vector<Link>& links, std::uint32_t state, Way way) {
    for (Link& link : links)
      if (link.state == state) {
        link.way = std::min(link.way, way);
        return;
      }
    links.push_back({state, way});
  }
  static void remove(std::vector<Link>& links, std::uint32_t state) {
    for (Link& link : links)
      if (link.state == state) {
        link = links.back();
        links.pop_back();
        return;
      }
  }
  void link(std::uint32_t from, std::uint32_t to, Way way) {
    add(out_[from], to, way);
    add(in_[to], from, way);
  }

  // Neighbours forget the state; it keeps its links to them, which now all lead upwards.
  void take_out(std::uint32_t state) {
    for (const Link& to : out_[state]) {
      remove(in_[to.state], state);
      level_[to.state] = std::max(level_[to.state], level_[state] + 1);
    }
    for (const Link& from : in_[state]) {
      remove(out_[from.state], state);
      level_[from.state] = std::max(level_[from.state], level_[state] + 1);
    }
  }

  // How much a state is needed: shortcuts that would replace it against links that would go, and how much below it was
  // taken out already. Leaves the shortcuts in shortcuts_.
  long need(std::uint32_t state) {
    shortcuts_.clear();
    for (const Link& from : in_[state]) {
      Way longest;
      bool any = false;
      for (const Link& to : out_[state])
        if (to.state != from.state) {
          longest = std::max(longest, from.way + to.way);
          any = true;
        }
      if (!any) continue;
      look_round(from.state, state, longest);
      for (const Link& to : out_[state])
        if (to.state != from.state && from.way + to.way < known_[to.state])
          shortcuts_.push_back({from.state, to.state, from.way + to.way});
      for (const std::uint32_t touched : touched_) known_[touched] = Way::none();
      touched_.clear();
    }
    return 4 * static_cast<long>(shortcuts_.size()) - 2 * static_cast<long>(in_[state].size() + out_[state].size()) +
           level_[state];
  }

  // Shortest ways from a state past another one, up to a length; a short look, since a shortcut too many does no harm.
  void look_round(std::uint32_t from, std::uint32_t past, Way longest) {
    constexpr int most = 60;
    heap_.clear();
    const auto offer = [this](std::uint32_t state, Way way) {
      if (!(way < known_[state])) return;
      if (!known_[state].exists()) touched_.push_back(state);
      known_[state] = way;
      heap_.push_back({way, state});
      std::push_heap(heap_.begin(), heap_.end(), std::greater<>());
    };
    offer(from, {});
    for (int looked = 0; !heap_.empty() && looked < most; ++looked) {
      std::pop_heap(heap_.begin(), heap_.end(), std::greater<>());
      const Waiting next = heap_.back();
      heap_.pop_back();
      if (next.way > longest) return;
      if (next.way != known_[next.state]) continue;
      for (const Link& to : out_[next.state])
        if (to.state != past) offer(to.state, next.way + to.way);
    }
  }

  std::vector<std::vector<Link>> out_, in_;
  std::vector<int> level_;
  std::vector<Way> known_;
  std::vector<std::uint32_t> touched_;
  std::vector<Waiting> heap_;
  std::vector<Shortcut> shortcuts_;
  std::size_t made_ = 0;
};

// All states above some, with the shortest ways that only climb.
class WayHierarchy::Climb {
 public:
  Climb(const Links& links, std::size_t states) : links_(&links), known_(states, Way::none()) {}

  void start(std::uint32_t state, Way way) { offer(state, way); }

  template <class Function>
  void run(Function&& visit) {
    while (!heap_.empty()) {
      const Waiting next = heap_.top();
      heap_.pop();
      if (next.way != known_[next.state]) continue;
      visit(next.state, next.way);
      for (const Link& link : links_->of(next.state)) offer(link.state, next.way + link.way);
    }
    for (const std::uint32_t state : touched_) known_[state] = Way::none();
    touched_.clear();
  }

 private:
  void offer(std::uint32_t state, Way way) {
    if (!(way < known_[state])) return;
    if (!known_[state].exists()) touched_.push_back(state);
    known_[state] = way;
    heap_.push({way, state});
  }

  const Links* links_;
  std::vector<Way> known_;
  std::vector<std::uint32_t> touched_;
  Heap heap_;
};

WayHierarchy::WayHierarchy(const WayGraph& graph) : graph_(&graph) {
  Contraction contraction(graph);
  contraction.run();
  up_ = packed(contraction.up());
  down_ = packed(contraction.down());
  shortcuts_ = contraction.shortcuts();
}

WayHierarchy::Links WayHierarchy::packed(const std::vector<std::vector<Link>>& lists) {
  Links links;
  links.first.push_back(0);
  for (const auto& list : lists) {
    links.links.insert(links.links.end(), list.begin(), list.end());
    links.first.push_back(static_cast<std::uint32_t>(links.links.size()));
  }
  return links;
}

std::vector<Way> WayHierarchy::find_ways(std::span<const StreetPlace> from, std::span<const StreetPlace> to) const {
  struct Left {
    std::uint32_t state, target;
    Way way;
  };
  tbb::combinable<std::vector<Left>> left_by_thread;
  tbb::enumerable_thread_specific<Climb> down_climbs([&] { return Climb(down_, graph_->states()); });
  tbb::parallel_for(std::size_t{0}, to.size(), [&](std::size_t t) {
    Climb& climb = down_climbs.local();
    const WayGraph::Ends ends = graph_->arrivals(to[t]);
    for (const Entry& entry : ends.after) climb.start(entry.state, bias + entry.way);
    for (const Entry& entry : ends.before) climb.start(entry.state, bias - entry.way);
    std::vector<Left>& left = left_by_thread.local();
    climb.run([&](std::uint32_t state, Way way) { left.push_back({state, static_cast<std::uint32_t>(t), way}); });
  });
  // What the targets left, by state.
  struct Mark {
    std::uint32_t target;
    Way way;
  };
  std::vector<std::size_t> first(graph_->states() + 1, 0);
  left_by_thread.combine_each([&](const std::vector<Left>& left) {
    for (const Left& l : left) ++first[l.state + 1];
  });
  for (std::size_t s = 1; s < first.size(); ++s) first[s] += first[s - 1];
  std::vector<Mark> marks(first.back());
  std::vector<std::size_t> next(first.begin(), first.end() - 1);
  left_by_thread.combine_each([&](const std::vector<Left>& left) {
    for (const Left& l : left) marks[next[l.state]++] = {l.target, l.way};
  });
  left_by_thread.clear();

  std::vector<Way> ways(from.size() * to.size(), Way::none());
  tbb::enumerable_thread_specific<Climb> up_climbs([&] { return Climb(up_, graph_->states()); });
  tbb::parallel_for(std::size_t{0}, from.size(), [&](std::size_t i) {
    const auto row = std::span(ways).subspan(i * to.size(), to.size());
    Climb& climb = up_climbs.local();
    for (const Entry& entry : graph_->departures(from[i])) climb.start(entry.state, entry.way);
    climb.run([&](std::uint32_t state, Way way) {
      for (std::size_t m = first[state]; m < first[state + 1]; ++m)
        row[marks[m].target] = std::min(row[marks[m].target], way + marks[m].way);
    });
    for (std::size_t j = 0; j < to.size(); ++j) {
      if (row[j].exists()) row[j] = row[j] - bias;
      row[j] = std::min(row[j], graph_->direct(from[i], to[j]));
    }
  });
  return ways;
}

}  // namespace yuanluo::models
