#include "plan/siting/capacity_relaxation.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <utility>

namespace yuanluo::plan::siting {
namespace {

constexpr double largest_knapsack = 10'000.0;  // of whole loads, for dynamic programming
constexpr std::size_t most_steps = 1500;

// A customer in the knapsack of a site.
struct Part {
  double rate, saves;  // saves < 0
  Customer customer;
  double share;
};

// The knapsacks of all sites for given multipliers.
class Knapsacks {
 public:
  explicit Knapsacks(const CapacityProblem& problem)
      : problem_(problem), parts_(problem.lists->sites()), worth_(parts_.size()), exact_(parts_.size()) {
    whole_loads_ = std::all_of(problem.load.begin(), problem.load.end(), [](double l) { return l == std::floor(l); });
  }

  // Fills every knapsack as if its last customer could be served in part.
  void fill(const std::vector<double>& u) {
    for (std::size_t j = 0; j < parts_.size(); ++j) {
      auto& part = parts_[j];
      part.clear();
      for (const Link& link : problem_.lists->served_by(static_cast<Site>(j))) {
        if (link.cost >= u[link.to]) continue;
        const double load = problem_.load[link.to];
        part.push_back({load > 0.0 ? (link.cost - u[link.to]) / load : -std::numeric_limits<double>::infinity(),
                        link.cost - u[link.to], link.to, 0.0});
      }
      std::sort(part.begin(), part.end(), [](const Part& a, const Part& b) {
        return a.rate != b.rate ? a.rate < b.rate : a.customer < b.customer;
      });
      double room = problem_.capacity[j];
      worth_[j] = 0.0;
      exact_[j] = 1;
      for (Part& one : part) {
        const double load = problem_.load[one.customer];
        one.share = load <= room ? 1.0 : room / load;
        room -= one.share * load;
        worth_[j] += one.share * one.saves;
        if (one.share == 1.0) continue;
        exact_[j] = 0;
        break;
      }
    }
  }

  // Fills one with whole customers only; a knapsack that is too large stays as it is.
  void make_whole(Site j) {
    if (exact_[j] != 0) return;
    exact_[j] = 1;
    if (!whole_loads_ || problem_.capacity[j] > largest_knapsack) return;
    auto& part = parts_[j];
    const auto room = static_cast<std::size_t>(problem_.capacity[j]);
    best_.assign(room + 1, 0.0);
    taken_.assign(part.size() * (room + 1), 0);
    for (std::size_t k = 0; k < part.size(); ++k) {
      const auto load = static_cast<std::size_t>(problem_.load[part[k].customer]);
      for (std::size_t w = room + 1; w-- > load;) {
        const double with = best_[w - load] + part[k].saves;
        if (with >= best_[w]) continue;
        best_[w] = with;
        taken_[k * (room + 1) + w] = 1;
      }
    }
    worth_[j] = best_[room];
    std::size_t w = room;
    for (std::size_t k = part.size(); k-- > 0;) {
      part[k].share = taken_[k * (room + 1) + w];
      if (taken_[k * (room + 1) + w] != 0) w -= static_cast<std::size_t>(problem_.load[part[k].customer]);
    }
  }

  // The p sites of least worth, the kept ones among them, whole as far as that matters; the sum of their worths.
  double choose(std::size_t p, std::vector<Site>& chosen) {
    std::vector<Site> order(parts_.size());
    std::iota(order.begin(), order.end(), Site{0});
    std::sort(order.begin(), order.end(), [&](Site a, Site b) {
      if (problem_.kept[a] != problem_.kept[b]) return problem_.kept[a] > problem_.kept[b];
      return worth_[a] != worth_[b] ? worth_[a] < worth_[b] : a < b;
    });
    // Whole knapsacks are worth less than those filled in part, so the search ends when the next cannot be among the
    // best.
    std::vector<std::pair<double, Site>> free;
    chosen.clear();
    double sum = 0.0;
    const auto cheaper = [](const auto& a, const auto& b) { return a < b; };
    for (const Site j : order) {
      if (problem_.kept[j] == 0) {
        const std::size_t wanted = p - chosen.size();
        if (free.size() >= wanted) {
          if (wanted == 0) break;
          std::nth_element(free.begin(), free.begin() + static_cast<std::ptrdiff_t>(wanted - 1), free.end(), cheaper);
          if (free[wanted - 1].first <= worth_[j]) break;
        }
        make_whole(j);
        free.emplace_back(worth_[j], j);
        continue;
      }
      make_whole(j);
      chosen.push_back(j);
      sum += worth_[j];
    }
    std::sort(free.begin(), free.end());
    for (std::size_t k = 0; chosen.size() < p; ++k) {
      chosen.push_back(free[k].second);
      sum += free[k].first;
    }
    return sum;
  }

  const std::vector<Part>& parts(Site j) const { return parts_[j]; }
  const std::vector<double>& worth() const { return worth_; }

 private:
  const CapacityProblem& problem_;
  bool whole_loads_ = false;
  std::vector<std::vector<Part>> parts_;
  std::vector<double> worth_;
  std::vector<std::uint8_t> exact_;
  std::vector<double> best_;
  std::vector<std::uint8_t> taken_;
};

}  // namespace

CapacityRelaxation relax_capacity(const CapacityProblem& problem, std::size_t p, double target,
                                  const LookAtRelaxation& look) {
  const CostLists& lists = *problem.lists;
  const std::size_t n = lists.customers();
  std::vector<double> u(n), g(n), best;
  for (std::size_t i = 0; i < n; ++i) {
    const auto list = lists.of(static_cast<Customer>(i));
    u[i] = list.size() < 2 ? lists.fallback(static_cast<Customer>(i)) : list[list.size() > p ? 1 : 0].cost;
  }
  best = u;
  CapacityRelaxation relaxed;
  Knapsacks knapsacks(problem);
  std::vector<Site> chosen;
  double theta = 1.0;
  std::size_t failures = 0;
  for (std::size_t step = 0; step < most_steps; ++step) {
    knapsacks.fill(u);
    const double value = std::accumulate(u.begin(), u.end(), 0.0) + knapsacks.choose(p, chosen);
    std::fill(g.begin(), g.end(), 1.0);
    for (const Site j : chosen)
      for (const Part& one : knapsacks.parts(j)) g[one.customer] -= one.share;
    if (value > relaxed.bound) {
      relaxed.bound = value;
      best = u;
      relaxed.reduced_costs = knapsacks.worth();
      failures = 0;
    } else if (++failures >= 20) {
      theta *= 0.6;
      failures = 0;
      u = best;
    }
    if (!look(chosen, relaxed.bound, target)) break;
    double square = 0.0;
    for (const double d : g) square += d * d;
    if (square < 1e-12 || theta < 1e-3) break;
    const double length = theta * std::max(1.01 * target - value, 1e-3) / square;
    for (std::size_t i = 0; i < n; ++i)
      u[i] = std::clamp(u[i] + length * g[i], 0.0, lists.fallback(static_cast<Customer>(i)));
  }
  return relaxed;
}

}  // namespace yuanluo::plan::siting
