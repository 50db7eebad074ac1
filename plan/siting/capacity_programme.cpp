#include "plan/siting/capacity_programme.hpp"

#include <algorithm>
#include <utility>

#include "plan/siting/integer_programme.hpp"

namespace yuanluo::plan::siting {

ServiceProgramme solve_service(const CapacityProblem& problem, std::size_t p, const std::vector<Site>& sites,
                               const std::vector<std::vector<Link>>& ways, const std::vector<Site>& open,
                               const std::vector<Site>& serves, double seconds, double gap) {
  using Sense = IntegerProgramme::Sense;
  const CostLists& lists = *problem.lists;
  IntegerProgramme ip;
  std::vector<double> start;
  std::vector<IntegerProgramme::Term> count;
  std::vector<std::uint32_t> column_of(lists.sites(), 0);
  std::vector<std::vector<IntegerProgramme::Term>> room(lists.sites());
  for (const Site j : sites) {
    column_of[j] = ip.add_column({0.0, problem.kept[j] != 0 ? 1.0 : 0.0, 1.0, true});
    count.push_back({column_of[j], 1.0});
    start.push_back(std::find(open.begin(), open.end(), j) != open.end() ? 1.0 : 0.0);
  }
  ip.add_row(std::move(count), Sense::equal, static_cast<double>(p));
  struct Way {
    Customer customer;
    Site site;
    std::uint32_t column;
  };
  std::vector<Way> columns;
  for (std::size_t i = 0; i < ways.size(); ++i) {
    const auto customer = static_cast<Customer>(i);
    std::vector<IntegerProgramme::Term> once;
    for (const Link& link : ways[i]) {
      const std::uint32_t column = ip.add_column({link.cost, 0.0, 1.0, true});
      start.push_back(serves[i] == link.to ? 1.0 : 0.0);
      columns.push_back({customer, link.to, column});
      once.push_back({column, 1.0});
      room[link.to].push_back({column, problem.load[i]});
      ip.add_row({{column_of[link.to], 1.0}, {column, -1.0}}, Sense::at_least, 0.0);
    }
    const bool must = !problem.must.empty() && problem.must[i] != 0;
    once.push_back({ip.add_column({lists.fallback(customer), 0.0, must ? 0.0 : 1.0, false}), 1.0});
    start.push_back(serves[i] == served_by_none ? 1.0 : 0.0);
    ip.add_row(std::move(once), Sense::equal, 1.0);
  }
  for (const Site j : sites) {
    if (room[j].empty()) continue;
    room[j].push_back({column_of[j], -problem.capacity[j]});
    ip.add_row(std::move(room[j]), Sense::at_most, 0.0);
  }
  if (open.empty()) start.clear();
  const ProgrammeOutcome solved = solve(ip, seconds, gap, start);
  ServiceProgramme outcome;
  outcome.infeasible = solved.infeasible;
  if (solved.infeasible) return outcome;
  outcome.bound = solved.bound;
  if (solved.values.empty()) return outcome;
  outcome.value = solved.value;
  for (const Site j : sites) {
    if (solved.values[column_of[j]] > 0.5) outcome.open.push_back(j);
  }
  outcome.serves.assign(ways.size(), served_by_none);
  for (const Way& way : columns) {
    if (solved.values[way.column] > 0.5) outcome.serves[way.customer] = way.site;
  }
  return outcome;
}

}  // namespace yuanluo::plan::siting
