// One moment of a network: what holds (Moment), and what follows from it (Flows).
#pragma once

#include <cstdint>
#include <vector>

#include "models/water/hydraulics/network.hpp"

namespace yuanluo::models::hydraulics {

// The first three let no water pass.
enum class LinkStatus : std::uint8_t {
  cannot_deliver,      // a pump whose greatest head is less than what is asked
  temporarily_closed,  // it would fill a full tank or drain an empty one
  closed,
  open,
  active,          // a valve that controls
  cannot_control,  // a valve that is open because its setting cannot be reached
};

inline bool passes(LinkStatus status) { return status > LinkStatus::closed; }

struct LinkState {
  LinkStatus status = LinkStatus::open;
  double setting = 1.0;     // of pumps: speed; of valves: see LinkKind
  bool has_setting = true;  // of valves; false: fixed open or closed

  friend bool operator==(const LinkState&, const LinkState&) = default;
};

// What holds at one moment. All vectors are as long as the network's nodes or links.
struct Moment {
  std::vector<double> demand_m3s;      // of junctions; negative: water is fed in
  std::vector<double> fixed_head_m;    // of reservoirs and tanks
  std::vector<double> emitter_m3s;     // of junctions: flow at a pressure of 1 m
  std::vector<double> emitter_back_m;  // pressure at which an emitter gives nothing; 0 for free outlets
  std::vector<LinkState> links;
  std::vector<std::uint8_t> tank_full;   // by node: nothing may flow in
  std::vector<std::uint8_t> tank_empty;  // by node: nothing may flow out
};

// Demands, heads and statuses at the start (time 0) of `network`.
Moment moment_at_start(const Network& network);

// A link opened, closed or set, as EPANET does it: opening a pump gives it speed 1, opening or closing a valve takes
// its setting, setting a closed pump's speed above 0 opens it.
void open_link(const Network& network, std::size_t link, Moment& moment);
void close_link(const Network& network, std::size_t link, Moment& moment);
void set_link(const Network& network, std::size_t link, double setting, Moment& moment);

struct Flows {
  std::vector<double> head_m;            // by node; a node without water: its elevation
  std::vector<double> outflow_m3s;       // by node: demand met and emitter; of reservoirs and tanks: what flows in
  std::vector<double> emitter_flow_m3s;  // by node: the emitter's part
  std::vector<double> demand_met_m3s;    // by node: the demand's part
  std::vector<double> flow_m3s;          // by link, from its first node to its second
  std::vector<LinkState> links;          // statuses as they settled
  std::vector<std::uint8_t> has_water;   // by node; false: no way from any source leads there
  int iterations = 0;
  int factorisations = 0;
  bool converged = false;                // flows and heads agree to the tolerance
  bool statuses_settled = false;         // false: pumps or valves went on switching and were held
  double greatest_imbalance_m3s = 0.0;   // at any junction
  double greatest_energy_error_m = 0.0;  // of any link that passes water
};

// Pressure head above the node, m; 0 where there is no water.
inline double pressure_m(const Network& network, const Flows& flows, std::size_t node) {
  return flows.has_water[node] ? flows.head_m[node] - network.nodes[node].elevation_m : 0.0;
}

}  // namespace yuanluo::models::hydraulics
