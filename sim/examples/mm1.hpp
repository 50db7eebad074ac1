// M/M/1: customers arrive at random and wait for one server. The smallest model with something to learn from.
#pragma once

#include <cstddef>
#include <deque>
#include <vector>

#include "sim/distributions.hpp"
#include "sim/model.hpp"
#include "sim/random.hpp"
#include "sim/tally.hpp"
#include "sim/time_weighted.hpp"

namespace yuanluo::sim {

struct Mm1 {
  struct World {
    Exponential gap{10.0};     // seconds between arrivals
    Exponential service{8.0};  // seconds
    Luck luck{1, 0};
  };
  struct State {
    std::deque<SimTime> arrived;  // of those in the system; the first is being served
    std::uint32_t customers = 0;  // so far
    std::uint32_t served = 0;
    Tally time_in_system;
    TimeWeighted in_system;
  };
  enum class Payload { customer_arrived, customer_served };

  static std::size_t process_count(const World&) { return 1; }
  static Duration lookahead(const World&) { return one_hour; }  // there is nobody else to send to

  static std::vector<FirstEvent<Payload>> first_events(const World&) {
    return {{epoch, ProcessId{0}, Payload::customer_arrived}};
  }

  static void handle(const World& world, State& state, const Event<Payload>& event, Outbox<Payload>& out) {
    const auto wait = [&world](const Exponential& distribution, std::uint32_t purpose, std::uint32_t n) {
      Draw draw = world.luck.draw(0, purpose, n);
      return seconds(distribution.sample(draw));
    };
    const auto serve_next = [&] { out.after(wait(world.service, 1, state.served), Payload::customer_served); };
    if (event.payload == Payload::customer_arrived) {
      state.in_system.add(out.now(), 1.0);
      state.arrived.push_back(out.now());
      if (state.arrived.size() == 1) serve_next();
      out.after(wait(world.gap, 0, state.customers++), Payload::customer_arrived);
    } else {
      state.in_system.add(out.now(), -1.0);
      state.time_in_system.add(out.now() - state.arrived.front());
      state.arrived.pop_front();
      state.served += 1;
      if (!state.arrived.empty()) serve_next();
    }
  }
};

}  // namespace yuanluo::sim
