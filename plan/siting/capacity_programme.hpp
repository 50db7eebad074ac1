// Sites with capacities as an integer programme.
#pragma once

#include <limits>
#include <vector>

#include "plan/siting/capacity.hpp"

namespace yuanluo::plan::siting {

struct ServiceProgramme {
  bool infeasible = false;  // proven
  double bound = -std::numeric_limits<double>::infinity();
  double value = 0.0;        // of the solution, if there is one
  std::vector<Site> open;    // empty: none was found
  std::vector<Site> serves;  // by customer
};

// Opens exactly p of `sites`, and serves each customer whole by one of its `ways` or at its fallback. All kept sites
// are among `sites`, and no way leads elsewhere. Begins with the solution (`open`, `serves`), which is within sites and
// ways, unless `open` is empty. Bound and infeasibility are those of the programme as it is given. `seconds`, `gap`:
// when to stop.
ServiceProgramme solve_service(const CapacityProblem& problem, std::size_t p, const std::vector<Site>& sites,
                               const std::vector<std::vector<Link>>& ways, const std::vector<Site>& open,
                               const std::vector<Site>& serves, double seconds, double gap);

}  // namespace yuanluo::plan::siting
