// What is deployed in a generated district: equipment and staff. JSON: `deployment`.
#pragma once

#include <cstdint>

#include "models/params.hpp"

namespace yuanluo::scenarios {

// How hydrants are placed in a generated district.
enum class HydrantPlacement : std::uint8_t { counted, compliant };

// Counts of equipment and staff. Rules are nested: a larger count keeps every place that a smaller one has, so that two
// deployments differ only in what was added.
struct DeploymentParams {
  std::int64_t hydrants = 1499;
  HydrantPlacement hydrant_placement = HydrantPlacement::counted;  // compliant: by spacing and radius, not by count
  double hydrant_spacing_m = 120.0;
  double hydrant_radius_m = 150.0;
  std::int64_t pump_stations = 9;
  std::int64_t aeds = 0;                  // public defibrillators, at gates, each as far as can be from the others
  std::int64_t smoke_alarms = 6035;       // homes of vulnerable residents: living alone, disabled, then aged 80+
  std::int64_t gas_sensors = 300;         // same order
  std::int64_t water_flow_sensors = 100;  // living alone first
  std::int64_t sos_buttons = 308;         // living alone first
  std::int64_t motion_sensors = 0;        // living alone first
  bool devices_linked = true;             // to the governance centre
  std::int64_t care_complexes = 2;
  std::int64_t day_care_centres = 5;
  std::int64_t micro_fire_stations = 8;  // one a community first
  std::int64_t grid_workers_day = 80;    // posts, spread over communities by residents
  std::int64_t grid_workers_night = 16;
  std::int64_t care_workers_day = 24;
  std::int64_t care_workers_night = 4;
  std::int64_t micro_fire_crew = 2;   // on duty at each micro fire station, day and night
  std::int64_t centre_operators = 3;  // on duty at the governance centre, day and night
  double gatehouses_staffed = 0.6;    // share of compounds with a guard day and night
  double safety_leads = 1.0;          // share of compounds with a safety lead
};

// The parameters in file order, with units, ranges and sources.
void describe(models::ParamVisitor& visitor, DeploymentParams& deployment);

}  // namespace yuanluo::scenarios
