// Ranking and selection among hundreds of candidates: a few replications for many, more for those that are left.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "plan/experiment/selection.hpp"

namespace yuanluo::plan {

// All candidates get `first` replications; then, round by round of about the same cost, those get more that could still
// be the best: the likeliest, at most a third of those before. Who was left out comes back when it is among the
// likeliest again. Ends when the estimated probability that the leader is the best, or less than `difference` behind
// it, reaches `confidence`, or the budget ends.
//
// The probability is Bonferroni's bound over the paired differences from the leader (as in Ocba). A few replications
// tell a spread badly, so each candidate's variance is moderated: as if the mean of its neighbours in the ranking had
// been seen in `prior_degrees` further replications. Estimated, not guaranteed; how often it holds is
// measured in tests/statistical/plan. Source: [Karnin2013] (rounds of equal cost), [Branke2007] (stopping),
// [Smyth2004] (moderated variances).
class SuccessiveRejection : public Selector {
 public:
  static constexpr double prior_degrees = 8.0;

  SuccessiveRejection(std::uint32_t candidates, const SelectionGoal& goal);

  std::vector<Trial> next() const override;

  struct Round {
    std::size_t candidates = 0;      // that were evaluated
    std::uint32_t replications = 0;  // of the leader, in all
    std::size_t evaluations = 0;     // of all candidates so far
    double confidence = 0.0;         // the estimate after it
    std::uint32_t leader = 0;
  };
  const std::vector<Round>& rounds() const { return rounds_; }
  // Those that the next replications are for.
  const std::vector<std::uint32_t>& contenders() const { return contenders_; }

 private:
  void judge() override;
  double reached_confidence() const override { return confidence_; }
  // The difference a - b over the replications that both have.
  struct Spread {
    double replications, mean, variance;
  };
  Spread spread(std::uint32_t a, std::uint32_t b) const;
  double mean(std::uint32_t candidate) const;
  void moderate();
  // The estimated probability that the candidate is better than the leader by more than the difference.
  double error_of(std::uint32_t candidate) const;
  std::vector<std::uint32_t> rivals(const std::vector<double>& errors) const;
  void next_round(const std::vector<double>& errors);

  std::vector<std::uint32_t> contenders_;  // ascending
  std::vector<std::uint32_t> target_;      // by candidate: replications that are wanted
  std::vector<double> pooled_;             // by candidate: what neighbours told of the variance of its lead, last
  std::vector<Round> rounds_;
  double confidence_ = 0.0;
};

}  // namespace yuanluo::plan
