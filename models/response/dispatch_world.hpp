// A small world with one desk: servers with bases, demand, service stages, rules. Queues, Larson's hypercube and
// ambulance studies are such worlds, run by the same engine as the district.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "models/response/cover.hpp"
#include "models/response/desk.hpp"
#include "models/response/rules.hpp"
#include "sim/arrivals.hpp"
#include "sim/distributions.hpp"

namespace yuanluo::models {

// How far it is between two places. `none`: everything is at one place. `matrix`: a table of nodes; a unit on its way
// counts as at the nearer end.
enum class Metric : std::uint8_t { none, l1, l2, matrix };

// A time in minutes, or a factor.
using Length = std::variant<sim::AnyDistribution, sim::Mixture>;
inline double sample(const Length& length, sim::Draw& draw) {
  if (const auto* plain = std::get_if<sim::AnyDistribution>(&length)) return sim::sample(*plain, draw);
  return std::get<sim::Mixture>(length).sample(draw);
}
inline double mean(const Length& length) {
  if (const auto* plain = std::get_if<sim::AnyDistribution>(&length)) return sim::mean(*plain);
  return std::get<sim::Mixture>(length).mean();
}

// Hours of the day at which a server can be sent; past midnight they go on into the next day.
struct DutyHours {
  int from = 0;     // 0 to 23
  int length = 24;  // 1 to 24
  bool hold(sim::SimTime at) const { return (sim::hour_of_day(at) - from + 24) % 24 < length; }
};

struct DispatchServer {
  std::string name;
  Place base;
  std::uint32_t skills = ~0u;
  std::optional<DutyHours> duty;
  std::optional<Length> on_scene;  // its own, in place of the world's
};

// Calls from one place, or uniformly from a rectangle: a Poisson process.
struct DispatchDemand {
  std::string name;
  double per_minute = 0.0;
  Place low, high;  // corners; equal for a point or a node
  std::uint8_t severity = 0;
  std::uint32_t skills = 0;
  std::vector<std::uint32_t> rank;  // of each server; empty: all are equal
  std::optional<Length> on_scene;   // its own, in place of the world's
  std::optional<sim::WeeklyProfile> profile;
};

enum class WayBack : std::uint8_t { none, as_there, drawn };

struct DispatchWorld {
  std::string name;
  std::vector<DispatchServer> servers;
  std::vector<DispatchDemand> demand;
  std::vector<Place> further_bases;  // to relocate to

  Metric metric = Metric::none;
  std::vector<double> matrix;  // nodes x nodes, minutes or lengths
  std::uint32_t nodes = 0;
  double minutes_per_length = 1.0;
  std::optional<Length> travel_factor;  // one a trip

  Length turnout = sim::AnyDistribution{sim::Constant{0.0}};   // minutes
  Length on_scene = sim::AnyDistribution{sim::Constant{0.0}};  // minutes
  WayBack way_back = WayBack::as_there;
  Length back = sim::AnyDistribution{sim::Constant{0.0}};  // minutes, where it is drawn

  DispatchRules rules;
  CoverTable cover;

  sim::Duration warm_up{};
  sim::Duration measured{};  // calls come until warm_up + measured; then the run goes on until all are served

  // Length of the way between two places.
  double distance(const Place& a, const Place& b) const;
};

}  // namespace yuanluo::models
