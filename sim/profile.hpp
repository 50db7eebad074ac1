// How often each kind of event is handled, and how long it takes.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "sim/model.hpp"

namespace yuanluo::sim {

// Counts and times by kind, added to by any number of threads.
class Profile {
 public:
  explicit Profile(std::size_t kinds) : kinds_(kinds) {}

  void add(std::size_t kind, std::uint64_t nanoseconds) {
    Kind& one = kinds_.at(kind);
    one.count.fetch_add(1, std::memory_order_relaxed);
    one.nanoseconds.fetch_add(nanoseconds, std::memory_order_relaxed);
  }

  std::size_t kinds() const { return kinds_.size(); }
  std::uint64_t count(std::size_t kind) const { return kinds_.at(kind).count.load(std::memory_order_relaxed); }
  // In handlers, the clock's own cost of some 20 ns per event included.
  double seconds(std::size_t kind) const {
    return 1e-9 * static_cast<double>(kinds_.at(kind).nanoseconds.load(std::memory_order_relaxed));
  }

 private:
  struct Kind {
    std::atomic<std::uint64_t> count{0};
    std::atomic<std::uint64_t> nanoseconds{0};
  };
  std::vector<Kind> kinds_;
};

// A model with a clock around its handler: run `Profiled<M>` instead of `M`, and nothing is paid when nobody asks. The
// events, keys, states and traces are those of M. The kind of an event is `M::kind(payload)` if the model has it,
// otherwise the payload's `index()` (a variant), otherwise 0.
template <Model M>
struct Profiled {
  struct World {
    const typename M::World& world;
    Profile& profile;
  };
  using State = typename M::State;
  using Payload = typename M::Payload;

  static std::size_t process_count(const World& world) { return M::process_count(world.world); }
  static Duration lookahead(const World& world) { return M::lookahead(world.world); }
  static SimTime promise(const World& world, const State& state, ProcessId process, SimTime now) requires requires {
    M::promise(world.world, state, process, now);
  }
  { return M::promise(world.world, state, process, now); }

  static void handle(const World& world, State& state, const Event<Payload>& event, Outbox<Payload>& out) {
    const auto start = std::chrono::steady_clock::now();
    M::handle(world.world, state, event, out);
    const auto taken = std::chrono::steady_clock::now() - start;
    world.profile.add(kind_of(event.payload),
                      static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::nanoseconds>(taken).count()));
  }

 private:
  static std::size_t kind_of(const Payload& payload) {
    if constexpr (requires { M::kind(payload); }) {
      return static_cast<std::size_t>(M::kind(payload));
    } else if constexpr (requires { payload.index(); }) {
      return payload.index();
    } else {
      return 0;
    }
  }
};

}  // namespace yuanluo::sim
