// What a plan file asks: what to decide, how many or for how much, and by which measures it is judged.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "models/text.hpp"
#include "scenarios/plan/decision.hpp"

namespace yuanluo::scenarios {

// A measure by which plans are judged: a KPI of the district, of one group or community (by its key), that of the
// community that is worst off, what lies between the communities or groups worst and best off, or the mean over groups
// by weights.
struct PlanObjective {
  enum class As : std::uint8_t { whole, worst_community, gap_communities, gap_groups, weighted_groups };
  std::string kpi;
  As as = As::whole;
  std::vector<std::pair<std::string, double>> weights;  // by group
};

// A limit that an alternative must keep to be chosen, in the terms of an objective.
struct PlanConstraint {
  PlanObjective measure;
  std::optional<double> at_most, at_least;
  bool no_worse = false;  // than today, beyond chance
};

// What stands behind the KPI's name: " (worst community)".
models::Text text_of(PlanObjective::As as);

// A parameter of the scenarios that is drawn; from its plausible range, where the plan does not narrow it.
struct Uncertain {
  std::string parameter;  // JSON pointer, as `yuanluo sources` lists them
  std::optional<double> low, high;
};

struct PlanSpec {
  std::string file;
  models::Name name;
  std::vector<std::string> scenarios;  // paths as the program can open them; with several, replications take turns
  std::vector<Uncertain> uncertain;    // parameters that nobody knows exactly
  std::int64_t draws = 8;              // of them; replications take turns in each scenario as it is and under each draw
  std::vector<Decision> decisions;
  std::optional<double> budget_yuan;      // shared by the decisions without a count
  std::vector<PlanObjective> objectives;  // plans are chosen by the first; the others are reported
  std::vector<PlanConstraint> constraints;

  std::int64_t days = 365;
  std::int64_t first = 10;    // replications of every alternative before the first comparison
  std::int64_t most = 40;     // replications of an alternative in the selection, on average
  std::int64_t confirm = 40;  // replications with fresh seeds, for the promise
  double difference = 0.0;    // worth telling apart, in the unit of the first objective; 0: 2 % of today's value
  double confidence = 0.95;   // of the selection and the intervals
  std::int64_t seed = 1;
  double search_s = 20.0;  // for placing on the map, each time

  // Variants of the choice by benefit that race against each other in the simulation, and how many replications all of
  // them together may take. 0: no race.
  std::int64_t variants = 0;
  std::int64_t race_replications = 0;

  // All that is measured: the objectives, then what the constraints limit.
  std::vector<PlanObjective> measures() const;
};

// Reads a plan file. Throws ScenarioError with everything that is wrong in it. Paths in it are relative to its folder.
PlanSpec load_plan(const std::filesystem::path& path);

}  // namespace yuanluo::scenarios
