// What it takes to copy the state of a district's run, to go on from the copy, and to put it into a file and read it.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <optional>
#include <string>
#include <vector>

#include "benchmarks/measure.hpp"
#include "models/model.hpp"
#include "models/onsets.hpp"
#include "scenarios/generator/generate.hpp"
#include "sim/sink.hpp"
#include "sim/windowed_kernel.hpp"

namespace {

using namespace yuanluo;
using namespace yuanluo::benchmarks;
using Kernel = sim::WindowedKernel<models::DistrictModel>;

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"Snapshot and fork of a district's run: time of each, and what the state holds"};
  int day = 180, copies = 200;
  std::int64_t scale = 1;
  app.add_option("--day", day, "The day on which the run is copied");
  app.add_option("--copies", copies, "Copies made; medians are shown");
  app.add_option("--scale", scale, "Districts side by side");
  CLI11_PARSE(app, argc, argv);

  scenarios::GeneratorParams generator;
  generator.scale = scale;
  const models::World world =
      models::make_world(scenarios::generate(generator, scenarios::DeploymentParams{}), models::Settings{});
  const sim::Luck luck(1, 0);
  const sim::SimTime at = sim::epoch + day * sim::one_day;
  Kernel kernel(world, models::State(world, luck), models::onsets(world, luck, at + sim::one_day));
  kernel.run(at, sim::IgnoreEvents{});

  std::vector<double> copied, forked, continued;
  std::uint64_t events = 0;
  for (int i = 0; i < copies; ++i) {
    std::optional<sim::Snapshot<models::DistrictModel>> saved;
    std::optional<Kernel> fork;
    copied.push_back(1e3 * took([&] { saved.emplace(kernel.snapshot()); }).wall_s);
    forked.push_back(1e3 * took([&] { fork.emplace(world, *saved); }).wall_s);
    continued.push_back(1e3 * took([&] { events = fork->run(at + sim::one_day, sim::IgnoreEvents{}); }).wall_s);
  }
  fmt::print("{} residents, day {}; a state of {:.2f} MB\n", world.district.residents.size(), day,
             static_cast<double>(kernel.snapshot().state.memory()) / 1048576.0);
  const auto line = [](const char* what, const std::vector<double>& ms) {
    fmt::print("{:<34} median {:7.3f} ms, p95 {:7.3f} ms\n", what, median(ms), quantile(ms, 0.95));
  };
  line("snapshot", copied);
  line("a kernel from it (fork)", forked);
  line(fmt::format("the fork's next day, {} events", events).c_str(), continued);
  return 0;
}
