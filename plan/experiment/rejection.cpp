#include "plan/experiment/rejection.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace yuanluo::plan {
namespace {

constexpr std::size_t few = 4;  // that a round may add to, however few were in the last one
constexpr double kept_share = 1.0 / 3.0;
constexpr double settled_share = 0.5;  // of the error that is allowed, for those that are left out

}  // namespace

SuccessiveRejection::SuccessiveRejection(std::uint32_t candidates, const SelectionGoal& goal)
    : Selector(candidates, goal), contenders_(candidates), target_(candidates, 0), pooled_(candidates, 0.0) {
  std::iota(contenders_.begin(), contenders_.end(), 0u);
  if (affordable(std::size_t{candidates} * goal.first)) target_.assign(candidates, goal.first);
}

std::vector<Trial> SuccessiveRejection::next() const {
  std::vector<Trial> trials;
  if (decided_) return trials;
  for (const std::uint32_t c : contenders_)
    for (std::uint32_t r = replications(c); r < target_[c]; ++r) trials.push_back({c, r});
  return trials;
}

// What neighbours in the ranking tell about the variance of a difference: the mean over those near by, as the spread
// often grows with the mean; of a difference from the leader half of it is the leader's own.
void SuccessiveRejection::moderate() {
  constexpr std::size_t near = 10;
  if (contenders_.size() < 2) return;
  std::vector<std::uint32_t> order = contenders_;
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return mean(a) < mean(b); });
  std::vector<double> sums{0.0};  // of the variances of differences between neighbours
  for (std::size_t j = 1; j < order.size(); ++j) sums.push_back(sums.back() + spread(order[j - 1], order[j]).variance);
  const auto local = [&](std::size_t rank) {
    const std::size_t from = rank - std::min(rank, near), to = std::min(order.size() - 1, rank + near);
    return (sums[to] - sums[from]) / static_cast<double>(to - from);
  };
  for (std::size_t rank = 0; rank < order.size(); ++rank) pooled_[order[rank]] = 0.5 * (local(rank) + local(0));
}

double SuccessiveRejection::mean(std::uint32_t c) const {
  return std::accumulate(values_[c].begin(), values_[c].end(), 0.0) / static_cast<double>(values_[c].size());
}

SuccessiveRejection::Spread SuccessiveRejection::spread(std::uint32_t a, std::uint32_t b) const {
  const std::size_t both = std::min(values_[a].size(), values_[b].size());
  const double n = static_cast<double>(both);
  double sum = 0.0, squares = 0.0;
  for (std::size_t r = 0; r < both; ++r) sum += values_[a][r] - values_[b][r];
  for (std::size_t r = 0; r < both; ++r) squares += std::pow(values_[a][r] - values_[b][r] - sum / n, 2.0);
  return {n, sum / n, squares / (n - 1.0)};
}

double SuccessiveRejection::error_of(std::uint32_t candidate) const {
  const Spread behind = spread(candidate, best_);
  const double own = behind.replications - 1.0, degrees = prior_degrees + own;
  const double variance = (prior_degrees * pooled_[candidate] + own * behind.variance) / degrees;
  const double lead = behind.mean + goal_.difference;
  if (!(variance > 0.0)) return lead < 0.0 ? 1.0 : 0.0;
  return sim::student_t_probability(-lead / std::sqrt(variance / behind.replications), degrees);
}

void SuccessiveRejection::judge() {
  // The leader has as many replications as anybody, so that its lead is over as many as the other has.
  std::uint32_t most = 0;
  for (std::uint32_t c = 0; c < values_.size(); ++c) most = std::max(most, replications(c));
  if (replications(best_) < most) best_ = contenders_.front();
  for (std::uint32_t c = 0; c < values_.size(); ++c)
    if (replications(c) == most && (replications(best_) < most || mean(c) < mean(best_))) best_ = c;
  moderate();
  std::vector<double> errors(values_.size(), 0.0);
  for (std::uint32_t c = 0; c < errors.size(); ++c)
    if (c != best_) errors[c] = error_of(c);
  confidence_ = std::max(0.0, 1.0 - std::accumulate(errors.begin(), errors.end(), 0.0));
  rounds_.push_back({contenders_.size(), most, evaluations_, confidence_, best_});
  decided_ = confidence_ >= goal_.confidence;
  if (!decided_) next_round(errors);
}

// The likeliest rivals, as many as it takes for the others' errors to be settled, at most a third of those before.
std::vector<std::uint32_t> SuccessiveRejection::rivals(const std::vector<double>& errors) const {
  std::vector<std::uint32_t> order;
  for (std::uint32_t c = 0; c < errors.size(); ++c)
    if (c != best_ && errors[c] > 0.0) order.push_back(c);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return errors[a] < errors[b]; });
  double settled = 0.0;
  std::size_t open = 0;
  while (open < order.size() && settled + errors[order[open]] <= settled_share * (1.0 - goal_.confidence))
    settled += errors[order[open++]];
  order.erase(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(open));
  std::reverse(order.begin(), order.end());
  const auto most = std::max(few, static_cast<std::size_t>(kept_share * static_cast<double>(contenders_.size())));
  if (order.size() > most) order.resize(most);
  return order;
}

void SuccessiveRejection::next_round(const std::vector<double>& errors) {
  const std::vector<std::uint32_t> open = rivals(errors);
  const std::uint32_t n = replications(best_);
  const std::size_t affordable_now = goal_.budget - std::min(goal_.budget, evaluations_);
  // Who is behind the leader in replications doubles its own; if all have as many, all get more, at most as many again.
  for (std::size_t round = std::min(affordable_now, values_.size() * goal_.first); round > 0; round /= 2) {
    const auto growth = std::min<std::size_t>(n, std::max<std::size_t>(1, round / (open.size() + 1)));
    std::vector<std::uint32_t> going;
    std::size_t cost = 0;
    std::uint32_t most = n;
    for (const std::uint32_t c : open) {
      const std::uint32_t have = replications(c);
      const auto more = have < n ? std::min(have, n - have) : static_cast<std::uint32_t>(growth);
      if (cost > 0 && cost + more > round) break;
      target_[c] = have + more;
      most = std::max(most, target_[c]);
      cost += more;
      going.push_back(c);
    }
    if (cost + (most - n) > affordable_now) continue;
    target_[best_] = most;
    going.push_back(best_);
    std::sort(going.begin(), going.end());
    contenders_ = std::move(going);
    return;
  }
  target_.assign(target_.size(), 0);  // the budget ends
}

}  // namespace yuanluo::plan
