// What a handler may do: know the time, and send events.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/contract.hpp"
#include "sim/event.hpp"

namespace yuanluo::sim {

// Thrown when a process sends to another sooner than the link's declared lookahead.
class LookaheadError : public ContractError {
 public:
  LookaheadError(ProcessId from, ProcessId to, SimTime now, Duration delay, Duration limit)
      : ContractError("lookahead: process " + std::to_string(from.value) + " sent to process " +
                      std::to_string(to.value) + " at " + std::to_string(to_seconds(now.time_since_epoch())) +
                      " s with a delay of " + std::to_string(delay.count()) + " us; the link promises at least " +
                      std::to_string(limit.count()) + " us") {}
};

// The events that one handler sends. Keys are made here, so they depend on the sender alone.
template <class Payload>
class Outbox {
 public:
  // `lookahead`: the least delay to any other process; `counter`: the sender's event counter.
  Outbox(const Event<Payload>& cause, Duration lookahead, std::uint64_t& counter, std::vector<Event<Payload>>& sent)
      : cause_(cause), lookahead_(lookahead), counter_(counter), sent_(sent) {}

  SimTime now() const { return cause_.key.at; }
  ProcessId self() const { return cause_.to; }

  // Sends `payload` to process `to`, `delay` from now. Throws LookaheadError if the link promised more.
  void send(ProcessId to, Duration delay, const Payload& payload) {
    if (to != self() && delay < lookahead_) throw LookaheadError(self(), to, now(), delay, lookahead_);
    require(delay >= Duration::zero(), "an event was sent into the past");
    const std::uint32_t microstep = delay == Duration::zero() ? cause_.key.microstep + 1 : 0;
    require(microstep < max_microsteps, "zero-delay events go round in a circle: over 65,536 at one instant");
    sent_.push_back({EventKey{now() + delay, microstep, self(), counter_++}, to, payload});
  }

  // Sends `payload` to the process itself, `delay` from now (zero is allowed).
  void after(Duration delay, const Payload& payload) { send(self(), delay, payload); }

 private:
  static constexpr std::uint32_t max_microsteps = 65536;

  const Event<Payload>& cause_;
  Duration lookahead_;
  std::uint64_t& counter_;
  std::vector<Event<Payload>>& sent_;
};

}  // namespace yuanluo::sim
