// The latencies of an incident.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "models/incident.hpp"

namespace yuanluo::models {

// The latencies. docs/models.md gives each formula.
enum class Latency : std::uint8_t {
  detection,      // onset -> noticed
  notification,   // noticed -> acknowledged
  dispatch,       // acknowledged (or noticed, where nobody had to be told) -> dispatched
  travel,         // dispatched -> arrived
  access,         // arrived -> reached
  response,       // onset -> reached
  service,        // service called -> service arrived at the gate
  time_to_water,  // onset -> water
  hydrant_wait,   // hydrant sought -> water from one, or ended where none gave any
  duration,       // onset -> ended
};
inline constexpr std::size_t latencies = 10;
const Word& word(Latency);
std::optional<sim::Duration> latency_of(const IncidentRecord&, Latency);

// Latencies that other incidents do not have.
bool of_fires_only(Latency);

}  // namespace yuanluo::models
