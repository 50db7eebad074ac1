// How the district's pools of units are run: rules, rounds, shifts, mutual aid. JSON `operations.dispatch`.
#pragma once

#include <cstddef>

#include "models/params.hpp"

namespace yuanluo::models {

// Where a grid worker who is free is by day.
enum class Rounds : std::size_t { random, fixed, by_risk };

struct DispatchParams {
  std::size_t choice = 0;      // index into choices()
  std::size_t queue = 1;       // into queue_orders()
  std::size_t relocation = 0;  // into relocations(); of fire engines and ambulances
  bool from_the_road = true;
  bool pre_empt = false;
  double cover_within_min = 8.0;
  double cover_busy_share = 0.3;
  double detour_under_way = 1.3;
  Rounds rounds = Rounds::random;
  double mutual_aid_after_min = 0.0;
  double next_area_after_min = 0.0;
  double first_aid_share = 0.0;
  double engines_first_alarm = 1.0;
  double engines_second_alarm = 1.0;
  bool engines_stand_down = false;
  double handover_min = 5.0;
  double break_min = 30.0;
  double fatigue_limit_h = 6.0;
  double rest_min = 30.0;
  double engine_sets = 3.0;
  double engine_refit_min = 20.0;
  double micro_crew_sets = 1.0;
  double micro_crew_refit_min = 30.0;
  double ambulance_sets = 2.0;
  double ambulance_refit_min = 10.0;
  double outside_engines = 0.0;
  double outside_ambulances = 0.0;
  double outside_way_factor = 3.0;
};

void describe(ParamVisitor& visitor, DispatchParams& dispatch);

}  // namespace yuanluo::models
