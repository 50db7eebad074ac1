#include "plan/siting/set_cover.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "plan/siting/integer_programme.hpp"
#include "sim/contract.hpp"

namespace yuanluo::plan::siting {
namespace {

class CoverSearch {
 public:
  CoverSearch(const CoverProblem& problem, const Limits& limits, double dear_enough)
      : problem_(problem), limits_(limits), watch_(limits.seconds), dear_enough_(dear_enough) {
    whole_ = true;
    for (const double c : problem.site_cost) whole_ = whole_ && c == std::floor(c);
    open_.assign(problem.site_cost.size(), 0);
  }

  Outcome operator()() {
    reduce();
    greedy();
    note("greedy");
    outcome_.method = "greedy and Lagrangian relaxation";
    ascend();
    note("Lagrangian relaxation");
    if (!done()) {
      outcome_.method = "integer programme (CBC)";
      programme();
      note("integer programme (CBC)");
    }
    for (std::size_t j = 0; j < open_.size(); ++j) {
      if (open_[j] != 0) outcome_.open.push_back(static_cast<Site>(j));
    }
    outcome_.value = value_;
    outcome_.bound = std::min(raised(bound_), value_);
    if (raised(bound_) > dear_enough_) {
      outcome_.stopped = Stopped::infeasible;
    } else if (value_ <= raised(bound_) + tolerance()) {
      outcome_.stopped = Stopped::proven;
      outcome_.bound = value_;
    } else {
      outcome_.stopped = done() ? Stopped::gap : Stopped::time;
    }
    outcome_.seconds = watch_.seconds();
    return outcome_;
  }

 private:
  void note(std::string_view what) { outcome_.log.push_back({what, value_, raised(bound_), watch_.seconds()}); }
  double tolerance() const { return 1e-9 * std::max(1.0, std::abs(value_)); }
  double raised(double bound) const { return whole_ ? std::ceil(bound - 1e-6) + 0.0 : bound; }
  bool done() const {
    const double bound = raised(bound_);
    return value_ <= bound + tolerance() || bound > dear_enough_ || value_ - bound <= limits_.gap * std::abs(value_) ||
           (!std::isinf(dear_enough_) && value_ <= dear_enough_);
  }

  // Keeps the rows that no other implies and the columns that no other does better than.
  void reduce() {
    const std::size_t n = problem_.site_cost.size();
    for (std::size_t j = 0; j < n; ++j) {
      if (problem_.kept[j] != 0) fixed_ += problem_.site_cost[j];
    }
    std::vector<std::vector<Site>> rows;
    std::vector<std::uint32_t> needed;
    for (std::size_t i = 0; i < problem_.reached_by.size(); ++i) {
      std::uint32_t held = 0;
      std::vector<Site> row;
      for (const Site j : problem_.reached_by[i]) {
        if (problem_.kept[j] != 0) {
          ++held;
        } else {
          row.push_back(j);
        }
      }
      if (held >= problem_.needed[i]) continue;
      rows.push_back(std::move(row));
      needed.push_back(problem_.needed[i] - held);
    }
    // A row is implied by another that asks as much of fewer sites: look for it among the rows of its rarest site.
    std::vector<std::size_t> order(rows.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return rows[a].size() != rows[b].size() ? rows[a].size() < rows[b].size() : a < b;
    });
    std::vector<std::uint32_t> stamp(n, 0);
    std::uint32_t now = 0;
    std::vector<std::vector<std::size_t>> shorter(n);  // kept rows by their first site
    for (const std::size_t r : order) {
      ++now;
      for (const Site j : rows[r]) stamp[j] = now;
      bool implied = false;
      for (const Site j : rows[r]) {
        for (const std::size_t k : shorter[j]) {
          if (needed_[k] < needed[r]) continue;
          implied = std::all_of(rows_[k].begin(), rows_[k].end(), [&](Site s) { return stamp[s] == now; });
          if (implied) break;
        }
        if (implied) break;
      }
      if (implied) continue;
      shorter[rows[r].front()].push_back(rows_.size());
      rows_.push_back(rows[r]);
      needed_.push_back(needed[r]);
    }
    columns_.assign(n, {});
    for (std::size_t r = 0; r < rows_.size(); ++r) {
      for (const Site j : rows_[r]) columns_[j].push_back(static_cast<std::uint32_t>(r));
    }
    useful_.assign(n, 0);
    const bool once = std::all_of(needed_.begin(), needed_.end(), [](auto b) { return b == 1; });
    for (std::size_t j = 0; j < n; ++j) {
      useful_[j] = columns_[j].empty() || problem_.kept[j] != 0 ? 0 : 1;
      if (useful_[j] == 0 || !once) continue;
      // Whoever is better must be in the shortest of its rows.
      const auto rarest = *std::min_element(columns_[j].begin(), columns_[j].end(),
                                            [&](auto a, auto b) { return rows_[a].size() < rows_[b].size(); });
      for (const Site k : rows_[rarest]) {
        if (k == j || problem_.site_cost[k] > problem_.site_cost[j] || columns_[k].size() < columns_[j].size())
          continue;
        if (problem_.site_cost[k] == problem_.site_cost[j] && columns_[k].size() == columns_[j].size() && k > j)
          continue;
        if (std::includes(columns_[k].begin(), columns_[k].end(), columns_[j].begin(), columns_[j].end())) {
          useful_[j] = 0;
          break;
        }
      }
    }
    for (auto& row : rows_) {
      row.erase(std::remove_if(row.begin(), row.end(), [&](Site j) { return useful_[j] == 0; }), row.end());
    }
    for (std::size_t j = 0; j < n; ++j) {
      if (useful_[j] == 0) columns_[j].clear();
    }
    outcome_.undecided = static_cast<std::size_t>(std::count(useful_.begin(), useful_.end(), std::uint8_t{1}));
  }

  // Opens by least price for each need met, where a price may be lowered by multipliers; then closes what is not
  // needed.
  void greedy(const std::vector<double>& price = {}) {
    std::vector<std::uint8_t> open(columns_.size(), 0);
    std::vector<std::uint32_t> left = needed_;
    std::size_t missing =
        static_cast<std::size_t>(std::count_if(left.begin(), left.end(), [](auto b) { return b > 0; }));
    std::vector<Site> chosen;
    std::vector<std::uint32_t> meets(columns_.size(), 0);
    for (std::size_t j = 0; j < columns_.size(); ++j) meets[j] = static_cast<std::uint32_t>(columns_[j].size());
    while (missing > 0) {
      double best = std::numeric_limits<double>::infinity();
      Site in = 0;
      for (std::size_t j = 0; j < columns_.size(); ++j) {
        if (meets[j] == 0 || open[j] != 0) continue;
        const double cost = price.empty() ? problem_.site_cost[j] : std::max(price[j], 1e-6);
        const double rate = cost / static_cast<double>(meets[j]);
        if (rate < best) best = rate, in = static_cast<Site>(j);
      }
      open[in] = 1;
      chosen.push_back(in);
      for (const std::uint32_t r : columns_[in]) {
        if (left[r] == 0 || --left[r] > 0) continue;
        --missing;
        for (const Site j : rows_[r]) --meets[j];
      }
    }
    std::vector<std::uint32_t> times(rows_.size(), 0);
    for (const Site j : chosen) {
      for (const std::uint32_t r : columns_[j]) ++times[r];
    }
    std::sort(chosen.begin(), chosen.end(), [&](Site a, Site b) {
      return problem_.site_cost[a] != problem_.site_cost[b] ? problem_.site_cost[a] > problem_.site_cost[b] : a > b;
    });
    for (const Site j : chosen) {
      const auto& column = columns_[j];
      if (!std::all_of(column.begin(), column.end(), [&](auto r) { return times[r] > needed_[r]; })) continue;
      open[j] = 0;
      for (const std::uint32_t r : column) --times[r];
    }
    accept(open);
  }

  void accept(std::vector<std::uint8_t> open) {
    double cost = fixed_;
    for (std::size_t j = 0; j < open.size(); ++j) {
      if (open[j] != 0) cost += problem_.site_cost[j];
    }
    if (!(cost < value_)) return;
    value_ = cost;
    for (std::size_t j = 0; j < open.size(); ++j) open_[j] = open[j] != 0 || problem_.kept[j] != 0;
  }

  // L(u) = sum needed_r u_r + sum over sites of min(0, cost - sum of u over the rows reached), by subgradient steps.
  void ascend() {
    const std::size_t n = columns_.size();
    bound_ = fixed_;
    std::vector<double> u(rows_.size(), 0.0), best = u, g(rows_.size()), reduced(n);
    for (std::size_t r = 0; r < rows_.size(); ++r) {
      u[r] = std::numeric_limits<double>::infinity();
      for (const Site j : rows_[r]) {
        u[r] = std::min(u[r], problem_.site_cost[j] / static_cast<double>(columns_[j].size()));
      }
    }
    double theta = 1.0;
    std::size_t failures = 0;
    double top = -std::numeric_limits<double>::infinity();
    for (std::size_t step = 0; step < 600 && !done() && !watch_.over(); ++step) {
      double value = fixed_;
      for (std::size_t r = 0; r < rows_.size(); ++r) {
        g[r] = static_cast<double>(needed_[r]);
        value += g[r] * u[r];
      }
      for (std::size_t j = 0; j < n; ++j) {
        if (useful_[j] == 0) continue;
        reduced[j] = problem_.site_cost[j];
        for (const std::uint32_t r : columns_[j]) reduced[j] -= u[r];
        if (reduced[j] >= 0.0) continue;
        value += reduced[j];
        for (const std::uint32_t r : columns_[j]) g[r] -= 1.0;
      }
      if (value > top) {
        top = value;
        best = u;
        best_reduced_ = reduced;
        failures = 0;
      } else if (++failures >= 20) {
        theta *= 0.5;
        failures = 0;
        u = best;
      }
      bound_ = std::max(bound_, top);
      if (step % 40 == 20) greedy(reduced);
      double square = 0.0;
      for (std::size_t r = 0; r < rows_.size(); ++r) {
        if (u[r] <= 0.0 && g[r] < 0.0) g[r] = 0.0;
        square += g[r] * g[r];
      }
      if (square < 1e-12 || theta < 1e-3) break;
      const double aim = std::min(value_, dear_enough_ + 1.0);
      const double length = theta * std::max(1.02 * aim - value, 0.01) / square;
      for (std::size_t r = 0; r < rows_.size(); ++r) u[r] = std::max(0.0, u[r] + length * g[r]);
    }
    top_ = top;
  }

  void programme() {
    IntegerProgramme ip;
    std::vector<std::uint32_t> column_of(columns_.size(), 0);
    std::vector<Site> site_of;
    std::vector<double> start;
    // Of whole costs, anything dearer than enough is dearer by 1.
    const double aim = std::min(value_, dear_enough_ + (whole_ ? 0.5 : 1e-6));
    for (std::size_t j = 0; j < columns_.size(); ++j) {
      // Open at a reduced cost that lifts the bound past the best known: it can stay closed.
      if (useful_[j] == 0 || (!best_reduced_.empty() && top_ + best_reduced_[j] > aim + tolerance())) continue;
      column_of[j] = ip.add_column({problem_.site_cost[j], 0.0, 1.0, true}) + 1;
      site_of.push_back(static_cast<Site>(j));
      start.push_back(open_[j]);
    }
    for (std::size_t r = 0; r < rows_.size(); ++r) {
      std::vector<IntegerProgramme::Term> terms;
      for (const Site j : rows_[r]) {
        if (column_of[j] != 0) terms.push_back({column_of[j] - 1, 1.0});
      }
      if (terms.size() < needed_[r]) {  // the sites left out are needed: nothing as cheap as the aim exists
        bound_ = std::max(bound_, aim);
        return;
      }
      ip.add_row(std::move(terms), IntegerProgramme::Sense::at_least, static_cast<double>(needed_[r]));
    }
    const ProgrammeOutcome solved = solve(ip, watch_.left(), limits_.gap, start);
    if (solved.infeasible) {
      bound_ = std::max(bound_, aim);
      return;
    }
    if (!solved.values.empty()) {
      std::vector<std::uint8_t> open(columns_.size(), 0);
      for (std::size_t c = 0; c < site_of.size(); ++c) open[site_of[c]] = solved.values[c] > 0.5;
      accept(std::move(open));
    }
    // Covers with a column left out cost more than the aim.
    bound_ = std::max(bound_, std::min(fixed_ + (solved.proven ? solved.value : solved.bound), aim));
    if (solved.proven && fixed_ + solved.value > dear_enough_ + 1e-9) bound_ = std::max(bound_, aim);
  }

  const CoverProblem& problem_;
  Limits limits_;
  Stopwatch watch_;
  double dear_enough_;
  bool whole_ = true;
  double fixed_ = 0.0;
  std::vector<std::vector<Site>> rows_;
  std::vector<std::uint32_t> needed_;
  std::vector<std::vector<std::uint32_t>> columns_;
  std::vector<std::uint8_t> useful_, open_;
  std::vector<double> best_reduced_;
  double value_ = std::numeric_limits<double>::infinity();
  double bound_ = 0.0, top_ = -std::numeric_limits<double>::infinity();
  Outcome outcome_;
};

}  // namespace

std::vector<Customer> beyond_reach(const CoverProblem& problem) {
  std::vector<Customer> beyond;
  for (std::size_t i = 0; i < problem.reached_by.size(); ++i) {
    if (problem.reached_by[i].size() < problem.needed[i]) beyond.push_back(static_cast<Customer>(i));
  }
  return beyond;
}

Outcome solve_cover(const CoverProblem& problem, const Limits& limits, double dear_enough) {
  sim::require(problem.needed.size() == problem.reached_by.size() && problem.kept.size() == problem.site_cost.size(),
               "solve_cover: the tables differ in length");
  sim::require(beyond_reach(problem).empty(), "solve_cover: a customer cannot be reached often enough");
  return CoverSearch(problem, limits, dear_enough)();
}

Outcome solve_cover(const CoverProblem& problem, const Limits& limits) {
  return solve_cover(problem, limits, std::numeric_limits<double>::infinity());
}

}  // namespace yuanluo::plan::siting
