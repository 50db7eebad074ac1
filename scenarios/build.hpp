// From what a scenario says to the constant world that is simulated.
#pragma once

#include "models/district.hpp"
#include "models/world.hpp"
#include "scenarios/run.hpp"
#include "scenarios/spec.hpp"

namespace yuanluo::scenarios {

// The district that the scenario generates, or whose tables it names. Throws ScenarioError where figures contradict
// each other or tables are wrong, with the files they stand in.
models::District build_district(const Spec& spec);

models::World build_world(const Spec& spec);

// What the scenario asks to be run.
RunRequest run_request(const Spec& spec, int threads);

}  // namespace yuanluo::scenarios
