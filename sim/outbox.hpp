// What a handler may do: know the time, and send events.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/contract.hpp"
#include "sim/event.hpp"

namespace yuanluo::sim {

// Thrown when a process sends what it must not. The message names the process, the time and the limit.
class SendError : public ContractError {
 public:
  using ContractError::ContractError;

 protected:
  static std::string name(ProcessId process) { return "process " + std::to_string(process.value); }
  static std::string name(SimTime time) { return std::to_string(to_seconds(time.time_since_epoch())) + " s"; }
};

// Thrown when a process sends to another sooner than the link's declared lookahead.
class LookaheadError : public SendError {
 public:
  LookaheadError(ProcessId from, ProcessId to, SimTime now, Duration delay, Duration limit)
      : SendError("lookahead: " + name(from) + " sent to " + name(to) + " at " + name(now) + " with a delay of " +
                  std::to_string(delay.count()) + " us; the link promises at least " + std::to_string(limit.count()) +
                  " us") {}
};

// Thrown when a process sends to another sooner than its model's promise said it could.
class PromiseError : public SendError {
 public:
  PromiseError(ProcessId from, ProcessId to, SimTime sent_at, SimTime window_end)
      : SendError("promise: " + name(from) + " sent to " + name(to) + " an event for " + name(sent_at) +
                  "; by the promises of all processes, nothing from another process could arrive before " +
                  name(window_end)) {}
};

// Thrown when events without delay go round in a circle.
class CycleError : public SendError {
 public:
  CycleError(ProcessId from, ProcessId to, SimTime now, std::uint32_t limit)
      : SendError("zero delay: " + name(from) + " sent to " + name(to) + " at " + name(now) + " the " +
                  std::to_string(limit) + "th event in a row that follows without delay; they go round in a circle") {}
};

// Thrown for a delay that is negative or beyond any run's end.
class DelayError : public SendError {
 public:
  DelayError(ProcessId from, ProcessId to, SimTime now, Duration delay)
      : SendError("delay: " + name(from) + " sent to " + name(to) + " at " + name(now) + " with a delay of " +
                  std::to_string(delay.count()) + " us; it must be zero or more, and below 2^61 us") {}
};

// Thrown for a destination that the world does not have.
class DestinationError : public SendError {
 public:
  DestinationError(ProcessId from, ProcessId to, SimTime arrives, std::size_t processes)
      : SendError("destination: " + name(from) + " sent to " + name(to) + " an event for " + name(arrives) +
                  "; there are only " + std::to_string(processes) + " processes") {}
};

// The events that one handler sends. Keys are made here, so they depend on the sender alone.
template <class Payload>
class Outbox {
 public:
  static constexpr std::uint32_t max_microsteps = 65536;
  static constexpr Duration max_delay{std::int64_t{1} << 61};

  // `lookahead`: the least delay to any other process; `counter`: the sender's event counter.
  Outbox(const Event<Payload>& cause, Duration lookahead, std::uint64_t& counter, std::vector<Event<Payload>>& sent)
      : cause_(cause), lookahead_(lookahead), counter_(counter), sent_(sent) {}

  SimTime now() const { return cause_.key.at; }
  ProcessId self() const { return cause_.to; }

  // Sends `payload` to process `to`, `delay` from now. Throws LookaheadError if the link promised more, DelayError if
  // `delay` is negative, CycleError if too many events followed each other without delay.
  void send(ProcessId to, Duration delay, const Payload& payload) {
    if (to != self() && delay < lookahead_) throw LookaheadError(self(), to, now(), delay, lookahead_);
    if (delay < Duration::zero() || delay >= max_delay) throw DelayError(self(), to, now(), delay);
    const std::uint32_t microstep = delay == Duration::zero() ? cause_.key.microstep + 1 : 0;
    if (microstep >= max_microsteps) throw CycleError(self(), to, now(), max_microsteps);
    sent_.push_back({EventKey{now() + delay, microstep, self(), counter_++}, to, payload});
  }

  // Sends `payload` to the process itself, `delay` from now (zero is allowed).
  void after(Duration delay, const Payload& payload) { send(self(), delay, payload); }

 private:
  const Event<Payload>& cause_;
  Duration lookahead_;
  std::uint64_t& counter_;
  std::vector<Event<Payload>>& sent_;
};

}  // namespace yuanluo::sim
