// Sinks made of sinks: some of the events, or two watchers at once.
#pragma once

#include <algorithm>
#include <functional>
#include <utility>
#include <vector>

#include "sim/event.hpp"
#include "sim/sink.hpp"

namespace yuanluo::sim {

// Which events a trace shows. Default: all.
template <class Payload>
struct EventFilter {
  std::vector<ProcessId> processes;  // to or from any of these; empty: any
  SimTime from = SimTime::min();
  SimTime until = never;
  std::function<bool(const Payload&)> payload;  // empty: any

  bool operator()(const Event<Payload>& event) const {
    if (event.key.at < from || event.key.at > until) return false;
    const auto concerned = [&event](ProcessId p) { return p == event.to || p == event.key.from; };
    if (!processes.empty() && std::none_of(processes.begin(), processes.end(), concerned)) return false;
    return !payload || payload(event.payload);
  }
};

// Shows `show` the events that pass `filter`, in the order of their keys.
template <class Payload, class Show>
class FilteredTrace {
 public:
  FilteredTrace(EventFilter<Payload> filter, Show show) : filter_(std::move(filter)), show_(std::move(show)) {}

  void operator()(const Event<Payload>& event) {
    if (filter_(event)) show_(event);
  }

 private:
  EventFilter<Payload> filter_;
  Show show_;
};

// Shows every event to two sinks, which must outlive it, in the order of keys.
template <class First, class Second>
class Both {
 public:
  Both(First& first, Second& second) : first_(first), second_(second) {}

  template <class Payload>
  void operator()(const Event<Payload>& event) {
    first_(event);
    second_(event);
  }

 private:
  First& first_;
  Second& second_;
};

}  // namespace yuanluo::sim
