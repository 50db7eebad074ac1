#include "scenarios/plan/site_links.hpp"

#include <cmath>
#include <utility>

namespace yuanluo::scenarios {

std::vector<std::string> numbered(std::size_t count) {
  std::vector<std::string> names;
  for (std::size_t k = 1; k <= count; ++k) names.push_back(std::to_string(k));
  return names;
}

void fill_from_matrix(plan::siting::Instance& instance, std::vector<std::string> names,
                      const std::vector<double>& cells, std::optional<double> radius) {
  const std::size_t n = names.size();
  instance.sites = names;
  instance.customers = std::move(names);
  instance.weight.assign(n, 1.0);
  instance.links.resize(n);
  for (std::size_t c = 0; c < n * n; ++c) {
    if (std::isfinite(cells[c]) && (!radius || cells[c] <= *radius))
      instance.links[c / n].push_back({static_cast<std::uint32_t>(c % n), cells[c]});
  }
}

void fill_from_graph(plan::siting::Instance& instance, std::vector<std::string> names,
                     const std::vector<plan::siting::Edge>& edges, std::optional<double> radius) {
  const plan::siting::Table table = plan::siting::all_shortest_paths(names.size(), edges);
  fill_from_matrix(instance, std::move(names), table.cells, radius);
}

}  // namespace yuanluo::scenarios
