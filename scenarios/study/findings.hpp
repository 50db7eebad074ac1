// What a study found: means, differences, effects and the choice, each with its interval. Depends on the results alone.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "plan/experiment/comparison.hpp"
#include "plan/experiment/effects.hpp"
#include "plan/experiment/screening.hpp"
#include "plan/experiment/selection.hpp"
#include "plan/experiment/sensitivity.hpp"
#include "plan/experiment/trial.hpp"
#include "scenarios/study/evaluation.hpp"
#include "scenarios/study/study.hpp"

namespace yuanluo::scenarios {

// All trials that are done.
class StudyResults {
 public:
  void add(TrialResult&& result);
  const TrialResult* find(const plan::Trial& trial) const;
  std::size_t size() const { return trials_.size(); }
  const std::map<plan::Trial, TrialResult>& trials() const { return trials_; }

  // Of one KPI of one point: the values of its replications from 0 to the first that is missing. With antithetic pairs
  // one value is the mean of a pair.
  std::vector<plan::Value> values(std::uint32_t point, std::size_t kpi, bool pairs) const;

 private:
  std::map<plan::Trial, TrialResult> trials_;
};

// The mean of one KPI at one point.
struct MeanFinding {
  sim::ConfidenceInterval interval;
  double sd = 0.0;              // between replications, or pairs of them
  double variance_saved = 0.0;  // by mirrored luck and controls together, against plain replications
};

// A point against the point 0.
struct DifferenceFinding {
  plan::ComparedDifference difference;
  double variance_removed = 0.0;  // by pairing: 1 - var(paired difference) / (var(base) + var(point))
};

// What two factors do together.
struct PairFinding {
  std::size_t a = 0, b = 0;  // of Study::factors
  std::vector<plan::Interaction> interactions;
};

struct Findings {
  std::vector<std::vector<std::optional<MeanFinding>>> means;              // by point, by Study::measured
  std::vector<std::vector<std::optional<DifferenceFinding>>> differences;  // by Study::kpis, by point; may be empty
  // By scenario, then by Study::kpis: level effects by factor, or linear effects.
  std::vector<std::vector<std::vector<std::vector<plan::LevelEffect>>>> level_effects;
  std::vector<std::vector<std::optional<plan::LinearEffects>>> linear_effects;
  // By scenario, then by Study::kpis; each empty unless the design is of its kind.
  std::vector<std::vector<std::vector<PairFinding>>> interactions;
  std::vector<std::vector<std::optional<std::vector<plan::ElementaryEffect>>>> elementary_effects;
  std::vector<std::vector<std::optional<plan::Sensitivity>>> sensitivity;
  std::optional<plan::Selection> selection;
  std::optional<std::vector<bool>> reached;  // with a precision plan: by point, whether its interval is tight enough
};

// The procedure that the study's plan asks for.
std::unique_ptr<plan::Procedure> procedure_of(const Study& study);

// The value of a trial that the procedure looks at.
plan::Value criterion(const Study& study, const TrialResult& result);

// Everything, from what is done so far.
Findings find(const Study& study, const StudyResults& results);

}  // namespace yuanluo::scenarios
