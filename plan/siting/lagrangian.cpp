#include "plan/siting/lagrangian.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "sim/contract.hpp"

namespace yuanluo::plan::siting {
namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

}  // namespace

Lagrangian::Lagrangian(const CostLists& lists, std::size_t p)
    : lists_(&lists), p_(p), rho_(lists.sites()), is_chosen_(lists.sites()) {}

double Lagrangian::value(std::span<const double> u, std::span<const Fate> fates) {
  std::fill(rho_.begin(), rho_.end(), 0.0);
  double total = 0.0;
  for (std::size_t i = 0; i < lists_->customers(); ++i) {
    const double ui = u[i];
    total += ui;
    for (const Link& link : lists_->of(static_cast<Customer>(i))) {
      if (link.cost >= ui) break;
      rho_[link.to] += link.cost - ui;
    }
  }
  chosen_.clear();
  free_.clear();
  for (std::size_t j = 0; j < rho_.size(); ++j) {
    if (fates[j] == Fate::open) chosen_.push_back(static_cast<Site>(j));
    if (fates[j] == Fate::free) free_.push_back(static_cast<Site>(j));
  }
  sim::require(chosen_.size() <= p_ && chosen_.size() + free_.size() >= p_, "Lagrangian: p sites cannot be chosen");
  const std::size_t wanted = p_ - chosen_.size();
  const auto cheaper = [&](Site a, Site b) { return rho_[a] != rho_[b] ? rho_[a] < rho_[b] : a < b; };
  dearest_chosen_ = infinite;
  cheapest_left_ = infinite;
  if (wanted < free_.size()) {
    std::nth_element(free_.begin(), free_.begin() + static_cast<std::ptrdiff_t>(wanted), free_.end(), cheaper);
    cheapest_left_ = rho_[free_[wanted]];
  }
  if (wanted > 0) {
    dearest_chosen_ = -infinite;
    for (std::size_t k = 0; k < wanted; ++k) dearest_chosen_ = std::max(dearest_chosen_, rho_[free_[k]]);
  }
  chosen_.insert(chosen_.end(), free_.begin(), free_.begin() + static_cast<std::ptrdiff_t>(wanted));
  for (const Site j : chosen_) total += rho_[j];
  return total;
}

void Lagrangian::subgradient(std::span<const double> u, std::vector<double>& g) const {
  g.assign(lists_->customers(), 1.0);
  for (const Site j : chosen_) {
    for (const Link& link : lists_->served_by(j)) {
      if (link.cost < u[link.to]) g[link.to] -= 1.0;
    }
  }
}

Ascent ascend(Lagrangian& lagrangian, std::vector<double> u, std::span<const Fate> fates,
              const AscentOptions& options) {
  const std::size_t n = u.size();
  std::vector<double> centre = std::move(u), trial(n), direction, g;
  double target = options.target;
  Ascent best;
  const auto keep = [&](double value) {
    best.bound = value;
    best.u = centre;
    best.rho = lagrangian.reduced_costs();
    best.dearest_chosen = lagrangian.dearest_chosen();
    best.cheapest_left = lagrangian.cheapest_left();
  };
  keep(lagrangian.value(centre, fates));
  lagrangian.subgradient(centre, direction);
  best.estimate.assign(lagrangian.lists().sites(), 0.0);
  for (const Site j : lagrangian.chosen()) best.estimate[j] = 1.0;

  double theta = 0.3, share = 0.1;
  std::size_t failures = 0;
  double checked = best.bound;
  for (best.steps = 0; best.steps < options.steps && best.bound <= options.enough; ++best.steps) {
    double square = 0.0;
    for (const double d : direction) square += d * d;
    if (square < 1e-12) break;
    const double step = theta * std::max(target - best.bound, 1e-3 + 1e-6 * std::abs(target)) / square;
    for (std::size_t i = 0; i < n; ++i) {
      const auto customer = static_cast<Customer>(i);
      trial[i] = std::clamp(centre[i] + step * direction[i], lagrangian.least(customer), lagrangian.most(customer));
    }
    const double value = lagrangian.value(trial, fates);
    lagrangian.subgradient(trial, g);
    double along = 0.0, gg = 0.0;
    for (std::size_t i = 0; i < n; ++i) {
      along += g[i] * direction[i];
      gg += g[i] * g[i];
    }
    // The mix of the new subgradient and the old direction that is shortest, within limits.
    const double apart = square - 2.0 * along + gg;
    double mix = apart > 0.0 ? (square - along) / apart : share;
    mix = std::clamp(mix, share / 10.0, share);
    for (std::size_t i = 0; i < n; ++i) direction[i] += mix * (g[i] - direction[i]);
    for (double& e : best.estimate) e *= 1.0 - mix;
    for (const Site j : lagrangian.chosen()) best.estimate[j] += mix;
    if (value > best.bound) {
      centre = trial;
      keep(value);
      failures = 0;
      if (along > 0.0) theta = std::min(theta * 1.1, 2.0);
    } else if (++failures >= 15) {
      theta *= options.patience;
      failures = 0;
    }
    if (best.steps % 100 == 99) {
      if (best.bound - checked < 0.0005 * std::abs(best.bound) && share > 1e-4) share /= 2.0;
      checked = best.bound;
    }
    if (theta < 1e-4) break;
    if (options.look && best.steps % 10 == 9 && !options.look(lagrangian.chosen(), best.bound, target)) break;
  }
  return best;
}

std::size_t decide_by_reduced_costs(const Ascent& ascent, double cutoff, std::vector<Fate>& fates) {
  std::size_t decided = 0;
  for (std::size_t j = 0; j < fates.size(); ++j) {
    if (fates[j] != Fate::free) continue;
    const double rho = ascent.rho[j];
    if (ascent.bound + rho - ascent.dearest_chosen > cutoff) {
      fates[j] = Fate::closed;
    } else if (ascent.bound - rho + ascent.cheapest_left > cutoff) {
      fates[j] = Fate::open;
    } else {
      continue;
    }
    ++decided;
  }
  return decided;
}

}  // namespace yuanluo::plan::siting
