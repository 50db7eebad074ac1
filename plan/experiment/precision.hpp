// Sequential stopping: replications are added until an interval is as tight as asked, or a budget ends.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "plan/experiment/trial.hpp"
#include "sim/confidence.hpp"

namespace yuanluo::plan {

struct PrecisionGoal {
  double half_width = 0.0;  // of the interval, > 0
  bool relative = false;    // as a share of the mean's size instead of in the value's unit
  double level = 0.95;      // of the interval
  std::optional<std::uint32_t> base =
      {};                     // the interval is that of the difference from this candidate; none: of the mean
  std::uint32_t first = 20;   // replications of every candidate before the first look; fewer would stop too early
  std::uint32_t most = 1000;  // replications of a candidate at most
};

// Adds replications to each candidate until its interval is tight enough. A look that finds it too wide asks for as
// many replications as its spread suggests, at most half as many again, so that looks are few and workers are kept
// busy. Stopping by what was seen makes intervals cover a little less than they say (docs/study.md has the figures).
// Source: [Law2015] section 9.4; [Chow1965].
class UntilPrecise : public Procedure {
 public:
  // Throws sim::ContractError for a goal out of range.
  UntilPrecise(std::uint32_t candidates, const PrecisionGoal& goal);

  std::vector<Trial> next() const override;
  void take(std::span<const Value> values) override;

  // Whether the interval of a candidate is as tight as asked; the base of differences always is.
  bool reached(std::uint32_t candidate) const { return reached_[candidate]; }
  bool all_reached() const;

 private:
  std::optional<sim::ConfidenceInterval> interval(std::uint32_t candidate) const;

  PrecisionGoal goal_;
  std::vector<std::vector<Value>> values_;
  std::vector<std::uint32_t> target_;
  std::vector<bool> reached_;
};

// The same number of replications of every candidate.
class FixedReplications : public Procedure {
 public:
  FixedReplications(std::uint32_t candidates, std::uint32_t replications)
      : candidates_(candidates), replications_(replications) {}

  // All replications of a candidate stand together, so that whoever evaluates them needs one world at a time.
  std::vector<Trial> next() const override;
  void take(std::span<const Value>) override { done_ = true; }

 private:
  std::uint32_t candidates_;
  std::uint32_t replications_;
  bool done_ = false;
};

}  // namespace yuanluo::plan
