// Waiting times against closed forms. Every check: 40 replications of 25,000 measured customers after 5,000; the closed
// form must lie in the 99.9 % interval of the mean of replications, so a right program fails a check with probability
// 0.001; about twenty checks, with fixed seeds.
#include <catch2/catch.hpp>
#include <vector>

#include "sim/examples/mm1.hpp"
#include "sim/serial_kernel.hpp"
#include "sim/sink.hpp"
#include "sim/windowed_kernel.hpp"
#include "tests/statistical/sim/stations.hpp"

namespace {

using namespace yuanluo::sim;

struct Means {
  std::vector<ConfidenceInterval> wait;     // [station] mean seconds in the queue
  std::vector<ConfidenceInterval> sojourn;  // [station] mean seconds in the station
};

Means simulate(double gap, const std::vector<Stations::Station>& stations) {
  constexpr std::uint32_t replications = 40;
  std::vector<std::vector<double>> wait(stations.size());
  std::vector<std::vector<double>> sojourn(stations.size());
  for (std::uint32_t r = 0; r < replications; ++r) {
    const Stations::World world{gap, stations, Luck{2024, r}, 5000};
    WindowedKernel<Stations> kernel(world, Stations::State(stations.size() + 1), {{epoch, ProcessId{0}, {}}});
    const SimTime end = epoch + seconds(30'000 * gap);
    kernel.run(end, IgnoreEvents{});
    for (std::size_t s = 0; s < stations.size(); ++s) {
      const Stations::Queue& queue = kernel.state()[s + 1];
      wait[s].push_back(queue.time_in_queue.mean());
      sojourn[s].push_back(queue.time_in_station.mean());
    }
  }
  Means means;
  for (std::size_t s = 0; s < stations.size(); ++s) {
    means.wait.push_back(mean_interval(wait[s], 0.999));
    means.sojourn.push_back(mean_interval(sojourn[s], 0.999));
  }
  return means;
}

// Probability that all c servers are busy, offered a = arrival rate × mean service. Source: [Kleinrock1975] (Erlang C).
double erlang_c(int c, double a) {
  double term = 1.0;
  double sum = 0.0;
  for (int k = 0; k < c; ++k) {
    sum += term;
    term *= a / (k + 1);
  }
  const double all_busy = term * c / (c - a);
  return all_busy / (sum + all_busy);
}

void check_mean(const ConfidenceInterval& interval, double closed_form) {
  CAPTURE(interval.low(), interval.high(), closed_form);
  CHECK(interval.contains(closed_form));
  CHECK(interval.half_width < 0.08 * closed_form);  // the check could have failed
}

}  // namespace

TEST_CASE("the M/M/1 queue waits as long as its closed form says") {
  for (const double load : {0.5, 0.8}) {
    const Means means = simulate(10.0, {{1, Exponential{10.0 * load}}});
    check_mean(means.wait[0], 10.0 * load * load / (1.0 - load));
    check_mean(means.sojourn[0], 10.0 * load / (1.0 - load));
  }
}

TEST_CASE("the M/M/c queue waits as long as Erlang's formula says") {
  for (const int servers : {2, 5}) {
    const double service = 10.0 * servers * 0.8;
    const Means means = simulate(10.0, {{static_cast<std::size_t>(servers), Exponential{service}}});
    const double load = service / 10.0;
    check_mean(means.wait[0], erlang_c(servers, load) * service / (servers - load));
  }
}

TEST_CASE("the M/G/1 queue waits as long as the formula of Pollaczek and Khinchine says") {
  // Mean wait = arrival rate × E[S²] / (2 (1 - load)). Source: [Kleinrock1975].
  const double rate = 0.1;
  const double mean = 7.0;
  const auto formula = [&](double second_moment) { return rate * second_moment / (2.0 * (1.0 - rate * mean)); };
  check_mean(simulate(10.0, {{1, Constant{mean}}}).wait[0], formula(mean * mean));
  check_mean(simulate(10.0, {{1, Uniform(0.0, 14.0)}}).wait[0], formula(14.0 * 14.0 / 3.0));
  check_mean(simulate(10.0, {{1, Gamma::of_mean(mean, 2.0)}}).wait[0], formula(mean * mean * 1.5));
  const double spread = std::log(1.8) * std::log(1.8);  // of a lognormal's logarithm: E[S²] = mean² e^spread
  check_mean(simulate(10.0, {{1, Lognormal(mean * std::exp(-0.5 * spread), 1.8)}}).wait[0],
             formula(mean * mean * std::exp(spread)));
}

TEST_CASE("every station of a tandem of exponential servers waits as if it were alone") {
  // Burke's theorem: what leaves an M/M/c queue is again a Poisson stream. Source: [Kleinrock1975].
  const Means means = simulate(10.0, {{1, Exponential{6.0}}, {1, Exponential{8.0}}, {2, Exponential{12.0}}});
  check_mean(means.sojourn[0], 1.0 / (1.0 / 6.0 - 0.1));
  check_mean(means.sojourn[1], 1.0 / (1.0 / 8.0 - 0.1));
  check_mean(means.sojourn[2], 12.0 + erlang_c(2, 1.2) * 12.0 / (2 - 1.2));
}

TEST_CASE("Little's law holds exactly for a queue that has emptied") {
  // The integral of the number in the system is the sum of the times in the system.
  Mm1::World world;
  SerialKernel<Mm1> kernel(world, {}, Mm1::first_events(world));
  SimTime t = epoch + std::chrono::hours{100};
  kernel.run(t, IgnoreEvents{});
  while (!kernel.state().arrived.empty()) kernel.run(t += seconds(1.0), IgnoreEvents{});
  const Mm1::State& state = kernel.state();
  CHECK(state.served > 30'000);
  CHECK(state.in_system.integral(t) == Approx(state.time_in_system.sum()).epsilon(1e-12));
}

TEST_CASE("the example of the guide waits as long as the closed form says") {
  std::vector<double> means;
  for (std::uint32_t r = 0; r < 40; ++r) {
    Mm1::World world;
    world.luck = Luck{7, r};
    SerialKernel<Mm1> kernel(world, {}, Mm1::first_events(world));
    kernel.run(epoch + seconds(300'000.0), IgnoreEvents{});
    means.push_back(kernel.state().time_in_system.mean());
  }
  // It starts empty; 30,000 customers make that bias small beside the interval.
  const ConfidenceInterval interval = mean_interval(means, 0.999);
  CHECK(interval.contains(40.0));
  CHECK(interval.half_width < 2.0);
}
