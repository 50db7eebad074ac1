// Siting questions from CSV tables of points, roads or costs.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plan/siting/shortest_paths.hpp"
#include "scenarios/plan/site_file.hpp"

namespace yuanluo::scenarios {

// `points`, `roads` and `costs` of read_site_file(). Throws ScenarioError.
SiteFile read_site_table(const std::string& file, std::string_view text, std::optional<double> radius);

// Every node a customer of weight 1 and a site; links are shortest paths, those beyond `radius` left out.
void fill_from_graph(plan::siting::Instance& instance, std::vector<std::string> names,
                     const std::vector<plan::siting::Edge>& edges, std::optional<double> radius);

}  // namespace yuanluo::scenarios
