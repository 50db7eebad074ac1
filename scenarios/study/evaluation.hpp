// Runs single trials of a study. Worlds are built when they are first needed and kept while they are likely to be
// needed again; trials of one point share theirs.
#pragma once

#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "plan/experiment/trial.hpp"
#include "scenarios/problem.hpp"
#include "scenarios/study/study.hpp"

namespace yuanluo::scenarios {

// What one trial gave.
struct TrialResult {
  plan::Trial trial;
  std::uint64_t trace_hash = 0;
  std::uint64_t events = 0;
  std::uint64_t incidents = 0;
  std::vector<plan::Value> values;    // of Study::measured
  std::vector<double> controls;       // numbers of incidents, by control
  std::vector<double> control_means;  // their true means
  double wall_seconds = 0.0;
  std::vector<Problem> problems;  // why there is no result: figures of this point that contradict each other
};

// The controls of a study that uses them: incidents whose mean number is known from the rates.
std::vector<models::Text> control_names();

class Evaluator {
 public:
  explicit Evaluator(const Study& study);
  ~Evaluator();
  Evaluator(const Evaluator&) = delete;
  Evaluator& operator=(const Evaluator&) = delete;

  // May be called by many threads at once.
  TrialResult operator()(const plan::Trial& trial);

 private:
  struct Place;  // a point's world, and what is derived from it
  std::shared_ptr<const Place> place_of(std::uint32_t point);

  const Study& study_;
  std::mutex mutex_;
  struct Slot {
    std::uint32_t point;
    std::shared_ptr<std::once_flag> once;
    std::shared_ptr<std::shared_ptr<const Place>> place;
  };
  std::list<Slot> recent_;  // the one used last first
  std::size_t residents_kept_ = 0;
};

}  // namespace yuanluo::scenarios
