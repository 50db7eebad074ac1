// The siting methods against all subsets of small random instances.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <functional>
#include <numeric>
#include <vector>

#include "plan/siting/capacity.hpp"
#include "plan/siting/explanation.hpp"
#include "plan/siting/graded_cover.hpp"
#include "plan/siting/instance.hpp"
#include "plan/siting/shortest_paths.hpp"
#include "sim/random.hpp"

namespace {

using namespace yuanluo::plan::siting;
using yuanluo::sim::Draw;
using yuanluo::sim::Luck;

constexpr double huge = 1e18;

// Customers and sites in a square; costs are whole or not, a few links are missing, a few sites exist.
Instance random_instance(std::uint32_t number, std::size_t customers, std::size_t sites, bool whole) {
  Draw draw = Luck(20261122, number).draw(0, 0);
  Instance instance;
  std::vector<std::pair<double, double>> at(sites);
  for (auto& [x, y] : at) {
    x = draw.uniform() * 100.0;
    y = draw.uniform() * 100.0;
    instance.sites.push_back("s");
    instance.existing.push_back(0);
  }
  instance.existing[number % sites] = number % 3 == 0 ? 1 : 0;
  for (std::size_t i = 0; i < customers; ++i) {
    const double x = draw.uniform() * 100.0, y = draw.uniform() * 100.0;
    instance.customers.push_back("c");
    instance.weight.push_back(std::floor(draw.uniform() * 9.0));
    auto& list = instance.links.emplace_back();
    for (std::size_t j = 0; j < sites; ++j) {
      const double far = std::hypot(x - at[j].first, y - at[j].second);
      list.push_back({static_cast<Site>(j), whole ? std::round(far) : far});
    }
  }
  return instance;
}

// Calls `look` with every multiset of p sites (at most `most` of each) that holds the existing ones.
void all_choices(const Instance& instance, std::size_t p, std::uint32_t most,
                 const std::function<void(const std::vector<Site>&)>& look) {
  std::vector<Site> chosen;
  const std::function<void(std::size_t)> go = [&](std::size_t j) {
    if (j == instance.sites.size()) {
      if (chosen.size() == p) look(chosen);
      return;
    }
    const std::size_t before = chosen.size();
    for (std::uint32_t k = 0; k <= most && before + k <= p; ++k) {
      if (k > 0) chosen.push_back(static_cast<Site>(j));
      if (k > 0 || instance.existing[j] == 0) go(j + 1);
    }
    chosen.resize(before);
  };
  go(0);
}

double nearest(const Instance& instance, std::size_t i, const std::vector<Site>& open) {
  double least = huge;
  for (const Link& link : instance.links[i]) {
    if (std::find(open.begin(), open.end(), link.to) != open.end()) least = std::min(least, link.cost);
  }
  return least;
}

std::size_t reached(const Instance& instance, std::size_t i, const std::vector<Site>& open, double radius) {
  std::size_t count = 0;
  for (const Site j : open) count += instance.links[i][j].cost <= radius ? 1 : 0;
  return count;
}

// The objective, written down anew from its definition.
double by_definition(const Instance& instance, const Question& question, const std::vector<Site>& open) {
  double sum = 0.0, largest = 0.0;
  for (std::size_t i = 0; i < instance.links.size(); ++i) {
    const double weight = instance.weight[i];
    if (question.objective == Objective::p_median) sum += weight * nearest(instance, i, open);
    if (question.objective == Objective::p_center && weight > 0.0) {
      largest = std::max(largest, nearest(instance, i, open));
    }
    if (question.objective == Objective::mclp || question.objective == Objective::mexclp) {
      const auto k = static_cast<double>(reached(instance, i, open, *question.radius));
      if (question.objective == Objective::mexclp) {
        sum += weight * (1.0 - std::pow(question.busy, k));
      } else {
        sum += weight * ((k >= 1.0 ? 1.0 : 0.0) + (k >= 2.0 ? question.second_worth : 0.0));
      }
    }
  }
  return question.objective == Objective::p_center ? largest : sum;
}

void agrees_with_all_subsets(const Instance& instance, const Question& question, std::uint32_t most) {
  const bool maximum = is_maximum(question.objective);
  double best = maximum ? -1.0 : huge;
  all_choices(instance, question.p, most, [&](const std::vector<Site>& open) {
    const double value = by_definition(instance, question, open);
    best = maximum ? std::max(best, value) : std::min(best, value);
  });
  const Answer found = answer(instance, question);
  REQUIRE(found.obstacles.empty());
  CHECK(found.outcome.stopped == Stopped::proven);
  CHECK(found.outcome.value == Approx(best).epsilon(1e-9).margin(1e-9));
  CHECK(found.outcome.bound == Approx(best).epsilon(1e-6).margin(1e-6));
  CHECK(found.outcome.open.size() == question.p);
  CHECK(by_definition(instance, question, found.outcome.open) == Approx(best).epsilon(1e-9).margin(1e-9));
  for (std::size_t j = 0; j < instance.sites.size(); ++j) {
    if (instance.existing[j] == 0) continue;
    CHECK(std::count(found.outcome.open.begin(), found.outcome.open.end(), static_cast<Site>(j)) >= 1);
  }
}

}  // namespace

TEST_CASE("p-median, p-centre and maximal cover find and prove the best of all subsets") {
  for (std::uint32_t number = 0; number < 60; ++number) {
    INFO("instance " << number);
    const Instance instance = random_instance(number, 12, 9, number % 2 == 0);
    Question question;
    question.p = 1 + number % 5;
    question.radius = 20.0 + number % 4 * 8.0;
    for (const Objective objective : {Objective::p_median, Objective::p_center, Objective::mclp}) {
      question.objective = objective;
      INFO("objective " << static_cast<int>(objective));
      agrees_with_all_subsets(instance, question, 1);
    }
  }
}

TEST_CASE("backup cover and expected cover with several units at a site find and prove the best of all choices") {
  for (std::uint32_t number = 0; number < 40; ++number) {
    INFO("instance " << number);
    const Instance instance = random_instance(100 + number, 10, 6, true);
    Question question;
    question.p = 2 + number % 3;
    question.radius = 35.0;
    question.objective = Objective::mclp;
    question.second_worth = 0.1 * (1 + number % 9);
    agrees_with_all_subsets(instance, question, 1);
    question.objective = Objective::mexclp;
    question.busy = 0.1 * (number % 9);
    agrees_with_all_subsets(instance, question, static_cast<std::uint32_t>(question.p));
  }
}

TEST_CASE("set cover finds and proves the cheapest of all subsets, also when each customer needs two sites") {
  for (std::uint32_t number = 0; number < 60; ++number) {
    INFO("instance " << number);
    Instance instance = random_instance(200 + number, 14, 10, true);
    if (number % 2 == 1) {
      Draw draw = Luck(7, number).draw(0, 0);
      for (std::size_t j = 0; j < instance.sites.size(); ++j) instance.site_cost.push_back(1.0 + draw.uniform() * 4.0);
    }
    Question question;
    question.objective = Objective::lscp;
    question.radius = 45.0;
    question.needed = 1 + number / 30;
    double best = huge;
    for (std::size_t p = 1; p <= instance.sites.size(); ++p) {
      all_choices(instance, p, 1, [&](const std::vector<Site>& open) {
        for (std::size_t i = 0; i < instance.links.size(); ++i) {
          if (instance.weight[i] > 0.0 && reached(instance, i, open, *question.radius) < question.needed) return;
        }
        double cost = 0.0;
        for (const Site j : open) cost += instance.site_cost.empty() ? 1.0 : instance.site_cost[j];
        best = std::min(best, cost);
      });
    }
    const Answer found = answer(instance, question);
    REQUIRE(found.obstacles.empty() == (best < huge));
    if (best == huge) {
      CHECK(found.obstacles[0].kind == Obstacle::Kind::beyond_reach);
      CHECK_FALSE(found.obstacles[0].customers.empty());
      continue;
    }
    CHECK(found.outcome.stopped == Stopped::proven);
    CHECK(found.outcome.value == Approx(best));
  }
}

TEST_CASE("with capacities nobody is overloaded, and the cost is the best of all sites and assignments") {
  for (std::uint32_t number = 0; number < 25; ++number) {
    INFO("instance " << number);
    Instance instance = random_instance(300 + number, 7, 5, true);
    for (double& w : instance.weight) w += 1.0;
    Draw draw = Luck(8, number).draw(0, 0);
    for (std::size_t i = 0; i < instance.customers.size(); ++i)
      instance.load.push_back(1.0 + std::floor(draw.uniform() * 5.0));
    for (std::size_t j = 0; j < instance.sites.size(); ++j)
      instance.capacity.push_back(5.0 + std::floor(draw.uniform() * 9.0));
    Question question;
    question.p = 2 + number % 2;
    question.limits.seconds = 20.0;
    double best = huge;
    all_choices(instance, question.p, 1, [&](const std::vector<Site>& open) {
      std::vector<double> room;
      for (const Site j : open) room.push_back(instance.capacity[j]);
      const std::function<void(std::size_t, double)> serve = [&](std::size_t i, double cost) {
        if (i == instance.links.size()) best = std::min(best, cost);
        if (i == instance.links.size() || cost >= best) return;
        for (std::size_t k = 0; k < open.size(); ++k) {
          if (room[k] < instance.load[i]) continue;
          room[k] -= instance.load[i];
          serve(i + 1, cost + instance.weight[i] * instance.links[i][open[k]].cost);
          room[k] += instance.load[i];
        }
      };
      serve(0, 0.0);
    });
    const Answer found = answer(instance, question);
    REQUIRE(found.obstacles.empty() == (best < huge));
    if (best == huge) {
      CHECK(found.outcome.stopped == Stopped::infeasible);
      CHECK(found.obstacles[0].kind == Obstacle::Kind::capacity);
      continue;
    }
    CHECK(found.outcome.stopped == Stopped::proven);
    CHECK(found.outcome.value == Approx(best));
    std::vector<double> load(instance.sites.size(), 0.0);
    for (std::size_t i = 0; i < found.serves.size(); ++i) load[found.serves[i]] += instance.load[i];
    for (std::size_t j = 0; j < load.size(); ++j) CHECK(load[j] <= instance.capacity[j]);
  }
}

TEST_CASE("a site's marginals add up to the objective, and its runner-up is the best other site in its place") {
  for (std::uint32_t number = 0; number < 12; ++number) {
    const Instance instance = random_instance(400 + number, 15, 10, true);
    Question question;
    question.p = 4;
    question.radius = 30.0;
    question.busy = 0.3;
    for (const Objective objective : {Objective::p_median, Objective::p_center, Objective::mclp, Objective::mexclp}) {
      question.objective = objective;
      const Answer found = answer(instance, question);
      REQUIRE(found.choices.size() == 4);
      CHECK(found.choices.back().cumulative == Approx(found.outcome.value));
      const double sign = is_maximum(objective) ? 1.0 : -1.0;
      for (const Choice& choice : found.choices) {
        if (choice.existing) continue;
        std::vector<Site> others = found.outcome.open;
        others.erase(std::find(others.begin(), others.end(), choice.site));
        double best = -huge;
        for (Site j = 0; j < 10; ++j) {
          if (j == choice.site) continue;
          if (objective != Objective::mexclp && std::find(others.begin(), others.end(), j) != others.end()) continue;
          std::vector<Site> open = others;
          open.push_back(j);
          best = std::max(best, sign * by_definition(instance, question, open));
        }
        CHECK(sign * found.outcome.value - best == Approx(choice.runner_up_worse).margin(1e-9));
      }
    }
  }
}

TEST_CASE("shortest paths are those of Floyd and Warshall, and of two edges between the same nodes the last counts") {
  for (const bool whole : {true, false}) {
    Draw draw = Luck(9, whole ? 0 : 1).draw(0, 0);
    const std::size_t n = 25;
    std::vector<Edge> edges;
    std::vector<double> reference(n * n, std::numeric_limits<double>::infinity());
    for (std::size_t v = 0; v < n; ++v) reference[v * n + v] = 0.0;
    for (int k = 0; k < 70; ++k) {
      const auto a = static_cast<std::uint32_t>(draw.uniform() * n), b = static_cast<std::uint32_t>(draw.uniform() * n);
      if (a == b) continue;
      const double length = whole ? std::floor(draw.uniform() * 20.0) : draw.uniform() * 20.0;
      edges.push_back({a, b, length});
      reference[a * n + b] = reference[b * n + a] = length;
    }
    for (std::size_t k = 0; k < n; ++k) {
      for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = 0; j < n; ++j) {
          reference[i * n + j] = std::min(reference[i * n + j], reference[i * n + k] + reference[k * n + j]);
        }
      }
    }
    const Table table = all_shortest_paths(n, edges);
    for (std::size_t c = 0; c < n * n; ++c) {
      if (std::isinf(reference[c])) {
        CHECK(std::isinf(table.cells[c]));
      } else {
        CHECK(table.cells[c] == Approx(reference[c]).margin(1e-12));
      }
    }
  }
}

TEST_CASE("a question that cannot be met says why") {
  Instance instance = random_instance(1, 6, 4, true);
  instance.weight.assign(6, 1.0);
  Question question;
  question.p = 5;
  CHECK(answer(instance, question).obstacles.at(0).kind == Obstacle::Kind::too_few_sites);
  question.p = 1;
  instance.existing = {1, 1, 0, 0};
  CHECK(answer(instance, question).obstacles.at(0).kind == Obstacle::Kind::too_few_sites);
  instance.existing = {0, 0, 0, 0};
  instance.links[2].clear();
  const Answer beyond = answer(instance, question);
  REQUIRE(beyond.obstacles.size() == 1);
  CHECK(beyond.obstacles[0].customers == std::vector<Customer>{2});
}

TEST_CASE("covers with capacities and existing sites carry the most weight of all sites and assignments") {
  for (std::uint32_t number = 0; number < 40; ++number) {
    INFO("instance " << number);
    Instance instance = random_instance(500 + number, 7, 5, number % 2 == 0);
    Draw draw = Luck(10, number).draw(0, 0);
    for (std::size_t i = 0; i < instance.customers.size(); ++i)
      instance.load.push_back(1.0 + std::floor(draw.uniform() * 5.0));
    for (std::size_t j = 0; j < instance.sites.size(); ++j)
      instance.capacity.push_back(std::floor(draw.uniform() * 12.0));
    Question question;
    question.objective = Objective::mclp;
    question.p = 1 + number % 3;
    question.radius = 45.0;
    double best = -1.0;
    all_choices(instance, question.p, 1, [&](const std::vector<Site>& open) {
      std::vector<double> room;
      for (const Site j : open) room.push_back(instance.capacity[j]);
      const std::function<void(std::size_t, double)> serve = [&](std::size_t i, double weight) {
        if (i == instance.links.size()) {
          best = std::max(best, weight);
          return;
        }
        serve(i + 1, weight);
        for (std::size_t k = 0; k < open.size(); ++k) {
          if (room[k] < instance.load[i] || instance.links[i][open[k]].cost > *question.radius) continue;
          room[k] -= instance.load[i];
          serve(i + 1, weight + instance.weight[i]);
          room[k] += instance.load[i];
        }
      };
      serve(0, 0.0);
    });
    const Answer found = answer(instance, question);
    REQUIRE(found.obstacles.empty());
    CHECK(found.outcome.stopped == Stopped::proven);
    CHECK(found.outcome.value == Approx(best));
    std::vector<double> load(instance.sites.size(), 0.0);
    double weight = 0.0;
    for (std::size_t i = 0; i < found.serves.size(); ++i) {
      if (found.serves[i] == served_by_none) continue;
      load[found.serves[i]] += instance.load[i];
      weight += instance.weight[i];
      CHECK(instance.links[i][found.serves[i]].cost <= *question.radius);
    }
    CHECK(weight == Approx(best));
    for (std::size_t j = 0; j < load.size(); ++j) CHECK(load[j] <= instance.capacity[j]);
  }
}

TEST_CASE("ties, places in one spot, weights of 0, a single place, every place and a radius of 0 do no harm") {
  const auto at = [](const std::vector<std::pair<double, double>>& places) {
    Instance instance;
    for (const auto& a : places) {
      instance.sites.push_back("s");
      instance.customers.push_back("c");
      instance.weight.push_back(1.0);
      instance.existing.push_back(0);
      auto& list = instance.links.emplace_back();
      for (std::size_t j = 0; j < places.size(); ++j) {
        list.push_back({static_cast<Site>(j), std::hypot(a.first - places[j].first, a.second - places[j].second)});
      }
    }
    return instance;
  };
  const std::vector<std::vector<std::pair<double, double>>> layouts{
      {{5.0, 5.0}},
      {{0.0, 0.0}, {0.0, 0.0}, {0.0, 0.0}, {0.0, 0.0}},
      {{0.0, 0.0}, {1.0, 0.0}, {0.0, 1.0}, {1.0, 1.0}, {2.0, 0.0}, {2.0, 1.0}},
      {{1e6, 0.0}, {1e6, 3.0}, {-1e6, 0.0}, {0.0, 0.0}}};
  for (const auto& layout : layouts) {
    for (const double weight : {1.0, 0.0}) {
      Instance instance = at(layout);
      std::fill(instance.weight.begin() + 1, instance.weight.end(), weight);
      for (std::size_t p = 1; p <= layout.size(); ++p) {
        for (const Objective objective :
             {Objective::p_median, Objective::p_center, Objective::mclp, Objective::mexclp}) {
          INFO(layout.size() << " places, p " << p << ", objective " << static_cast<int>(objective));
          Question question;
          question.objective = objective;
          question.p = p;
          question.radius = 0.0;
          question.busy = 0.5;
          agrees_with_all_subsets(instance, question,
                                  objective == Objective::mexclp ? static_cast<std::uint32_t>(p) : 1);
        }
      }
    }
  }
}

TEST_CASE("parts of a graph that are not connected each get a site, and too few sites are refused with who is left") {
  Instance instance;
  for (std::size_t i = 0; i < 9; ++i) {
    instance.sites.push_back("s");
    instance.customers.push_back("c");
    instance.weight.push_back(i < 6 ? 100.0 : 1.0);
    instance.existing.push_back(0);
    auto& list = instance.links.emplace_back();
    for (std::size_t j = 0; j < 9; ++j) {
      if (i / 3 == j / 3) list.push_back({static_cast<Site>(j), i == j ? 0.0 : 5.0 + static_cast<double>(i + j)});
    }
  }
  for (const Objective objective : {Objective::p_median, Objective::p_center}) {
    Question question;
    question.objective = objective;
    question.p = 3;
    const Answer enough = answer(instance, question);
    REQUIRE(enough.obstacles.empty());
    CHECK(enough.outcome.stopped == Stopped::proven);
    for (std::size_t part = 0; part < 3; ++part) CHECK(enough.outcome.open[part] / 3 == part);
    question.p = 2;
    const Answer few = answer(instance, question);
    REQUIRE(few.obstacles.size() == 1);
    CHECK(few.obstacles[0].customers.size() >= 3);
  }
}
