#include "plan/experiment/screening.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "plan/experiment/responses.hpp"
#include "sim/contract.hpp"
#include "sim/random.hpp"

namespace yuanluo::plan {
namespace {

constexpr double screening_step = 2.0 / 3.0;
constexpr std::uint32_t luck_of_starts = 4, luck_of_orders = 5;  // purposes of luck, beside those of the other designs

}  // namespace

std::vector<CubePoint> screening_design(std::size_t trajectories, std::size_t factors, std::uint64_t seed) {
  sim::require(trajectories > 0 && factors > 0, "screening_design: at least one trajectory and one factor");
  const sim::Luck luck(seed, 0);
  std::vector<CubePoint> design;
  for (std::uint32_t t = 0; t < trajectories; ++t) {
    CubePoint point(factors);
    std::vector<std::uint64_t> keys(factors);
    std::vector<std::size_t> order(factors);
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (std::uint32_t f = 0; f < factors; ++f) {
      point[f] = std::floor(luck.draw(f, luck_of_starts, t).uniform() * 4.0) / 3.0;
      keys[f] = luck.draw(f, luck_of_orders, t).next();
    }
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return keys[a] < keys[b]; });
    design.push_back(point);
    for (const std::size_t f : order) {
      point[f] += point[f] < 0.5 ? screening_step : -screening_step;
      point[f] = std::clamp(point[f], 0.0, 1.0);  // of rounding
      design.push_back(point);
    }
  }
  return design;
}

std::optional<std::vector<ElementaryEffect>> elementary_effects(std::span<const CubePoint> design,
                                                                std::span<const std::vector<Value>> values,
                                                                double level) {
  sim::require(design.size() == values.size() && !design.empty(), "elementary_effects: values for each point");
  const std::size_t factors = design.front().size(), points = factors + 1;
  const std::vector<std::vector<double>> rows = complete_replications(values);
  if (rows.empty() || design.size() < 2 * points || design.size() % points != 0) return std::nullopt;
  std::vector<double> response(design.size(), 0.0);
  for (const auto& row : rows)
    for (std::size_t p = 0; p < row.size(); ++p) response[p] += row[p] / static_cast<double>(rows.size());
  std::vector<std::vector<double>> effects(factors);
  // By factor, the mean effect in each replication.
  std::vector<std::vector<double>> by_luck(factors, std::vector<double>(rows.size(), 0.0));
  for (std::size_t p = 0; p + 1 < design.size(); ++p) {
    if (p % points == factors) continue;  // the next trajectory begins
    for (std::size_t f = 0; f < factors; ++f) {
      const double moved = design[p + 1][f] - design[p][f];
      if (moved == 0.0) continue;
      effects[f].push_back((response[p + 1] - response[p]) / moved);
      for (std::size_t r = 0; r < rows.size(); ++r) by_luck[f][r] += (rows[r][p + 1] - rows[r][p]) / moved;
    }
  }
  std::vector<ElementaryEffect> found;
  for (std::size_t f = 0; f < factors; ++f) {
    const std::vector<double>& all = effects[f];
    if (all.size() < 2) return std::nullopt;
    std::vector<double> sizes;
    for (const double e : all) sizes.push_back(std::abs(e));
    ElementaryEffect effect{sim::mean_interval(all, level), sim::mean_interval(sizes, level), 0.0};
    if (rows.size() > 1) {
      for (double& sum : by_luck[f]) sum /= static_cast<double>(all.size());
      const double luck = sim::mean_interval(by_luck[f], level).half_width;
      for (sim::ConfidenceInterval* const i : {&effect.mean, &effect.mean_size})
        i->half_width = std::hypot(i->half_width, luck);
    }
    double squares = 0.0;
    for (const double e : all) squares += (e - effect.mean.mean) * (e - effect.mean.mean);
    effect.sd = std::sqrt(squares / static_cast<double>(all.size() - 1));
    found.push_back(effect);
  }
  return found;
}

}  // namespace yuanluo::plan
