// The results of a run as one SQLite file; docs/results.md describes every table.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "models/kpi/catalogue.hpp"
#include "scenarios/results/rows.hpp"
#include "scenarios/run.hpp"

namespace yuanluo::scenarios {

// Writes a results database. Each replication is one transaction: when the process is killed, everything that was added
// before is there when the file is read. Apart from the table `timing`, the rows do not depend on threads or machine.
//
// Every member throws ScenarioError when the file cannot be written.
class ResultsWriter {
 public:
  // Makes the file `path`; an earlier results file of that name is replaced, any other file is refused.
  ResultsWriter(const std::string& path, const RunInfo& run);
  ~ResultsWriter();
  ResultsWriter(const ResultsWriter&) = delete;
  ResultsWriter& operator=(const ResultsWriter&) = delete;

  // Adds a scenario and returns its number, counted from 0. `definitions` is the scenario's KPI catalogue; a KPI that
  // two scenarios share by its key is stored once.
  std::uint32_t add_scenario(const ScenarioInfo& info, const Places& places,
                             const std::vector<models::KpiDefinition>& definitions, std::span<const SourceRow> sources);

  // Adds a replication of scenario `scenario`. Throws sim::ContractError unless the numbers of replications of a
  // scenario rise and the KPIs are those of its catalogue.
  void add_replication(std::uint32_t scenario, const ReplicationResult& result);

  // Marks the run as finished, if `complete`, and leaves one single file. Nothing can be added afterwards.
  void finish(bool complete = true);

 private:
  class Database;
  std::unique_ptr<Database> database_;
};

}  // namespace yuanluo::scenarios
