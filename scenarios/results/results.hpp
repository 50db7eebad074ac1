// The results of a run, read back as plain structs; enough for the whole report.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "models/incident.hpp"
#include "models/kpi/catalogue.hpp"
#include "models/kpi/water_use.hpp"
#include "scenarios/results/distributions.hpp"
#include "scenarios/results/rows.hpp"
#include "scenarios/run.hpp"

namespace yuanluo::scenarios {

struct ReplicationRow {
  std::uint32_t replication = 0;
  std::uint64_t trace_hash = 0;
  std::uint64_t events = 0;
  std::uint64_t incidents = 0;
};

struct ScenarioResults {
  ScenarioInfo info;
  Places places;
  std::vector<SourceRow> sources;
  std::vector<ReplicationRow> replications;         // by number
  std::vector<models::Kpis> kpis;                   // for each replication; each in the order of Results::definitions
  std::vector<std::vector<UnitActivity>> activity;  // for each replication
  Distributions distributions;
  std::vector<models::WaterUseCount> water_use;  // over all replications; those that were ever called on
  std::vector<FireWater> fire_water;             // of every fire that was fought with water
};

struct Results {
  RunInfo run;
  std::vector<models::KpiDefinition> definitions;
  std::vector<ScenarioResults> scenarios;
  std::vector<MatchedMedians> matched;  // where there is a base and an alternative

  // The base and the alternative, each null where there is none.
  const ScenarioResults* base() const;
  const ScenarioResults* alternative() const;
};

// Reads the results file `path`, also one that a killed process left behind. Throws ScenarioError if it is missing,
// damaged, of another kind, or of another format.
Results read_results(const std::string& path);

using IncidentSink =
    std::function<void(std::uint32_t scenario, std::uint32_t replication, const models::IncidentRecord&)>;

// Hands every incident of the file to `sink`, by scenario, replication and onset. Throws as read_results.
void read_incidents(const std::string& path, const IncidentSink& sink);

}  // namespace yuanluo::scenarios
