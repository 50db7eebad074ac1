#include "plan/siting/centre.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "plan/siting/interchange.hpp"
#include "plan/siting/set_cover.hpp"
#include "sim/contract.hpp"
#include "sim/random.hpp"

namespace yuanluo::plan::siting {
namespace {

class CentreSearch {
 public:
  CentreSearch(const CostLists& lists, std::size_t p, std::span<const std::uint8_t> kept, const Limits& limits)
      : lists_(lists), p_(p), kept_(kept), limits_(limits), watch_(limits.seconds), luck_(limits.seed, 0) {}

  Outcome operator()() {
    std::vector<double> radii;
    for (std::size_t i = 0; i < lists_.customers(); ++i) {
      for (const Link& link : lists_.of(static_cast<Customer>(i))) radii.push_back(link.cost);
      radii.push_back(lists_.fallback(static_cast<Customer>(i)));
    }
    std::sort(radii.begin(), radii.end());
    radii.erase(std::unique(radii.begin(), radii.end()), radii.end());

    Interchange start(lists_, kept_);
    start.start_greedily(p_);
    while (start.improve()) {
    }
    take(start.open());
    // Nobody can be nearer than its nearest site.
    double least = radii.empty() ? 0.0 : radii.front();
    for (std::size_t i = 0; i < lists_.customers(); ++i) {
      const auto list = lists_.of(static_cast<Customer>(i));
      least = std::max(least, list.empty() ? lists_.fallback(static_cast<Customer>(i)) : list.front().cost);
    }
    Radius low = std::lower_bound(radii.begin(), radii.end(), least);
    Radius high = std::lower_bound(radii.begin(), radii.end(), value_);
    note("p-median start", least);
    shrink(radii, low, high);
    note("exchanges", least);
    // Radii in the middle can be hard to answer while those near the ends are not: each is given a slice of the time,
    // and those that it was too short for wait until all below are answered.
    double slice = limits_.seconds / 40.0;
    Radius unanswered = high;
    while (low < high && !watch_.over() && !good_enough(*low)) {
      if (low >= unanswered) {
        slice *= 4.0;
        unanswered = high;
      }
      const Radius middle = low + (unanswered - low) / 2;
      const Answer answer = reach(*middle, slice);
      if (answer == Answer::no) {
        low = middle + 1;
        continue;
      }
      if (answer == Answer::unknown) {
        unanswered = middle;
        exchange_into(*(high - 1), 30);
      }
      high = std::lower_bound(radii.begin(), radii.end(), value_);
      unanswered = std::min(unanswered, high);
    }
    note("bisection with set covers", low < radii.end() ? *low : value_);
    Outcome& outcome = outcome_;
    outcome.open = best_;
    std::sort(outcome.open.begin(), outcome.open.end());
    outcome.value = value_;
    outcome.bound = low < radii.end() ? std::min(*low, value_) : value_;
    outcome.stopped = low >= high ? Stopped::proven : good_enough(*low) ? Stopped::gap : Stopped::time;
    outcome.nodes = covers_;
    outcome.method = "bisection over radii with set covers";
    outcome.seconds = watch_.seconds();
    return outcome;
  }

 private:
  using Radius = std::vector<double>::const_iterator;
  enum class Answer { yes, no, unknown };

  void note(std::string_view what, double bound) { outcome_.log.push_back({what, value_, bound, watch_.seconds()}); }
  bool good_enough(double bound) const { return value_ - bound <= limits_.gap * std::abs(value_); }

  void take(const std::vector<Site>& open) {
    std::vector<std::uint8_t> is_open(lists_.sites(), 0);
    for (const Site j : open) is_open[j] = 1;
    double worst = 0.0;
    for (std::size_t i = 0; i < lists_.customers(); ++i) {
      const auto customer = static_cast<Customer>(i);
      double nearest = lists_.fallback(customer);
      for (const Link& link : lists_.of(customer)) {
        if (is_open[link.to] == 0) continue;
        nearest = link.cost;
        break;
      }
      worst = std::max(worst, nearest);
    }
    if (!best_.empty() && worst >= value_) return;
    value_ = worst;
    best_ = open;
  }

  // Lowers the value by exchanges alone, as long as they find something, halving the range each time.
  void shrink(const std::vector<double>& radii, Radius low, Radius& high) {
    Radius floor = low;
    while (floor < high && !watch_.over()) {
      const Radius middle = floor + (high - floor) / 2;
      if (exchange_into(*middle, 10)) {
        high = std::lower_bound(radii.begin(), radii.end(), value_);
      } else {
        floor = middle + 1;
      }
    }
  }

  // Looks for p sites within r of everybody by exchanges: as few customers left out as possible.
  bool exchange_into(double r, std::size_t rounds) {
    std::vector<std::vector<Link>> links(lists_.customers());
    std::vector<double> missed(lists_.customers(), 1.0);
    for (std::size_t i = 0; i < links.size(); ++i) {
      if (lists_.fallback(static_cast<Customer>(i)) <= r) missed[i] = 0.0;
      for (const Link& link : lists_.of(static_cast<Customer>(i))) {
        if (link.cost > r) break;
        links[i].push_back({link.to, 0.0});
      }
    }
    const CostLists cover(lists_.sites(), links, missed);
    Interchange climb(cover, kept_);
    climb.start_greedily(p_);
    double least = static_cast<double>(cover.customers()) + 1.0;
    std::vector<Site> best;
    for (std::size_t round = 0;; ++round) {
      while (climb.improve()) {
      }
      if (climb.cost() < least) {
        least = climb.cost();
        best = climb.open();
      }
      if (least == 0.0 || round == rounds || watch_.over() || p_ == lists_.sites()) break;
      climb.start(best);
      sim::Draw draw = luck_.draw(0, 2, kicks_++);
      for (std::size_t k = 0; k < 2 + p_ / 20; ++k) {
        const auto slot = static_cast<std::size_t>(draw.uniform() * static_cast<double>(p_));
        const auto in = static_cast<Site>(draw.uniform() * static_cast<double>(lists_.sites()));
        if (!climb.is_kept_slot(slot) && !climb.is_open(in)) climb.exchange(slot, in);
        if (k >= 100) break;
      }
    }
    if (least > 0.0) return false;
    take(best);
    return true;
  }

  // Whether p sites reach everybody within r: covers of few customers, to which those left out are added.
  // Unknown after so many seconds.
  Answer reach(double r, double seconds) {
    const Stopwatch slice(std::min(seconds, watch_.left()));
    CoverProblem part;
    part.site_cost.assign(lists_.sites(), 1.0);
    part.kept.assign(kept_.begin(), kept_.end());
    std::vector<std::uint8_t> within(lists_.customers(), 0);
    const auto add = [&](Customer i) {
      within[i] = 1;
      std::vector<Site> row;
      for (const Link& link : lists_.of(i)) {
        if (link.cost > r) break;
        row.push_back(link.to);
      }
      std::sort(row.begin(), row.end());
      part.reached_by.push_back(std::move(row));
      part.needed.push_back(1);
    };
    for (const Customer i : hard_) add(i);
    for (;;) {
      if (slice.over()) return Answer::unknown;
      if (!beyond_reach(part).empty()) return Answer::no;
      Limits limits = limits_;
      limits.gap = 0.0;
      limits.seconds = slice.left();
      ++covers_;
      const Outcome cover = solve_cover(part, limits, static_cast<double>(p_));
      if (cover.stopped == Stopped::infeasible) return Answer::no;
      if (cover.value > static_cast<double>(p_) + 1e-9) return Answer::unknown;
      const std::vector<Site> open = filled(cover.open);
      const std::vector<Customer> left = left_out(open, r, within);
      if (left.empty()) {
        take(open);
        return Answer::yes;
      }
      for (const Customer i : left) {
        add(i);
        hard_.push_back(i);
      }
    }
  }

  // Up to p sites: those given, then whatever saves most on average.
  std::vector<Site> filled(const std::vector<Site>& open) const {
    std::vector<std::uint8_t> kept(lists_.sites(), 0);
    for (const Site j : open) kept[j] = 1;
    Interchange fill(lists_, kept);
    fill.start_greedily(p_);
    return fill.open();
  }

  // A few customers that are farther than r from all open sites, each farther than r from those named before it.
  std::vector<Customer> left_out(const std::vector<Site>& open, double r,
                                 const std::vector<std::uint8_t>& within) const {
    std::vector<std::uint8_t> is_open(lists_.sites(), 0), spoken_for(lists_.sites(), 0);
    for (const Site j : open) is_open[j] = 1;
    std::vector<std::pair<std::size_t, Customer>> missing;  // those with the fewest sites first
    for (std::size_t i = 0; i < lists_.customers(); ++i) {
      const auto list = lists_.of(static_cast<Customer>(i));
      std::size_t sites = 0;
      bool reached = false;
      for (const Link& link : list) {
        if (link.cost > r) break;
        ++sites;
        reached = reached || is_open[link.to] != 0;
      }
      reached = reached || lists_.fallback(static_cast<Customer>(i)) <= r;
      if (!reached && within[i] == 0) missing.push_back({sites, static_cast<Customer>(i)});
    }
    std::sort(missing.begin(), missing.end());
    std::vector<Customer> chosen;
    for (const auto& [sites, i] : missing) {
      const auto list = lists_.of(i).first(sites);
      if (std::any_of(list.begin(), list.end(), [&](const Link& link) { return spoken_for[link.to] != 0; })) continue;
      for (const Link& link : list) spoken_for[link.to] = 1;
      chosen.push_back(i);
    }
    return chosen;
  }

  const CostLists& lists_;
  std::size_t p_;
  std::span<const std::uint8_t> kept_;
  Limits limits_;
  Stopwatch watch_;
  sim::Luck luck_;
  std::vector<Customer> hard_;  // customers that were left out before: asked for at every radius
  std::vector<Site> best_;
  double value_ = 0.0;
  std::size_t covers_ = 0;
  std::uint32_t kicks_ = 0;
  Outcome outcome_;
};

}  // namespace

Outcome solve_centre(const CostLists& lists, std::size_t p, std::span<const std::uint8_t> kept, const Limits& limits) {
  sim::require(kept.size() == lists.sites(), "solve_centre: one mark for each site");
  const auto held = static_cast<std::size_t>(std::count_if(kept.begin(), kept.end(), [](auto k) { return k != 0; }));
  sim::require(p >= held && p <= lists.sites() && p > 0, "solve_centre: p must lie between kept sites and all sites");
  return CentreSearch(lists, p, kept, limits)();
}

}  // namespace yuanluo::plan::siting
