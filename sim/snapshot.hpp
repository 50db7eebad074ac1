// A run stopped at one moment, as a value: what is needed to go on, and to go on differently.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "sim/model.hpp"

namespace yuanluo::sim {

// Every kernel makes it and starts from it, so a run may change kernel on the way. Copy it to fork a run; start the
// copy with another World (policy, seed) to see another future of the same past.
template <Model M>
struct Snapshot {
  typename M::State state;
  std::vector<std::uint64_t> counters;              // [process] events sent so far
  std::vector<Event<typename M::Payload>> pending;  // in the order of their keys
  std::uint64_t first_events = 0;                   // events from outside so far
  SimTime now = SimTime::min();                     // everything up to here has been handled
};

// An event from outside, at a time after all that has been handled.
template <Model M>
Event<typename M::Payload> outside_event(Snapshot<M>& run, const FirstEvent<typename M::Payload>& event) {
  require(event.at > run.now, "an event from outside must lie after the time that the run has reached");
  require(event.to.index() < run.counters.size(), "an event from outside is for a process that does not exist");
  return {EventKey{event.at, 0, outside, run.first_events++}, event.to, event.payload};
}

// A run that has not started. `first`: the events that exist before, in any order.
template <Model M>
Snapshot<M> first_snapshot(const typename M::World& world, typename M::State state,
                           const std::vector<FirstEvent<typename M::Payload>>& first) {
  Snapshot<M> run{std::move(state), std::vector<std::uint64_t>(M::process_count(world), 0), {}};
  run.pending.reserve(first.size());
  for (const auto& event : first) run.pending.push_back(outside_event(run, event));
  return run;
}

}  // namespace yuanluo::sim
