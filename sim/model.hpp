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

// A model whose links differ may also say `link_lookahead(world, from, to)`, the least delay from one process to
// another, never below `lookahead(world)`. It is checked at every send; windows follow `lookahead`.
template <class M>
concept ModelWithLinks = Model<M> && requires(const typename M::World& world, ProcessId from, ProcessId to) {
  { M::link_lookahead(world, from, to) } -> std::convertible_to<Duration>;
};

// Throws unless `sent`, which the handler of `cause` sent, goes to one of `processes` processes and keeps what its link
// promises.
template <Model M>
void check_sent(const typename M::World& world, const Event<typename M::Payload>& cause,
                const Event<typename M::Payload>& sent, std::size_t processes) {
  if (sent.to.index() >= processes) [[unlikely]]
    throw DestinationError(cause.to, sent.to, sent.key.at, processes);
  if constexpr (ModelWithLinks<M>) {
    if (sent.to == cause.to) return;
    const Duration delay = sent.key.at - cause.key.at;
    const Duration limit = M::link_lookahead(world, cause.to, sent.to);
    if (delay < limit) throw LookaheadError(cause.to, sent.to, cause.key.at, delay, limit);
  }
}

}  // namespace yuanluo::sim
