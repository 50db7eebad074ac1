// A study from its plan to its findings.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>

#include "scenarios/study/dispatch.hpp"
#include "scenarios/study/study_file.hpp"

namespace yuanluo::scenarios {

// What somebody who waits wants to know.
struct StudyProgress {
  std::size_t done = 0;      // trials with results, in all
  std::size_t wanted = 0;    // that are known to be wanted so far
  std::uint64_t events = 0;  // of the trial that ended last
};

// Part `part` (from 1) of `of` equal parts of a study, for machines that do not know of each other.
struct StudyShare {
  std::uint32_t part = 1, of = 1;
};

// Runs what the study's plan asks for and is not in `file` yet; true if all of it was done, false if `stop` ended it.
// Of a share, only its part of the trials that the plan asks for first: all of them, unless their number depends on
// what they give. Throws ScenarioError where a point cannot be built, or a selection meets a replication without a
// value.
bool run_study(const Study& study, StudyFile& file, TrialDispatch& dispatch,
               const std::function<void(const StudyProgress&)>& progress, const std::atomic<bool>& stop,
               const StudyShare& share = {});

}  // namespace yuanluo::scenarios
