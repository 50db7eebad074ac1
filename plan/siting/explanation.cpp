#include "plan/siting/explanation.hpp"

#include <algorithm>
#include <utility>

#include "plan/siting/problems.hpp"
#include "plan/siting/tally.hpp"

namespace yuanluo::plan::siting {
namespace {

// Beyond this many looks at a link, runners-up are named for the first sites only.
constexpr double most_looks = 1.5e9;

// How many customers have each open site as their nearest (p-median, p-centre) or within its radius.
std::vector<std::size_t> served(const Instance& instance, const Question& question, const Tally& tally,
                                const std::vector<Site>& open) {
  std::vector<std::size_t> count(instance.sites.size(), 0);
  if (question.objective != Objective::p_median && question.objective != Objective::p_center) {
    for (const Site j : open) count[j] = tally.served_by(j).size();
    return count;
  }
  std::vector<std::uint8_t> is_open(instance.sites.size(), 0);
  for (const Site j : open) is_open[j] = 1;
  for (const auto& list : instance.links) {
    const Link* best = nullptr;
    for (const Link& link : list) {
      if (is_open[link.to] == 0) continue;
      if (best == nullptr || link.cost < best->cost || (link.cost == best->cost && link.to < best->to)) best = &link;
    }
    if (best != nullptr) ++count[best->to];
  }
  return count;
}

}  // namespace

std::vector<Choice> explain(const Instance& instance, const Question& question, const std::vector<Site>& open) {
  Tally tally(instance, question);
  const auto existing = existing_of(instance);
  std::vector<Choice> choices;
  std::vector<Site> waiting = open;
  std::vector<std::uint8_t> seen(instance.sites.size(), 0);
  const auto take = [&](std::size_t k, bool stands) {
    const double before = tally.value();
    Choice choice;
    choice.site = waiting[k];
    choice.existing = stands;
    tally.open(choice.site);
    choice.cumulative = tally.value();
    choice.marginal = tally.better_by(before, choice.cumulative);
    choices.push_back(choice);
    waiting.erase(waiting.begin() + static_cast<std::ptrdiff_t>(k));
  };
  for (std::size_t k = 0; k < waiting.size();) {
    const Site j = waiting[k];
    if (existing[j] == 0 || seen[j] != 0) {
      ++k;
      continue;
    }
    seen[j] = 1;
    take(k, true);
  }
  while (!waiting.empty()) {
    std::size_t best = 0;
    double most = 0.0;
    for (std::size_t k = 0; k < waiting.size(); ++k) {
      const double more = tally.better_by(tally.value(), tally.value_with(waiting[k]));
      if (k == 0 || more > most) best = k, most = more;
    }
    take(best, false);
  }
  const double all_open = tally.value();
  const auto count = served(instance, question, tally, open);
  std::vector<std::uint32_t> units(instance.sites.size(), 0);
  for (const Site j : open) ++units[j];
  const bool stackable = question.objective == Objective::mexclp;
  double links = 1.0;
  for (const auto& list : instance.links) links += static_cast<double>(list.size());
  const double affordable = most_looks / links;
  for (std::size_t k = 0; k < choices.size(); ++k) {
    Choice& choice = choices[k];
    choice.serves = count[choice.site];
    if (static_cast<double>(k) > affordable) continue;
    tally.clear();
    for (std::size_t other = 0; other < choices.size(); ++other) {
      if (other != k) tally.open(choices[other].site);
    }
    choice.if_closed = tally.better_by(tally.value(), all_open);
    double best = 0.0;
    for (std::size_t j = 0; j < instance.sites.size(); ++j) {
      const auto site = static_cast<Site>(j);
      if (site == choice.site || (units[j] > 0 && !stackable)) continue;
      if (stackable && question.units_at_a_site != 0 && units[j] >= question.units_at_a_site) continue;
      const double worse = tally.better_by(tally.value_with(site), all_open);
      if (choice.runner_up && worse >= best) continue;
      choice.runner_up = site;
      best = worse;
    }
    choice.runner_up_worse = best;
  }
  return choices;
}

double objective_of(const Instance& instance, const Question& question, const std::vector<Site>& open) {
  if (question.objective == Objective::lscp) {
    double cost = 0.0;
    for (const Site j : open) cost += instance.site_cost.empty() ? 1.0 : instance.site_cost[j];
    return cost;
  }
  Tally tally(instance, question);
  for (const Site j : open) tally.open(j);
  return tally.value();
}

}  // namespace yuanluo::plan::siting
