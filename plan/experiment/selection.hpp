// Ranking and selection: which of k candidates has the best mean, with a stated probability, and with as few
// replications as that takes. Candidates are compared replication by replication with the same luck.
//
//   KimNelson selection(sites, {.difference = 0.1, .confidence = 0.95});
//   run(selection, evaluate);
//   selection.result().best
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "plan/experiment/trial.hpp"
#include "sim/confidence.hpp"

namespace yuanluo::plan {

struct SelectionGoal {
  double difference = 0.0;   // the least difference of means that is worth detecting, > 0
  double confidence = 0.95;  // that the chosen candidate is the best, or less than `difference` behind it; 1/k to 1
  bool less_is_better = true;
  std::uint32_t first = 10;  // replications of every candidate before the first comparison, at least 3
  std::uint32_t step = 1;    // replications added at a time; more lets more workers work, and wastes a little
  std::size_t budget = std::numeric_limits<std::size_t>::max();  // evaluations at most
};

struct Standing {
  std::uint32_t replications = 0;  // evaluated
  double mean = 0.0;
  double sd = 0.0;
  // This candidate minus the chosen one, over the replications that both have; none for the chosen one itself.
  std::optional<sim::ConfidenceInterval> behind;
  // Who showed it to be worse, and after how many replications; none for those that were in the race to the end.
  std::optional<std::uint32_t> eliminated_by;
  std::uint32_t eliminated_after = 0;
};

struct Selection {
  std::uint32_t best = 0;   // the chosen candidate
  bool decided = false;     // with the confidence asked for; otherwise the budget ended before
  double confidence = 0.0;  // KimNelson: as asked for, or 0 if undecided; Ocba: estimated from the values
  std::size_t evaluations = 0;
  std::vector<Standing> standings;  // by candidate

  // The chosen candidate, then the others by how far they are behind it.
  std::vector<std::uint32_t> ranking(bool less_is_better) const;
};

// A ranking and selection procedure.
class Selector : public Procedure {
 public:
  // Throws sim::ContractError for a goal out of range or fewer than 2 candidates.
  Selector(std::uint32_t candidates, const SelectionGoal& goal);

  // Throws NoValue where a trial has none.
  void take(std::span<const Value> values) override;
  // The standing now, or the outcome at the end.
  Selection result() const;

  const SelectionGoal& goal() const { return goal_; }

 protected:
  // Called when the values of all trials of next() are in.
  virtual void judge() = 0;
  virtual double reached_confidence() const = 0;
  std::uint32_t replications(std::uint32_t candidate) const {
    return static_cast<std::uint32_t>(values_[candidate].size());
  }
  // Whether `trials` more evaluations are within the budget.
  bool affordable(std::size_t trials) const { return trials <= goal_.budget - std::min(goal_.budget, evaluations_); }
  std::uint32_t best_by_mean() const;

  SelectionGoal goal_;
  std::vector<std::vector<double>> values_;  // by candidate; turned round where more is better, so that less is better
  std::vector<Standing> standings_;
  std::size_t evaluations_ = 0;
  bool decided_ = false;
  std::uint32_t best_ = 0;
};

// Kim and Nelson's fully sequential procedure: after each replication, a candidate drops out that is behind another by
// more than luck explains. Where the best is ahead by `difference` or more, it is chosen with probability of at least
// `confidence`, whatever the correlation between candidates (values normal: means over long replications are about
// so). Zero variance of a difference settles a pair at once. Source: [Kim2001].
class KimNelson : public Selector {
 public:
  KimNelson(std::uint32_t candidates, const SelectionGoal& goal);

  std::vector<Trial> next() const override;

  const std::vector<std::uint32_t>& survivors() const { return survivors_; }

 private:
  void judge() override;
  double reached_confidence() const override { return decided_ ? goal_.confidence : 0.0; }
  void first_variances();
  void screen(std::uint32_t r);
  double& variance(std::uint32_t a, std::uint32_t b);

  std::vector<std::uint32_t> survivors_;
  std::vector<double> variances_;  // of differences, by pair, over the first replications
  std::vector<double> sums_;       // of the first `compared_` replications
  std::uint32_t compared_ = 0;
  double h_squared_ = 0.0;
};

// Optimal computing budget allocation with paired luck: replications go to the candidates that are hardest to tell from
// the leader, in proportion to (sd of the difference / (distance + `difference`))^2, and to the leader as many as to
// any other. Ends when the estimated probability of good selection (a posterior bound by Bonferroni over the paired
// differences) reaches `confidence`. Needs fewer replications than KimNelson where most candidates are clearly worse;
// its probability is estimated, not guaranteed. At least one evaluation for each ten candidates is added at a time.
// Source: [Chen2000]; differences: [Fu2004]; stopping: [Branke2007].
class Ocba : public Selector {
 public:
  Ocba(std::uint32_t candidates, const SelectionGoal& goal);

  std::vector<Trial> next() const override;

 private:
  void judge() override;
  double reached_confidence() const override { return confidence_; }
  // How far the leader is ahead of a candidate over the replications that both have.
  struct Lead {
    double mean;
    double error;  // standard error of the mean
    double replications;
  };
  Lead lead_over(std::uint32_t candidate) const;

  double confidence_ = 0.0;
  std::vector<std::uint32_t> target_;  // replications of each candidate that are wanted
};

}  // namespace yuanluo::plan
