// A dispatch world as a model of the engine, and what is kept of its calls.
#pragma once

#include <array>
#include <cstdint>
#include <variant>
#include <vector>

#include "models/response/desk.hpp"
#include "models/response/dispatch_world.hpp"
#include "sim/model.hpp"

namespace yuanluo::models {

struct CallCame {
  std::uint32_t demand;
  std::uint32_t number;  // of the demand's calls, from 0
};
struct ServerMoment {
  std::uint32_t unit;
  std::uint32_t task;
};
struct DutyBegan {
  std::uint32_t unit;
  std::uint32_t unused;
};

// A call of the measured time that somebody came to.
struct ReachedCall {
  sim::Duration response;  // from the call to the arrival
  sim::Duration wait;      // from the call to the assignment
  std::uint32_t demand;
  std::uint32_t server;
};

// What happened to calls that came in the measured time, and in that time to the servers.
struct CallBook {
  std::vector<ReachedCall> reached;
  std::vector<std::uint64_t> came;  // by demand
  std::vector<std::uint64_t> lost;
  std::vector<std::array<sim::Duration, unit_phases>> spent;  // by server and phase; idle is left out
  std::uint64_t called_off = 0;
  std::uint64_t relocations = 0;
  sim::Duration waiting{};  // sum over waiting calls of the time that they waited within the measured time
  sim::SimTime queue_since;
};

struct DispatchState {
  DispatchState(const DispatchWorld& world, sim::Luck luck);

  sim::Luck luck;
  Desk desk;
  CallBook book;
  std::uint64_t events = 0;
  bool duty_due = false;
};

struct DispatchModel {
  using World = DispatchWorld;
  using State = DispatchState;
  using Payload = std::variant<CallCame, ServerMoment, DutyBegan>;

  static std::size_t process_count(const World&) { return 1; }
  static sim::Duration lookahead(const World&) { return sim::Duration{1}; }
  static void handle(const World& world, State& state, const sim::Event<Payload>& event, sim::Outbox<Payload>& out);

  // The first call of each demand.
  static std::vector<sim::FirstEvent<Payload>> first(const World& world, const sim::Luck& luck);
};

// One replication, to its end. Calls meet the same luck wherever the servers stand and whatever the rules are.
CallBook run_dispatch(const DispatchWorld& world, std::uint64_t seed, std::uint32_t replication);

// The same, and how many events the engine handled.
CallBook run_dispatch(const DispatchWorld& world, std::uint64_t seed, std::uint32_t replication, std::uint64_t& events);

}  // namespace yuanluo::models
