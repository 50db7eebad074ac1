// Replications side by side: one result on any number of threads, and one world for all.
#include <catch2/catch.hpp>

#include "models/kpi/catalogue.hpp"
#include "models/state.hpp"
#include "scenarios/generator/generate.hpp"
#include "scenarios/run.hpp"

namespace yuanluo::models {
namespace {

const World& district() {
  static const World world =
      make_world(scenarios::generate(scenarios::GeneratorParams{}, scenarios::DeploymentParams{}), Settings{});
  return world;
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
