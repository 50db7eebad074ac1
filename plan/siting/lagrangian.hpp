// Lower bounds of the p-median problem by Lagrangian relaxation.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "plan/siting/cost_lists.hpp"

namespace yuanluo::plan::siting {

// What is decided about a site.
enum class Fate : std::uint8_t { free, open, closed };

// The relaxation of "every customer is served once" with multipliers u:
//   L(u) = sum of u_i + least sum over p sites of rho_j,   rho_j = sum over customers of min(0, c_ij - u_i),
// a lower bound of the cost for every u, computed here for sites of which some are decided.
// Source: [Cornuejols1977], [BeasleyLagrangean1993].
class Lagrangian {
 public:
  // The lists must outlive this object.
  Lagrangian(const CostLists& lists, std::size_t p);

  // L(u); fills the reduced costs and the chosen sites. `fates` has one entry for each site.
  double value(std::span<const double> u, std::span<const Fate> fates);

  // rho_j at the u of the last value().
  const std::vector<double>& reduced_costs() const { return rho_; }
  // The p sites that the last value() chose, those decided open first.
  const std::vector<Site>& chosen() const { return chosen_; }
  // The largest rho among the free sites chosen and the least among those not chosen; infinite where there are none.
  double dearest_chosen() const { return dearest_chosen_; }
  double cheapest_left() const { return cheapest_left_; }
  // For each customer one less the number of chosen sites that would serve it at the last u.
  void subgradient(std::span<const double> u, std::vector<double>& g) const;

  // The range that holds a best multiplier of customer i: from its cheapest link to its fallback.
  double least(Customer i) const { return lists_->of(i).empty() ? lists_->fallback(i) : lists_->of(i).front().cost; }
  double most(Customer i) const { return lists_->fallback(i); }
  const CostLists& lists() const { return *lists_; }
  std::size_t p() const { return p_; }

 private:
  const CostLists* lists_;
  std::size_t p_;
  std::vector<double> rho_;
  std::vector<Site> chosen_, free_;
  std::vector<std::uint8_t> is_chosen_;
  double dearest_chosen_ = 0.0, cheapest_left_ = 0.0;
};

// The multipliers and what the ascent learnt on its way.
struct Ascent {
  double bound = 0.0;            // the best L found
  std::vector<double> u;         // its multipliers
  std::vector<double> rho;       // its reduced costs
  std::vector<double> estimate;  // by site: a weighted share of steps that chose it, near a solution of the LP
  double dearest_chosen = 0.0, cheapest_left = 0.0;
  std::size_t steps = 0;
};

struct AscentOptions {
  std::size_t steps = 300;
  double target = 0.0;     // a cost known to be reachable
  double enough = 0.0;     // stop once the bound is above this
  double patience = 0.66;  // factor of the step after a run of failures
  // Called now and then with the chosen sites; may lower target. Returns false to stop.
  std::function<bool(const std::vector<Site>&, double bound, double& target)> look;
};

// Raises the bound from the multipliers `u` by the volume algorithm. Source: [BarahonaAnbil2000].
Ascent ascend(Lagrangian& lagrangian, std::vector<double> u, std::span<const Fate> fates, const AscentOptions& options);

// Decides sites by reduced costs: whatever cannot be open (closed) in a solution below `cutoff`. Returns how many.
std::size_t decide_by_reduced_costs(const Ascent& ascent, double cutoff, std::vector<Fate>& fates);

}  // namespace yuanluo::plan::siting
