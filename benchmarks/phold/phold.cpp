// PHOLD in the terms of ROSS: events per second of the kernels, side by side, alternating so that a busy machine is
// unkind to all alike. Prints one line per configuration: the median of the repetitions, in million events per second.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <functional>
#include <string>
#include <vector>

#include "benchmarks/measure.hpp"
#include "sim/examples/phold.hpp"
#include "sim/serial_kernel.hpp"
#include "sim/windowed_kernel.hpp"

namespace {

using namespace yuanluo::benchmarks;
using namespace yuanluo::sim;

struct Size {
  std::string name;
  std::uint32_t processes;
  std::uint32_t start_events;
  double end;  // simulated seconds
};

struct Measured {
  std::vector<double> rates;  // million events per second
  std::uint64_t events = 0;
  WindowReport report;
};

// Seconds of the wall, or of the calling thread's processor.
double seconds_now(bool processor) { return processor ? thread_seconds() : wall_seconds(); }

template <class Kernel>
void time_run(Kernel& kernel, SimTime warm, SimTime end, bool processor, Measured& measured) {
  kernel.run(warm, IgnoreEvents{});
  const double start = seconds_now(processor);
  measured.events = kernel.run(end, IgnoreEvents{});
  measured.rates.push_back(1e-6 * static_cast<double>(measured.events) / (seconds_now(processor) - start));
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"PHOLD: events per second of the serial and the windowed kernel"};
  std::uint32_t processes = 0;
  std::uint32_t start_events = 1;
  double remote = 0.1;
  double mean = 1.0;
  double lookahead = 0.1;
  double end = 0.0;
  int repetitions = 5;
  bool skip_serial = false;
  bool processor = false;
  bool always_parallel = false;
  unsigned shards = 0;
  std::vector<unsigned> workers{1, 2};
  app.add_option("--nlp", processes, "Processes; without it, the six standard sizes");
  app.add_option("--start-events", start_events, "Start events per process");
  app.add_option("--remote", remote, "Share of events sent to a random process");
  app.add_option("--mean", mean, "Mean of the exponential delay, s");
  app.add_option("--lookahead", lookahead, "Least delay, s");
  app.add_option("--end", end, "Simulated time measured, s");
  app.add_option("--repetitions", repetitions, "Runs per kernel; the median counts");
  app.add_option("--workers", workers, "Worker counts of the windowed kernel");
  app.add_flag("--skip-serial", skip_serial, "Leave out the serial kernel");
  app.add_flag("--cpu-time", processor, "Count the processor's time, not the wall's: for one worker on a busy machine");
  app.add_flag("--always-parallel", always_parallel, "Run every window in parallel, whether or not it pays");
  app.add_option("--shards", shards, "Parts of the windowed kernel; 0: as the kernel likes");
  CLI11_PARSE(app, argc, argv);

  std::vector<Size> sizes{{"700 x 1", 700, 1, 8000},   {"16 k x 1", 16384, 1, 400},  {"700 x 16", 700, 16, 500},
                          {"700 x 200", 700, 200, 40}, {"16 k x 16", 16384, 16, 20}, {"1 M x 1", 1048576, 1, 6}};
  if (processes > 0)
    sizes = {{fmt::format("{} x {}", processes, start_events), processes, start_events,
              end > 0.0 ? end : 5e6 / (double{1} * processes * start_events)}};

  fmt::print("{:<12} {:>10} {:>10}", "size", "events", "serial");
  for (const unsigned w : workers) fmt::print(" {:>12}", fmt::format("windowed {}", w));
  fmt::print("  events/window\n");
  for (const Size& size : sizes) {
    Phold::World world;
    world.processes = size.processes;
    world.start_events = size.start_events;
    world.remote_share = remote;
    world.mean = seconds(mean);
    world.least_delay = seconds(lookahead);
    const SimTime warm = epoch + seconds(2.0 * (mean + lookahead));
    const SimTime until = warm + seconds(end > 0.0 ? end : size.end);
    Measured serial;
    std::vector<Measured> windowed(workers.size());
    for (int r = 0; r < repetitions; ++r) {
      if (!skip_serial) {
        SerialKernel<Phold> kernel(world, Phold::start_state(world), Phold::first_events(world));
        time_run(kernel, warm, until, processor, serial);
      }
      for (std::size_t i = 0; i < workers.size(); ++i) {
        WindowedKernel<Phold> kernel(world, Phold::start_state(world), Phold::first_events(world),
                                     {.workers = workers[i], .shards = shards, .always_parallel = always_parallel});
        time_run(kernel, warm, until, processor, windowed[i]);
        windowed[i].report = kernel.report();
      }
    }
    fmt::print("{:<12} {:>10} {:>10.2f}", size.name, windowed.front().events, skip_serial ? 0.0 : median(serial.rates));
    for (const Measured& m : windowed) fmt::print(" {:>12.2f}", median(m.rates));
    fmt::print("  {:.1f}", windowed.front().report.events_per_window());
    for (std::size_t i = 1; i < windowed.size(); ++i) {
      std::vector<double> gains;  // within a round, as rounds differ more on a busy machine
      for (std::size_t r = 0; r < windowed[i].rates.size(); ++r)
        gains.push_back(windowed[i].rates[r] / windowed.front().rates[r]);
      fmt::print("  gain {:.2f} ({:.2f} to {:.2f})", median(gains), quantile(gains, 0.0), quantile(gains, 1.0));
    }
    for (const Measured& m : windowed) {
      if (m.report.parallel_windows > 0)
        fmt::print("  parallel {:.0f} %, barrier {:.3f} s", 100.0 * m.report.parallel_share(),
                   m.report.barrier_seconds);
    }
    fmt::print("\n");
  }
  return 0;
}
