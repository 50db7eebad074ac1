// Parameters of moving on streets. JSON `operations.roads`.
#pragma once

#include <array>

#include "models/params.hpp"
#include "models/roads/mode.hpp"
#include "sim/time.hpp"

namespace yuanluo::models {

struct RoadParams {
  // Of a fire engine on an empty street, by StreetClass; a lower signposted limit does not bind it, a car it does.
  std::array<double, street_classes> engine_kmh{70, 60, 42, 40, 36, 32, 30, 18, 14, 12, 10, 8, 8, 5};
  double car_factor = 0.85;  // speed of a car relative to a fire engine's
  double e_bike_mps = 4.8;
  double e_bike_gsd = 1.2;
  double walking_mps = 1.2;
  double stretcher_mps = 0.9;
  double steps_factor = 0.5;  // speed on steps relative to level ground
  double left_turn_s = 6.0;
  double right_turn_s = 3.0;
  double u_turn_s = 15.0;
  double gate_s = 10.0;
  bool emergency_obeys_signs = true;
  std::array<double, 24> hour_times{1.0,  1.0,  1.0, 1.0,  1.0, 1.0, 1.1, 1.4, 1.5, 1.4, 1.3,  1.3,
                                    1.25, 1.25, 1.3, 1.35, 1.4, 1.5, 1.5, 1.4, 1.3, 1.2, 1.05, 1.0};
  std::array<double, 7> weekday_times{1.0, 1.0, 1.0, 1.0, 1.05, 1.0, 1.0};
  double trip_gsd = 1.35;
  double shared_in_hour = 0.3;
};

void describe(ParamVisitor& visitor, RoadParams& roads);

// How many times longer than in the quickest hour of the week a motor vehicle's way takes.
double traffic_factor(const RoadParams& roads, sim::SimTime at);
double traffic_factor(const RoadParams& roads, std::size_t hour, std::size_t weekday);

}  // namespace yuanluo::models
