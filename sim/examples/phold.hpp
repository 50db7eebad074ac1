// PHOLD, the common yardstick of parallel event simulators: every event causes one more, now and then somewhere else.
// Source: [Fujimoto1990]; parameters as in the model of that name of the simulator ROSS.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/model.hpp"
#include "sim/random.hpp"

namespace yuanluo::sim {

struct Phold {
  struct World {
    std::uint32_t processes = 700;
    std::uint32_t start_events = 1;  // per process
    double remote_share = 0.1;       // of events that go to a process chosen at random (which may be the sender)
    Duration mean = seconds(1.0);    // of the exponential delay, to which the lookahead is added
    Duration least_delay = seconds(0.1);
    std::uint64_t seed = 1;
    // Off in the benchmark. Delays are rounded down to multiples of `grain`, so that many events fall on one instant;
    // and each event has, with probability `echo_share`, an echo: an event to the process itself without delay.
    Duration grain{1};
    double echo_share = 0.0;
  };
  struct Process {
    std::uint32_t handled = 0;
    friend bool operator==(const Process&, const Process&) = default;
  };
  using State = std::vector<Process>;
  struct Payload {
    std::uint32_t is_echo = 0;
  };

  static std::size_t process_count(const World& world) { return world.processes; }
  static Duration lookahead(const World& world) { return world.least_delay; }
  static State start_state(const World& world) { return State(world.processes); }

  static std::vector<FirstEvent<Payload>> first_events(const World& world) {
    std::vector<FirstEvent<Payload>> first;
    first.reserve(std::size_t{world.processes} * world.start_events);
    for (std::uint32_t p = 0; p < world.processes; ++p) {
      for (std::uint32_t n = 0; n < world.start_events; ++n)
        first.push_back(
            {epoch + delay(world, Luck{world.seed, 0}.draw(p, start_purpose, n).uniform()), ProcessId{p}, {}});
    }
    return first;
  }

  static void prefetch(const World&, const State& state, ProcessId process) {
    __builtin_prefetch(&state[process.index()], 1);
  }

  static void handle(const World& world, State& state, const Event<Payload>& event, Outbox<Payload>& out) {
    Process& process = state[event.to.index()];
    Draw draw = Luck{world.seed, 0}.draw(event.to.value, event_purpose, process.handled++);
    const double waits = draw.uniform();
    const std::uint64_t bits = draw.next();
    if (world.echo_share > 0.0 && draw.chance(world.echo_share)) out.after(Duration::zero(), {1});
    if (event.payload.is_echo != 0) return;
    const bool remote = static_cast<double>(bits >> 32) < world.remote_share * 0x1.0p32;
    const auto any = static_cast<std::uint32_t>(((bits & 0xFFFFFFFFu) * world.processes) >> 32);
    out.send(remote ? ProcessId{any} : event.to, delay(world, waits), {});
  }

 private:
  static constexpr std::uint32_t event_purpose = 0;
  static constexpr std::uint32_t start_purpose = 1;

  // Never below the lookahead.
  static Duration delay(const World& world, double u) {
    const auto wait = static_cast<std::int64_t>(-std::log(u) * static_cast<double>(world.mean.count()));
    return world.least_delay + Duration{world.grain.count() == 1 ? wait : wait - wait % world.grain.count()};
  }
};

}  // namespace yuanluo::sim
