#include "models/response/hypercube.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>
#include <string>
#include <utility>

#include "sim/contract.hpp"

namespace yuanluo::models {

namespace {

using BusySet = std::uint32_t;  // bit n: server n is busy

void check(const HypercubeModel& model) {
  sim::require(model.servers() >= 1 && !model.classes.empty(), "hypercube: at least one server and one class");
  for (const double mu : model.service_rate) sim::require(mu > 0.0, "hypercube: service rates must be above 0");
  for (const HypercubeClass& c : model.classes) {
    sim::require(c.rate >= 0.0, "hypercube: rates must not be negative");
    std::vector<bool> named(model.servers(), false);
    for (const std::uint32_t n : c.order)
      if (n < named.size()) named[n] = true;
    sim::require(c.order.size() == model.servers() && std::all_of(named.begin(), named.end(), [](bool b) { return b; }),
                 "hypercube: an order names every server once");
  }
  sim::require(model.total_rate() > 0.0, "hypercube: some class must call");
  const double capacity = std::accumulate(model.service_rate.begin(), model.service_rate.end(), 0.0);
  sim::require(!model.queue || model.total_rate() < capacity, "hypercube: calls come faster than servers can work");
}

std::uint32_t first_free(const HypercubeClass& c, BusySet busy) {
  for (const std::uint32_t n : c.order)
    if ((busy >> n & 1u) == 0) return n;
  return static_cast<std::uint32_t>(c.order.size());
}

// The rates of the chain: up from state s by making n busy, [s * servers + n]; down by the service rates.
class Chain {
 public:
  explicit Chain(const HypercubeModel& model) : model_(model), servers_(model.servers()) {
    const BusySet states = BusySet{1} << servers_;
    up_.assign(std::size_t{states} * servers_, 0.0);
    out_.assign(states, 0.0);
    for (BusySet s = 0; s < states; ++s) {
      for (const HypercubeClass& c : model.classes) {
        const std::uint32_t n = first_free(c, s);
        if (n < servers_) up_[s * servers_ + n] += c.rate;
      }
      for (std::size_t n = 0; n < servers_; ++n) out_[s] += (s >> n & 1u) != 0 ? model.service_rate[n] : up_at(s, n);
    }
  }

  double up_at(BusySet s, std::size_t n) const { return up_[s * servers_ + n]; }
  double out(BusySet s) const { return out_[s]; }
  // The flow into `s` from its neighbours.
  double inflow(const std::vector<double>& p, BusySet s) const {
    double sum = 0.0;
    for (std::size_t n = 0; n < servers_; ++n) {
      const BusySet other = s ^ BusySet { 1 } << n;
      sum += p[other] * ((s >> n & 1u) != 0 ? up_at(other, n) : model_.service_rate[n]);
    }
    return sum;
  }

 private:
  const HypercubeModel& model_;
  std::size_t servers_;
  std::vector<double> up_;
  std::vector<double> out_;
};

void normalise(std::vector<double>& p) {
  const double sum = std::accumulate(p.begin(), p.end(), 0.0);
  for (double& value : p) value /= sum;
}

// Makes the levels of equally many busy servers balance each other, which holds of the solution and spares most of the
// sweeps. Source: [Stewart1994] iterative aggregation and disaggregation.
void balance_levels(const HypercubeModel& model, std::vector<double>& p) {
  const std::size_t servers = model.servers();
  std::vector<double> mass(servers + 1, 0.0), down(servers + 1, 0.0);
  for (BusySet s = 0; s < p.size(); ++s) {
    const auto level = static_cast<std::size_t>(std::popcount(s));
    mass[level] += p[s];
    for (std::size_t n = 0; n < servers; ++n)
      if ((s >> n & 1u) != 0) down[level] += p[s] * model.service_rate[n];
  }
  std::vector<double> factor(servers + 1, 1.0);
  for (std::size_t level = 1; level <= servers; ++level)
    factor[level] = factor[level - 1] * mass[level - 1] * model.total_rate() / down[level];
  for (BusySet s = 0; s < p.size(); ++s) p[s] *= factor[static_cast<std::size_t>(std::popcount(s))];
  normalise(p);
}

struct Stationary {
  std::vector<double> p;
  std::uint32_t sweeps = 0;
  double residual = 0.0;
};

// The loss system's states, by Gauss-Seidel sweeps up and down the levels.
Stationary stationary(const HypercubeModel& model, const Chain& chain) {
  const BusySet states = BusySet{1} << model.servers();
  std::vector<BusySet> order(states);
  std::iota(order.begin(), order.end(), BusySet{0});
  std::stable_sort(order.begin(), order.end(),
                   [](BusySet a, BusySet b) { return std::popcount(a) < std::popcount(b); });
  Stationary result;
  result.p.assign(states, 1.0);
  std::vector<double>& p = result.p;
  const auto imbalance = [&] {
    double worst = 0.0;
    for (BusySet s = 0; s < states; ++s) worst = std::max(worst, std::abs(chain.inflow(p, s) / chain.out(s) - p[s]));
    return worst;
  };
  constexpr std::uint32_t most_sweeps = 20000;
  double before = 1.0;
  while (result.sweeps < most_sweeps) {
    balance_levels(model, p);
    for (const BusySet s : order) p[s] = chain.inflow(p, s) / chain.out(s);
    for (auto s = order.rbegin(); s != order.rend(); ++s) p[*s] = chain.inflow(p, *s) / chain.out(*s);
    normalise(p);
    ++result.sweeps;
    if (result.sweeps % 4 != 0) continue;
    result.residual = imbalance();
    // Rounding keeps the last digit from settling: stop when it gets no better.
    if (result.residual < 1e-16 || (result.residual < 1e-13 && result.residual > 0.5 * before)) break;
    before = result.residual;
  }
  return result;
}

// What follows from the shares of calls that are served at once: the rest of the answer.
void complete(const HypercubeModel& model, HypercubeAnswer& answer) {
  const double rate = model.total_rate();
  const double capacity = std::accumulate(model.service_rate.begin(), model.service_rate.end(), 0.0);
  const double served = model.queue ? 1.0 : 1.0 - answer.waits_or_lost;
  answer.in_all = answer.at_once;
  for (std::size_t n = 0; n < model.servers(); ++n) {
    for (std::size_t j = 0; j < model.classes.size(); ++j) {
      const double from_queue =
          model.queue ? answer.waits_or_lost * model.classes[j].rate / rate * (model.service_rate[n] / capacity) : 0.0;
      answer.in_all[n][j] = (answer.at_once[n][j] + from_queue) / served;
      if (model.classes[j].order.front() == n) continue;
      answer.not_preferred_at_once += answer.at_once[n][j];
      answer.not_preferred += answer.in_all[n][j];
    }
  }
  if (!model.queue) return;
  answer.mean_queue = answer.all_busy * rate / (capacity - rate);
  answer.mean_wait = answer.mean_queue / rate;
}

}  // namespace

double HypercubeModel::total_rate() const {
  double sum = 0.0;
  for (const HypercubeClass& c : classes) sum += c.rate;
  return sum;
}

HypercubeAnswer solve_hypercube(const HypercubeModel& model) {
  sim::require(model.servers() <= most_exact_servers, "hypercube: at most 16 servers can be solved exactly");
  check(model);
  const double rate = model.total_rate();
  const double capacity = std::accumulate(model.service_rate.begin(), model.service_rate.end(), 0.0);
  Stationary solved = stationary(model, Chain(model));
  std::vector<double>& p = solved.p;
  HypercubeAnswer answer;
  answer.iterations = solved.sweeps;
  answer.residual = solved.residual;

  // With a queue, the states beyond "all busy" are those of M/M/1 with the servers' whole capacity; below, the balance
  // is that of the loss system.
  const double tail = model.queue ? 1.0 / (1.0 - rate / capacity) : 1.0;
  const double sum = 1.0 + p.back() * (tail - 1.0);
  for (double& value : p) value /= sum;
  answer.all_busy = p.back() * tail;
  answer.waits_or_lost = answer.all_busy;

  answer.workload.assign(model.servers(), 0.0);
  answer.at_once.assign(model.servers(), std::vector<double>(model.classes.size(), 0.0));
  for (BusySet s = 0; s + 1 < p.size(); ++s) {
    for (std::size_t n = 0; n < model.servers(); ++n)
      if ((s >> n & 1u) != 0) answer.workload[n] += p[s];
    for (std::size_t j = 0; j < model.classes.size(); ++j)
      answer.at_once[first_free(model.classes[j], s)][j] += p[s] * model.classes[j].rate / rate;
  }
  for (double& workload : answer.workload) workload += answer.all_busy;
  answer.state = std::move(p);
  complete(model, answer);
  return answer;
}

std::vector<double> hypercube_factors(std::size_t servers, double offered, bool queue) {
  const auto n = static_cast<double>(servers);
  // M/M/n: the probabilities of k < n busy; without the sum of all of them.
  std::vector<double> p(servers);
  double term = 1.0, sum = 0.0;
  for (std::size_t k = 0; k < servers; ++k) {
    p[k] = term;
    sum += term;
    term *= offered / static_cast<double>(k + 1);
  }
  const double full = queue ? term / (1.0 - offered / n) : term;
  sum += full;
  const double workload = queue ? offered / n : offered / n * (1.0 - full / sum);
  std::vector<double> factors(servers, 0.0);
  for (std::size_t j = 0; j < servers; ++j) {
    // The first j of a random order are busy and the next is free.
    for (std::size_t k = j; k < servers; ++k) {
      double drawn = p[k] / sum;
      for (std::size_t l = 0; l < j; ++l) drawn *= static_cast<double>(k - l) / static_cast<double>(servers - l);
      factors[j] += drawn * static_cast<double>(servers - k) / static_cast<double>(servers - j);
    }
    factors[j] /= std::pow(workload, static_cast<double>(j)) * (1.0 - workload);
  }
  return factors;
}

HypercubeAnswer approximate_hypercube(const HypercubeModel& model) {
  check(model);
  const std::size_t servers = model.servers();
  const double mu = model.service_rate.front();
  for (const double other : model.service_rate)
    sim::require(other == mu, "hypercube: the approximation is for equal service rates");
  const double offered = model.total_rate() / mu;
  const auto n = static_cast<double>(servers);
  const std::vector<double> factors = hypercube_factors(servers, offered, model.queue);

  double b = 1.0;  // Erlang's loss formula
  for (std::size_t k = 1; k <= servers; ++k) b = offered * b / (static_cast<double>(k) + offered * b);
  HypercubeAnswer answer;
  answer.all_busy = model.queue ? n * b / (n - offered * (1.0 - b)) : b;
  answer.waits_or_lost = answer.all_busy;
  const double busy = offered * (model.queue ? 1.0 : 1.0 - b) / n;

  std::vector<double>& rho = answer.workload;
  rho.assign(servers, busy);
  for (answer.iterations = 1; answer.iterations <= 1000; ++answer.iterations) {
    // Each server's rate of calls while it is free.
    std::vector<double> offered_when_free(servers, 0.0);
    for (const HypercubeClass& c : model.classes) {
      double others_busy = 1.0;
      for (std::size_t k = 0; k < servers; ++k) {
        offered_when_free[c.order[k]] += c.rate / mu * factors[k] * others_busy;
        others_busy *= rho[c.order[k]];
      }
    }
    std::vector<double> next(servers);
    const double from_queue = model.queue ? offered * answer.all_busy / n : 0.0;
    for (std::size_t i = 0; i < servers; ++i)
      next[i] = (offered_when_free[i] + from_queue) / (1.0 + offered_when_free[i]);
    const double scale = busy * n / std::accumulate(next.begin(), next.end(), 0.0);
    answer.residual = 0.0;
    for (std::size_t i = 0; i < servers; ++i) {
      next[i] *= scale;
      answer.residual = std::max(answer.residual, std::abs(next[i] - rho[i]));
    }
    rho = next;
    if (answer.residual < 1e-12) break;
  }
  answer.at_once.assign(servers, std::vector<double>(model.classes.size(), 0.0));
  const double served_at_once = 1.0 - answer.all_busy;
  for (std::size_t j = 0; j < model.classes.size(); ++j) {
    const HypercubeClass& c = model.classes[j];
    double others_busy = 1.0, sum = 0.0;
    for (std::size_t k = 0; k < servers; ++k) {
      double& share = answer.at_once[c.order[k]][j];
      share = factors[k] * others_busy * (1.0 - rho[c.order[k]]);
      sum += share;
      others_busy *= rho[c.order[k]];
    }
    // The shares of a class add up to those served at once, as they do in M/M/n.
    for (std::size_t i = 0; i < servers; ++i)
      answer.at_once[i][j] *= served_at_once / sum * c.rate / model.total_rate();
  }
  complete(model, answer);
  return answer;
}

DispatchWorld dispatch_world_of(const HypercubeModel& model) {
  check(model);
  DispatchWorld world;
  for (std::size_t n = 0; n < model.servers(); ++n) {
    DispatchServer server;
    server.name = std::to_string(n + 1);
    server.on_scene = sim::AnyDistribution{sim::Exponential{1.0 / model.service_rate[n]}};
    world.servers.push_back(std::move(server));
  }
  for (const HypercubeClass& c : model.classes) {
    DispatchDemand demand;
    demand.name = std::to_string(world.demand.size() + 1);
    demand.per_minute = c.rate;
    demand.rank.resize(model.servers());
    for (std::uint32_t k = 0; k < model.servers(); ++k) demand.rank[c.order[k]] = k;
    world.demand.push_back(std::move(demand));
  }
  world.rules.choice = named(choices(), "fixed_order");
  if (!model.queue) world.rules.capacity = static_cast<std::uint32_t>(model.servers());
  return world;
}

}  // namespace yuanluo::models
