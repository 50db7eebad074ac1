// One result, whoever computes it: kernels, workers, threads.
#include <fmt/format.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>

#include "scenarios/generator/generate.hpp"
#include "scenarios/run.hpp"
#include "sim/checkpoint.hpp"
#include "tests/fixtures/same_trace.hpp"

namespace yuanluo::models {
namespace {

const World& district() {
  static const World world =
      make_world(scenarios::generate(scenarios::GeneratorParams{}, scenarios::DeploymentParams{}), Settings{});
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
  const World other = make_world(scenarios::generate(smaller, scenarios::DeploymentParams{}), Settings{});
  CHECK_THROWS_WITH(sim::read_checkpoint<DistrictModel>(file, State(other, luck), fingerprint),
                    Catch::Contains("compounds and"));
  std::filesystem::remove(file);
}

TEST_CASE("replications give the same hashes and KPIs on one thread and on three") {
  const KpiCatalogue catalogue(district());
  scenarios::RunRequest request;
  request.seed = 3;
  request.replications = 3;
  request.measured = 20 * sim::one_day;
  const std::atomic<bool> stop{false};
  const auto run = [&](int threads) {
    request.threads = threads;
    std::vector<scenarios::ReplicationResult> results;
    scenarios::run_replications(
        district(), catalogue, request, [&](scenarios::ReplicationResult&& r) { results.push_back(std::move(r)); },
        stop);
    return results;
  };
  const auto one = run(1), three = run(3);
  REQUIRE(one.size() == 3);
  REQUIRE(three.size() == 3);
  for (std::size_t i = 0; i < one.size(); ++i) {
    CHECK(one[i].replication == i);
    CHECK(three[i].trace_hash == one[i].trace_hash);
    CHECK(three[i].kpis == one[i].kpis);
  }
  CHECK(one[0].trace_hash != one[1].trace_hash);
}

TEST_CASE("the state of a replication is small next to the world that it shares") {
  const State state(district(), sim::Luck(1, 0));
  const std::size_t people = district().district.residents.size() * sizeof(Resident);
  CHECK(state.memory() < people / 5);
}

}  // namespace
}  // namespace yuanluo::models
