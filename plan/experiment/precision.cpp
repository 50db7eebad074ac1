#include "plan/experiment/precision.hpp"

#include <algorithm>
#include <cmath>

#include "sim/contract.hpp"

namespace yuanluo::plan {

UntilPrecise::UntilPrecise(std::uint32_t candidates, const PrecisionGoal& goal)
    : goal_(goal), values_(candidates), target_(candidates, std::min(goal.first, goal.most)), reached_(candidates) {
  sim::require(goal.half_width > 0.0, "UntilPrecise: the half width must be > 0");
  sim::require(goal.level > 0.0 && goal.level < 1.0, "UntilPrecise: the level must be between 0 and 1");
  sim::require(goal.first >= 2 && goal.most >= 2, "UntilPrecise: at least two replications");
  sim::require(!goal.base || *goal.base < candidates, "UntilPrecise: the base must be one of the candidates");
  if (goal.base) reached_[*goal.base] = true;
}

std::vector<Trial> UntilPrecise::next() const {
  std::vector<Trial> trials;
  for (std::uint32_t c = 0; c < target_.size(); ++c)
    for (auto r = static_cast<std::uint32_t>(values_[c].size()); r < target_[c]; ++r) trials.push_back({c, r});
  return trials;
}

std::optional<sim::ConfidenceInterval> UntilPrecise::interval(std::uint32_t candidate) const {
  std::vector<double> numbers;
  for (std::size_t r = 0; r < values_[candidate].size(); ++r) {
    const Value value = values_[candidate][r];
    const Value base = goal_.base ? values_[*goal_.base][r] : Value(0.0);
    if (value && base) numbers.push_back(*value - *base);
  }
  if (numbers.size() < 2) return std::nullopt;
  return sim::mean_interval(numbers, goal_.level);
}

void UntilPrecise::take(std::span<const Value> values) {
  const std::vector<Trial> trials = next();
  sim::require(values.size() == trials.size(), "UntilPrecise: one value for each trial that was asked for");
  for (std::size_t i = 0; i < trials.size(); ++i) values_[trials[i].candidate].push_back(values[i]);
  for (std::uint32_t c = 0; c < target_.size(); ++c) {
    if (reached_[c]) continue;
    const auto now = interval(c);
    const std::uint32_t had = target_[c];
    std::uint32_t wanted = had + (had + 1) / 2;
    if (now) {
      const double goal = goal_.relative ? goal_.half_width * std::abs(now->mean) : goal_.half_width;
      reached_[c] = now->half_width <= goal;
      if (reached_[c]) continue;
      if (goal > 0.0) {
        // Only some replications may have a value.
        const double share = static_cast<double>(now->count) / static_cast<double>(had);
        const double enough = static_cast<double>(sim::replications_for(*now, goal)) / share;
        wanted = static_cast<std::uint32_t>(std::clamp<double>(std::ceil(enough), had + 1.0, wanted));
      }
    }
    target_[c] = std::min(wanted, goal_.most);
    if (goal_.base) target_[*goal_.base] = std::max(target_[*goal_.base], target_[c]);
  }
}

bool UntilPrecise::all_reached() const {
  return std::all_of(reached_.begin(), reached_.end(), [](bool reached) { return reached; });
}

std::vector<Trial> FixedReplications::next() const {
  std::vector<Trial> trials;
  if (done_) return trials;
  for (std::uint32_t c = 0; c < candidates_; ++c)
    for (std::uint32_t r = 0; r < replications_; ++r) trials.push_back({c, r});
  return trials;
}

}  // namespace yuanluo::plan
