// A place to call single handlers at a chosen time, which keeps what they send.
#pragma once

#include <cstdint>
#include <utility>
#include <variant>
#include <vector>

#include "models/events.hpp"
#include "models/world.hpp"

namespace yuanluo::models {

struct Bench {
  Event cause{};
  std::uint64_t counter = 0;
  std::vector<Event> sent;

  Outbox out(sim::ProcessId self, sim::SimTime at) {
    cause.to = self;
    cause.key.at = at;
    return Outbox(cause, least_delay, counter, sent);
  }
  template <class E>
  std::vector<std::pair<Event, E>> of() const {
    std::vector<std::pair<Event, E>> found;
    for (const Event& e : sent)
      if (const E* payload = std::get_if<E>(&e.payload)) found.push_back({e, *payload});
    return found;
  }
};

}  // namespace yuanluo::models
