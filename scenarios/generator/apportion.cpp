#include "scenarios/generator/apportion.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <queue>
#include <utility>

#include "sim/contract.hpp"

namespace yuanluo::scenarios {

std::vector<std::int64_t> apportion(std::span<const double> weights, std::int64_t total) {
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  sim::require(sum > 0.0 && total >= 0, "apportion: needs a weight above 0 and a total of 0 or more");
  std::vector<std::int64_t> parts(weights.size());
  std::vector<std::pair<double, std::size_t>> remainders;
  std::int64_t given = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const double exact = static_cast<double>(total) * weights[i] / sum;
    parts[i] = static_cast<std::int64_t>(std::floor(exact));
    given += parts[i];
    if (weights[i] > 0.0) remainders.emplace_back(static_cast<double>(parts[i]) - exact, i);
  }
  std::sort(remainders.begin(), remainders.end());
  for (std::size_t k = 0; given < total; k = (k + 1) % remainders.size(), ++given) ++parts[remainders[k].second];
  return parts;
}

std::vector<std::size_t> seat_order(std::span<const double> weights, std::int64_t seats) {
  struct Claim {
    double quotient;
    std::size_t index;
    std::int64_t held;
  };
  const auto later = [](const Claim& a, const Claim& b) {
    return a.quotient != b.quotient ? a.quotient < b.quotient : a.index > b.index;
  };
  std::priority_queue<Claim, std::vector<Claim>, decltype(later)> claims(later);
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (weights[i] > 0.0) claims.push({weights[i], i, 0});
  }
  std::vector<std::size_t> order;
  while (static_cast<std::int64_t>(order.size()) < seats && !claims.empty()) {
    Claim next = claims.top();
    claims.pop();
    order.push_back(next.index);
    ++next.held;
    next.quotient = weights[next.index] / static_cast<double>(2 * next.held + 1);
    claims.push(next);
  }
  return order;
}

std::vector<std::size_t> weighted_order(std::span<const double> weights, std::span<const double> uniforms) {
  sim::require(weights.size() == uniforms.size(), "weighted_order: one uniform number for each weight");
  // Waiting times of exponential clocks with the weights as rates: the order of their ringing is the order of choice.
  std::vector<std::pair<double, std::size_t>> rings(weights.size());
  for (std::size_t i = 0; i < weights.size(); ++i) {
    rings[i] = {weights[i] > 0.0 ? -std::log(uniforms[i]) / weights[i] : std::numeric_limits<double>::infinity(), i};
  }
  std::sort(rings.begin(), rings.end());
  std::vector<std::size_t> order(weights.size());
  for (std::size_t k = 0; k < rings.size(); ++k) order[k] = rings[k].second;
  return order;
}

}  // namespace yuanluo::scenarios
