#include "scenarios/build.hpp"

#include <fmt/format.h>

#include <utility>
#include <vector>

#include "scenarios/generator/generate.hpp"
#include "scenarios/problem.hpp"
#include "scenarios/tables/tables.hpp"

namespace yuanluo::scenarios {

namespace {

// Closures name streets that are there.
void check_closures(const Spec& spec, const models::District& district) {
  std::vector<Problem> problems;
  const auto& planned = spec.settings.closures.planned;
  for (std::size_t i = 0; i < planned.size(); ++i) {
    bool known = false;
    for (std::uint32_t s = 0; s < district.streets.size() && !known; ++s)
      known = planned[i].concerns(district.streets[s], s);
    if (known) continue;
    Problem problem;
    problem.pointer = fmt::format("/closures/{}/{}", i, planned[i].street ? "row" : "street");
    problem.wanted = {"片区中有的街道", "a street of the district"};
    if (planned[i].street)
      problem.wanted = {fmt::format("小于街道数 {} 的行号", district.streets.size()),
                        fmt::format("a row below the number of streets, {}", district.streets.size())};
    problem.found =
        same(planned[i].street ? fmt::format("{}", *planned[i].street) : fmt::format("\"{}\"", planned[i].name));
    problems.push_back(std::move(problem));
  }
  if (!problems.empty()) throw ScenarioError(std::move(problems));
}

}  // namespace

models::District build_district(const Spec& spec) {
  try {
    models::District district = spec.generator ? generate(*spec.generator, spec.deployment) : read_tables(*spec.tables);
    check_closures(spec, district);
    return district;
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
