// The p-median problem: p sites such that serving every customer from its cheapest one costs least.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "plan/siting/cost_lists.hpp"
#include "plan/siting/outcome.hpp"

namespace yuanluo::plan::siting {

// Opens exactly p sites, the `kept` ones (one mark for each site) among them. Searches by vertex substitution with
// restarts, bounds by Lagrangian relaxation, leaves out what reduced costs rule out, and branches over the sites that
// remain. Maximal cover is the same problem with cost 0 for a site in reach and the customer's weight as fallback.
// Needs p from the number of kept sites to the number of sites, and at least one site (ContractError).
Outcome solve_median(const CostLists& lists, std::size_t p, std::span<const std::uint8_t> kept, const Limits& limits);

}  // namespace yuanluo::plan::siting
