#include "plan/siting/graded_cover.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <queue>
#include <utility>

#include "plan/siting/integer_programme.hpp"
#include "sim/contract.hpp"
#include "sim/random.hpp"

namespace yuanluo::plan::siting {
namespace {

// Beyond this many entries CBC does not pay on two cores.
constexpr std::size_t most_programme_entries = 400'000;

class GradedSearch {
 public:
  GradedSearch(const GradedCoverProblem& problem, std::size_t p, const Limits& limits)
      : problem_(problem), p_(p), limits_(limits), watch_(limits.seconds), luck_(limits.seed, 0) {
    const std::size_t n = problem.most.size();
    reaches_.resize(n);
    for (std::size_t i = 0; i < problem.reached_by.size(); ++i) {
      for (const Site j : problem.reached_by[i]) reaches_[j].push_back(static_cast<Customer>(i));
    }
    whole_ = std::all_of(problem.weight.begin(), problem.weight.end(), is_whole) &&
             std::all_of(problem.worth.begin(), problem.worth.end(), is_whole);
    clear();
  }

  Outcome operator()() {
    outcome_.method = "lazy greedy, exchanges and Lagrangian relaxation";
    greedy();
    remember();
    note("lazy greedy");
    exchange_all();
    remember();
    note("exchanges");
    descend();
    note("Lagrangian relaxation");
    for (std::uint32_t round = 0; round < 40 && !done() && !watch_.over(); ++round) kick(round);
    if (!done() && !watch_.over() && entries() <= most_programme_entries) {
      outcome_.method = "integer programme (CBC)";
      programme();
      note("integer programme (CBC)");
    }
    outcome_.open = best_;
    std::sort(outcome_.open.begin(), outcome_.open.end());
    outcome_.value = value_;
    outcome_.bound = std::max(lowered(), value_);
    outcome_.stopped = proven() ? Stopped::proven : done() ? Stopped::gap : Stopped::time;
    if (proven()) outcome_.bound = value_;
    outcome_.seconds = watch_.seconds();
    return outcome_;
  }

 private:
  void note(std::string_view what) { outcome_.log.push_back({what, value_, bound_, watch_.seconds()}); }
  static bool is_whole(double v) { return v == std::floor(v); }
  double lowered() const { return whole_ ? std::floor(bound_ + 1e-6) : bound_; }
  bool proven() const { return lowered() - value_ <= 1e-7 * std::max(1.0, std::abs(value_)); }
  bool done() const { return proven() || lowered() - value_ <= limits_.gap * std::abs(value_); }

  double worth(std::size_t k) const { return k < problem_.worth.size() ? problem_.worth[k] : 0.0; }

  void clear() {
    units_ = problem_.kept;
    times_.assign(problem_.reached_by.size(), 0);
    placed_.clear();
    for (std::size_t j = 0; j < units_.size(); ++j) {
      for (const Customer i : reaches_[j]) times_[i] += units_[j];
    }
    gain_.assign(units_.size(), 0.0);
    for (std::size_t j = 0; j < units_.size(); ++j) gain_[j] = gain_of(static_cast<Site>(j));
  }
  double gain_of(Site j) const {
    double sum = 0.0;
    for (const Customer i : reaches_[j]) sum += problem_.weight[i] * worth(times_[i]);
    return sum;
  }
  // Adds (+1) or takes away (-1) a unit at j, and mends the gains of the sites that share customers with it.
  void change(Site j, int by) {
    for (const Customer i : reaches_[j]) {
      const std::size_t before = times_[i];
      times_[i] = by > 0 ? times_[i] + 1 : times_[i] - 1;
      const double change = problem_.weight[i] * (worth(times_[i]) - worth(before));
      if (change == 0.0) continue;
      for (const Site k : problem_.reached_by[i]) gain_[k] += change;
    }
    units_[j] = by > 0 ? units_[j] + 1 : units_[j] - 1;
  }
  bool room(Site j) const { return units_[j] < problem_.most[j]; }

  void greedy() {
    struct Entry {
      double gain;
      Site site;
      bool operator<(const Entry& b) const { return gain != b.gain ? gain < b.gain : site > b.site; }
    };
    std::priority_queue<Entry> queue;
    for (std::size_t j = 0; j < gain_.size(); ++j) queue.push({gain_[j], static_cast<Site>(j)});
    const std::size_t held = std::accumulate(problem_.kept.begin(), problem_.kept.end(), std::size_t{0});
    while (held + placed_.size() < p_ && !queue.empty()) {
      Entry top = queue.top();
      queue.pop();
      if (!room(top.site)) continue;
      const double now = gain_of(top.site);
      if (now < top.gain - 1e-12 * std::max(1.0, top.gain)) {
        queue.push({now, top.site});
        continue;
      }
      for (const Customer i : reaches_[top.site]) ++times_[i];
      ++units_[top.site];
      placed_.push_back(top.site);
      queue.push({gain_of(top.site), top.site});
    }
    for (std::size_t j = 0; j < gain_.size(); ++j) gain_[j] = gain_of(static_cast<Site>(j));
  }

  Site best_site() const {
    Site best = 0;
    double most = -1.0;
    for (std::size_t j = 0; j < gain_.size(); ++j) {
      if (gain_[j] > most && room(static_cast<Site>(j))) most = gain_[j], best = static_cast<Site>(j);
    }
    return best;
  }

  // Takes each unit away in turn and puts it where it is worth most, until nothing changes.
  void exchange_all() {
    std::size_t unchanged = 0;
    for (std::size_t k = 0; unchanged < placed_.size() && !watch_.over(); k = (k + 1) % placed_.size()) {
      const Site out = placed_[k];
      change(out, -1);
      const double least = gain_[out] + 1e-9 * std::max(1.0, gain_[out]);
      const Site in = best_site();
      const bool better = gain_[in] > least;
      placed_[k] = better ? in : out;
      change(placed_[k], 1);
      unchanged = better ? 0 : unchanged + 1;
    }
  }

  void remember() {
    std::vector<Site> all = placed_;
    for (std::size_t j = 0; j < problem_.kept.size(); ++j)
      all.insert(all.end(), problem_.kept[j], static_cast<Site>(j));
    const double value = graded_cover(problem_, all);
    if (!best_.empty() && value <= value_) return;
    value_ = value;
    best_ = std::move(all);
    best_placed_ = placed_;
  }

  void kick(std::uint32_t round) {
    if (placed_.empty()) return;
    clear();
    placed_ = best_placed_;
    for (const Site j : placed_) change(j, 1);
    sim::Draw draw = luck_.draw(0, 3, round);
    const std::size_t strength = std::min<std::size_t>(2 + placed_.size() / 20, 100);
    for (std::size_t k = 0; k < strength; ++k) {
      const auto which = static_cast<std::size_t>(draw.uniform() * static_cast<double>(placed_.size()));
      const auto in = static_cast<Site>(draw.uniform() * static_cast<double>(gain_.size()));
      if (!room(in)) continue;
      change(placed_[which], -1);
      placed_[which] = in;
      change(in, 1);
    }
    exchange_all();
    remember();
  }

  void take_units(const std::vector<Site>& placed) {
    clear();
    placed_ = placed;
    for (const Site j : placed_) change(j, 1);
    exchange_all();
    remember();
  }

  // U(u) = sum over customers of sum over k of max(0, weight worth_k - u_i) + the best p units at sum of u reached:
  // above the greatest worth for every u >= 0; lowered by subgradient steps.
  void descend() {
    const std::size_t m = problem_.reached_by.size(), n = gain_.size();
    std::vector<double> u(m), g(m), value_of(n);
    const std::size_t held = std::accumulate(problem_.kept.begin(), problem_.kept.end(), std::size_t{0});
    take_best();
    for (std::size_t i = 0; i < m; ++i) u[i] = problem_.weight[i] * worth(times_[i]);
    bound_ = std::numeric_limits<double>::infinity();
    std::vector<double> best = u;
    std::vector<Site> order(n);
    double theta = 1.0;
    std::size_t failures = 0;
    const std::size_t steps = 1500;
    for (std::size_t step = 0; step < steps && !done() && !watch_.over(); ++step) {
      double value = 0.0;
      for (std::size_t i = 0; i < m; ++i) {
        g[i] = 0.0;
        for (const double w : problem_.worth) {
          const double more = problem_.weight[i] * w - u[i];
          if (more <= 0.0) break;
          value += more;
          g[i] -= 1.0;
        }
      }
      for (std::size_t j = 0; j < n; ++j) {
        value_of[j] = 0.0;
        for (const Customer i : reaches_[j]) value_of[j] += u[i];
        order[j] = static_cast<Site>(j);
      }
      const auto use = [&](Site j, std::uint32_t count) {
        value += value_of[j] * count;
        for (const Customer i : reaches_[j]) g[i] += count;
      };
      for (std::size_t j = 0; j < n; ++j) {
        if (problem_.kept[j] > 0) use(static_cast<Site>(j), problem_.kept[j]);
      }
      std::size_t left = p_ - held;
      const auto better = [&](Site a, Site b) {
        return value_of[a] != value_of[b] ? value_of[a] > value_of[b] : a < b;
      };
      const std::size_t few = std::min(n, left);
      std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(few), order.end(), better);
      // Sites that are full are passed over, so more than `left` may have to be looked at.
      std::size_t sorted = few;
      std::vector<Site> relaxed;
      for (std::size_t k = 0; k < n && left > 0; ++k) {
        if (k == sorted) {
          std::sort(order.begin() + static_cast<std::ptrdiff_t>(sorted), order.end(), better);
          sorted = n;
        }
        const Site j = order[k];
        const auto count = static_cast<std::uint32_t>(std::min<std::size_t>(left, problem_.most[j] - problem_.kept[j]));
        if (count == 0) continue;
        use(j, count);
        relaxed.insert(relaxed.end(), count, j);
        left -= count;
      }
      if (value < bound_) {
        bound_ = value;
        best = u;
        failures = 0;
      } else if (++failures >= 20) {
        theta *= 0.6;
        failures = 0;
        u = best;
      }
      if (step % 100 == 50) take_units(relaxed);
      double square = 0.0;
      for (std::size_t i = 0; i < m; ++i) {
        if (u[i] <= 0.0 && g[i] > 0.0) g[i] = 0.0;
        square += g[i] * g[i];
      }
      if (square < 1e-12 || theta < 1e-3) break;
      const double length = theta * std::max(value - value_, 1e-6 * std::abs(value_)) / square;
      for (std::size_t i = 0; i < m; ++i) {
        u[i] = std::clamp(u[i] - length * g[i], 0.0, problem_.weight[i] * worth(0));
      }
    }
  }
  void take_best() {
    clear();
    placed_ = best_placed_;
    for (const Site j : placed_) change(j, 1);
  }

  std::size_t entries() const {
    std::size_t sum = 0;
    for (const auto& row : problem_.reached_by) sum += row.size() + problem_.worth.size();
    return sum;
  }

  // Minimise minus the worth: units x_j, and y_ik = 1 where at least k units reach i; sum of y_ik <= sum of x_j.
  void programme() {
    IntegerProgramme ip;
    std::vector<double> start;
    std::vector<std::uint32_t> now(gain_.size(), 0);
    for (const Site j : best_) ++now[j];
    std::vector<IntegerProgramme::Term> all;
    for (std::size_t j = 0; j < gain_.size(); ++j) {
      const std::uint32_t c = ip.add_column({0.0, double(problem_.kept[j]), double(problem_.most[j]), true});
      start.push_back(now[j]);
      all.push_back({c, 1.0});
    }
    // Customers that the same sites reach are one.
    std::vector<std::size_t> order(problem_.reached_by.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return problem_.reached_by[a] != problem_.reached_by[b] ? problem_.reached_by[a] < problem_.reached_by[b] : a < b;
    });
    for (std::size_t k = 0; k < order.size();) {
      const auto& row = problem_.reached_by[order[k]];
      double weight = 0.0;
      for (; k < order.size() && problem_.reached_by[order[k]] == row; ++k) weight += problem_.weight[order[k]];
      if (row.empty() || weight <= 0.0) continue;
      std::vector<IntegerProgramme::Term> terms;
      std::uint32_t reached = 0;
      for (const Site j : row) {
        terms.push_back({j, 1.0});
        reached += now[j];
      }
      for (std::size_t d = 0; d < problem_.worth.size() && problem_.worth[d] > 0.0; ++d) {
        terms.push_back({ip.add_column({-weight * problem_.worth[d], 0.0, 1.0, false}), -1.0});
        start.push_back(d < reached ? 1.0 : 0.0);
      }
      ip.add_row(std::move(terms), IntegerProgramme::Sense::at_least, 0.0);
    }
    ip.add_row(std::move(all), IntegerProgramme::Sense::equal, static_cast<double>(p_));
    const ProgrammeOutcome solved = solve(ip, watch_.left(), limits_.gap, start);
    if (!solved.values.empty()) {
      std::vector<Site> placed;
      for (std::size_t j = 0; j < gain_.size(); ++j) {
        const auto count = static_cast<std::uint32_t>(std::lround(solved.values[j]));
        placed.insert(placed.end(), count - problem_.kept[j], static_cast<Site>(j));
      }
      take_units(placed);
    }
    if (std::isfinite(solved.bound)) bound_ = std::min(bound_, -solved.bound);
  }

  const GradedCoverProblem& problem_;
  std::size_t p_;
  Limits limits_;
  Stopwatch watch_;
  sim::Luck luck_;
  bool whole_ = false;
  std::vector<std::vector<Customer>> reaches_;
  std::vector<std::uint32_t> units_, times_;  // units at a site; units in reach of a customer
  std::vector<double> gain_;                  // of one more unit at a site
  std::vector<Site> placed_, best_, best_placed_;
  double value_ = 0.0, bound_ = std::numeric_limits<double>::infinity();
  Outcome outcome_;
};

}  // namespace

std::vector<double> expected_cover_worth(double busy, std::size_t units) {
  std::vector<double> worth;
  double all_busy = 1.0;
  for (std::size_t k = 0; k < units; ++k) {
    worth.push_back((1.0 - busy) * all_busy);
    all_busy *= busy;
    if (worth.back() < 1e-12) break;
  }
  return worth;
}

double graded_cover(const GradedCoverProblem& problem, const std::vector<Site>& units) {
  std::vector<std::uint32_t> count(problem.most.size(), 0);
  for (const Site j : units) ++count[j];
  double total = 0.0;
  for (std::size_t i = 0; i < problem.reached_by.size(); ++i) {
    std::size_t reached = 0;
    for (const Site j : problem.reached_by[i]) reached += count[j];
    for (std::size_t k = 0; k < std::min(reached, problem.worth.size()); ++k) {
      total += problem.weight[i] * problem.worth[k];
    }
  }
  return total;
}

Outcome solve_graded_cover(const GradedCoverProblem& problem, std::size_t p, const Limits& limits) {
  sim::require(problem.weight.size() == problem.reached_by.size() && problem.kept.size() == problem.most.size(),
               "solve_graded_cover: the tables differ in length");
  sim::require(std::is_sorted(problem.worth.rbegin(), problem.worth.rend()), "solve_graded_cover: the worth rises");
  const auto sum = [](const std::vector<std::uint32_t>& v) {
    return std::accumulate(v.begin(), v.end(), std::size_t{0});
  };
  sim::require(p >= sum(problem.kept) && p <= sum(problem.most), "solve_graded_cover: p units cannot be placed");
  return GradedSearch(problem, p, limits)();
}

}  // namespace yuanluo::plan::siting
