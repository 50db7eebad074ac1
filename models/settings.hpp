// All parameters of the models, as a scenario sets them.
#pragma once

#include "models/alarms/params.hpp"
#include "models/falls/params.hpp"
#include "models/fire/params.hpp"
#include "models/gas/params.hpp"
#include "models/kpi/targets.hpp"
#include "models/medical/params.hpp"
#include "models/outages/closure_params.hpp"
#include "models/outages/params.hpp"
#include "models/params.hpp"
#include "models/people/params.hpp"
#include "models/response/dispatch_params.hpp"
#include "models/response/params.hpp"
#include "models/roads/params.hpp"
#include "models/sensing/params.hpp"
#include "models/water/params.hpp"

namespace yuanluo::models {

struct Settings {
  FireParams fire;
  GasParams gas;
  FallParams falls;
  MedicalParams medical;
  FalseAlarmParams false_alarms;
  OutageParams outages;
  ClosureParams closures;

  RoutingParams routing;

  PeopleParams people;
  SensingParams sensing;
  AttentionParams alarms;
  RoadParams roads;
  ResponseParams response;
  DispatchParams dispatch;
  AccessParams access;
  WaterParams water;
  Targets targets;
};

// JSON `hazards`: rates, mixes and courses of what can happen.
void describe_hazards(ParamVisitor& visitor, Settings& settings);
// JSON `operations`: people, sensing, alarms, response, access, water, targets, policies.
void describe_operations(ParamVisitor& visitor, Settings& settings);
// JSON `deployment.routing`: who is told of an alarm.
void describe_routing(ParamVisitor& visitor, Settings& settings);

}  // namespace yuanluo::models
