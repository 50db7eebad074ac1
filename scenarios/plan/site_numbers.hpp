// Siting questions from files of nothing but numbers.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "plan/siting/shortest_paths.hpp"
#include "scenarios/plan/site_file.hpp"
#include "scenarios/plan/site_form.hpp"
#include "scenarios/plan/site_places.hpp"

namespace yuanluo::scenarios {

// What a file says: a finished question, or places whose distances are still to be taken.
struct SiteReading {
  SiteFile file;
  std::optional<SitePlaces> places;
};

// Reads `text` as the form that was found. Throws ScenarioError.
SiteReading read_site_numbers(const std::string& file, std::string_view text, const FormFound& form,
                              const SiteFileOptions& options);

// Every node a customer of weight 1 and a site; links are shortest paths, those beyond `radius` left out.
void fill_from_graph(plan::siting::Instance& instance, std::vector<std::string> names,
                     const std::vector<plan::siting::Edge>& edges, std::optional<double> radius);

// A square table of distances, row by row: every row a customer and a site.
void fill_from_matrix(plan::siting::Instance& instance, std::vector<std::string> names,
                      const std::vector<double>& cells, std::optional<double> radius);

// "1", "2", …, as names.
std::vector<std::string> numbered(std::size_t count);

}  // namespace yuanluo::scenarios
