// What a scenario file says, before anything is built from it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "models/params.hpp"
#include "models/settings.hpp"
#include "models/text.hpp"
#include "scenarios/deployment.hpp"
#include "scenarios/generator/params.hpp"
#include "scenarios/problem.hpp"
#include "scenarios/value_note.hpp"

namespace yuanluo::scenarios {

// How long and how often. JSON: `run`.
struct RunParams {
  std::int64_t days = 365;        // measured days
  std::int64_t warm_up_days = 0;  // simulated before them, not measured
  std::int64_t replications = 20;
  std::int64_t seed = 20211201;
};
void describe(models::ParamVisitor& visitor, RunParams& run);

// One scenario. JSON: `name`, `description`, `district` ({"generator": {...}} or {"tables": "folder"}), `deployment`,
// `hazards`, `operations`, `closures`, `run`, `sources`.
struct Spec {
  models::Name name;
  models::Name description;                  // may be empty
  std::optional<GeneratorParams> generator;  // this, or
  std::optional<std::string> tables;         // the folder of district tables, as the program can open it
  DeploymentParams deployment;               // used with the generator; tables bring their own
  models::Settings settings;                 // hazards, operations, alarm routing
  RunParams run;

  OwnSources own_sources;                    // that values of the scenario name beside those of the bibliography
  ValueNotes notes;                          // sources and notes of the values that the scenario sets
  std::string file;                          // that was read; empty if none was
  std::map<std::string, std::string> files;  // by JSON pointer: in which of the files that it extends a value stands
};

// All parameters that count in a scenario, in file order: those of the generator and the counts of the deployment only
// where the district is generated.
void describe(models::ParamVisitor& visitor, Spec& spec);

// Reads a scenario file and all it extends. Throws ScenarioError with everything that is wrong in them.
Spec load_spec(const std::filesystem::path& path);

// The same of the text of a resolved scenario, named `name`. The folder of its tables need not be there.
Spec read_spec(const std::string& name, std::string_view text);

// `error` with the scenario's files named in the problems that name none.
ScenarioError in_files_of(const Spec& spec, const ScenarioError& error);

// The whole scenario as one JSON file that extends no other: every value spelled out with its source, so that it says
// the same when defaults have changed. load_spec reads it back as the same scenario from a file in `folder`, to which
// the folder of the tables is relative.
std::string resolved_json(const Spec& spec, const std::filesystem::path& folder = ".");

// 32 hexadecimal digits that are the same for scenarios that simulate the same: of all values (not of names, notes and
// sources), and of the contents of the tables. Throws ScenarioError if a table cannot be read.
std::string digest(const Spec& spec);

}  // namespace yuanluo::scenarios
