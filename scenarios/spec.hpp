// What a scenario file says, before anything is built from it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "models/params.hpp"
#include "models/settings.hpp"
#include "models/text.hpp"
#include "scenarios/deployment.hpp"
#include "scenarios/generator/params.hpp"

namespace yuanluo::scenarios {

// How long and how often. JSON: `run`.
struct RunParams {
  std::int64_t days = 365;        // measured days
  std::int64_t warm_up_days = 0;  // simulated before them, not measured
  std::int64_t replications = 20;
  std::int64_t seed = 20211201;
};
void describe(models::ParamVisitor& visitor, RunParams& run);

// One scenario. JSON: `name`, `district` ({"generator": {...}} or {"tables": "folder"}), `deployment`, `hazards`,
// `operations`, `run`.
struct Spec {
  models::Name name;
  std::optional<GeneratorParams> generator;  // this, or
  std::optional<std::string> tables;         // the folder of district tables, relative to the scenario file
  DeploymentParams deployment;               // used with the generator; tables bring their own
  models::Settings settings;                 // hazards, operations, alarm routing
  RunParams run;
};

}  // namespace yuanluo::scenarios
