// A plan as files that somebody can carry out, and that other programs read.
#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "scenarios/plan/planning.hpp"

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

// What the n-th chosen place of a decision adds to the first objective, with its interval: its share of the benefit of
// all, times the confirmed gain. None where nothing was simulated, or several decisions share the gain.
std::optional<sim::ConfidenceInterval> marginal_gain(const PlanResult& plan, std::size_t decision, std::size_t n);

// How far the n-th chosen place of a decision is from the nearest hydrant, standing or chosen; none for other kinds.
std::optional<double> nearest_hydrant_m(const PlanResult& plan, std::size_t decision, std::size_t n);

// How many of the chosen bring `share` of the benefit.
std::size_t count_for_share(const PlanResult& plan, double share);

}  // namespace yuanluo::scenarios
