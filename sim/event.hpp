// Events and their total order.
#pragma once

#include <compare>
#include <cstdint>
#include <type_traits>

#include "sim/id.hpp"
#include "sim/time.hpp"

namespace yuanluo::sim {

using ProcessId = Id<struct ProcessTag>;

// The sender of events that exist before the run starts.
inline constexpr ProcessId outside{0xFFFFFFFFu};

// The order of events. It knows nothing of threads: `microstep` is the causal depth at one instant,
// `sequence` the sender's own counter, so two events never compare equal.
struct EventKey {
  SimTime at;
  std::uint32_t microstep = 0;
  ProcessId from = outside;
  std::uint64_t sequence = 0;

  friend constexpr auto operator<=>(const EventKey&, const EventKey&) = default;
  // The same order; times differ as a rule, and this is asked often.
  friend constexpr bool operator<(const EventKey& a, const EventKey& b) {
    return a.at != b.at ? a.at < b.at : (a <=> b) < 0;
  }
};

template <class Payload>
struct Event {
  static_assert(std::is_trivially_copyable_v<Payload>);

  EventKey key;
  ProcessId to;
  Payload payload;
};

}  // namespace yuanluo::sim
