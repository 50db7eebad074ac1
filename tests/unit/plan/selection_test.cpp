#include "plan/experiment/selection.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "sim/contract.hpp"
#include "sim/distributions.hpp"

namespace yuanluo::plan {
namespace {

// Normal responses with luck that is shared in part by all candidates.
struct Systems {
  std::vector<double> means;
  double own_sd = 1.0;
  double shared_sd = 0.0;
  std::uint64_t seed = 1;

  Value operator()(const Trial& t) const {
    const sim::Normal normal(0.0, 1.0);
    sim::Draw shared = sim::Luck(seed, t.replication).draw(0, 0),
              own = sim::Luck(seed, t.replication).draw(t.candidate, 1);
    return means[t.candidate] + shared_sd * normal.sample(shared) + own_sd * normal.sample(own);
  }
  EvaluateAll all() const {
    return [*this](std::span<const Trial> trials) {
      std::vector<Value> values;
      for (const Trial& t : trials) values.push_back((*this)(t));
      return values;
    };
  }
};

template <class Procedure>
Selection select(const Systems& systems, const SelectionGoal& goal) {
  Procedure procedure(static_cast<std::uint32_t>(systems.means.size()), goal);
  run(procedure, systems.all());
  return procedure.result();
}

}  // namespace

TEST_CASE("without luck the best is chosen after the first replications") {
  const Systems systems{{3.0, 1.0, 2.0, 1.05}, 0.0};
  const Selection kn = select<KimNelson>(systems, {0.1});
  CHECK(kn.decided);
  CHECK(kn.best == 1);
  CHECK(kn.evaluations == 40);
  CHECK(kn.standings[0].eliminated_after == 10);
  CHECK(kn.ranking(true) == std::vector<std::uint32_t>{1, 3, 2, 0});
  const Selection ocba = select<Ocba>(systems, {0.1});
  CHECK(ocba.decided);
  CHECK(ocba.best == 1);
  CHECK(ocba.confidence == 1.0);
}

TEST_CASE("equal candidates are a tie that ends, and the first of them is chosen") {
  const Selection kn = select<KimNelson>({{2.0, 1.0, 1.0}, 0.0, 1.0}, {0.1});
  CHECK(kn.decided);
  CHECK(kn.best == 1);
  CHECK(select<Ocba>({{2.0, 1.0, 1.0}, 0.0, 1.0}, {0.1}).decided);
}

TEST_CASE("luck that all candidates share costs nothing") {
  const SelectionGoal goal{0.5};
  const Selection calm = select<KimNelson>({{1.0, 1.5, 2.0}, 0.3, 0.0}, goal);
  const Selection stormy = select<KimNelson>({{1.0, 1.5, 2.0}, 0.3, 50.0}, goal);
  CHECK(stormy.best == 0);
  CHECK(stormy.evaluations == calm.evaluations);
}

TEST_CASE("more is better is less is better of the negative") {
  SelectionGoal goal{0.3};
  const Selection less = select<KimNelson>({{1.0, 1.5, 2.0}, 0.5}, goal);
  goal.less_is_better = false;
  Systems mirrored{{-1.0, -1.5, -2.0}, -0.5};
  const Selection more = select<KimNelson>(mirrored, goal);
  CHECK(more.best == less.best);
  CHECK(more.evaluations == less.evaluations);
  CHECK(more.standings[1].mean == Approx(-less.standings[1].mean));
  CHECK(more.standings[1].behind->mean == Approx(-less.standings[1].behind->mean));
  CHECK(more.standings[1].behind->mean < 0.0);
}

TEST_CASE("the step changes how many replications are run but not who is chosen") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const Systems systems{{1.0, 1.1, 1.2, 1.3, 1.4}, 0.5, 1.0, seed};
    const Selection one = select<KimNelson>(systems, {0.1});
    const Selection many = select<KimNelson>(systems, {.difference = 0.1, .step = 16});
    CHECK(one.best == many.best);
    CHECK(one.evaluations <= many.evaluations);
    for (std::size_t c = 0; c < 5; ++c) CHECK(one.standings[c].eliminated_after == many.standings[c].eliminated_after);
  }
}

TEST_CASE("a budget is never passed, and a race that it ends is not called decided") {
  const Systems systems{{1.0, 1.0, 1.0, 1.0}, 1.0};
  for (const std::size_t budget : {0u, 39u, 40u, 100u}) {
    SelectionGoal goal{.difference = 0.01, .budget = budget};
    const Selection kn = select<KimNelson>(systems, goal);
    CHECK(kn.evaluations <= budget);
    CHECK_FALSE(kn.decided);
    CHECK(kn.confidence == 0.0);
    const Selection ocba = select<Ocba>(systems, goal);
    CHECK(ocba.evaluations <= budget);
    CHECK_FALSE(ocba.decided);
    CHECK(ocba.confidence < 0.95);
  }
}

TEST_CASE("a trial without a value is refused by name") {
  KimNelson procedure(2, {1.0});
  const EvaluateAll evaluate = [](std::span<const Trial> trials) {
    std::vector<Value> values(trials.size(), 1.0);
    for (std::size_t i = 0; i < trials.size(); ++i)
      if (trials[i] == Trial{1, 3}) values[i].reset();
    return values;
  };
  try {
    run(procedure, evaluate);
    FAIL("no exception");
  } catch (const NoValue& error) {
    CHECK(error.where() == Trial{1, 3});
  }
}

TEST_CASE("goals out of range are refused") {
  CHECK_THROWS_AS(KimNelson(1, {1.0}), sim::ContractError);
  CHECK_THROWS_AS(KimNelson(2, {0.0}), sim::ContractError);
  CHECK_THROWS_AS(KimNelson(2, {.difference = 1.0, .confidence = 0.5}), sim::ContractError);
  CHECK_THROWS_AS(Ocba(2, {.difference = 1.0, .first = 1}), sim::ContractError);
}

}  // namespace yuanluo::plan
