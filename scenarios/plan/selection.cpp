#include "scenarios/plan/selection.hpp"

#include <algorithm>
#include <functional>
#include <limits>
#include <numeric>
#include <queue>
#include <utility>

#include "plan/siting/median.hpp"
#include "scenarios/plan/post_search.hpp"
#include "scenarios/plan/ranking.hpp"
#include "sim/contract.hpp"
#include "sim/random.hpp"

namespace yuanluo::scenarios {
namespace {

using models::World;

// Candidates of each community, in their order.
std::vector<std::vector<std::uint32_t>> by_community(const World& world, std::span<const Candidate> candidates) {
  std::vector<std::vector<std::uint32_t>> lists(world.communities.size());
  for (std::uint32_t k = 0; k < candidates.size(); ++k) {
    if (candidates[k].community) lists[*candidates[k].community].push_back(k);
  }
  return lists;
}

class Chooser {
 public:
  Chooser(const World& world, const Decision& decision, std::span<const Candidate> candidates, Benefit& benefit,
          const Quota& quota, const plan::siting::Limits& limits)
      : world_(world),
        decision_(decision),
        candidates_(candidates),
        benefit_(benefit),
        quota_(quota),
        limits_(limits),
        purse_(candidates, quota) {}

  Selected operator()(Rule rule) {
    benefit_.clear();
    for (const std::uint32_t k : quota_.required) take(k);
    for (std::size_t c = 0; quota_.at_least_per_community > 0 && c < world_.communities.size(); ++c) {
      const auto there =
          static_cast<std::size_t>(std::count_if(purse_.taken().begin(), purse_.taken().end(), [&](std::uint32_t k) {
            return candidates_[k].community == static_cast<std::uint32_t>(c);
          }));
      if (there >= quota_.at_least_per_community) continue;
      greedy(by_community(world_, candidates_)[c], quota_.at_least_per_community - there);
    }
    std::vector<std::uint32_t> all(candidates_.size());
    std::iota(all.begin(), all.end(), 0u);
    switch (rule) {
      case Rule::benefit:
      case Rule::vulnerable:
        if (by_exchanges(all)) break;
        greedy(all, candidates_.size() * 1000);
        by_moves();
        break;
      case Rule::worst_first:
        shares(std::vector<double>(world_.communities.size(), 1.0), true);
        break;
      case Rule::random:
        shuffled(all);
        break;
      case Rule::even:
        shares(std::vector<double>(world_.communities.size(), 1.0), false);
        break;
      case Rule::population:
        shares(residents(), false);
        break;
      case Rule::today:
        as_today(all);
        break;
    }
    return ranked(rule);
  }

 private:
  // Lazy greedy among `from`, `most` of them: by gain, or by gain for each yuan where a budget binds.
  void greedy(const std::vector<std::uint32_t>& from, std::size_t most) {
    struct Entry {
      double rate;
      std::uint32_t k;
      bool operator<(const Entry& b) const { return rate != b.rate ? rate < b.rate : k > b.k; }
    };
    const auto rate = [&](std::uint32_t k) {
      return quota_.budget_yuan ? benefit_.gain(k) / std::max(1.0, candidates_[k].cost_yuan) : benefit_.gain(k);
    };
    std::priority_queue<Entry> queue;
    for (const std::uint32_t k : from) queue.push({rate(k), k});
    for (std::size_t taken = 0; taken < most && !queue.empty() && !purse_.full();) {
      const Entry top = queue.top();
      queue.pop();
      if (!purse_.affordable(top.k)) continue;
      const double now = rate(top.k);
      if (now < top.rate - 1e-12 * (1.0 + top.rate)) {
        queue.push({now, top.k});
        continue;
      }
      take(top.k);
      ++taken;
      queue.push({rate(top.k), top.k});
    }
    method_ = benefit_.independent() ? "sorting" : "lazy greedy";
  }

  void take(std::uint32_t k) {
    purse_.take(k);
    benefit_.choose(k);
  }

  // Places on a map, all of one price: vertex substitution and a bound from plan/siting.
  bool by_exchanges(const std::vector<std::uint32_t>& all) {
    const plan::siting::CostLists* lists = benefit_.lists();
    if (lists == nullptr) return false;
    std::size_t p = quota_.count;
    if (quota_.budget_yuan) {
      const auto affordable = static_cast<std::size_t>(*quota_.budget_yuan / std::max(1.0, decision_.cost_yuan));
      p = p == 0 ? affordable : std::min(p, affordable);
    }
    p = std::min(p, candidates_.size());
    if (p == 0) return false;
    const plan::siting::Outcome free =
        plan::siting::solve_median(*lists, p, std::vector<std::uint8_t>(candidates_.size(), 0), limits_);
    double today = 0.0;
    for (std::uint32_t i = 0; i < lists->customers(); ++i) today += lists->fallback(i);
    bound_ = today - free.bound;
    method_ = free.method;
    if (purse_.meets(free.open, world_.communities.size())) {
      again(free.open);
      return true;
    }
    // What is asked besides the number binds: the best with what is taken already, then exchanges. The bound still
    // holds.
    std::vector<std::uint8_t> kept(candidates_.size(), 0);
    for (const std::uint32_t k : purse_.taken()) kept[k] = 1;
    const plan::siting::Outcome with_kept = plan::siting::solve_median(*lists, p, kept, limits_);
    if (purse_.meets(with_kept.open, world_.communities.size())) {
      again(with_kept.open);
    } else {
      greedy(all, candidates_.size());
    }
    by_substitution();
    return true;
  }

  // Exchanges one chosen place after another for the best that the quota allows, as long as that helps.
  void by_substitution() {
    const plan::siting::Stopwatch watch(limits_.seconds);
    std::vector<std::uint32_t> set = purse_.taken();
    method_ = "vertex substitution within the demands";
    for (bool better = true; better && !watch.over();) {
      better = false;
      for (std::size_t n = 0; n < set.size() && !watch.over(); ++n) {
        if (std::find(quota_.required.begin(), quota_.required.end(), set[n]) != quota_.required.end()) continue;
        Purse others(candidates_, quota_);
        benefit_.clear();
        for (std::size_t m = 0; m < set.size(); ++m) {
          if (m == n) continue;
          others.take(set[m]);
          benefit_.choose(set[m]);
        }
        const bool needed = others.of_community(set[n]) < quota_.at_least_per_community;
        std::uint32_t best = set[n];
        double most = benefit_.gain(best) * (1.0 + 1e-9) + 1e-12;
        for (std::uint32_t k = 0; k < candidates_.size(); ++k) {
          if (!others.affordable(k) || (needed && candidates_[k].community != candidates_[set[n]].community)) continue;
          const double gain = benefit_.gain(k);
          if (gain > most) most = gain, best = k;
        }
        better = better || best != set[n];
        set[n] = best;
      }
    }
    again(set);
  }

  // Starts over with these.
  void again(const std::vector<std::uint32_t>& set) {
    purse_ = Purse(candidates_, quota_);
    benefit_.clear();
    for (const std::uint32_t k : set) take(k);
  }

  // Posts: better sets than the greedy one, where shifts overlap.
  void by_moves() {
    const StaffWaiting* const waiting = benefit_.waiting();
    if (waiting == nullptr || purse_.taken().empty()) return;
    auto moved = improve_posts(*waiting, candidates_, purse_.taken(), quota_.at_least_per_community,
                               quota_.at_most_per_community);
    auto before = purse_.taken();
    std::sort(before.begin(), before.end());
    if (moved == before) return;
    again(moved);
    method_ = "lazy greedy, tabu search";
  }

  void shuffled(std::vector<std::uint32_t> all) {
    const sim::Luck luck(limits_.seed, 0);
    for (std::size_t k = all.size(); k > 1; --k) {
      sim::Draw draw = luck.draw(static_cast<std::uint32_t>(k), 1);
      std::swap(all[k - 1], all[static_cast<std::size_t>(draw.uniform() * static_cast<double>(k))]);
    }
    in_turn(all);
  }

  // Each once, and again where more than one can go to a place.
  void in_turn(const std::vector<std::uint32_t>& order) {
    for (std::size_t before = purse_.taken().size() + 1; before != purse_.taken().size() && !purse_.full();) {
      before = purse_.taken().size();
      for (const std::uint32_t k : order) {
        if (purse_.affordable(k)) take(k);
      }
    }
  }

  std::vector<double> residents() const {
    std::vector<double> count(world_.communities.size(), 0.0);
    for (const models::Resident& r : world_.district.residents) {
      count[world_.community_of(world_.compound_of(r.household)).index()] += 1.0;
    }
    return count;
  }

  // Communities in turn, those that are furthest behind their share first; within one by benefit or spread out.
  void shares(const std::vector<double>& weight, bool best_first) {
    const auto lists = by_community(world_, candidates_);
    std::vector<double> given(lists.size(), 0.0);
    std::vector<std::size_t> turn(lists.size(), 0);
    std::vector<std::uint8_t> closed(lists.size(), 0);
    for (const std::uint32_t k : purse_.taken()) given[*candidates_[k].community] += 1.0;
    for (;;) {
      std::size_t next = lists.size();
      for (std::size_t c = 0; c < lists.size(); ++c) {
        if (closed[c] != 0 || lists[c].empty() || weight[c] <= 0.0) continue;
        if (next == lists.size() || (given[c] + 1.0) / weight[c] < (given[next] + 1.0) / weight[next]) next = c;
      }
      if (next == lists.size() || purse_.full()) return;
      const std::size_t before = purse_.taken().size();
      if (best_first) {
        greedy(lists[next], 1);
      } else {
        spread(lists[next], turn[next]++);
      }
      if (purse_.taken().size() == before) closed[next] = 1;
      given[next] += 1.0;
    }
  }

  // The n-th of a list that is filled from everywhere at once: by the golden ratio, then whatever is next to it.
  void spread(const std::vector<std::uint32_t>& list, std::size_t n) {
    const double share = 0.5 + 0.6180339887498949 * static_cast<double>(n);
    const auto start = static_cast<std::size_t>((share - static_cast<double>(static_cast<std::size_t>(share))) *
                                                static_cast<double>(list.size()));
    std::size_t fewest = std::numeric_limits<std::size_t>::max();
    for (const std::uint32_t k : list) {
      if (purse_.affordable(k)) fewest = std::min(fewest, purse_.used(k));
    }
    for (std::size_t step = 0; step < list.size(); ++step) {
      const std::uint32_t k = list[(start + step) % list.size()];
      if (!purse_.affordable(k) || purse_.used(k) > fewest) continue;
      take(k);
      return;
    }
  }

  void as_today(std::vector<std::uint32_t> all) {
    if (!devices_of(decision_.kind).empty()) {
      // The register: living alone, then disabled, then aged 80 and over, then the rest.
      std::stable_sort(all.begin(), all.end(), [&](std::uint32_t a, std::uint32_t b) {
        return world_.group_of(models::HouseholdId{candidates_[a].subject}) <
               world_.group_of(models::HouseholdId{candidates_[b].subject});
      });
      in_turn(all);
    } else if (decision_.kind == DecisionKind::grid_workers || decision_.kind == DecisionKind::lifts) {
      shares(residents(), false);
    } else {
      widest_gaps(all);
    }
  }

  // Each as far as can be from those that stand already.
  void widest_gaps(const std::vector<std::uint32_t>& all) {
    std::vector<models::PlanePoint> places;
    for (const Candidate& candidate : candidates_) places.push_back(world_.plane.to_plane(candidate.position));
    std::vector<double> nearest(places.size(), std::numeric_limits<double>::infinity());
    const auto stands = [&](models::PlanePoint p) {
      for (std::size_t k = 0; k < places.size(); ++k) {
        nearest[k] = std::min(nearest[k], models::distance(p, places[k]).value);
      }
    };
    if (decision_.kind == DecisionKind::hydrants) {
      for (const models::Hydrant& h : world_.district.hydrants) stands(world_.plane.to_plane(h.position));
    } else if (decision_.kind == DecisionKind::aeds) {
      for (const models::Aed& aed : world_.district.aeds) stands(world_.plane.to_plane(aed.position));
    } else {
      const bool care = decision_.kind == DecisionKind::care_stations;
      for (const models::Station& s : world_.district.stations) {
        const bool like =
            care ? s.kind == models::StationKind::care_complex || s.kind == models::StationKind::day_care_centre
                 : s.kind == models::StationKind::micro_fire_station;
        if (like) stands(world_.plane.to_plane(s.position));
      }
    }
    for (const std::uint32_t k : purse_.taken()) stands(places[k]);
    while (!purse_.full()) {
      std::uint32_t best = static_cast<std::uint32_t>(all.size());
      for (const std::uint32_t k : all) {
        if (purse_.affordable(k) && (best == all.size() || nearest[k] > nearest[best])) best = k;
      }
      if (best == all.size()) return;
      take(best);
      stands(places[best]);
    }
  }

  Selected ranked(Rule rule) {
    const bool shared_out = rule == Rule::worst_first || rule == Rule::even || rule == Rule::population;
    Selected selected = ranked_by_gain(benefit_, candidates_, purse_.taken(), quota_, shared_out);
    selected.method = method_;
    selected.bound = std::max(bound(selected), selected.total);
    return selected;
  }

  // No choice brings more than what is chosen now and the greatest gains that are left (submodular); the search on the
  // map has a better bound.
  double bound(const Selected& selected) const {
    const double by_gains = gains_bound(selected.total);
    return bound_ >= 0.0 ? std::min(bound_, by_gains) : by_gains;
  }
  double gains_bound(double total) const {
    struct Gain {
      double rate, price;  // by yuan, of one; without a budget, of one
      std::optional<std::uint32_t> community;
      bool operator>(const Gain& b) const { return rate > b.rate; }
    };
    std::vector<Gain> gains;
    // Where several can go to one place, what they bring one after another if nothing else is chosen: for posts whose
    // shifts do not overlap, that is what they bring in any case, and the bound is exact.
    const bool repeated = std::any_of(candidates_.begin(), candidates_.end(), [](const auto& c) { return c.most > 1; });
    const bool from_nothing = repeated || benefit_.independent();
    if (from_nothing) benefit_.clear();
    for (std::uint32_t k = 0; k < candidates_.size(); ++k) {
      const double price = std::max(1.0, candidates_[k].cost_yuan);
      std::size_t times = candidates_[k].most;
      if (quota_.budget_yuan) times = std::min(times, static_cast<std::size_t>(*quota_.budget_yuan / price));
      if (quota_.count != 0) times = std::min(times, quota_.count);
      for (std::size_t n = 0; n < times; ++n) {
        const double gain = benefit_.gain(k);
        gains.push_back({quota_.budget_yuan ? gain / price : gain, price, candidates_[k].community});
        if (repeated) benefit_.choose(k);
      }
      if (repeated) benefit_.clear();
    }
    std::stable_sort(gains.begin(), gains.end(), std::greater<>());
    double sum = from_nothing ? 0.0 : total;
    double left = quota_.budget_yuan.value_or(0.0);
    std::vector<std::size_t> there(world_.communities.size(), 0);
    std::size_t taken = 0;
    for (const Gain& gain : gains) {
      if (quota_.count != 0 && taken == quota_.count) break;
      if (from_nothing && gain.community && there[*gain.community]++ >= quota_.at_most_per_community) continue;
      ++taken;
      if (!quota_.budget_yuan) {
        sum += gain.rate;
        continue;
      }
      const double spent = std::min(left, gain.price);
      sum += gain.rate * spent;
      left -= spent;
      if (left <= 0.0) break;
    }
    return sum;
  }

  const World& world_;
  const Decision& decision_;
  std::span<const Candidate> candidates_;
  Benefit& benefit_;
  const Quota& quota_;
  const plan::siting::Limits& limits_;
  Purse purse_;
  std::string method_;
  double bound_ = -1.0;
};

}  // namespace

models::Text name_of(Rule rule) {
  constexpr models::Text names[rules] = {{"按效益", "by benefit"},
                                         {"弱势优先", "vulnerable first"},
                                         {"社区均衡，按效益", "by benefit, even over communities"},
                                         {"随机", "random"},
                                         {"平均分布", "even"},
                                         {"按人口", "by population"},
                                         {"按现行办法", "by today's rule"}};
  return names[static_cast<std::size_t>(rule)];
}

Selected select(const World& world, const Decision& decision, std::span<const Candidate> candidates, Benefit& benefit,
                Rule rule, const Quota& quota, const plan::siting::Limits& limits) {
  sim::require(quota.count > 0 || quota.budget_yuan, "select: neither a count nor a budget");
  sim::require(impossible(world.district, decision, candidates, quota).empty(), "select: the quota is impossible");
  return Chooser(world, decision, candidates, benefit, quota, limits)(rule);
}

}  // namespace yuanluo::scenarios
