// A year of the synthetic district: events per second under each kernel; or worlds of many districts side by side.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <string>
#include <vector>

#include "benchmarks/measure.hpp"
#include "models/model.hpp"
#include "models/onsets.hpp"
#include "scenarios/generator/generate.hpp"
#include "sim/serial_kernel.hpp"
#include "sim/sink.hpp"
#include "sim/windowed_kernel.hpp"

namespace {

using namespace yuanluo;
using namespace yuanluo::benchmarks;

// One world of many districts: what it takes to build and to run, and the cost of an event.
double cost_per_event(std::int64_t scale, int days) {
  forget_peak();
  scenarios::GeneratorParams generator;
  generator.scale = scale;
  const double start = user_seconds(), start_wall = wall_seconds();
  models::District district = scenarios::generate(generator, scenarios::DeploymentParams{});
  const double generated = user_seconds(), generated_wall = wall_seconds();
  const models::World world = models::make_world(std::move(district), models::Settings{});
  const double built = user_seconds(), built_wall = wall_seconds();
  const sim::SimTime until = sim::epoch + days * sim::one_day;
  const sim::Luck luck(1, 0);
  const auto first = models::onsets(world, luck, until);
  sim::WindowedKernel<models::DistrictModel> kernel(world, models::State(world, luck), first);
  const double prepared = user_seconds();
  const auto events = static_cast<double>(kernel.run(until, sim::IgnoreEvents{}));
  const double ran = user_seconds() - prepared;
  fmt::print(
      "{:>4} x  {:>10} residents  generated {:6.1f} s ({:6.1f} wall)  world {:6.1f} s ({:6.1f} wall)  onsets {:6.1f} s "
      " {:>10.0f} events {:8.2f} s  {:6.3f} M events/s  {:7.3f} us/event  peak {:6.0f} MB\n",
      scale, world.district.residents.size(), generated - start, generated_wall - start_wall, built - generated,
      built_wall - generated_wall, prepared - built, events, ran, 1e-6 * events / ran, 1e6 * ran / events, peak_mb());
  std::fflush(stdout);
  return 1e6 * ran / events;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"A year of the district: events per second"};
  int days = 365;
  int repetitions = 5;
  app.add_option("--days", days, "Days simulated");
  app.add_option("--repetitions", repetitions, "Runs; medians are shown");
  std::vector<std::int64_t> scales;
  app.add_option("--scales", scales, "Instead: worlds of so many districts side by side, e.g. 1,10,50,150")
      ->delimiter(',');
  CLI11_PARSE(app, argc, argv);
  if (!scales.empty()) {
    fmt::print("user CPU seconds, {} days\n", days);
    std::vector<double> cost;
    for (const std::int64_t scale : scales) cost.push_back(cost_per_event(scale, days));
    fmt::print("cost of an event, last to first: {:.2f}\n", cost.back() / cost.front());
    return 0;
  }

  const double built = wall_seconds();
  const models::World world = models::make_world(
      scenarios::generate(scenarios::GeneratorParams{}, scenarios::DeploymentParams{}), models::Settings{});
  fmt::print("world built in {:.2f} s: {} residents, {} processes\n", wall_seconds() - built,
             world.district.residents.size(), world.processes.size());
  const sim::Luck luck(1, 0);
  const sim::SimTime until = sim::epoch + days * sim::one_day;
  std::vector<sim::FirstEvent<models::Payload>> first;
  const double onsets = took([&] { first = models::onsets(world, luck, until); }).processor_s;
  fmt::print("{} onsets found in {:.1f} ms; an event has {} bytes\n", first.size(), 1e3 * onsets,
             sizeof(models::Event));

  std::vector<double> serial;
  std::vector<double> windowed;
  std::uint64_t events = 0;
  double per_window = 0.0;
  for (int r = 0; r < repetitions; ++r) {
    sim::SerialKernel<models::DistrictModel> one(world, models::State(world, luck), first);
    serial.push_back(took([&] { events = one.run(until, sim::IgnoreEvents{}); }).processor_s);
    sim::WindowedKernel<models::DistrictModel> two(world, models::State(world, luck), first);
    windowed.push_back(took([&] { two.run(until, sim::IgnoreEvents{}); }).processor_s);
    per_window = two.report().events_per_window();
  }
  const auto count = static_cast<double>(events);
  fmt::print("{} events in {} days; processor time\n", events, days);
  fmt::print("serial    {:8.3f} s  {:6.2f} M events/s\n", median(serial), 1e-6 * count / median(serial));
  fmt::print("windowed  {:8.3f} s  {:6.2f} M events/s  {:.2f} events per window\n", median(windowed),
             1e-6 * count / median(windowed), per_window);
  fmt::print("peak memory {:.0f} MB\n", peak_mb());
  return 0;
}
