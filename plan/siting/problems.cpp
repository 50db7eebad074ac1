#include "plan/siting/problems.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace yuanluo::plan::siting {

std::vector<std::uint8_t> existing_of(const Instance& instance) {
  return instance.existing.empty() ? std::vector<std::uint8_t>(instance.sites.size(), 0) : instance.existing;
}

CostLists distance_lists(const Instance& instance, Objective objective) {
  const bool weighted = objective == Objective::p_median;
  std::vector<std::vector<Link>> links = instance.links;
  double all = 1.0;
  for (std::size_t i = 0; i < links.size(); ++i) {
    double dearest = 0.0;
    for (Link& link : links[i]) {
      if (weighted) link.cost *= instance.weight[i];
      dearest = std::max(dearest, link.cost);
    }
    all = weighted ? all + dearest : std::max(all, dearest + 1.0);
  }
  std::vector<double> fallback(links.size(), std::ceil(all));
  for (std::size_t i = 0; i < links.size(); ++i) {
    if (instance.weight[i] > 0.0) continue;
    links[i].clear();
    fallback[i] = 0.0;
  }
  return CostLists(instance.sites.size(), links, std::move(fallback));
}

std::vector<std::vector<Site>> within_radius(const Instance& instance, const Question& question) {
  std::vector<std::vector<Site>> within(instance.links.size());
  for (std::size_t i = 0; i < within.size(); ++i) {
    for (const Link& link : instance.links[i]) {
      if (!question.radius || link.cost <= *question.radius) within[i].push_back(link.to);
    }
    std::sort(within[i].begin(), within[i].end());
  }
  return within;
}

CostLists cover_lists(const Instance& instance, const Question& question) {
  const auto within = within_radius(instance, question);
  std::vector<std::vector<Link>> links(within.size());
  for (std::size_t i = 0; i < links.size(); ++i) {
    for (const Site j : within[i]) links[i].push_back({j, 0.0});
  }
  return CostLists(instance.sites.size(), links, instance.weight);
}

GradedCoverProblem graded_problem(const Instance& instance, const Question& question) {
  GradedCoverProblem problem;
  problem.reached_by = within_radius(instance, question);
  problem.weight = instance.weight;
  const auto existing = existing_of(instance);
  problem.kept.assign(existing.begin(), existing.end());
  std::uint32_t most = 1;
  if (question.objective == Objective::mexclp) {
    most = question.units_at_a_site == 0 ? static_cast<std::uint32_t>(question.p) : question.units_at_a_site;
    problem.worth = expected_cover_worth(question.busy, question.p);
  } else {
    problem.worth = {1.0};
    if (question.second_worth > 0.0) problem.worth.push_back(question.second_worth);
  }
  problem.most.assign(instance.sites.size(), std::max<std::uint32_t>(1, most));
  return problem;
}

CoverProblem cover_problem(const Instance& instance, const Question& question) {
  CoverProblem problem;
  problem.reached_by = within_radius(instance, question);
  problem.needed.assign(problem.reached_by.size(), question.needed);
  for (std::size_t i = 0; i < problem.needed.size(); ++i) {
    if (instance.weight[i] <= 0.0) problem.needed[i] = 0;
  }
  problem.kept = existing_of(instance);
  problem.site_cost = instance.site_cost;
  if (problem.site_cost.empty()) problem.site_cost.assign(instance.sites.size(), 1.0);
  return problem;
}

}  // namespace yuanluo::plan::siting
