#include "plan/siting/capacity.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "plan/siting/integer_programme.hpp"
#include "plan/siting/interchange.hpp"
#include "sim/contract.hpp"

namespace yuanluo::plan::siting {
namespace {

constexpr std::size_t most_programme_links = 60'000;
constexpr double slack = 1e-9;

class CapacitySearch {
 public:
  CapacitySearch(const CapacityProblem& problem, std::size_t p, const Limits& limits)
      : problem_(problem), lists_(*problem.lists), p_(p), limits_(limits), watch_(limits.seconds) {}

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
    descend();
    note("Lagrangian relaxation with knapsacks");
    if (!done() && !watch_.over()) improve_sites(20);
    if (!done() && !watch_.over() && lists_.links() <= most_programme_links) {
      result_.outcome.method = "integer programme (CBC)";
      programme();
      note("integer programme (CBC)");
    }
    Outcome& outcome = result_.outcome;
    outcome.open = best_;
    std::sort(outcome.open.begin(), outcome.open.end());
    outcome.value = value_;
    outcome.bound = std::min(bound_, value_);
    const bool served = unserved_musts() == 0;
    if (impossible_ && !served) {
      outcome.stopped = Stopped::infeasible;
    } else {
      outcome.stopped = proven() ? Stopped::proven : done() ? Stopped::gap : Stopped::time;
    }
    if (proven()) outcome.bound = value_;
    outcome.seconds = watch_.seconds();
    result_.serves = best_serves_;
    return result_;
  }

  double cost_of(const std::vector<Site>& open) {
    std::vector<Site> serves;
    return serve(open, serves);
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

  // Serves by regret, then moves and swaps customers while that saves.
  double serve(const std::vector<Site>& open, std::vector<Site>& serves) {
    is_open_.assign(lists_.sites(), 0);
    room_.assign(lists_.sites(), 0.0);
    for (const Site j : open) {
      is_open_[j] = 1;
      room_[j] = problem_.capacity[j];
    }
    const std::size_t n = lists_.customers();
    std::vector<std::vector<Link>> choices(n);
    std::vector<std::pair<double, Customer>> order(n);
    for (std::size_t i = 0; i < n; ++i) {
      const auto customer = static_cast<Customer>(i);
      for (const Link& link : lists_.of(customer)) {
        if (is_open_[link.to] != 0) choices[i].push_back(link);
      }
      const double first = choices[i].empty() ? lists_.fallback(customer) : choices[i][0].cost;
      const double second = choices[i].size() < 2 ? lists_.fallback(customer) : choices[i][1].cost;
      order[i] = {-(second - first) - 1e-6 * problem_.load[i], customer};
    }
    std::sort(order.begin(), order.end());
    serves.assign(n, served_by_none);
    double cost = 0.0;
    std::vector<double> paid(n);
    for (const auto& [regret, i] : order) {
      paid[i] = lists_.fallback(i);
      for (const Link& link : choices[i]) {
        if (room_[link.to] + slack < problem_.load[i]) continue;
        room_[link.to] -= problem_.load[i];
        serves[i] = link.to;
        paid[i] = link.cost;
        break;
      }
    }
    move(choices, serves, paid);
    for (const double c : paid) cost += c;
    return cost;
  }

  void move(const std::vector<std::vector<Link>>& choices, std::vector<Site>& serves, std::vector<double>& paid) {
    const std::size_t n = choices.size();
    for (int round = 0; round < 20; ++round) {
      bool changed = false;
      for (std::size_t i = 0; i < n; ++i) {
        for (const Link& link : choices[i]) {
          if (link.cost >= paid[i]) break;
          if (room_[link.to] + slack < problem_.load[i]) {
            changed = swap_in(choices, serves, paid, i, link) || changed;
            if (serves[i] == link.to) break;
            continue;
          }
          if (serves[i] != served_by_none) room_[serves[i]] += problem_.load[i];
          room_[link.to] -= problem_.load[i];
          serves[i] = link.to;
          paid[i] = link.cost;
          changed = true;
          break;
        }
      }
      if (!changed) return;
    }
  }

  // Puts customer i where `link` leads by sending one other from there to where i was or to where there is room.
  bool swap_in(const std::vector<std::vector<Link>>& choices, std::vector<Site>& serves, std::vector<double>& paid,
               std::size_t i, const Link& link) {
    for (std::size_t k = 0; k < choices.size(); ++k) {
      if (serves[k] != link.to || room_[link.to] + problem_.load[k] + slack < problem_.load[i]) continue;
      for (const Link& other : choices[k]) {
        if (other.to == link.to) continue;
        if (link.cost + other.cost >= paid[i] + paid[k]) break;
        const double room = room_[other.to] + (serves[i] == other.to ? problem_.load[i] : 0.0);
        if (room + slack < problem_.load[k]) continue;
        if (serves[i] != served_by_none) room_[serves[i]] += problem_.load[i];
        room_[other.to] -= problem_.load[k];
        room_[link.to] += problem_.load[k] - problem_.load[i];
        serves[k] = other.to;
        paid[k] = other.cost;
        serves[i] = link.to;
        paid[i] = link.cost;
        return true;
      }
    }
    return false;
  }

  bool consider(const std::vector<Site>& open) {
    std::vector<Site> serves;
    const double cost = serve(open, serves);
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

  // L(u) = sum of u + least sum over p sites of the continuous knapsack of c_ij - u_i under the site's capacity.
  void descend() {
    const std::size_t n = lists_.customers(), m = lists_.sites();
    std::vector<double> u(n), g(n), rho(m), best;
    for (std::size_t i = 0; i < n; ++i) {
      const auto list = lists_.of(static_cast<Customer>(i));
      u[i] = list.size() < 2 ? lists_.fallback(static_cast<Customer>(i)) : list[list.size() > p_ ? 1 : 0].cost;
    }
    best = u;
    struct Part {
      double rate, saves;
      Customer customer;
      double share;
    };
    std::vector<std::vector<Part>> parts(m);
    std::vector<Site> order(m);
    double theta = 1.0;
    std::size_t failures = 0;
    for (std::size_t step = 0; step < 800 && !done() && !watch_.over(); ++step) {
      double value = std::accumulate(u.begin(), u.end(), 0.0);
      for (std::size_t j = 0; j < m; ++j) {
        auto& part = parts[j];
        part.clear();
        for (const Link& link : lists_.served_by(static_cast<Site>(j))) {
          if (link.cost >= u[link.to]) continue;
          const double load = problem_.load[link.to];
          part.push_back({load > 0.0 ? (link.cost - u[link.to]) / load : -std::numeric_limits<double>::infinity(),
                          link.cost - u[link.to], link.to, 0.0});
        }
        std::sort(part.begin(), part.end(), [](const Part& a, const Part& b) {
          return a.rate != b.rate ? a.rate < b.rate : a.customer < b.customer;
        });
        double room = problem_.capacity[j];
        rho[j] = 0.0;
        for (Part& one : part) {
          const double load = problem_.load[one.customer];
          one.share = load <= room ? 1.0 : room / load;
          room -= one.share * load;
          rho[j] += one.share * one.saves;
          if (one.share < 1.0 && room <= 0.0) break;
        }
        order[j] = static_cast<Site>(j);
      }
      std::sort(order.begin(), order.end(), [&](Site a, Site b) {
        if (problem_.kept[a] != problem_.kept[b]) return problem_.kept[a] > problem_.kept[b];
        return rho[a] != rho[b] ? rho[a] < rho[b] : a < b;
      });
      std::fill(g.begin(), g.end(), 1.0);
      for (std::size_t k = 0; k < p_; ++k) {
        value += rho[order[k]];
        for (const Part& one : parts[order[k]]) g[one.customer] -= one.share;
      }
      if (value > bound_) {
        bound_ = value;
        best = u;
        rho_ = rho;
        failures = 0;
      } else if (++failures >= 20) {
        theta *= 0.6;
        failures = 0;
        u = best;
      }
      if (step % 50 == 25) consider(std::vector<Site>(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(p_)));
      double square = 0.0;
      for (const double d : g) square += d * d;
      if (square < 1e-12 || theta < 1e-3) break;
      const double length = theta * std::max(1.01 * value_ - value, 1e-3) / square;
      for (std::size_t i = 0; i < n; ++i) {
        u[i] = std::clamp(u[i] + length * g[i], 0.0, lists_.fallback(static_cast<Customer>(i)));
      }
    }
  }

  void programme() {
    using Sense = IntegerProgramme::Sense;
    IntegerProgramme ip;
    std::vector<double> start;
    std::vector<IntegerProgramme::Term> count;
    std::vector<std::uint8_t> open(lists_.sites(), 0);
    for (const Site j : best_) open[j] = 1;
    for (std::size_t j = 0; j < lists_.sites(); ++j) {
      count.push_back({ip.add_column({0.0, problem_.kept[j] != 0 ? 1.0 : 0.0, 1.0, true}), 1.0});
      start.push_back(open[j]);
    }
    ip.add_row(std::move(count), Sense::equal, static_cast<double>(p_));
    std::vector<std::vector<IntegerProgramme::Term>> room(lists_.sites());
    struct Way {
      Customer customer;
      Site site;
      std::uint32_t column;
    };
    std::vector<Way> ways;
    for (std::size_t i = 0; i < lists_.customers(); ++i) {
      const auto customer = static_cast<Customer>(i);
      std::vector<IntegerProgramme::Term> once;
      for (const Link& link : lists_.of(customer)) {
        const std::uint32_t y = ip.add_column({link.cost, 0.0, 1.0, true});
        start.push_back(best_serves_[i] == link.to ? 1.0 : 0.0);
        ways.push_back({customer, link.to, y});
        once.push_back({y, 1.0});
        room[link.to].push_back({y, problem_.load[i]});
        ip.add_row({{link.to, 1.0}, {y, -1.0}}, Sense::at_least, 0.0);
      }
      const bool must = !problem_.must.empty() && problem_.must[i] != 0;
      once.push_back({ip.add_column({lists_.fallback(customer), 0.0, must ? 0.0 : 1.0, false}), 1.0});
      start.push_back(best_serves_[i] == served_by_none ? 1.0 : 0.0);
      ip.add_row(std::move(once), Sense::equal, 1.0);
    }
    for (std::size_t j = 0; j < lists_.sites(); ++j) {
      if (room[j].empty()) continue;
      room[j].push_back({static_cast<std::uint32_t>(j), -problem_.capacity[j]});
      ip.add_row(std::move(room[j]), Sense::at_most, 0.0);
    }
    if (unserved_musts() > 0) start.clear();
    const ProgrammeOutcome solved = solve(ip, watch_.left(), limits_.gap, start);
    if (solved.infeasible) {
      impossible_ = true;
      return;
    }
    bound_ = std::max(bound_, solved.bound);
    if (solved.values.empty() || solved.value >= value_) return;
    value_ = solved.value;
    best_.clear();
    for (std::size_t j = 0; j < lists_.sites(); ++j) {
      if (solved.values[j] > 0.5) best_.push_back(static_cast<Site>(j));
    }
    best_serves_.assign(lists_.customers(), served_by_none);
    for (const Way& way : ways) {
      if (solved.values[way.column] > 0.5) best_serves_[way.customer] = way.site;
    }
  }

  const CapacityProblem& problem_;
  const CostLists& lists_;
  std::size_t p_;
  Limits limits_;
  Stopwatch watch_;
  std::vector<std::uint8_t> is_open_;
  std::vector<double> room_, rho_;
  std::vector<Site> best_, best_serves_;
  double value_ = 0.0, bound_ = -std::numeric_limits<double>::infinity();
  bool impossible_ = false;
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
  return CapacitySearch(problem, open.size(), {}).cost_of(open);
}

}  // namespace yuanluo::plan::siting
