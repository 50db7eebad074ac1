// The oracle: one queue, one thread, events in the order of their keys.
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "sim/handler_error.hpp"
#include "sim/model.hpp"
#include "sim/outbox.hpp"
#include "sim/snapshot.hpp"

namespace yuanluo::sim {

template <Model M>
class SerialKernel {
 public:
  using Payload = typename M::Payload;

  // `world` must outlive the kernel. `first`: the events that exist before the run starts, in any order.
  SerialKernel(const typename M::World& world, typename M::State state, const std::vector<FirstEvent<Payload>>& first)
      : SerialKernel(world, first_snapshot<M>(world, std::move(state), first)) {}

  // Goes on from a snapshot, of this or another kernel.
  SerialKernel(const typename M::World& world, Snapshot<M> snapshot) : world_(world), now_(std::move(snapshot)) {
    require(now_.counters.size() == M::process_count(world), "the snapshot is of a world with another process count");
    std::make_heap(now_.pending.begin(), now_.pending.end(), later);
  }

  // Handles every event up to and including `until`, showing each to `sink` before it is handled.
  // Returns how many were handled. Throws HandlerError, or SendError, and then cannot go on.
  template <class Sink>
  std::uint64_t run(SimTime until, Sink&& sink) {
    require(!failed_, "a kernel cannot go on after a handler failed");
    const Duration lookahead = M::lookahead(world_);
    std::uint64_t handled = 0;
    std::vector<Event<Payload>> sent;
    std::vector<Event<Payload>>& pending = now_.pending;
    while (!pending.empty() && pending.front().key.at <= until) {
      std::pop_heap(pending.begin(), pending.end(), later);
      const Event<Payload> event = pending.back();
      pending.pop_back();
      sink(event);
      sent.clear();
      handle(event, lookahead, sent);
      for (const Event<Payload>& e : sent) {
        pending.push_back(e);
        std::push_heap(pending.begin(), pending.end(), later);
      }
      ++handled;
    }
    now_.now = std::max(now_.now, until);
    return handled;
  }

  // Adds an event from outside, at a time after the end of the last run.
  void add(const FirstEvent<Payload>& event) {
    now_.pending.push_back(outside_event(now_, event));
    std::push_heap(now_.pending.begin(), now_.pending.end(), later);
  }

  const typename M::State& state() const { return now_.state; }

  // All that is needed to go on from the end of the last run.
  Snapshot<M> snapshot() const {
    Snapshot<M> copy = now_;
    std::sort(copy.pending.begin(), copy.pending.end(), later);
    std::reverse(copy.pending.begin(), copy.pending.end());
    return copy;
  }

 private:
  static bool later(const Event<Payload>& a, const Event<Payload>& b) { return b.key < a.key; }

  void handle(const Event<Payload>& event, Duration lookahead, std::vector<Event<Payload>>& sent) {
    try {
      Outbox<Payload> out(event, lookahead, now_.counters[event.to.index()], sent);
      M::handle(world_, now_.state, event, out);
      for (const Event<Payload>& e : sent) check_sent<M>(world_, event, e, now_.counters.size());
    } catch (...) {
      failed_ = true;
      throw_handler_error(event.key, event.to);
    }
  }

  const typename M::World& world_;
  Snapshot<M> now_;  // its pending events are a heap
  bool failed_ = false;
};

}  // namespace yuanluo::sim
