// The report of a plan: what was chosen, what it brings, what else there was, where everything goes.
#pragma once

#include <string>

#include "models/text.hpp"
#include "scenarios/plan/planning.hpp"

namespace yuanluo::viz {

// A page of its own, without scripts, in both languages; `language` is shown first.
std::string plan_report(const scenarios::PlanResult& plan, models::Language language);

}  // namespace yuanluo::viz
