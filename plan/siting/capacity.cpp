#include "plan/siting/capacity.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "plan/siting/capacity_programme.hpp"
#include "plan/siting/capacity_relaxation.hpp"
#include "plan/siting/capacity_service.hpp"
#include "plan/siting/interchange.hpp"
#include "sim/contract.hpp"
#include "sim/random.hpp"

namespace yuanluo::plan::siting {
namespace {

constexpr std::size_t most_programme_links = 12'000;  // of more, CBC's first look alone can take minutes
constexpr std::size_t core_ways = 8;                  // by customer

class CapacitySearch {
 public:
  CapacitySearch(const CapacityProblem& problem, std::size_t p, const Limits& limits)
      : problem_(problem),
        lists_(*problem.lists),
        p_(p),
        limits_(limits),
        watch_(limits.seconds),
        luck_(limits.seed, 0),
        service_(problem) {}

  CapacityOutcome operator()() {
    Interchange start(lists_, problem_.kept);
    start.start_greedily(p_);
    while (start.improve()) {
    }
    consider(start.open());
    largest();
    note("vertex substitution, then service by regret");
    improve_sites(2);
    note("exchanges");
    result_.outcome.method = "exchanges and Lagrangian relaxation with knapsacks";
    relax();
    note("Lagrangian relaxation with knapsacks");
    if (!done() && !watch_.over()) improve_sites(20);
    if (!done()) {
      // A small programme is soon solved without them.
      const double small = static_cast<double>(lists_.links()) / 100'000.0;
      restart(0.25 * limits_.seconds * std::min(1.0, small));
      note("restarts");
    }
    if (!done() && !watch_.over()) {
      core_programme();
      note("integer programme of the best sites (CBC)");
    }
    if (!done() && !watch_.over() && lists_.links() <= most_programme_links) {
      result_.outcome.method = "integer programme (CBC)";
      programme();
      note("integer programme (CBC)");
    }
    if (!done() && !impossible_ && !watch_.over()) {
      restart(limits_.seconds);
      note("restarts");
    }
    Outcome& outcome = result_.outcome;
    outcome.open = best_;
    std::sort(outcome.open.begin(), outcome.open.end());
    outcome.value = value_;
    outcome.bound = std::min(bound_, value_);
    const bool served = unserved_musts() == 0;
    // Serving all costs less than any fallback, so what is the cheapest with one proves that all cannot be served.
    if ((impossible_ || proven()) && !served) {
      outcome.stopped = Stopped::infeasible;
    } else {
      outcome.stopped = proven() ? Stopped::proven : done() ? Stopped::gap : Stopped::time;
    }
    if (proven()) outcome.bound = value_;
    outcome.seconds = watch_.seconds();
    result_.serves = best_serves_;
    return result_;
  }

 private:
  void note(std::string_view what) { result_.outcome.log.push_back({what, value_, bound_, watch_.seconds()}); }
  bool proven() const {
    const double raised = lists_.whole() ? std::ceil(bound_ - 1e-6) : bound_;
    return value_ - raised <= 1e-9 * std::max(1.0, std::abs(value_));
  }
  bool done() const { return proven() || value_ - bound_ <= limits_.gap * std::abs(value_); }

  std::size_t unserved_musts() const {
    std::size_t count = 0;
    for (std::size_t i = 0; i < problem_.must.size(); ++i) {
      count += problem_.must[i] != 0 && best_serves_[i] == served_by_none ? 1 : 0;
    }
    return count;
  }

  bool consider(const std::vector<Site>& open) {
    std::vector<Site> serves;
    const double cost = service_.serve(open, serves);
    if (!best_.empty() && cost >= value_ - 1e-9 * std::max(1.0, std::abs(value_))) return false;
    value_ = cost;
    best_ = open;
    best_serves_ = std::move(serves);
    return true;
  }

  // The p largest sites: where room is scarce, the only ones that can serve all.
  void largest() {
    std::vector<Site> order(lists_.sites());
    std::iota(order.begin(), order.end(), Site{0});
    std::sort(order.begin(), order.end(), [&](Site a, Site b) {
      if (problem_.kept[a] != problem_.kept[b]) return problem_.kept[a] > problem_.kept[b];
      return problem_.capacity[a] != problem_.capacity[b] ? problem_.capacity[a] > problem_.capacity[b] : a < b;
    });
    order.resize(p_);
    consider(order);
  }

  // Exchanges of one site for another, the better a candidate looks to the relaxation the earlier.
  void improve_sites(int rounds) {
    std::vector<Site> candidates(lists_.sites());
    std::iota(candidates.begin(), candidates.end(), Site{0});
    if (!rho_.empty()) {
      std::sort(candidates.begin(), candidates.end(),
                [&](Site a, Site b) { return rho_[a] != rho_[b] ? rho_[a] < rho_[b] : a < b; });
      candidates.resize(std::min(candidates.size(), 3 * p_ + 20));
    } else {
      candidates.resize(std::min<std::size_t>(candidates.size(), 60));
    }
    for (int round = 0; round < rounds; ++round) {
      bool changed = false;
      for (const Site in : candidates) {
        if (std::find(best_.begin(), best_.end(), in) != best_.end()) continue;
        for (std::size_t slot = 0; slot < best_.size(); ++slot) {
          if (problem_.kept[best_[slot]] != 0) continue;
          if (watch_.seconds() > 0.6 * limits_.seconds) return;
          std::vector<Site> open = best_;
          open[slot] = in;
          if (consider(open)) {
            changed = true;
            break;
          }
        }
      }
      if (!changed) return;
    }
  }

  void relax() {
    std::size_t looks = 0;
    const CapacityRelaxation relaxed =
        relax_capacity(problem_, p_, value_, [&](const std::vector<Site>& chosen, double bound, double& target) {
          bound_ = std::max(bound_, bound);
          if (++looks % 50 == 25) {
            consider(chosen);
            recentre();
          }
          target = value_;
          return !done() && watch_.seconds() < 0.4 * limits_.seconds;
        });
    bound_ = std::max(bound_, relaxed.bound);
    rho_ = relaxed.reduced_costs;
  }

  // Moves each site to where it serves the same customers at the least cost, as long as that helps. Source:
  // [Maranzana1964].
  void recentre() {
    std::vector<double> sum(lists_.sites());
    std::vector<std::uint32_t> reached(lists_.sites());
    for (int round = 0; round < 10 && !watch_.over(); ++round) {
      std::vector<Site> open = best_;
      std::vector<std::uint8_t> taken(lists_.sites(), 0);
      for (const Site j : open) taken[j] = 1;
      bool moved = false;
      for (Site& site : open) {
        if (problem_.kept[site] != 0) continue;
        std::fill(sum.begin(), sum.end(), 0.0);
        std::fill(reached.begin(), reached.end(), 0u);
        double load = 0.0;
        std::uint32_t customers = 0;
        for (std::size_t i = 0; i < best_serves_.size(); ++i) {
          if (best_serves_[i] != site) continue;
          ++customers;
          load += problem_.load[i];
          for (const Link& link : lists_.of(static_cast<Customer>(i))) {
            sum[link.to] += link.cost;
            ++reached[link.to];
          }
        }
        Site best = site;
        for (std::size_t j = 0; customers > 0 && j < sum.size(); ++j) {
          if (taken[j] != 0 || reached[j] < customers || problem_.capacity[j] + room_slack < load) continue;
          if (sum[j] < sum[best] - 1e-9 * std::max(1.0, sum[best])) best = static_cast<Site>(j);
        }
        if (best == site) continue;
        taken[site] = 0;
        taken[best] = 1;
        site = best;
        moved = true;
      }
      if (!moved || !consider(open)) return;
    }
  }

  // Until so many seconds after the start: from the best, some sites are exchanged for others near by, and what that
  // gives is improved.
  void restart(double until_s) {
    const auto over = [&] { return done() || watch_.seconds() > until_s; };
    std::vector<Site> top = best_, top_serves = best_serves_;
    double top_value = value_;
    while (!over()) {
      sim::Draw draw = luck_.draw(0, 1, kicks_++);
      best_ = top;
      std::vector<std::uint8_t> is_open(lists_.sites(), 0);
      for (const Site j : best_) is_open[j] = 1;
      const std::size_t strength = 1 + static_cast<std::size_t>(draw.uniform() * std::min(4.0, double(p_)));
      for (std::size_t k = 0; k < strength; ++k) {
        const auto slot = static_cast<std::size_t>(draw.uniform() * static_cast<double>(p_));
        const Site in = near_by(best_[slot], draw);
        if (problem_.kept[best_[slot]] != 0 || is_open[in] != 0) continue;
        is_open[best_[slot]] = 0;
        is_open[in] = 1;
        best_[slot] = in;
      }
      value_ = service_.serve(best_, best_serves_);
      recentre();
      if (value_ < top_value * 1.02) descend_near(over);
      if (value_ < top_value - 1e-9 * std::max(1.0, std::abs(top_value))) {
        top = best_;
        top_serves = best_serves_;
        top_value = value_;
      }
      // What is not better than the best is forgotten; the test of being done looks at the best.
      best_ = top;
      best_serves_ = top_serves;
      value_ = top_value;
    }
  }

  // A site that serves one of those customers well whom `site` serves well.
  Site near_by(Site site, sim::Draw& draw) const {
    const auto served = lists_.served_by(site);
    if (served.empty()) return static_cast<Site>(draw.uniform() * static_cast<double>(lists_.sites()));
    const std::size_t near = std::min<std::size_t>(served.size(), 20);
    const Customer i = served[static_cast<std::size_t>(draw.uniform() * static_cast<double>(near))].to;
    const auto list = lists_.of(i);
    const std::size_t choice = std::min<std::size_t>(list.size(), 10);
    return list[static_cast<std::size_t>(draw.uniform() * static_cast<double>(choice))].to;
  }

  // Exchanges of each site for a few near it, as long as one helps.
  template <class Over>
  void descend_near(const Over& over) {
    for (bool changed = true; changed;) {
      changed = false;
      for (std::size_t slot = 0; slot < best_.size(); ++slot) {
        if (problem_.kept[best_[slot]] != 0) continue;
        const auto served = lists_.served_by(best_[slot]);
        std::vector<Site> near;
        for (std::size_t k = 0; k < std::min<std::size_t>(served.size(), 4); ++k) {
          const auto list = lists_.of(served[k].to);
          for (std::size_t c = 0; c < std::min<std::size_t>(list.size(), 4); ++c) near.push_back(list[c].to);
        }
        std::sort(near.begin(), near.end());
        near.erase(std::unique(near.begin(), near.end()), near.end());
        for (const Site in : near) {
          if (over()) return;
          if (std::find(best_.begin(), best_.end(), in) != best_.end()) continue;
          std::vector<Site> open = best_;
          open[slot] = in;
          if (consider(open)) {
            changed = true;
            break;
          }
        }
      }
      if (changed) recentre();
    }
  }

  // The whole question as an integer programme.
  void programme() {
    std::vector<std::vector<Link>> ways(lists_.customers());
    for (std::size_t i = 0; i < ways.size(); ++i) {
      const auto list = lists_.of(static_cast<Customer>(i));
      ways[i].assign(list.begin(), list.end());
    }
    std::vector<Site> sites(lists_.sites());
    std::iota(sites.begin(), sites.end(), Site{0});
    const ServiceProgramme solved = ask(sites, ways, watch_.left());
    impossible_ = solved.infeasible;
    bound_ = std::max(bound_, solved.bound);
  }

  // The programme of the sites that look best to the relaxation, each customer having only its nearest few of them.
  void core_programme() {
    if (rho_.empty()) return;
    std::vector<Site> sites(lists_.sites());
    std::iota(sites.begin(), sites.end(), Site{0});
    std::vector<std::uint8_t> in_best(lists_.sites(), 0);
    for (const Site j : best_) in_best[j] = 1;
    std::sort(sites.begin(), sites.end(), [&](Site a, Site b) {
      if (in_best[a] != in_best[b]) return in_best[a] > in_best[b];
      return rho_[a] != rho_[b] ? rho_[a] < rho_[b] : a < b;
    });
    sites.resize(std::min(sites.size(), 2 * p_ + 10));
    std::vector<std::uint8_t> in_core(lists_.sites(), 0);
    for (const Site j : sites) in_core[j] = 1;
    std::vector<std::vector<Link>> ways(lists_.customers());
    for (std::size_t i = 0; i < ways.size(); ++i) {
      for (const Link& link : lists_.of(static_cast<Customer>(i))) {
        if (in_core[link.to] != 0 && (ways[i].size() < core_ways || link.to == best_serves_[i]))
          ways[i].push_back(link);
      }
    }
    ask(sites, ways, 0.5 * watch_.left());
  }

  ServiceProgramme ask(const std::vector<Site>& sites, const std::vector<std::vector<Link>>& ways, double seconds) {
    const bool start = unserved_musts() == 0;
    ServiceProgramme solved = solve_service(problem_, p_, sites, ways, start ? best_ : std::vector<Site>{},
                                            best_serves_, seconds, limits_.gap);
    if (!solved.open.empty() && solved.value < value_) {
      value_ = solved.value;
      best_ = solved.open;
      best_serves_ = solved.serves;
    }
    return solved;
  }

  const CapacityProblem& problem_;
  const CostLists& lists_;
  std::size_t p_;
  Limits limits_;
  Stopwatch watch_;
  sim::Luck luck_;
  Service service_;
  std::vector<double> rho_;
  std::vector<Site> best_, best_serves_;
  double value_ = 0.0, bound_ = -std::numeric_limits<double>::infinity();
  bool impossible_ = false;
  std::uint32_t kicks_ = 0;
  CapacityOutcome result_;
};

}  // namespace

CapacityOutcome solve_capacity(const CapacityProblem& problem, std::size_t p, const Limits& limits) {
  sim::require(problem.lists != nullptr && problem.load.size() == problem.lists->customers() &&
                   problem.capacity.size() == problem.lists->sites() && problem.kept.size() == problem.lists->sites(),
               "solve_capacity: the tables differ in length");
  const auto held =
      static_cast<std::size_t>(std::count_if(problem.kept.begin(), problem.kept.end(), [](auto k) { return k != 0; }));
  sim::require(p >= held && p <= problem.lists->sites() && p > 0,
               "solve_capacity: p must lie between kept and all sites");
  return CapacitySearch(problem, p, limits)();
}

double capacity_cost(const CapacityProblem& problem, const std::vector<Site>& open) {
  std::vector<Site> serves;
  return Service(problem).serve(open, serves);
}

}  // namespace yuanluo::plan::siting
