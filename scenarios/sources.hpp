// The table of all numbers of a scenario: value, unit, range, where it comes from and how well it is known.
#pragma once

#include <vector>

#include "scenarios/results/rows.hpp"
#include "scenarios/spec.hpp"

namespace yuanluo::scenarios {

// One row a parameter, in file order. Values read "2.5", "true", "LN(45, 1.7)" (lognormal: median and geometric
// standard deviation; the range is that of the median), "[1, 2, 1]" (weights), "electrical 0.3, other 0.7" (a mix).
std::vector<SourceRow> sources(const Spec& spec);

}  // namespace yuanluo::scenarios
