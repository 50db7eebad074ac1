// Customers, sites and links between them from graphs and square tables.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "plan/siting/instance.hpp"
#include "plan/siting/shortest_paths.hpp"

namespace yuanluo::scenarios {

// Every node a customer of weight 1 and a site; links are shortest paths, those beyond `radius` left out.
void fill_from_graph(plan::siting::Instance& instance, std::vector<std::string> names,
                     const std::vector<plan::siting::Edge>& edges, std::optional<double> radius);

// A square table of distances, row by row: every row a customer and a site.
void fill_from_matrix(plan::siting::Instance& instance, std::vector<std::string> names,
                      const std::vector<double>& cells, std::optional<double> radius);

// "1", "2", …, as names.
std::vector<std::string> numbered(std::size_t count);

}  // namespace yuanluo::scenarios
