// The chain of one incident: what happened, in order, with every moment and latency.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/incident.hpp"
#include "models/kpi/latency.hpp"
#include "viz/replay/frame.hpp"

namespace yuanluo::viz {

enum class LinkKind : std::uint8_t {
  onset,
  noticed,
  told,
  seen,
  ignored,
  unanswered,
  verified,
  help_asked,
  call_taken,
  set_out,
  at_gate,
  reached,
  hydrant,  // sought, opened, what it gives
  water,
  worsened,  // flashover, spread, gas explosion
  harmed,
  ended,
  back,
};

struct Link {
  LinkKind kind = LinkKind::onset;
  sim::SimTime at;
  std::string text;  // "护理员 2 到达小区大门"
  Ink ink = Ink::neutral;
  std::optional<UnitKey> unit;
};

struct LatencyLine {
  models::Latency latency = models::Latency::detection;
  std::string label, value, target;
  std::optional<sim::Duration> took;   // none: did not happen
  std::optional<sim::Duration> limit;  // target, if there is one
  bool met = true;
};

// How a unit came: from where it set out to the gate.
struct ChainRoute {
  UnitKey unit;
  std::vector<PlanePoint> points;
  double length_m = 0.0;
};

struct Chain {
  models::IncidentRecord record;
  std::string title, place, person, outcome;
  std::vector<Link> links;  // in order of time
  std::vector<LatencyLine> latencies;
  std::vector<ChainRoute> routes;  // of those who set out, where the model says whence
};

}  // namespace yuanluo::viz
