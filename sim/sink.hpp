// Who watches the events of a run.
#pragma once

#include <concepts>

#include "sim/event.hpp"
#include "sim/trace_hash.hpp"

namespace yuanluo::sim {

// A sink is anything that can be called with `const Event<Payload>&`. By default a kernel shows it all events in the
// order of their keys. A sink for which order makes no difference says so by two members: `part()`, an empty sink of
// its kind, and `merge(part)`, which adds what a part has seen; parallel kernels then give each shard a part of its
// own.
template <class Sink>
concept MergeableSink = requires(const Sink& sink, Sink& whole) {
  { sink.part() } -> std::same_as<Sink>;
  whole.merge(sink);
};

// Looks away.
struct IgnoreEvents {
  template <class Payload>
  void operator()(const Event<Payload>&) {}
  IgnoreEvents part() const { return {}; }
  void merge(const IgnoreEvents&) {}
};

// Hash of a payload that has no padding.
struct HashPayloadBytes {
  template <class Payload>
  std::uint64_t operator()(const Payload& payload) const {
    return hash_bytes(payload);
  }
};

// Takes the fingerprint of a run. `PayloadHash`: a default-constructible function of a payload.
template <class PayloadHash = HashPayloadBytes>
class HashEvents {
 public:
  template <class Payload>
  void operator()(const Event<Payload>& event) {
    hash_.add(event.key, event.to, PayloadHash{}(event.payload));
  }
  HashEvents part() const { return {}; }
  void merge(const HashEvents& other) { hash_.merge(other.hash_); }

  const TraceHash& hash() const { return hash_; }

 private:
  TraceHash hash_;
};

}  // namespace yuanluo::sim
