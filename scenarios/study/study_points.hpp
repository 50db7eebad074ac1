// The points of a study: its design, in every scenario.
#pragma once

#include <functional>
#include <string>

#include "scenarios/study/study.hpp"

namespace yuanluo::scenarios {

// Says what is wrong at a place of the study file: {pointer, what was wanted, what was found}.
using ReportProblem = std::function<void(const std::string&, models::Name, models::Name)>;

// At most so many points in a study.
inline constexpr std::size_t most_points = 100000;

// Fills in `design` and `points` from what the file says under `design` (an object, empty where it says nothing: then
// all combinations of the factors). Factors and scenarios must be there.
void make_points(Study& study, const Json& design, const ReportProblem& report);

}  // namespace yuanluo::scenarios
