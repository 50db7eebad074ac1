// Places and tables of distances from files of TSPLIB and its kin.
#pragma once

#include <string>
#include <string_view>

#include "scenarios/plan/site_numbers.hpp"

namespace yuanluo::scenarios {

// Whether a text is a TSPLIB file: it has one of the lines that begin its data.
bool is_tsplib(std::string_view text);

// Reads places (EUC_2D and CEIL_2D: straight distances that are not rounded unless asked; GEO: metres on the globe) or
// a table of weights (EXPLICIT), and demands, which are weights and loads. Throws ScenarioError, also where distances
// are of another kind. Source: [Reinelt1991].
SiteReading read_tsplib(const std::string& file, std::string_view text, const SiteFileOptions& options);

}  // namespace yuanluo::scenarios
