// Hypercube models as files: {"mu": 1 or one a unit, "classes": [{"rate": r, "pref_units_1based": [2, 1, 3]}, …]}, and
// optionally "lambda_total", which must be the sum of the rates. Other keys are notes.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "models/response/hypercube.hpp"

namespace yuanluo::scenarios {

// Throws ScenarioError with all problems. Whether the load is too much for a queue is not a problem here.
models::HypercubeModel read_hypercube_file(const std::filesystem::path& path);
models::HypercubeModel read_hypercube_text(const std::string& file, std::string_view text);

}  // namespace yuanluo::scenarios
