// Successive rejection among hundreds of candidates: how often the estimated probability of good selection holds, what
// it costs, and a small queueing world in which covering people says nothing about who waits.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>
#include <queue>
#include <vector>

#include "plan/experiment/rejection.hpp"
#include "sim/contract.hpp"
#include "sim/distributions.hpp"

namespace yuanluo::plan {
namespace {

double standard_normal(std::uint64_t seed, std::uint32_t replication, std::uint32_t entity) {
  sim::Draw draw = sim::Luck(seed, replication).draw(entity, 0);
  return sim::Normal(0.0, 1.0).sample(draw);
}

Selection race(SuccessiveRejection& procedure, const std::function<double(const Trial&)>& value) {
  run(procedure, [&](std::span<const Trial> trials) {
    std::vector<Value> values;
    for (const Trial& trial : trials) values.emplace_back(value(trial));
    return values;
  });
  return procedure.result();
}

// Posts of five communities, each with a queue of its own.
struct QueueWorld {
  std::vector<double> calls_per_hour{7.0, 2.0, 1.0, 1.0, 1.0};
  double service_h = 0.4;
  double hours = 100.0;

  using Posts = std::vector<std::uint32_t>;

  // Every way to share out so many posts, one at least for each community.
  std::vector<Posts> all(std::uint32_t posts) const {
    std::vector<Posts> found;
    Posts now;
    const std::function<void(std::uint32_t)> share_out = [&](std::uint32_t left) {
      const auto open = static_cast<std::uint32_t>(calls_per_hour.size() - now.size());
      if (open == 1) {
        found.push_back(now);
        found.back().push_back(left);
        return;
      }
      for (std::uint32_t n = 1; n + (open - 1) <= left; ++n) {
        now.push_back(n);
        share_out(left - n);
        now.pop_back();
      }
    };
    share_out(posts);
    return found;
  }

  // Mean minutes that a call waits, simulated; arrivals and services are those of the community's n-th call.
  double simulated(const Posts& posts, std::uint64_t seed, std::uint32_t replication) const {
    double waited = 0.0, calls = 0.0;
    for (std::uint32_t c = 0; c < posts.size(); ++c) {
      std::priority_queue<double, std::vector<double>, std::greater<>> free;  // when each post is free again
      for (std::uint32_t k = 0; k < posts[c]; ++k) free.push(0.0);
      double now = 0.0;
      for (std::uint32_t n = 0;; ++n) {
        sim::Draw draw = sim::Luck(seed, replication).draw(c, n);
        now -= std::log(1.0 - draw.uniform()) / calls_per_hour[c];
        if (now > hours) break;
        const double begun = std::max(now, free.top());
        free.pop();
        free.push(begun - std::log(1.0 - draw.uniform()) * service_h);
        waited += begun - now;
        calls += 1.0;
      }
    }
    return 60.0 * waited / calls;
  }

  // The same in the long run: M/M/c [Erlang1917]; infinite where a queue is overloaded.
  double expected(const Posts& posts) const {
    double waited = 0.0;
    for (std::size_t c = 0; c < posts.size(); ++c) {
      const double offered = calls_per_hour[c] * service_h, servers = posts[c];
      if (offered >= servers) return std::numeric_limits<double>::infinity();
      double blocked = 1.0;
      for (std::uint32_t k = 1; k <= posts[c]; ++k) blocked = offered * blocked / (k + offered * blocked);
      const double waits = servers * blocked / (servers - offered * (1.0 - blocked));
      waited += calls_per_hour[c] * waits * service_h / (servers - offered);
    }
    return 60.0 * waited / std::accumulate(calls_per_hour.begin(), calls_per_hour.end(), 0.0);
  }

  // Expected cover: the share of calls that find a post of their community not busy, all being busy alike and
  // independently (MEXCLP).
  double cover(const Posts& posts) const {
    const double all = std::accumulate(calls_per_hour.begin(), calls_per_hour.end(), 0.0);
    const double busy = all * service_h / static_cast<double>(std::accumulate(posts.begin(), posts.end(), 0u));
    double covered = 0.0;
    for (std::size_t c = 0; c < posts.size(); ++c)
      covered += calls_per_hour[c] / all * (1.0 - std::pow(busy, static_cast<double>(posts[c])));
    return covered;
  }
};

}  // namespace

// If the probability is 0.95, fewer than 225 of 250 (0.9) are right with probability 0.001.
TEST_CASE("of 200 candidates a good one is chosen in 95 % of the races that end decided, alike or unlike in spread") {
  for (const bool unlike : {false, true}) {
    std::size_t decided = 0, good = 0, evaluations = 0;
    for (std::uint32_t e = 0; e < 250; ++e) {
      std::vector<double> means, spreads;
      for (std::uint32_t c = 0; c < 200; ++c) {
        means.push_back(standard_normal(11, e, c));
        spreads.push_back(unlike ? std::exp(0.5 * standard_normal(12, e, c)) : 1.0);
      }
      SuccessiveRejection procedure(200, {.difference = 0.3, .first = 3, .budget = 20'000});
      const Selection s = race(procedure, [&](const Trial& t) {
        // Half of the luck is shared by all.
        return means[t.candidate] + standard_normal(20'000 + e, t.replication, 1'000) +
               spreads[t.candidate] * standard_normal(20'000 + e, t.replication, t.candidate);
      });
      evaluations += s.evaluations;
      if (!s.decided) continue;
      ++decided;
      good += means[s.best] < *std::min_element(means.begin(), means.end()) + 0.3 ? 1 : 0;
    }
    WARN("200 candidates, spreads " << (unlike ? "unlike" : "alike") << ": " << decided << " of 250 decided, " << good
                                    << " good, " << static_cast<double>(evaluations) / 250.0 << " replications each");
    REQUIRE(decided > 200);
    CHECK(static_cast<double>(good) > 0.9 * static_cast<double>(decided));
  }
}

TEST_CASE("a race that its budget ends is not called decided, and says how sure it is") {
  std::size_t good = 0;
  double estimated = 0.0;
  for (std::uint32_t e = 0; e < 300; ++e) {
    std::vector<double> means;
    for (std::uint32_t c = 0; c < 60; ++c) means.push_back(0.3 * standard_normal(13, e, c));
    SuccessiveRejection procedure(60, {.difference = 0.1, .first = 3, .budget = 700});
    const Selection s = race(procedure, [&](const Trial& t) {
      return means[t.candidate] + standard_normal(40'000 + e, t.replication, t.candidate);
    });
    CHECK(s.evaluations <= 700);
    if (s.decided) continue;
    estimated += s.confidence / 300.0;
    good += means[s.best] < *std::min_element(means.begin(), means.end()) + 0.1 ? 1 : 0;
  }
  // Bonferroni's bound is below the truth where many are nearly as good.
  CHECK(estimated <= static_cast<double>(good) / 300.0 + 0.05);
}

TEST_CASE("few replications go to many candidates and many to few") {
  SuccessiveRejection procedure(90, {.difference = 0.5, .first = 4});
  const Selection s = race(
      procedure, [&](const Trial& t) { return 0.1 * t.candidate + standard_normal(14, t.replication, t.candidate); });
  CHECK(s.decided);
  CHECK(s.best < 10);
  REQUIRE(procedure.rounds().size() > 1);
  CHECK(procedure.rounds().front().candidates == 90);
  for (std::size_t r = 1; r < procedure.rounds().size(); ++r) {
    CHECK(procedure.rounds()[r].candidates <= 30);
    CHECK(procedure.rounds()[r].replications <= 2 * procedure.rounds()[r - 1].replications);
  }
  CHECK(s.standings[89].replications == 4);
  CHECK(s.standings[s.best].replications > 4);
  CHECK_THROWS_AS(SuccessiveRejection(1, {1.0}), sim::ContractError);
}

// Coverage is the same for all (each community has a post), and expected cover spreads posts where nobody waits.
TEST_CASE("where posts queue, the race finds who waits least of 330 choices, and expected cover does not") {
  const QueueWorld world;
  const auto choices = world.all(12);
  REQUIRE(choices.size() == 330);
  double best = std::numeric_limits<double>::infinity(), covered = -1.0;
  std::size_t by_cover = 0;
  for (std::size_t k = 0; k < choices.size(); ++k) {
    best = std::min(best, world.expected(choices[k]));
    if (world.cover(choices[k]) > covered) {
      covered = world.cover(choices[k]);
      by_cover = k;
    }
  }
  const double difference = 0.3;  // minutes
  const double misled = world.expected(choices[by_cover]);
  std::size_t good = 0, evaluations = 0;
  constexpr std::size_t races = 20;
  for (std::uint64_t e = 0; e < races; ++e) {
    SuccessiveRejection procedure(330, {.difference = difference, .first = 3, .budget = 4'000});
    const Selection s =
        race(procedure, [&](const Trial& t) { return world.simulated(choices[t.candidate], 500 + e, t.replication); });
    evaluations += s.evaluations;
    good += world.expected(choices[s.best]) < best + difference ? 1 : 0;
  }
  WARN("queueing world: least wait " << best << " min, by expected cover " << misled << " min; " << good << " of "
                                     << races << " races good, "
                                     << static_cast<double>(evaluations) / static_cast<double>(races)
                                     << " replications each");
  CHECK(misled > best + 2.0 * difference);
  // At 0.95 each, fewer than 16 of 20 with probability 0.003.
  CHECK(good >= 16);
}

}  // namespace yuanluo::plan
