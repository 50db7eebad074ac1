// Queueing stations in a row, for comparison with closed forms.
#pragma once

#include <cstdint>
#include <deque>
#include <vector>

#include "sim/distributions.hpp"
#include "sim/model.hpp"
#include "sim/random.hpp"
#include "sim/statistics.hpp"

namespace yuanluo::sim {

// Process 0 sends customers to station 1, which sends them on to station 2, and so on. Each station has some servers
// and one queue, first come, first served.
struct Stations {
  struct Station {
    std::size_t servers;
    AnyDistribution service;  // seconds
  };
  struct World {
    double gap;  // mean seconds between arrivals
    std::vector<Station> stations;
    Luck luck;
    std::uint32_t warm_up;  // customers not measured
  };
  struct Queue {
    std::deque<SimTime> waiting;  // arrival times
    std::size_t busy = 0;
    std::uint32_t begun = 0;
    Tally time_in_queue;  // of the measured customers, seconds
    Tally time_in_station;
    TimeWeighted in_station;
    SimTime measured_from = epoch;
    std::uint32_t arrivals = 0;
    Tally sojourn;  // of all customers, for Little's law
  };
  using State = std::vector<Queue>;
  struct Payload {
    enum class Kind : std::uint32_t { next_customer, arrived, served } kind;
    std::uint32_t customer;
    SimTime arrived_at;  // at the present station
  };
  static constexpr Duration walk{1'000'000};

  static std::size_t process_count(const World& world) { return world.stations.size() + 1; }
  static Duration lookahead(const World&) { return walk; }

  static void handle(const World& world, State& state, const Event<Payload>& event, Outbox<Payload>& out) {
    Queue& queue = state[event.to.index()];
    switch (event.payload.kind) {
      case Payload::Kind::next_customer: {
        out.send(ProcessId{1}, walk, {Payload::Kind::arrived, event.payload.customer, epoch});
        Draw draw = world.luck.draw(0, 0, event.payload.customer);
        out.after(seconds(Exponential{world.gap}.sample(draw)),
                  {Payload::Kind::next_customer, event.payload.customer + 1, epoch});
        return;
      }
      case Payload::Kind::arrived:
        queue.arrivals += 1;
        queue.in_station.add(out.now(), 1.0);
        queue.waiting.push_back(out.now());
        break;
      case Payload::Kind::served:
        queue.busy -= 1;
        queue.in_station.add(out.now(), -1.0);
        queue.sojourn.add(out.now() - event.payload.arrived_at);
        if (event.payload.customer >= world.warm_up) queue.time_in_station.add(out.now() - event.payload.arrived_at);
        if (event.to.index() < world.stations.size())
          out.send(ProcessId{event.to.value + 1}, walk, {Payload::Kind::arrived, event.payload.customer, epoch});
        break;
    }
    const Station& station = world.stations[event.to.index() - 1];
    while (queue.busy < station.servers && !queue.waiting.empty()) {
      const SimTime arrived = queue.waiting.front();
      queue.waiting.pop_front();
      queue.busy += 1;
      if (queue.begun >= world.warm_up) queue.time_in_queue.add(out.now() - arrived);
      Draw draw = world.luck.draw(event.to.value, 1, queue.begun);
      out.after(seconds(sample(station.service, draw)), {Payload::Kind::served, queue.begun, arrived});
      queue.begun += 1;
    }
  }
};

}  // namespace yuanluo::sim
