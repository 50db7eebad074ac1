// The district as a model of the engine: which process handles which event.
#pragma once

#include "models/events.hpp"
#include "models/state.hpp"
#include "models/world.hpp"
#include "sim/bytes.hpp"
#include "sim/trace_hash.hpp"

namespace yuanluo::models {

struct DistrictModel {
  using World = models::World;
  using State = models::State;
  using Payload = models::Payload;

  static std::size_t process_count(const World& world) { return world.processes.size(); }
  static sim::Duration lookahead(const World&) { return least_delay; }
  static void handle(const World& world, State& state, const Event& event, Outbox& out);

  // For checkpoints (sim/checkpoint.hpp). `load` overwrites any state of the same world; throws sim::BytesError.
  static void save(const State& state, sim::ByteWriter& bytes);
  static void load(State& state, sim::ByteReader& bytes);
};

// Hash of an event's kind and bytes, for sim::TraceHash.
std::uint64_t payload_hash(const Payload& payload);

}  // namespace yuanluo::models
