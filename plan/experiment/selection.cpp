#include "plan/experiment/selection.hpp"

#include <cmath>
#include <numeric>

#include "sim/contract.hpp"

namespace yuanluo::plan {
namespace {

double mean_of(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double sd_of(std::span<const double> values) {
  if (values.size() < 2) return 0.0;
  const double mean = mean_of(values);
  double squares = 0.0;
  for (const double v : values) squares += (v - mean) * (v - mean);
  return std::sqrt(squares / static_cast<double>(values.size() - 1));
}

}  // namespace

std::vector<std::uint32_t> Selection::ranking(bool less_is_better) const {
  std::vector<std::uint32_t> order(standings.size());
  std::iota(order.begin(), order.end(), 0u);
  const auto behind = [&](std::uint32_t c) {
    const double by = standings[c].behind ? standings[c].behind->mean : 0.0;
    return less_is_better ? by : -by;
  };
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    if ((a == best) != (b == best)) return a == best;
    return behind(a) < behind(b);
  });
  return order;
}

Selector::Selector(std::uint32_t candidates, const SelectionGoal& goal)
    : goal_(goal), values_(candidates), standings_(candidates) {
  sim::require(candidates >= 2, "selection: at least two candidates");
  sim::require(goal.difference > 0.0 && std::isfinite(goal.difference), "selection: the difference must be > 0");
  sim::require(goal.confidence > 1.0 / candidates && goal.confidence < 1.0,
               "selection: the confidence must be between 1/k and 1");
  sim::require(goal.first >= 3 && goal.step >= 1, "selection: at least 3 first replications, steps of at least 1");
}

void Selector::take(std::span<const Value> values) {
  const std::vector<Trial> trials = next();
  sim::require(values.size() == trials.size(), "selection: one value for each trial that was asked for");
  for (std::size_t i = 0; i < trials.size(); ++i) {
    if (!values[i]) throw NoValue(trials[i]);
    values_[trials[i].candidate].push_back(goal_.less_is_better ? *values[i] : -*values[i]);
  }
  evaluations_ += trials.size();
  judge();
}

std::uint32_t Selector::best_by_mean() const {
  std::uint32_t best = 0;
  for (std::uint32_t c = 1; c < values_.size(); ++c)
    if (mean_of(values_[c]) < mean_of(values_[best])) best = c;
  return best;
}

Selection Selector::result() const {
  Selection selection;
  selection.best = best_;
  selection.decided = decided_;
  selection.confidence = reached_confidence();
  selection.evaluations = evaluations_;
  selection.standings = standings_;
  const double sign = goal_.less_is_better ? 1.0 : -1.0;
  for (std::uint32_t c = 0; c < values_.size(); ++c) {
    Standing& standing = selection.standings[c];
    standing.replications = replications(c);
    if (values_[c].empty()) continue;
    standing.mean = sign * mean_of(values_[c]);
    standing.sd = sd_of(values_[c]);
    if (c == best_) continue;
    const std::size_t both = std::min(values_[c].size(), values_[best_].size());
    auto interval = sim::paired_difference_interval(std::span(values_[c]).first(both),
                                                    std::span(values_[best_]).first(both), goal_.confidence);
    interval.mean *= sign;
    standing.behind = interval;
  }
  return selection;
}

// Kim and Nelson -----------------------------------------------------------------------------------------------------

KimNelson::KimNelson(std::uint32_t candidates, const SelectionGoal& goal)
    : Selector(candidates, goal), survivors_(candidates), sums_(candidates, 0.0) {
  std::iota(survivors_.begin(), survivors_.end(), 0u);
  // With c = 1; for dependent candidates the error is shared out by Bonferroni.
  const double pair_error = (1.0 - goal.confidence) / (candidates - 1.0);
  const double degrees = goal.first - 1.0;
  const double eta = 0.5 * (std::pow(2.0 * pair_error, -2.0 / degrees) - 1.0);
  h_squared_ = 2.0 * eta * degrees;
}

std::vector<Trial> KimNelson::next() const {
  if (decided_) return {};
  const std::uint32_t done = replications(survivors_.front());
  const std::uint32_t more = done == 0 ? goal_.first : goal_.step;
  std::vector<Trial> trials;
  if (!affordable(std::size_t{more} * survivors_.size())) return trials;
  for (std::uint32_t r = done; r < done + more; ++r)
    for (const std::uint32_t c : survivors_) trials.push_back({c, r});
  return trials;
}

double& KimNelson::variance(std::uint32_t a, std::uint32_t b) {
  const auto [low, high] = std::minmax(a, b);
  return variances_[std::size_t{high} * (high - 1) / 2 + low];
}

void KimNelson::first_variances() {
  const std::size_t k = values_.size();
  variances_.resize(k * (k - 1) / 2);
  std::vector<double> differences(goal_.first);
  for (std::uint32_t a = 1; a < k; ++a) {
    for (std::uint32_t b = 0; b < a; ++b) {
      for (std::uint32_t r = 0; r < goal_.first; ++r) differences[r] = values_[a][r] - values_[b][r];
      const double sd = sd_of(differences);
      variance(a, b) = sd * sd;
    }
  }
}

void KimNelson::judge() {
  const std::uint32_t done = replications(survivors_.front());
  if (variances_.empty()) first_variances();
  // One replication after the other, so that the step does not change who is chosen.
  while (compared_ < done && !decided_) {
    for (const std::uint32_t c : survivors_) sums_[c] += values_[c][compared_];
    ++compared_;
    if (compared_ >= goal_.first) screen(compared_);
  }
}

void KimNelson::screen(std::uint32_t r) {
  const double n = r;
  bool open = false;  // a pair that more replications could still decide otherwise
  std::vector<std::uint32_t> stay;
  for (const std::uint32_t a : survivors_) {
    bool out = false;
    for (const std::uint32_t b : survivors_) {
      if (a == b) continue;
      const double reach =
          goal_.difference / 2.0 * (h_squared_ * variance(a, b) / (goal_.difference * goal_.difference * n) - 1.0);
      if (sums_[a] / n > sums_[b] / n + std::max(0.0, reach)) {
        standings_[a].eliminated_by = b;
        standings_[a].eliminated_after = r;
        out = true;
        break;
      }
    }
    if (!out) stay.push_back(a);
  }
  for (const std::uint32_t a : stay)
    for (const std::uint32_t b : stay)
      if (a != b && h_squared_ * variance(a, b) > goal_.difference * goal_.difference * n) open = true;
  survivors_ = std::move(stay);
  best_ = survivors_.front();
  for (const std::uint32_t c : survivors_)
    if (sums_[c] < sums_[best_]) best_ = c;
  decided_ = survivors_.size() == 1 || !open;
}

// Optimal computing budget allocation --------------------------------------------------------------------------------

Ocba::Ocba(std::uint32_t candidates, const SelectionGoal& goal)
    : Selector(candidates, goal), target_(candidates, goal.first) {
  if (!affordable(std::size_t{candidates} * goal.first)) target_.assign(candidates, 0);
}

std::vector<Trial> Ocba::next() const {
  std::vector<Trial> trials;
  if (decided_) return trials;
  for (std::uint32_t c = 0; c < target_.size(); ++c)
    for (std::uint32_t r = replications(c); r < target_[c]; ++r) trials.push_back({c, r});
  std::sort(trials.begin(), trials.end(), [](const Trial& a, const Trial& b) {
    return a.replication != b.replication ? a.replication < b.replication : a.candidate < b.candidate;
  });
  return trials;
}

Ocba::Lead Ocba::lead_over(std::uint32_t candidate) const {
  const std::size_t both = std::min(values_[candidate].size(), values_[best_].size());
  double sum = 0.0, squares = 0.0;
  for (std::size_t r = 0; r < both; ++r) sum += values_[candidate][r] - values_[best_][r];
  const double n = static_cast<double>(both), mean = sum / n;
  for (std::size_t r = 0; r < both; ++r) squares += std::pow(values_[candidate][r] - values_[best_][r] - mean, 2.0);
  return {mean, std::sqrt(squares / (n - 1.0) / n), n};
}

void Ocba::judge() {
  best_ = best_by_mean();
  const auto k = static_cast<std::uint32_t>(values_.size());
  double error = 0.0;
  std::vector<double> weight(k, 0.0);
  for (std::uint32_t c = 0; c < k; ++c) {
    if (c == best_) continue;
    const auto [mean, error_of_mean, n] = lead_over(c);
    const double lead = mean + goal_.difference;
    if (error_of_mean > 0.0) {
      error += sim::student_t_probability(-lead / error_of_mean, n - 1.0);
      const double distance = std::max(lead, 0.5 * goal_.difference);
      weight[c] = n * std::pow(error_of_mean / distance, 2.0);
    } else if (lead < 0.0) {
      error += 1.0;
    }
  }
  confidence_ = std::max(0.0, 1.0 - error);
  decided_ = confidence_ >= goal_.confidence;
  if (decided_) return;

  const std::size_t more = std::max<std::size_t>({goal_.step, (k + 9) / 10, 1});
  if (!affordable(more)) return;
  weight[best_] = *std::max_element(weight.begin(), weight.end());
  const double all = std::accumulate(weight.begin(), weight.end(), 0.0);
  if (!(all > 0.0)) return;
  const double total = static_cast<double>(evaluations_ + more);
  // Whoever is furthest below its share is next.
  const auto missing = [&](std::uint32_t c) { return total * weight[c] / all - target_[c]; };
  for (std::size_t i = 0; i < more; ++i) {
    std::uint32_t next = 0;
    for (std::uint32_t c = 1; c < k; ++c)
      if (missing(c) > missing(next)) next = c;
    ++target_[next];
  }
}

}  // namespace yuanluo::plan
