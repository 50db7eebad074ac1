// The synthetic district: made from figures, the same for the same seed.
#pragma once

#include "models/district.hpp"
#include "scenarios/deployment.hpp"
#include "scenarios/generator/params.hpp"

namespace yuanluo::scenarios {

// A district with the counts of `generator` and `deployment`, met exactly. Everything but equipment and staff depends
// on `generator` alone; equipment and staff are nested: a larger count keeps the places of a smaller one. Throws
// ScenarioError if figures contradict each other (more elders than residents, more alarms than homes, ...).
models::District generate(const GeneratorParams& generator, const DeploymentParams& deployment);

}  // namespace yuanluo::scenarios
