// Models made up at random, to set kernels against each other.
#pragma once

#include <vector>

#include "sim/model.hpp"
#include "sim/random.hpp"
#include "sim/trace_hash.hpp"

namespace yuanluo::sim {

// What a process does on an event is read from bits hashed from its state and the event, so that any event that comes
// too early, too late, twice or not at all changes everything after it. Processes are silent for random stretches, in
// which they send to others only if they have heard from another.
struct RandomModel {
  struct World {
    std::uint64_t seed = 1;
    std::uint32_t processes = 5;
    Duration lookahead{1000};
    std::uint32_t crowd = 20;        // events at the start
    std::uint32_t generations = 60;  // after so many an event has no more children
    std::uint32_t hub_percent = 10;  // of remote events, to process 0
    bool silences = false;
  };
  struct Process {
    std::uint64_t digest = 0;
    SimTime silent_until = epoch;
    friend bool operator==(const Process&, const Process&) = default;
  };
  using State = std::vector<Process>;
  struct Payload {
    std::uint32_t generation;
    std::uint32_t colour;
  };

  // A world with everything chosen by `seed`.
  static World random_world(std::uint64_t seed) {
    Draw draw = Luck{seed, 0}.draw(0, 9);
    World world;
    world.seed = seed;
    world.processes = 1 + static_cast<std::uint32_t>(draw.next() % 40);
    const std::int64_t lookaheads[] = {0, 1, 7, 1000, 100'000, 1'000'000, 3'600'000'000};
    world.lookahead = Duration{lookaheads[draw.next() % 7]};
    world.crowd = 1 + static_cast<std::uint32_t>(draw.next() % 60);
    world.generations = 20 + static_cast<std::uint32_t>(draw.next() % 60);
    world.hub_percent = draw.chance(0.3) ? 80 : 10;
    world.silences = draw.chance(0.5);
    return world;
  }

  static std::size_t process_count(const World& world) { return world.processes; }
  static Duration lookahead(const World& world) { return world.lookahead; }
  static State start_state(const World& world) { return State(world.processes); }

  static std::vector<FirstEvent<Payload>> first_events(const World& world) {
    std::vector<FirstEvent<Payload>> first;
    for (std::uint32_t i = 0; i < world.crowd; ++i) {
      Draw draw = Luck{world.seed, 0}.draw(i, 1);
      first.push_back({epoch + Duration{static_cast<std::int64_t>(draw.next() % 3) * 50'000},
                       ProcessId{static_cast<std::uint32_t>(draw.next() % world.processes)},
                       {0, i}});
    }
    return first;
  }

  static void handle(const World& world, State& state, const Event<Payload>& event, Outbox<Payload>& out) {
    Process& process = state[event.to.index()];
    const bool from_another = event.key.from != event.to && event.key.from != outside;
    std::uint64_t bits = mix(process.digest ^ hash_bytes(event.payload) ^
                             mix(static_cast<std::uint64_t>(event.key.at.time_since_epoch().count())) ^ world.seed);
    process.digest = bits;
    const auto next = [&bits](std::uint64_t below) { return (bits = mix(bits + 0x9e3779b97f4a7c15ULL)) % below; };
    const bool may_send = !world.silences || from_another || event.key.at >= process.silent_until;
    if (world.silences && event.key.at >= process.silent_until && next(4) == 0)
      process.silent_until = event.key.at + world.lookahead * static_cast<std::int64_t>(next(30));
    if (event.payload.generation >= world.generations) return;
    // On average one child, so that the crowd neither dies out at once nor explodes.
    const std::uint64_t children = next(8) == 0 ? 2 : next(8) == 0 ? 0 : 1;
    for (std::uint64_t c = 0; c < children; ++c) {
      const Payload child{event.payload.generation + 1, static_cast<std::uint32_t>(next(1000))};
      const std::uint64_t kind = next(6);  // one after the other: the order of a call's arguments is the compiler's
      const Duration extra = some_delay(kind, next(1u << 20));
      const bool remote = may_send && next(3) == 0;
      if (!remote) {
        out.after(extra, child);
      } else {
        const ProcessId to{next(100) < world.hub_percent ? 0u : static_cast<std::uint32_t>(next(world.processes))};
        out.send(to, world.lookahead + extra, child);
      }
    }
  }

 private:
  static Duration some_delay(std::uint64_t kind, std::uint64_t size) {
    const auto s = static_cast<std::int64_t>(size);
    switch (kind) {
      case 0:
      case 1:
        return Duration{0};
      case 2:
        return Duration{s % 3};
      case 3:
        return Duration{1000 * (s % 8)};
      case 4:
        return Duration{s};
      default:
        return Duration{s * 5000};
    }
  }
};

// The same, and says how long it will be silent.
struct PromisingRandomModel : RandomModel {
  static SimTime promise(const World& world, const State& state, ProcessId process, SimTime now) {
    return world.silences ? state[process.index()].silent_until : now;
  }
};

}  // namespace yuanluo::sim
