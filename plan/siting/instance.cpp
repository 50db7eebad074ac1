#include "plan/siting/instance.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "plan/siting/capacity.hpp"
#include "plan/siting/centre.hpp"
#include "plan/siting/explanation.hpp"
#include "plan/siting/graded_cover.hpp"
#include "plan/siting/median.hpp"
#include "plan/siting/problems.hpp"
#include "plan/siting/set_cover.hpp"
#include "sim/contract.hpp"

namespace yuanluo::plan::siting {
namespace {

// What no choice of sites can mend.
std::vector<Obstacle> obstacles(const Instance& instance, const Question& question) {
  std::vector<Obstacle> found;
  const auto existing = existing_of(instance);
  const auto held = static_cast<std::size_t>(std::count(existing.begin(), existing.end(), std::uint8_t{1}));
  const bool counts = question.objective != Objective::lscp;
  std::size_t room = instance.sites.size();
  if (question.objective == Objective::mexclp) {
    room *= question.units_at_a_site == 0 ? std::max<std::size_t>(question.p, 1) : question.units_at_a_site;
  }
  if (counts && (question.p < std::max<std::size_t>(held, 1) || question.p > room)) {
    Obstacle obstacle;
    obstacle.kind = Obstacle::Kind::too_few_sites;
    obstacle.wanted = static_cast<double>(question.p);
    obstacle.available = static_cast<double>(question.p < held ? held : room);
    found.push_back(obstacle);
  }
  if (question.objective == Objective::mclp || question.objective == Objective::mexclp) return found;
  Obstacle beyond;
  beyond.wanted = question.objective == Objective::lscp ? question.needed : 1;
  for (std::size_t i = 0; i < instance.links.size(); ++i) {
    if (instance.weight[i] <= 0.0) continue;
    const auto& list = instance.links[i];
    const auto within = static_cast<double>(std::count_if(list.begin(), list.end(), [&](const Link& link) {
      return question.objective != Objective::lscp || !question.radius || link.cost <= *question.radius;
    }));
    if (within >= beyond.wanted) continue;
    beyond.customers.push_back(static_cast<Customer>(i));
    beyond.available = std::max(beyond.available, within);
  }
  if (!beyond.customers.empty()) found.push_back(beyond);
  return found;
}

class Answerer {
 public:
  Answerer(const Instance& instance, const Question& question)
      : instance_(instance), question_(question), kept_(existing_of(instance)) {}

  Answer operator()() {
    answer_.total_weight = std::accumulate(instance_.weight.begin(), instance_.weight.end(), 0.0);
    answer_.obstacles = obstacles(instance_, question_);
    if (!answer_.obstacles.empty()) {
      answer_.outcome.stopped = Stopped::infeasible;
      return answer_;
    }
    if (!instance_.capacity.empty()) {
      with_capacities();
    } else {
      without_capacities();
    }
    if (answer_.obstacles.empty() && answer_.choices.empty()) {
      answer_.choices = explain(instance_, question_, answer_.outcome.open);
    }
    return answer_;
  }

 private:
  void without_capacities() {
    Outcome& outcome = answer_.outcome;
    switch (question_.objective) {
      case Objective::p_median:
        outcome = solve_median(distance_lists(instance_, question_.objective), question_.p, kept_, question_.limits);
        check_served();
        break;
      case Objective::p_center:
        outcome = solve_centre(distance_lists(instance_, question_.objective), question_.p, kept_, question_.limits);
        check_served();
        break;
      case Objective::lscp:
        outcome = solve_cover(cover_problem(instance_, question_), question_.limits);
        break;
      case Objective::mclp:
        answer_.guarantee = 1.0 - std::exp(-1.0);
        if (question_.second_worth > 0.0) {
          outcome = solve_graded_cover(graded_problem(instance_, question_), question_.p, question_.limits);
        } else {
          outcome = solve_median(cover_lists(instance_, question_), question_.p, kept_, question_.limits);
          as_weight_covered(outcome);
        }
        break;
      case Objective::mexclp:
        answer_.guarantee = 1.0 - std::exp(-1.0);
        outcome = solve_graded_cover(graded_problem(instance_, question_), question_.p, question_.limits);
        break;
    }
  }

  // The methods count the weight that is left out.
  void as_weight_covered(Outcome& outcome) const {
    outcome.value = answer_.total_weight - outcome.value;
    outcome.bound = answer_.total_weight - outcome.bound;
    for (Step& step : outcome.log) {
      step.value = answer_.total_weight - step.value;
      step.bound = answer_.total_weight - step.bound;
    }
  }

  // Every customer has a site that can serve it, but p sites together may not reach all.
  void check_served() {
    std::vector<std::uint8_t> open(instance_.sites.size(), 0);
    for (const Site j : answer_.outcome.open) open[j] = 1;
    Obstacle obstacle;
    for (std::size_t i = 0; i < instance_.links.size(); ++i) {
      const auto& list = instance_.links[i];
      if (instance_.weight[i] > 0.0 &&
          std::none_of(list.begin(), list.end(), [&](const Link& link) { return open[link.to] != 0; })) {
        obstacle.customers.push_back(static_cast<Customer>(i));
      }
    }
    if (obstacle.customers.empty()) return;
    obstacle.wanted = static_cast<double>(question_.p);
    answer_.obstacles.push_back(obstacle);
    answer_.outcome.stopped = Stopped::infeasible;
  }

  void with_capacities() {
    sim::require(question_.objective == Objective::p_median || question_.objective == Objective::mclp,
                 "answer: capacities belong to p-median and mclp");
    const bool cover = question_.objective == Objective::mclp;
    const CostLists lists = cover ? cover_lists(instance_, question_) : distance_lists(instance_, question_.objective);
    CapacityProblem problem;
    problem.lists = &lists;
    problem.load = instance_.load.empty() ? instance_.weight : instance_.load;
    problem.capacity = instance_.capacity;
    problem.kept = kept_;
    if (!cover) {
      problem.must.assign(instance_.customers.size(), 1);
      for (std::size_t i = 0; i < problem.must.size(); ++i) problem.must[i] = instance_.weight[i] > 0.0 ? 1 : 0;
    }
    CapacityOutcome solved = solve_capacity(problem, question_.p, question_.limits);
    answer_.outcome = std::move(solved.outcome);
    answer_.serves = std::move(solved.serves);
    explain_with_capacities(problem);
    if (cover) {
      as_weight_covered(answer_.outcome);
      return;
    }
    Obstacle obstacle;
    obstacle.kind = Obstacle::Kind::capacity;
    for (std::size_t i = 0; i < problem.must.size(); ++i) {
      if (problem.must[i] == 0) continue;
      obstacle.wanted += problem.load[i];
      if (answer_.serves[i] == served_by_none) obstacle.customers.push_back(static_cast<Customer>(i));
    }
    if (obstacle.customers.empty()) return;
    std::vector<double> rooms;
    for (std::size_t j = 0; j < problem.capacity.size(); ++j) {
      if (kept_[j] != 0) obstacle.available += problem.capacity[j];
      if (kept_[j] == 0) rooms.push_back(problem.capacity[j]);
    }
    std::sort(rooms.rbegin(), rooms.rend());
    const auto held = static_cast<std::size_t>(std::count(kept_.begin(), kept_.end(), std::uint8_t{1}));
    for (std::size_t k = 0; k < question_.p - held; ++k) obstacle.available += rooms[k];
    answer_.obstacles.push_back(obstacle);
  }

  // As explain(), but what a site serves, its closing and its substitutes are counted with the capacities.
  void explain_with_capacities(const CapacityProblem& problem) {
    answer_.choices = explain(instance_, question_, answer_.outcome.open);
    const double all_open = answer_.outcome.value;
    for (Choice& choice : answer_.choices) {
      choice.serves = static_cast<std::size_t>(std::count(answer_.serves.begin(), answer_.serves.end(), choice.site));
      std::vector<Site> open = answer_.outcome.open;
      open.erase(std::find(open.begin(), open.end(), choice.site));
      choice.if_closed = open.empty() ? 0.0 : std::max(0.0, capacity_cost(problem, open) - all_open);
      if (!choice.runner_up) continue;
      open.push_back(*choice.runner_up);
      choice.runner_up_worse = std::max(0.0, capacity_cost(problem, open) - all_open);
    }
  }

  const Instance& instance_;
  const Question& question_;
  std::vector<std::uint8_t> kept_;
  Answer answer_;
};

}  // namespace

bool is_maximum(Objective objective) { return objective == Objective::mclp || objective == Objective::mexclp; }

Answer answer(const Instance& instance, const Question& question) {
  sim::require(!instance.sites.empty() && !instance.customers.empty(), "answer: nothing to serve or nowhere to stand");
  sim::require(
      instance.links.size() == instance.customers.size() && instance.weight.size() == instance.customers.size(),
      "answer: the tables differ in length");
  sim::require(question.busy >= 0.0 && question.busy < 1.0, "answer: a share of busy time is in [0, 1)");
  return Answerer(instance, question)();
}

}  // namespace yuanluo::plan::siting
