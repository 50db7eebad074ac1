#include "scenarios/build.hpp"

#include "scenarios/generator/generate.hpp"
#include "scenarios/problem.hpp"
#include "scenarios/tables/tables.hpp"

namespace yuanluo::scenarios {

models::District build_district(const Spec& spec) {
  try {
    return spec.generator ? generate(*spec.generator, spec.deployment) : read_tables(*spec.tables);
  } catch (const ScenarioError& error) {
    throw in_files_of(spec, error);
  }
}

models::World build_world(const Spec& spec) { return models::make_world(build_district(spec), spec.settings); }

RunRequest run_request(const Spec& spec, int threads) {
  RunRequest request;
  request.seed = static_cast<std::uint64_t>(spec.run.seed);
  request.replications = static_cast<std::uint32_t>(spec.run.replications);
  request.warm_up = spec.run.warm_up_days * sim::one_day;
  request.measured = spec.run.days * sim::one_day;
  request.threads = threads;
  return request;
}

}  // namespace yuanluo::scenarios
