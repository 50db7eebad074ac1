// What every siting method gives back: the sites, the value, and how far from the best it can be at most.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "plan/siting/cost_lists.hpp"

namespace yuanluo::plan::siting {

// When to stop searching.
struct Limits {
  double seconds = 60.0;   // wall clock
  double gap = 0.0;        // relative gap that is good enough
  std::uint64_t seed = 1;  // of the restarts
};

enum class Stopped : std::uint8_t { proven, gap, time, infeasible };

// A wall clock that was started.
class Stopwatch {
 public:
  explicit Stopwatch(double limit_s) : start_(std::chrono::steady_clock::now()), limit_s_(limit_s) {}
  double seconds() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count(); }
  bool over() const { return seconds() > limit_s_; }
  double left() const { return limit_s_ - seconds(); }

 private:
  std::chrono::steady_clock::time_point start_;
  double limit_s_;
};

// What was known after one step of the search.
struct Step {
  std::string_view what;
  double value = 0.0, bound = 0.0;
  double seconds = 0.0;
};

// A solution with its bound. `value` and `bound` are in the terms of the problem: of a minimum the bound is below, of
// a maximum above.
struct Outcome {
  std::vector<Site> open;  // ascending; a site that has several units stands there several times
  double value = 0.0;
  double bound = 0.0;
  Stopped stopped = Stopped::time;
  double seconds = 0.0;
  std::size_t nodes = 0;      // of the branch and bound, where one was needed
  std::size_t undecided = 0;  // sites that the bound at the root left open to choice
  std::string_view method;    // what closed the gap, or got furthest
  std::vector<Step> log;      // the search, step by step

  // |value - bound| / |value|; 0 where both are 0.
  double gap() const;
};

}  // namespace yuanluo::plan::siting
