// The oracle: one queue, one thread, events in the order of their keys.
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "sim/model.hpp"
#include "sim/outbox.hpp"

namespace yuanluo::sim {

template <Model M>
class SerialKernel {
 public:
  using Payload = typename M::Payload;

  // `world` must outlive the kernel. `first`: the events that exist before the run starts, in any order.
  SerialKernel(const typename M::World& world, typename M::State state, const std::vector<FirstEvent<Payload>>& first)
      : world_(world), state_(std::move(state)), counters_(M::process_count(world), 0) {
    pending_.reserve(first.size());
    for (std::uint64_t i = 0; i < first.size(); ++i)
      pending_.push_back({EventKey{first[i].at, 0, outside, i}, first[i].to, first[i].payload});
    std::make_heap(pending_.begin(), pending_.end(), later);
  }

  // Handles every event up to and including `until`, showing each to `sink` before it is handled.
  // Returns how many were handled.
  template <class Sink>
  std::uint64_t run(SimTime until, Sink&& sink) {
    const Duration lookahead = M::lookahead(world_);
    std::uint64_t handled = 0;
    std::vector<Event<Payload>> sent;
    while (!pending_.empty() && pending_.front().key.at <= until) {
      std::pop_heap(pending_.begin(), pending_.end(), later);
      const Event<Payload> event = pending_.back();
      pending_.pop_back();
      sink(std::as_const(event));
      sent.clear();
      Outbox<Payload> out(event, lookahead, counters_[event.to.index()], sent);
      M::handle(world_, state_, event, out);
      for (const Event<Payload>& e : sent) {
        pending_.push_back(e);
        std::push_heap(pending_.begin(), pending_.end(), later);
      }
      ++handled;
    }
    return handled;
  }

  const typename M::State& state() const { return state_; }

 private:
  static bool later(const Event<Payload>& a, const Event<Payload>& b) { return a.key > b.key; }

  const typename M::World& world_;
  typename M::State state_;
  std::vector<std::uint64_t> counters_;
  std::vector<Event<Payload>> pending_;
};

}  // namespace yuanluo::sim
