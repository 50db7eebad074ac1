// Figures of a generated district that contradict each other.
#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <string>
#include <utility>

#include "scenarios/problem.hpp"

namespace yuanluo::scenarios {

// Throws ScenarioError about the parameter at `pointer` of the scenario; the caller that knows the file adds it.
[[noreturn]] inline void refuse(std::string pointer, models::Name wanted, std::int64_t found) {
  Problem problem;
  problem.pointer = std::move(pointer);
  problem.wanted = std::move(wanted);
  problem.found = same(fmt::format("{}", found));
  throw ScenarioError({problem});
}

}  // namespace yuanluo::scenarios
