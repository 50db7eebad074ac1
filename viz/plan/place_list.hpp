// The list of a plan's places: which, what each adds and why, and what nearly came in.
#pragma once

#include "scenarios/plan/plan_result.hpp"
#include "viz/plan/plan_html.hpp"

namespace yuanluo::viz {

void write_places(PlanHtml& html, const scenarios::PlanResult& plan);

}  // namespace yuanluo::viz
