// One result, whoever computes it: kernels, workers, threads.
#include <fmt/format.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>

#include "scenarios/generator/generate.hpp"
#include "sim/checkpoint.hpp"
#include "tests/fixtures/same_trace.hpp"

namespace yuanluo::models {
namespace {

const World& district() {
  static const World world = built_alone([] {
    return make_world(scenarios::generate(scenarios::GeneratorParams{}, scenarios::DeploymentParams{}), Settings{});
  });
  return world;
}

TEST_CASE("a month of the district leaves the same trace and state under every kernel and number of workers") {
  const std::uint64_t events =
      check_same_trace(district(), sim::Luck(5, 0), sim::epoch + 30 * sim::one_day, [](const Event&) {});
  CHECK(events > 10000);
}

TEST_CASE("a month that goes on from a file written in its middle has the trace and state of one never interrupted") {
  const sim::Luck luck(5, 0);
  const sim::SimTime middle = sim::epoch + 15 * sim::one_day, until = sim::epoch + 30 * sim::one_day;
  const auto first = onsets(district(), luck, until);
  sim::WindowedKernel<DistrictModel> whole(district(), State(district(), luck), first);
  HashTrace expected;
  whole.run(until, expected);

  const auto file = std::filesystem::temp_directory_path() / fmt::format("yuanluo-district-{}.checkpoint", getpid());
  constexpr std::uint64_t fingerprint = 2021;
  {
    sim::WindowedKernel<DistrictModel> half(district(), State(district(), luck), first);
    HashTrace trace;
    half.run(middle, trace);
    sim::write_checkpoint<DistrictModel>(file, {half.snapshot(), trace.hash()}, fingerprint);
  }
  const auto saved = sim::read_checkpoint<DistrictModel>(file, State(district(), luck), fingerprint);
  sim::SerialKernel<DistrictModel> rest(district(), saved.run);
  HashTrace trace;
  rest.run(until, trace);
  sim::TraceHash both = saved.trace;
  both.merge(trace.hash());
  CHECK(both.count() == expected.hash().count());
  CHECK(both.value() == expected.hash().value());
  CHECK((rest.state() == whole.state()));

  CHECK_THROWS_AS(sim::read_checkpoint<DistrictModel>(file, State(district(), luck), fingerprint + 1),
                  sim::SealedFileError);
  scenarios::GeneratorParams smaller;
  smaller.compounds -= 6;
  const World other =
      built_alone([&] { return make_world(scenarios::generate(smaller, scenarios::DeploymentParams{}), Settings{}); });
  CHECK_THROWS_WITH(sim::read_checkpoint<DistrictModel>(file, State(other, luck), fingerprint),
                    Catch::Contains("compounds and"));
  std::filesystem::remove(file);
}

}  // namespace
}  // namespace yuanluo::models
