// The response engine set up as the queues of the textbooks. Each comparison allows 4 standard errors of the mean over
// replications, so that a right program fails with probability 1e-4 each (Student's t with 39 degrees of freedom), 0.6
// % for all together; seeds are fixed, so it passes or fails for good. Service times have mean one minute.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "scenarios/dispatch/dispatch_study.hpp"

namespace yuanluo::scenarios {
namespace {

constexpr std::uint32_t replications = 40;

const std::string exponential = R"({"exponential": {"mean": 1}})";

std::string queue(int servers, double rate, const std::string& service, const std::string& rules = "",
                  const std::string& measures = R"("waiting_share", "mean_wait", "mean_queue", "utilisation")") {
  return fmt::format(R"({{"servers": [{{"count": {}}}], "demand": [{{"per_minute": {}}}], "on_scene_min": {},
    "rules": {{{}}}, "warm_up_min": 500, "measured_min": 20000, "measures": [{}], "seed": 3}})",
                     servers, rate, service, rules, measures);
}

DispatchResult run(const std::string& text) {
  DispatchFile file = read_dispatch_text("queue", text);
  file.replications = replications;
  return run_dispatch_file(file, 2);
}

void check(const char* what, const DispatchResult& result, std::size_t measure, double exact) {
  const auto& interval = result.intervals.at(measure);
  REQUIRE(interval);
  const double error = interval->half_width / sim::student_t_quantile(0.975, replications - 1.0);
  INFO(what << ": " << interval->mean << " (standard error " << error << "), exact " << exact);
  CHECK(std::abs(interval->mean - exact) <= 4.0 * error);
}

// Probability that all of `c` servers are busy and a call waits; load a = rate x mean service. Source: [Erlang1917].
double erlang_b(int c, double a) {
  double b = 1.0;
  for (int k = 1; k <= c; ++k) b = a * b / (k + a * b);
  return b;
}
double erlang_c(int c, double a) {
  const double b = erlang_b(c, a);
  return c * b / (c - a * (1.0 - b));
}

// Mean wait of M/D/c in service times. Source: [Crommelin1932].
double crommelin(int c, double a) {
  double sum = 0.0;
  for (int i = 1; i <= 400; ++i) {
    double at_least = 0.0, above = 0.0;
    for (int n = i * c; n <= i * c + 400; ++n) {
      const double p = std::exp(-i * a + n * std::log(i * a) - std::lgamma(n + 1.0));
      at_least += p;
      if (n > i * c) above += p;
    }
    sum += at_least - c / a * above;
  }
  return sum;
}

TEST_CASE("M/M/c waits as Erlang's second formula says") {
  struct Case {
    int c;
    double a, waits, wait;
  };
  // The first two are F2 and F3 of the verification list; then one server, and a heavily loaded desk.
  const Case cases[] = {{3, 2.0, 4.0 / 9.0, 4.0 / 9.0},
                        {2, 1.5, 0.642857, 1.285714},
                        {1, 0.5, 0.5, 1.0},
                        {10, 8.0, erlang_c(10, 8.0), erlang_c(10, 8.0) / 2.0}};
  for (const Case& k : cases) {
    INFO(k.c << " servers, load " << k.a);
    const DispatchResult result = run(queue(k.c, k.a, exponential));
    check("P(wait)", result, 0, k.waits);
    check("mean wait", result, 1, k.wait);
    check("mean number waiting", result, 2, k.a * k.wait);
    check("utilisation", result, 3, k.a / k.c);
  }
}

TEST_CASE("M/M/c/K loses and delays what the birth-and-death chain says") {
  struct Case {
    int c, k;
    double a;
  };
  for (const Case& k : {Case{1, 4, 0.8}, Case{3, 5, 2.5}, Case{2, 12, 3.0}}) {
    INFO(k.c << " servers, room for " << k.k << ", load " << k.a);
    std::vector<double> p{1.0};
    for (int n = 1; n <= k.k; ++n) p.push_back(p.back() * k.a / std::min(n, k.c));
    double total = 0.0, waiting = 0.0;
    for (int n = 0; n <= k.k; ++n) total += p[static_cast<std::size_t>(n)];
    for (int n = k.c; n <= k.k; ++n) waiting += (n - k.c) * p[static_cast<std::size_t>(n)] / total;
    const double lost = p.back() / total;
    const DispatchResult result = run(queue(k.c, k.a, exponential, fmt::format(R"("capacity": {})", k.k),
                                            R"("lost_share", "mean_queue", "mean_wait")"));
    check("lost", result, 0, lost);
    check("mean number waiting", result, 1, waiting);
    check("mean wait of those served", result, 2, waiting / (k.a * (1.0 - lost)));
  }
}

TEST_CASE("Erlang's loss formula holds whatever the distribution of service") {
  const std::string services[] = {exponential, "1", R"({"lognormal": {"mean": 1, "sd": 2}})",
                                  R"({"mixture": [{"weight": 9, "of": 0.5}, {"weight": 1, "of": 5.5}]})"};
  for (const std::string& service : services) {
    INFO(service);
    const DispatchResult result =
        run(queue(5, 3.0, service, R"("capacity": 5)", R"("lost_share", "utilisation", "mean_queue")"));
    check("lost", result, 0, erlang_b(5, 3.0));
    check("utilisation", result, 1, 3.0 * (1.0 - erlang_b(5, 3.0)) / 5.0);
    CHECK(result.intervals[2]->mean == 0.0);
  }
}

TEST_CASE("M/G/1 waits as Pollaczek and Khinchine say") {
  struct Case {
    std::string service;
    double squared_cv;
  };
  const Case cases[] = {{"1", 0.0},
                        {R"({"lognormal": {"mean": 1, "sd": 0.48}})", 0.2304},
                        {R"({"erlang": {"mean": 1, "stages": 3}})", 1.0 / 3.0},
                        {R"({"gamma": {"mean": 1, "sd": 1.5}})", 2.25},
                        {R"({"uniform": {"low": 0, "high": 2}})", 1.0 / 3.0}};
  for (const Case& k : cases) {
    INFO(k.service);
    const double load = 0.7;
    const DispatchResult result = run(queue(1, load, k.service));
    check("P(wait)", result, 0, load);
    check("mean wait", result, 1, load / (1.0 - load) * (1.0 + k.squared_cv) / 2.0);
  }
}

TEST_CASE("M/D/c waits as Crommelin's series says") {
  CHECK(crommelin(1, 0.5) == Approx(0.5).epsilon(1e-9));  // as for M/G/1
  for (const int c : {2, 3, 8}) {
    INFO(c << " servers");
    check("mean wait", run(queue(c, 0.8 * c, "1")), 1, crommelin(c, 0.8 * c));
  }
}

// Service of two exponential phases: the first is entered with probability `first`, and left to the second with
// probability `on`, else the service is over.
struct TwoPhases {
  double first, rate_1, rate_2, on;
};

// P(wait) and mean wait of M/PH/c from its balance equations, the queue cut off at 400 calls; service has mean 1. A
// state is the number of calls and how many of the busy servers are in phase 1.
std::pair<double, double> waits_of(int c, double a, const TwoPhases& s) {
  constexpr int most = 400;
  const auto busy = [c](int n) { return std::min(n, c); };
  std::vector<int> first_state{0};
  for (int n = 0; n <= most; ++n) first_state.push_back(first_state.back() + busy(n) + 1);
  const auto at = [&](int n, int j) { return first_state[static_cast<std::size_t>(n)] + j; };
  const int states = first_state.back();
  // Level by level the equations are nearly block tridiagonal, so sweeps from the top to the bottom and back converge.
  struct Step {
    int to;
    double rate;
  };
  std::vector<std::vector<Step>> into(static_cast<std::size_t>(states));
  std::vector<double> out(static_cast<std::size_t>(states), 0.0);
  const auto add = [&](int from, int to, double rate) {
    if (rate <= 0.0 || from == to) return;
    into[static_cast<std::size_t>(to)].push_back({from, rate});
    out[static_cast<std::size_t>(from)] += rate;
  };
  for (int n = 0; n <= most; ++n)
    for (int j = 0; j <= busy(n); ++j) {
      const int here = at(n, j), two = busy(n) - j;
      if (n < most) {
        if (n < c) {
          add(here, at(n + 1, j + 1), a * s.first);
          add(here, at(n + 1, j), a * (1.0 - s.first));
        } else {
          add(here, at(n + 1, j), a);
        }
      }
      // Somebody is done; the next in the queue begins at once.
      const auto done = [&](int rest, double rate) {
        if (n > c) {
          add(here, at(n - 1, rest + 1), rate * s.first);
          add(here, at(n - 1, rest), rate * (1.0 - s.first));
        } else {
          add(here, at(n - 1, rest), rate);
        }
      };
      if (j > 0) {
        done(j - 1, j * s.rate_1 * (1.0 - s.on));
        add(here, at(n, j - 1), j * s.rate_1 * s.on);
      }
      if (two > 0) done(j, two * s.rate_2);
    }
  std::vector<double> p(static_cast<std::size_t>(states), 1.0);
  for (int sweep = 0; sweep < 6000; ++sweep) {
    double change = 0.0, sum = 0.0;
    const auto update = [&](std::size_t i) {
      double flow = 0.0;
      for (const Step& step : into[i]) flow += p[static_cast<std::size_t>(step.to)] * step.rate;
      const double next = flow / out[i];
      change = std::max(change, std::abs(next - p[i]) / std::max(next, 1e-12));
      p[i] = next;
    };
    for (std::size_t i = 0; i < p.size(); ++i) update(i);
    for (std::size_t i = p.size(); i-- > 0;) update(i);
    for (const double x : p) sum += x;
    for (double& x : p) x /= sum;
    if (change < 1e-9) break;
  }
  double waits = 0.0, queue = 0.0;
  for (int n = c; n <= most; ++n)
    for (int j = 0; j <= c; ++j) {
      waits += p[static_cast<std::size_t>(at(n, j))];
      queue += (n - c) * p[static_cast<std::size_t>(at(n, j))];
    }
  return {waits, queue / a};
}

TEST_CASE("M/G/c with several servers waits as its balance equations say, for services more and less even than M") {
  // The equations themselves: exponential phases give Erlang's formula, one server that of Pollaczek and Khinchine.
  const TwoPhases even{1.0, 2.0, 2.0, 1.0}, alike{0.3, 1.0, 1.0, 0.0}, uneven{0.8, 2.0, 1.0 / 3.0, 0.0};
  CHECK(waits_of(3, 2.0, alike).first == Approx(4.0 / 9.0).epsilon(1e-6));  // F2
  CHECK(waits_of(2, 1.5, alike).second == Approx(1.285714).epsilon(1e-5));  // F3
  CHECK(waits_of(1, 0.7, even).second == Approx(0.7 / 0.3 * 1.5 / 2.0).epsilon(1e-6));
  CHECK(waits_of(1, 0.7, uneven).second == Approx(0.7 / 0.3 * 4.0 / 2.0).epsilon(1e-6));
  struct Case {
    int c;
    double a;
    TwoPhases service;
    std::string text;
  };
  const std::string erlang = R"({"erlang": {"mean": 1, "stages": 2}})";
  const std::string mixed = R"({"mixture": [{"weight": 8, "of": {"exponential": {"mean": 0.5}}},
                                            {"weight": 2, "of": {"exponential": {"mean": 3}}}]})";
  for (const Case& k : {Case{3, 2.0, even, erlang}, Case{2, 1.5, even, erlang}, Case{3, 2.0, uneven, mixed},
                        Case{2, 1.5, uneven, mixed}, Case{6, 4.8, uneven, mixed}}) {
    INFO(k.c << " servers, load " << k.a << ", " << k.text);
    const auto [waits, wait] = waits_of(k.c, k.a, k.service);
    const DispatchResult result = run(queue(k.c, k.a, k.text));
    check("P(wait)", result, 0, waits);
    check("mean wait", result, 1, wait);
    check("utilisation", result, 3, k.a / k.c);
  }
}

TEST_CASE("the most severe go first as Cobham's formula says, and the order does not change the mean of all") {
  const char* const text = R"({{"servers": [{{}}], "demand": [{{"name": "severe", "per_minute": 0.3, "severity": 0}},
    {{"name": "other", "per_minute": 0.5, "severity": 1}}], "on_scene_min": {{"exponential": {{"mean": 1}}}},
    "rules": {{"queue": "{}"}}, "warm_up_min": 500, "measured_min": 40000, "seed": 4,
    "measures": [{{"measure": "mean_wait", "severity": 0}}, {{"measure": "mean_wait", "demand": "other"}}, "mean_wait"]}})";
  const double all = 0.8, severe = 0.3;
  const DispatchResult by_severity = run(fmt::format(fmt::runtime(text), "severity"));
  check("severe", by_severity, 0, all / (1.0 - severe));
  // Source: [Cobham1954].
  check("other", by_severity, 1, all / ((1.0 - severe) * (1.0 - all)));
  for (const char* order : {"severity", "fcfs", "lcfs"}) {
    INFO(order);
    check("all", run(fmt::format(fmt::runtime(text), order)), 2, all / (1.0 - all));
  }
}

}  // namespace
}  // namespace yuanluo::scenarios
