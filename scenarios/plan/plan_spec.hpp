// What a plan file asks: what to decide, how many or for how much, and by which measures it is judged.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "models/text.hpp"
#include "scenarios/plan/decision.hpp"

namespace yuanluo::scenarios {

// A measure by which plans are judged: a KPI of the district, of one group or community (by its key), or that of the
// community that is worst off.
struct PlanObjective {
  std::string kpi;
  bool worst_community = false;
};

struct PlanSpec {
  std::string file;
  models::Name name;
  std::vector<std::string> scenarios;  // paths as the program can open them; with several, replications take turns
  std::vector<Decision> decisions;
  std::optional<double> budget_yuan;      // shared by the decisions without a count
  std::vector<PlanObjective> objectives;  // plans are chosen by the first; the others are reported

  std::int64_t days = 365;
  std::int64_t first = 10;    // replications of every alternative before the first comparison
  std::int64_t most = 40;     // replications of an alternative in the selection, on average
  std::int64_t confirm = 40;  // replications with fresh seeds, for the promise
  double difference = 0.0;    // worth telling apart, in the unit of the first objective; 0: 2 % of today's value
  double confidence = 0.95;   // of the selection and the intervals
  std::int64_t seed = 1;
  double search_s = 20.0;  // for placing on the map, each time
};

// Reads a plan file. Throws ScenarioError with everything that is wrong in it. Paths in it are relative to its folder.
PlanSpec load_plan(const std::filesystem::path& path);

}  // namespace yuanluo::scenarios
