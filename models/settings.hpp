// All parameters of the models, as a scenario sets them.
#pragma once

#include "models/params.hpp"

namespace yuanluo::models {

struct Settings {};

// JSON `hazards`: rates, mixes and courses of what can happen.
void describe_hazards(ParamVisitor& visitor, Settings& settings);
// JSON `operations`: sensing, alarms, people, response, travel, access, water, targets, policies.
void describe_operations(ParamVisitor& visitor, Settings& settings);
// JSON `deployment.routing`: who is told of an alarm.
void describe_routing(ParamVisitor& visitor, Settings& settings);

}  // namespace yuanluo::models
