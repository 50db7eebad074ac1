// A plan as files that somebody can carry out, and that other programs read.
#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "scenarios/plan/plan_result.hpp"

namespace yuanluo::scenarios {

// Everything that the plan found, for machines.
nlohmann::ordered_json plan_json(const PlanResult& plan);

// One row for each chosen place of the best alternative, in the order in which they help most: rank, kind, place,
// longitude, latitude, community, yuan, what it adds with its interval, the share of the benefit so far, runner-up; of
// hydrants the flow and the way to the nearest other one.
std::string plan_csv(const PlanResult& plan);

// The same places as points. Source: [RFC7946].
std::string plan_geojson(const PlanResult& plan);

// Writes `district/` (tables) and `scenario.json` into `folder`: the first scenario with the best alternative built,
// which `run` and `compare` take. Throws ScenarioError where they cannot be written.
void write_plan_scenario(const PlanResult& plan, const std::filesystem::path& folder);

}  // namespace yuanluo::scenarios
