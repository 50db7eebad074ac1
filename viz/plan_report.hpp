// A plan as one page for any browser: the promise, the alternatives, a map and curves; in Chinese and English.
#pragma once

#include <string>

#include "scenarios/plan/planning.hpp"

namespace yuanluo::viz {

// A whole HTML document without scripts that asks the network for nothing.
std::string plan_report(const scenarios::PlanResult& plan);

}  // namespace yuanluo::viz
