// Dispatch worlds as files: queues, ambulance studies, hypercube simulations. docs/models/response.md has the format.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "models/response/dispatch_measures.hpp"
#include "models/response/dispatch_world.hpp"
#include "models/text.hpp"
#include "scenarios/json/document.hpp"

namespace yuanluo::scenarios {

struct DispatchFile {
  models::Name name;
  models::DispatchWorld world;
  std::vector<models::DispatchMeasure> measures;
  std::uint32_t replications = 20;
  std::uint64_t seed = 1;
};

// Throws ScenarioError with all problems.
DispatchFile read_dispatch_file(const std::filesystem::path& path);
// The same of a text, which problems call `file`.
DispatchFile read_dispatch_text(const std::string& file, std::string_view text);

}  // namespace yuanluo::scenarios
