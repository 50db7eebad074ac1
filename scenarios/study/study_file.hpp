// The results of a study: one SQLite file, in which every finished trial is kept at once. docs/study.md describes the
// tables.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "plan/experiment/trial.hpp"
#include "scenarios/study/evaluation.hpp"
#include "scenarios/study/findings.hpp"
#include "scenarios/study/study.hpp"

namespace yuanluo::scenarios {

inline constexpr int study_application_id = 0x594c5354;  // "YLST"
inline constexpr int study_format = 2;                   // of the tables

// Opened for one process at a time.
class StudyFile {
 public:
  // Makes the file, or goes on with it if it holds trials of the same study. Throws ScenarioError where it holds
  // something else (also the same study with other figures, or by another version), is in use by another process, or
  // cannot be written.
  StudyFile(const std::string& path, const Study& study, const std::string& version, const std::string& command);
  ~StudyFile();
  StudyFile(const StudyFile&) = delete;
  StudyFile& operator=(const StudyFile&) = delete;

  // The trials that are done, with their results.
  const StudyResults& results() const { return results_; }
  // Keeps a trial for good: it is there after this process is killed. `rank`: who evaluated it.
  void add(TrialResult&& result, int rank);
  // Takes over the trials of another results file of the same study, each in a transaction of its own; how many were
  // new. Throws ScenarioError where that is none, or has another result of a trial that is here.
  std::size_t merge(const std::string& path, const std::string& version);
  // Writes what the study found, and that it is finished.
  void finish(const Findings& findings);

 private:
  class Database;
  std::unique_ptr<Database> database_;
  StudyResults results_;
};

// The tables of a study file as CSV files in a folder, in an order that depends on the results alone.
void export_study_csv(const std::string& path, const std::string& folder);

}  // namespace yuanluo::scenarios
