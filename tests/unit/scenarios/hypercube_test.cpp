// Larson's hypercube model against published, independent and closed answers, and against the response engine.
#include <Eigen/Dense>
#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "models/response/hypercube.hpp"
#include "scenarios/dispatch/dispatch_study.hpp"
#include "scenarios/dispatch/hypercube_file.hpp"
#include "sim/contract.hpp"
#include "sim/random.hpp"

namespace yuanluo::scenarios {
namespace {

using models::HypercubeAnswer;
using models::HypercubeClass;
using models::HypercubeModel;

HypercubeModel three_units() { return read_hypercube_file("scenarios/dispatch/larson-3-units.json"); }

double rounded(double value, int digits) {
  const double scale = std::pow(10.0, digits);
  return std::round(value * scale) / scale;
}

// Service rates and preferences at random, loads of about `load`.
HypercubeModel random_model(std::uint32_t servers, double load, std::uint32_t number) {
  HypercubeModel model;
  sim::Draw draw = sim::Luck(11, 0).draw(number, servers);
  for (std::uint32_t n = 0; n < servers; ++n) model.service_rate.push_back(0.5 + draw.uniform());
  for (std::uint32_t j = 0; j < 6; ++j) {
    HypercubeClass c;
    c.rate = load * servers / 6.0 * (0.3 + draw.uniform());
    for (std::uint32_t n = 0; n < servers; ++n) c.order.push_back(n);
    for (std::uint32_t n = servers - 1; n > 0; --n)
      std::swap(c.order[n], c.order[static_cast<std::size_t>(draw.uniform() * (n + 1))]);
    model.classes.push_back(std::move(c));
  }
  return model;
}

TEST_CASE("the published three-unit example is met to all printed digits") {
  const HypercubeAnswer a = solve_hypercube(three_units());
  CHECK(rounded(a.workload[0], 4) == 0.5574);
  CHECK(rounded(a.workload[1], 4) == 0.4734);
  CHECK(rounded(a.workload[2], 4) == 0.4693);
  CHECK(rounded(a.all_busy, 5) == 0.23684);
  // Printed is 0.43529, the sum of the rounded parts: 0.2774 served at once by another unit, and two thirds of 0.23684.
  CHECK(rounded(rounded(a.not_preferred_at_once, 4) + rounded(a.all_busy * 2.0 / 3.0, 5), 5) == 0.43529);
  CHECK(a.not_preferred == Approx(0.4353251581941624).epsilon(1e-12));
  // Unit 1 to atom 1, which has half the rate of the first class: about 0.087.
  CHECK(rounded(a.in_all[0][0] / 2.0, 3) == 0.087);
}

TEST_CASE("the three-unit example agrees with an independent exact solution") {
  HypercubeModel model = three_units();
  const HypercubeAnswer queue = solve_hypercube(model);
  const double states[] = {0.2105263157894736,  0.13669046961724357, 0.0886326832504419,  0.09488682953763489,
                           0.09046632081652496, 0.08894460766336887, 0.05301066806215415, 0.118421052631579};
  for (std::size_t s = 0; s < 8; ++s) CHECK(queue.state[s] == Approx(states[s]).epsilon(1e-12));
  const double shares[3][4] = {{0.1475453293061982, 0.0737726646530991, 0.03305011530627241, 0.03826053036764776},
                               {0.07521169242687081, 0.014824101277228144, 0.12287979990687589, 0.023718562043565036},
                               {0.03162894317921163, 0.038596216525813076, 0.022140260225448138, 0.14152967951861173}};
  for (std::size_t n = 0; n < 3; ++n)
    for (std::size_t j = 0; j < 4; ++j) CHECK(queue.at_once[n][j] == Approx(shares[n][j]).epsilon(1e-12));
  CHECK(queue.mean_wait == Approx(0.15789473684210534));
  CHECK(queue.mean_queue == Approx(0.23684210526315802));

  model.queue = false;
  const HypercubeAnswer loss = solve_hypercube(model);
  CHECK(loss.all_busy == Approx(0.1343283582089553).epsilon(1e-12));
  CHECK(loss.workload[0] == Approx(0.4979054465401016).epsilon(1e-12));
  CHECK(loss.workload[1] == Approx(0.40263124991966504).epsilon(1e-12));
  CHECK(loss.workload[2] == Approx(0.39797076622680083).epsilon(1e-12));
  CHECK(loss.at_once[0][0] == Approx(0.16736485115329947).epsilon(1e-12));
  CHECK(loss.at_once[2][3] == Approx(0.1605411290061865).epsilon(1e-12));
  CHECK(loss.not_preferred_at_once == Approx(0.3146971943694974).epsilon(1e-12));
  CHECK(loss.not_preferred == Approx(0.3635295176337298).epsilon(1e-12));
}

// The published workloads 0.5627, 0.4716, 0.4657 are the third iterate in arithmetic of four digits; the fixed point
// lies within a unit of the last digit.
TEST_CASE("Larson's approximation gives the published factors and workloads") {
  const auto factors = models::hypercube_factors(3, 1.5, true);
  CHECK(rounded(factors[0], 5) == 1.0);
  CHECK(rounded(factors[1], 5) == 0.73684);
  CHECK(rounded(factors[2], 5) == 0.63158);
  const HypercubeAnswer a = approximate_hypercube(three_units());
  CHECK(std::abs(a.workload[0] - 0.5627) <= 1e-4);
  CHECK(std::abs(a.workload[1] - 0.4716) <= 1.1e-4);
  CHECK(std::abs(a.workload[2] - 0.4657) <= 1e-4);
  CHECK(rounded(a.workload[0] - solve_hypercube(three_units()).workload[0], 4) == 0.0053);
}

TEST_CASE("the sparse solution is that of the dense balance equations, for unequal servers, with and without a queue") {
  for (const std::uint32_t servers : {1u, 2u, 5u, 7u}) {
    HypercubeModel model = random_model(servers, 0.6, servers);
    model.queue = false;
    const HypercubeAnswer a = solve_hypercube(model);
    const auto states = Eigen::Index{1} << servers;
    Eigen::MatrixXd balance = Eigen::MatrixXd::Zero(states, states);  // column: from, row: to
    for (Eigen::Index s = 0; s < states; ++s) {
      const auto move = [&](Eigen::Index to, double rate) {
        balance(to, s) += rate;
        balance(s, s) -= rate;
      };
      for (std::uint32_t n = 0; n < servers; ++n)
        if ((s >> n & 1) != 0) move(s ^ (Eigen::Index{1} << n), model.service_rate[n]);
      for (const HypercubeClass& c : model.classes)
        for (const std::uint32_t n : c.order)
          if ((s >> n & 1) == 0) {
            move(s | (Eigen::Index{1} << n), c.rate);
            break;
          }
    }
    balance.row(0).setOnes();
    Eigen::VectorXd right = Eigen::VectorXd::Zero(states);
    right(0) = 1.0;
    const Eigen::VectorXd p = balance.fullPivLu().solve(right);
    for (Eigen::Index s = 0; s < states; ++s)
      CHECK(a.state[static_cast<std::size_t>(s)] == Approx(p(s)).epsilon(1e-9).margin(1e-13));
  }
}

TEST_CASE("twelve equal servers are busy as M/M/12, whatever the preferences") {
  HypercubeModel model = random_model(12, 0.6, 1);
  for (double& mu : model.service_rate) mu = 1.0;
  const double a = model.total_rate();
  double b = 1.0;
  for (int k = 1; k <= 12; ++k) b = a * b / (k + a * b);
  const HypercubeAnswer queue = solve_hypercube(model);
  CHECK(queue.all_busy == Approx(12.0 * b / (12.0 - a * (1.0 - b))).epsilon(1e-11));
  CHECK(queue.residual < 1e-13);
  double sum = 0.0;
  for (const double workload : queue.workload) sum += workload;
  CHECK(sum == Approx(a).epsilon(1e-11));
  model.queue = false;
  CHECK(solve_hypercube(model).all_busy == Approx(b).epsilon(1e-11));
  // The approximation is within a few percent of the workloads.
  const HypercubeAnswer loss = solve_hypercube(model), near = approximate_hypercube(model);
  for (std::size_t n = 0; n < 12; ++n) CHECK(near.workload[n] == Approx(loss.workload[n]).margin(0.03));
}

// 40 replications of 50,000 calls; 4.5 standard errors for each of 220 numbers: a right program fails with probability
// below 1.5 %; the seed is fixed. Twelve servers with rates of their own are the largest case.
TEST_CASE("the response engine meets the hypercube: workloads by server and every share of dispatches") {
  struct Case {
    HypercubeModel model;
    bool queue;
  };
  for (auto& [model, queue] : std::vector<Case>{{three_units(), true},
                                                {random_model(4, 0.8, 3), false},
                                                {random_model(12, 0.7, 4), true},
                                                {random_model(12, 0.7, 5), false}}) {
    model.queue = queue;
    const HypercubeAnswer exact = solve_hypercube(model);
    DispatchFile file;
    file.world = dispatch_world_of(model);
    file.world.warm_up = sim::minutes(500.0);
    file.world.measured = sim::minutes(50000.0 / model.total_rate());
    file.replications = 40;
    file.measures = models::dispatch_shares(file.world);
    for (std::uint32_t n = 0; n < model.servers(); ++n)
      file.measures.push_back({models::MeasureKind::workload, 0.0, {}, {}, n});
    const DispatchResult result = run_dispatch_file(file, 2);
    std::size_t i = 0;
    const auto check = [&](double expected) {
      const auto& interval = *result.intervals[i++];
      INFO("measure " << i << ": " << interval.mean << " +- " << interval.half_width << ", exact " << expected);
      CHECK(std::abs(interval.mean - expected) <= 4.5 * interval.half_width / 2.0227);
    };
    for (std::size_t n = 0; n < model.servers(); ++n)
      for (std::size_t j = 0; j < model.classes.size(); ++j) check(exact.in_all[n][j]);
    for (std::size_t n = 0; n < model.servers(); ++n) check(exact.workload[n]);
  }
}

TEST_CASE("wrong hypercube files are told apart, all problems at once") {
  try {
    read_hypercube_text("h.json", R"({"mu": 0, "lambda_total": 2, "classes": [{"rate": -1, "pref_units_1based": [1, 2]},
      {"pref_units_1based": [1, 1]}, {"rate": 1, "pref_units_1based": [2]}]})");
    FAIL("no problem was found");
  } catch (const ScenarioError& error) {
    std::vector<std::string> pointers;
    for (const Problem& problem : error.problems()) pointers.push_back(problem.pointer);
    CHECK(pointers == std::vector<std::string>{"/classes/0/rate", "/classes/1/pref_units_1based/1", "/classes/1/rate",
                                               "/classes/2/pref_units_1based", "/mu"});
  }
  CHECK_THROWS_AS(read_hypercube_text(
                      "h.json", R"({"mu": 1, "lambda_total": 2, "classes": [{"rate": 1, "pref_units_1based": [1]}]})"),
                  ScenarioError);
  HypercubeModel model = three_units();
  model.service_rate = {0.5, 0.5, 0.5};
  CHECK_THROWS_AS(solve_hypercube(model), sim::ContractError);  // the queue would grow for ever
  model.queue = false;
  CHECK(solve_hypercube(model).all_busy > 0.3);
}

}  // namespace
}  // namespace yuanluo::scenarios
