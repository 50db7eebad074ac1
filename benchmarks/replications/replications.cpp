// Replications of one world side by side: what memory they take together, and what a second worker brings.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <atomic>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "benchmarks/measure.hpp"
#include "models/model.hpp"
#include "models/onsets.hpp"
#include "scenarios/generator/generate.hpp"
#include "scenarios/run.hpp"
#include "sim/sink.hpp"
#include "sim/windowed_kernel.hpp"

namespace {

using namespace yuanluo;
using namespace yuanluo::benchmarks;

using Kernel = sim::WindowedKernel<models::DistrictModel>;

// A replication that has run and is kept, with all that it holds in mid-run.
std::unique_ptr<Kernel> run_and_keep(const models::World& world, std::uint32_t replication, sim::SimTime until) {
  const sim::Luck luck(1, replication);
  auto kernel = std::make_unique<Kernel>(world, models::State(world, luck), models::onsets(world, luck, until));
  kernel->run(until, sim::IgnoreEvents{});
  return kernel;
}

// What the process holds with `count` replications in mid-run, made by as many threads at once or by one.
double memory_of(const models::World& world, std::size_t count, bool at_once, sim::SimTime until) {
  std::vector<std::unique_ptr<Kernel>> kept(count);
  const auto make = [&](std::size_t r) { kept[r] = run_and_keep(world, static_cast<std::uint32_t>(r), until); };
  if (at_once) {
    std::vector<std::jthread> threads;
    for (std::size_t r = 0; r < count; ++r) threads.emplace_back(make, r);
  } else {
    for (std::size_t r = 0; r < count; ++r) make(r);
  }
  return resident_mb();
}

double replications_per_second(const models::World& world, int threads, std::uint32_t count, sim::Duration days) {
  const models::KpiCatalogue catalogue(world);
  scenarios::RunRequest request;
  request.replications = count;
  request.measured = days;
  request.threads = threads;
  const std::atomic<bool> stop{false};
  const Took all = took([&] {
    run_replications(
        world, catalogue, request, [](scenarios::ReplicationResult&&) {}, stop);
  });
  return count / all.wall_s;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"Replications side by side: memory, and the gain of more workers"};
  int days = 365, rounds = 5, most_threads = 2;
  std::uint32_t replications = 12;
  app.add_option("--days", days, "Days simulated");
  app.add_option("--replications", replications, "Replications timed in each round");
  app.add_option("--rounds", rounds, "Rounds; medians are shown");
  app.add_option("--threads", most_threads, "Workers compared with one");
  CLI11_PARSE(app, argc, argv);

  const models::World world = models::make_world(
      scenarios::generate(scenarios::GeneratorParams{}, scenarios::DeploymentParams{}), models::Settings{});
  const sim::SimTime until = sim::epoch + days * sim::one_day;
  const double alone = resident_mb();
  const double one = memory_of(world, 1, false, until);
  const double state = (memory_of(world, 16, false, until) - alone) / 16.0;
  const double sixteen = memory_of(world, 16, true, until);
  fmt::print(
      "memory: the world {:.0f} MB, with one replication {:.0f} MB, with 16 at once {:.0f} MB; a state {:.1f} MB\n",
      alone, one, sixteen, state);
  fmt::print("16 at once against one and 16 states: {:.2f}\n", sixteen / (one + 16.0 * state));

  std::vector<double> gain, single;
  for (int r = 0; r < rounds; ++r) {
    single.push_back(replications_per_second(world, 1, replications, days * sim::one_day));
    gain.push_back(replications_per_second(world, most_threads, replications, days * sim::one_day) / single.back());
  }
  fmt::print(
      "{} workers against one: {:.2f} times the replications per second ({:.2f} to {:.2f}); one worker {:.2f}/s\n",
      most_threads, median(gain), quantile(gain, 0.0), quantile(gain, 1.0), median(single));
  return 0;
}
