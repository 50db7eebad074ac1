// Watching a run and stopping it, from outside the kernel.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>

#include "sim/time.hpp"

namespace yuanluo::sim {

// How far a run has come.
struct Progress {
  SimTime now;                // all events up to here have been handled
  SimTime until;              // where the run is to end
  double share = 0.0;         // of the simulated time, 0 to 1
  std::uint64_t events = 0;   // handled so far
  double seconds = 0.0;       // of real time so far
  double seconds_left = 0.0;  // if the rest goes at the pace so far

  double events_per_second() const { return seconds > 0.0 ? static_cast<double>(events) / seconds : 0.0; }
};

struct WatchedRun {
  std::uint64_t events = 0;
  SimTime reached;       // all events up to here have been handled
  bool stopped = false;  // because the watcher said so
};

// Runs `kernel` from `from`, the time it has reached, to `until` in stretches, and calls `watch(Progress)` about every
// `interval` of real time and at the end. If it returns false the run stops there: state and trace are then exactly
// those of a run to `reached`, from which the kernel can go on. The stretches leave no mark on the results.
template <class Kernel, class Sink, class Watch>
WatchedRun run_watched(Kernel& kernel, SimTime from, SimTime until, Sink&& sink, Watch&& watch,
                       std::chrono::milliseconds interval = std::chrono::milliseconds{200}) {
  using Clock = std::chrono::steady_clock;
  const auto start = Clock::now();
  auto last_report = start;
  WatchedRun run{0, from, false};
  const Duration shortest = std::max(Duration{1}, (until - from) / 10'000);
  Duration stretch = shortest;
  do {
    const auto before = Clock::now();
    const SimTime next = until - run.reached <= stretch ? until : run.reached + stretch;
    run.events += kernel.run(next, sink);
    run.reached = next;
    const auto now = Clock::now();
    // Stretches of a tenth to a half of the interval: short enough to stop soon, long enough to cost nothing.
    if (now - before < interval / 10) {
      stretch = std::min(2 * stretch, until - from);
    } else if (now - before > interval / 2) {
      stretch = std::max(shortest, stretch / 2);
    }
    if (now - last_report < interval && run.reached < until) continue;
    last_report = now;
    Progress progress{run.reached, until, 1.0, run.events, std::chrono::duration<double>(now - start).count(), 0.0};
    if (until > from) progress.share = to_seconds(run.reached - from) / to_seconds(until - from);
    if (progress.share > 0.0) progress.seconds_left = progress.seconds * (1.0 / progress.share - 1.0);
    if (!watch(static_cast<const Progress&>(progress)) && run.reached < until) run.stopped = true;
  } while (run.reached < until && !run.stopped);
  return run;
}

}  // namespace yuanluo::sim
