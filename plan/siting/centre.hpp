// The p-centre problem: p sites such that the customer worst off is as near as can be.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "plan/siting/cost_lists.hpp"
#include "plan/siting/outcome.hpp"

namespace yuanluo::plan::siting {

// Opens at most p sites (filled up to p by those that help most on average), the `kept` ones among them, and makes the
// largest cost of a customer least. Bisection over the costs that occur: p sites within cost r are a set cover, solved
// for a few customers first and for those it leaves out next. A customer that no site can serve makes the value its
// fallback. Needs p as solve_median does. Source: [Minieka1970] (bisection), [ChenChen2009] (few customers first).
Outcome solve_centre(const CostLists& lists, std::size_t p, std::span<const std::uint8_t> kept, const Limits& limits);

}  // namespace yuanluo::plan::siting
