#include "plan/siting/median.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <queue>
#include <utility>

#include "plan/siting/interchange.hpp"
#include "plan/siting/lagrangian.hpp"
#include "sim/contract.hpp"
#include "sim/random.hpp"

namespace yuanluo::plan::siting {
namespace {

// A subproblem: what is decided, and the multipliers of its father to start from.
struct Node {
  double bound = 0.0;
  std::size_t number = 0;
  std::vector<Fate> fates;
  std::shared_ptr<const std::vector<double>> u;
  Site branch = 0;
};

struct Dearer {
  bool operator()(const Node& a, const Node& b) const {
    return a.bound != b.bound ? a.bound > b.bound : a.number < b.number;
  }
};

class MedianSearch {
 public:
  MedianSearch(const CostLists& lists, std::size_t p, std::span<const std::uint8_t> kept, const Limits& limits)
      : lists_(lists), p_(p), limits_(limits), watch_(limits.seconds), climb_(lists, kept), luck_(limits.seed, 0) {
    fates_.assign(lists.sites(), Fate::free);
    for (std::size_t j = 0; j < fates_.size(); ++j) {
      if (kept[j] != 0) fates_[j] = Fate::open;
    }
  }

  Outcome operator()() {
    climb_.start_greedily(p_);
    remember();
    note("greedy");
    climb();
    note("vertex substitution");
    kick(20);
    note("restarts");
    root();
    note("Lagrangian relaxation");
    if (!done()) {
      kick(300);
      note("restarts");
      outcome_.method = "branch and bound";
      branch();
      note("branch and bound");
    }
    outcome_.open = best_;
    std::sort(outcome_.open.begin(), outcome_.open.end());
    outcome_.value = value_;
    outcome_.bound = std::min(value_, bound_);
    if (value_ <= cutoff_of(bound_)) {
      outcome_.bound = value_;
      outcome_.stopped = Stopped::proven;
    } else {
      outcome_.stopped = done() ? Stopped::gap : Stopped::time;
    }
    outcome_.seconds = watch_.seconds();
    return outcome_;
  }

 private:
  // A bound above this proves that nothing is better than `value`.
  double cutoff() const {
    return lists_.whole() ? value_ - 1.0 + 1e-6 * std::max(1.0, value_ * 1e-3) : value_ - 1e-9 * std::max(1.0, value_);
  }
  // The dearest value that `bound` proves to be the best.
  double cutoff_of(double bound) const {
    return lists_.whole() ? std::ceil(bound - 1e-6 * std::max(1.0, bound * 1e-3)) : bound + 1e-9 * std::max(1.0, bound);
  }
  bool done() const { return value_ <= cutoff_of(bound_) || value_ - bound_ <= limits_.gap * std::abs(value_); }

  void note(std::string_view what) { outcome_.log.push_back({what, value_, bound_, watch_.seconds()}); }

  void remember() {
    if (!best_.empty() && climb_.cost() >= value_) return;
    best_ = climb_.open();
    // Summed anew: the cost kept up to date carries rounding errors.
    std::vector<std::uint8_t> open(lists_.sites(), 0);
    for (const Site j : best_) open[j] = 1;
    value_ = lists_.cost(open);
  }

  void climb() {
    while (climb_.improve()) {
    }
    remember();
  }

  // Restarts from the best with a few random exchanges.
  void kick(std::size_t times) {
    if (p_ == 0 || p_ == lists_.sites()) return;
    std::vector<Site> closed;
    for (std::size_t round = 0; round < times && !watch_.over(); ++round) {
      sim::Draw draw = luck_.draw(0, 1, kicks_++);
      climb_.start(best_);
      const std::size_t strength =
          2 + static_cast<std::size_t>(draw.uniform() * std::min<double>(6.0, double(p_) / 3.0));
      closed.clear();
      for (std::size_t j = 0; j < lists_.sites(); ++j) {
        if (!climb_.is_open(static_cast<Site>(j))) closed.push_back(static_cast<Site>(j));
      }
      for (std::size_t k = 0; k < strength && !closed.empty(); ++k) {
        const auto slot = static_cast<std::size_t>(draw.uniform() * static_cast<double>(p_));
        const auto in = static_cast<std::size_t>(draw.uniform() * static_cast<double>(closed.size()));
        if (climb_.is_kept_slot(slot)) continue;
        const Site out = climb_.open()[slot];
        climb_.exchange(slot, closed[in]);
        closed[in] = out;
      }
      climb();
    }
  }

  // Looks at the sites that the relaxation chose.
  void try_sites(const std::vector<Site>& chosen) {
    std::vector<std::uint8_t> open(lists_.sites(), 0);
    for (const Site j : chosen) open[j] = 1;
    const double cost = lists_.cost(open);
    if (cost > value_ + 0.02 * std::abs(value_) && ++poor_ % 8 != 0) return;
    climb_.start(chosen);
    climb();
  }

  void root() {
    Lagrangian lagrangian(lists_, p_);
    std::vector<double> u(lists_.customers());
    std::vector<std::uint8_t> open(lists_.sites(), 0);
    for (const Site j : best_) open[j] = 1;
    for (std::size_t i = 0; i < u.size(); ++i) u[i] = second_cheapest(static_cast<Customer>(i), open);
    std::size_t passes = 0;
    const CostLists* now = &lists_;
    outcome_.method = "Lagrangian relaxation";
    for (; passes < 4 && !watch_.over(); ++passes) {
      AscentOptions options;
      options.steps = passes == 0 ? 300 : 400;
      options.target = value_;
      options.enough = cutoff();
      options.look = [&](const std::vector<Site>& chosen, double bound, double& target) {
        bound_ = std::max(bound_, bound);
        if (++looks_ % 3 == 0) try_sites(chosen);
        target = value_;
        return !done() && !watch_.over();
      };
      Lagrangian relaxation(*now, p_);
      ascent_ = ascend(relaxation, std::move(u), fates_, options);
      bound_ = std::max(bound_, ascent_.bound);
      if (done()) return;
      const std::size_t decided = decide_by_reduced_costs(ascent_, cutoff(), fates_);
      u = ascent_.u;
      if (decided > 0) {
        std::vector<std::uint8_t> keep(fates_.size());
        for (std::size_t j = 0; j < keep.size(); ++j) keep[j] = fates_[j] != Fate::closed;
        core_ = lists_.without(keep);
        now = &core_;
      }
      if (passes > 0 && decided == 0) break;
    }
    outcome_.undecided = static_cast<std::size_t>(std::count(fates_.begin(), fates_.end(), Fate::free));
    if (now == &lists_) core_ = lists_;
  }

  double second_cheapest(Customer i, const std::vector<std::uint8_t>& open) const {
    int seen = 0;
    for (const Link& link : lists_.of(i)) {
      if (open[link.to] != 0 && ++seen == 2) return link.cost;
    }
    return lists_.fallback(i);
  }

  // Best first, so that the least bound of the nodes that wait is the bound of all.
  void branch() {
    Lagrangian lagrangian(core_, p_);
    std::priority_queue<Node, std::vector<Node>, Dearer> waiting;
    if (!enough_sites(fates_)) {
      bound_ = value_;  // reduced costs ruled out everything below the best that is known
      return;
    }
    Node start;
    start.bound = bound_;
    start.fates = fates_;
    start.u = std::make_shared<const std::vector<double>>(ascent_.u);
    start.branch = choose(ascent_, fates_);
    if (start.branch == no_site) {  // reduced costs decided every site: one choice is left
      examine(lagrangian, start);
      bound_ = value_;
      return;
    }
    waiting.push(std::move(start));
    while (!waiting.empty()) {
      bound_ = std::max(bound_, std::min(waiting.top().bound, value_));
      if (done() || watch_.over()) return;
      const Node node = waiting.top();
      waiting.pop();
      for (const Fate fate : {Fate::open, Fate::closed}) {
        Node child;
        child.fates = node.fates;
        child.fates[node.branch] = fate;
        child.u = node.u;
        child.bound = node.bound;
        if (examine(lagrangian, child)) waiting.push(std::move(child));
      }
    }
    bound_ = value_;
  }

  bool enough_sites(const std::vector<Fate>& fates) const {
    const auto open = static_cast<std::size_t>(std::count(fates.begin(), fates.end(), Fate::open));
    const auto free = static_cast<std::size_t>(std::count(fates.begin(), fates.end(), Fate::free));
    return open <= p_ && open + free >= p_;
  }

  // Bounds a node; false if nothing better is below it.
  bool examine(Lagrangian& lagrangian, Node& node) {
    ++outcome_.nodes;
    for (int pass = 0; pass < 2; ++pass) {
      if (!enough_sites(node.fates)) return false;
      const auto open = static_cast<std::size_t>(std::count(node.fates.begin(), node.fates.end(), Fate::open));
      const auto free = static_cast<std::size_t>(std::count(node.fates.begin(), node.fates.end(), Fate::free));
      if (open == p_ || open + free == p_) {
        std::vector<Site> sites;
        for (std::size_t j = 0; j < node.fates.size(); ++j) {
          if (node.fates[j] == Fate::open || (open < p_ && node.fates[j] == Fate::free)) {
            sites.push_back(static_cast<Site>(j));
          }
        }
        climb_.start(sites);
        remember();
        return false;
      }
      AscentOptions options;
      options.steps = pass == 0 ? 80 : 40;
      options.target = value_;
      options.enough = cutoff();
      const Ascent ascent = ascend(lagrangian, *node.u, node.fates, options);
      node.bound = std::max(node.bound, ascent.bound);
      if (node.bound > cutoff()) return false;
      if (pass == 0 && outcome_.nodes % 4 == 0) try_sites(lagrangian.chosen());
      const std::size_t decided = decide_by_reduced_costs(ascent, cutoff(), node.fates);
      node.u = std::make_shared<const std::vector<double>>(ascent.u);
      if (decided == 0 || pass == 1) {
        if (!enough_sites(node.fates)) return false;
        node.branch = choose(ascent, node.fates);
        if (node.branch == no_site) return false;
        node.number = outcome_.nodes;
        return true;
      }
    }
    return true;
  }

  // The free site about which the relaxation is least sure.
  static Site choose(const Ascent& ascent, const std::vector<Fate>& fates) {
    Site best = no_site;
    double least = 2.0;
    for (std::size_t j = 0; j < fates.size(); ++j) {
      if (fates[j] != Fate::free) continue;
      const double doubt = std::abs(ascent.estimate[j] - 0.6);
      if (doubt < least) {
        least = doubt;
        best = static_cast<Site>(j);
      }
    }
    return best;
  }

  static constexpr Site no_site = 0xFFFFFFFFu;

  const CostLists& lists_;
  std::size_t p_;
  Limits limits_;
  Stopwatch watch_;
  Interchange climb_;
  sim::Luck luck_;
  CostLists core_;
  std::vector<Fate> fates_;
  Ascent ascent_;
  Outcome outcome_;
  std::vector<Site> best_;
  double value_ = 0.0;
  double bound_ = 0.0;
  std::uint32_t kicks_ = 0;
  std::size_t looks_ = 0, poor_ = 0;
};

}  // namespace

Outcome solve_median(const CostLists& lists, std::size_t p, std::span<const std::uint8_t> kept, const Limits& limits) {
  sim::require(kept.size() == lists.sites(), "solve_median: one mark for each site");
  const auto held = static_cast<std::size_t>(std::count_if(kept.begin(), kept.end(), [](auto k) { return k != 0; }));
  sim::require(p >= held && p <= lists.sites() && p > 0, "solve_median: p must lie between kept sites and all sites");
  return MedianSearch(lists, p, kept, limits)();
}

}  // namespace yuanluo::plan::siting
