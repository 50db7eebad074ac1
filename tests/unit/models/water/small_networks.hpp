// Networks of a few nodes, put together by hand.
#pragma once

#include <cmath>
#include <string>
#include <vector>

#include "models/water/hydraulics/solver.hpp"

namespace yuanluo::models::hydraulics {

class Builder {
 public:
  std::size_t reservoir(double head_m) { return add(NodeKind::reservoir, head_m); }
  std::size_t junction(double elevation_m, double demand_m3s = 0.0) {
    const std::size_t node = add(NodeKind::junction, elevation_m);
    network.nodes[node].demands.push_back({demand_m3s, {}, {}});
    return node;
  }
  std::size_t tank(double elevation_m, double level_m, double least_m, double greatest_m, double diameter_m) {
    const std::size_t node = add(NodeKind::tank, elevation_m);
    network.nodes[node].tank = {level_m, least_m, greatest_m, diameter_m, 0.0, {}, false};
    return node;
  }
  std::size_t pipe(std::size_t from, std::size_t to, double length_m, double diameter_m, double roughness,
                   LinkKind kind = LinkKind::pipe) {
    const std::size_t k = link(kind, from, to);
    network.links[k].length_m = length_m;
    network.links[k].diameter_m = diameter_m;
    network.links[k].roughness = roughness;
    return k;
  }
  std::size_t pump(std::size_t from, std::size_t to, Curve curve) {
    const std::size_t k = link(LinkKind::pump, from, to);
    network.links[k].pump.curve = std::move(curve);
    return k;
  }
  std::size_t valve(LinkKind kind, std::size_t from, std::size_t to, double diameter_m, double setting) {
    const std::size_t k = link(kind, from, to);
    network.links[k].diameter_m = diameter_m;
    network.links[k].setting = setting;
    return k;
  }
  std::size_t link(LinkKind kind, std::size_t from, std::size_t to) {
    Link added;
    added.id = std::to_string(network.links.size());
    added.kind = kind;
    added.from = from;
    added.to = to;
    network.links.push_back(std::move(added));
    return network.links.size() - 1;
  }

  Network network;

 private:
  std::size_t add(NodeKind kind, double elevation_m) {
    Node node;
    node.id = std::to_string(network.nodes.size());
    node.kind = kind;
    node.elevation_m = elevation_m;
    network.nodes.push_back(std::move(node));
    return network.nodes.size() - 1;
  }
};

inline Flows solve(const Network& network, const Moment& moment) {
  const Solver solver(network);
  Solver::Workspace workspace(solver);
  return solver.solve(moment, workspace);
}
inline Flows solve(const Network& network) { return solve(network, moment_at_start(network)); }

// Hazen–Williams resistance in SI as printed with the formula: h = R Q^1.852.
inline double hazen_williams(double length_m, double diameter_m, double c) {
  return 10.6669 * length_m / (std::pow(c, 1.852) * std::pow(diameter_m, 4.871));
}

}  // namespace yuanluo::models::hydraulics
