// What a kernel needs to know of a model.
#pragma once

#include <concepts>
#include <cstddef>
#include <type_traits>

#include "sim/event.hpp"
#include "sim/outbox.hpp"

namespace yuanluo::sim {

// An event that exists before the run starts.
template <class Payload>
struct FirstEvent {
  SimTime at;
  ProcessId to;
  Payload payload;
};

// A model: a constant World, a State that is a value, and one handler. `handle` may read and change only the part of
// the state that belongs to the event's destination; whatever another process should know is sent to it.
template <class M>
concept Model = requires(const typename M::World& world, typename M::State& state,
                         const Event<typename M::Payload>& event, Outbox<typename M::Payload>& out) {
  requires std::is_trivially_copyable_v<typename M::Payload>;
  requires std::copyable<typename M::State>;
  { M::process_count(world) } -> std::convertible_to<std::size_t>;
  { M::lookahead(world) } -> std::convertible_to<Duration>;
  M::handle(world, state, event, out);
};

}  // namespace yuanluo::sim
