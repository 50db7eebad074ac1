// A question as the problem that a method solves.
#pragma once

#include <cstdint>
#include <vector>

#include "plan/siting/cost_lists.hpp"
#include "plan/siting/graded_cover.hpp"
#include "plan/siting/instance.hpp"
#include "plan/siting/set_cover.hpp"

namespace yuanluo::plan::siting {

// One mark for each site.
std::vector<std::uint8_t> existing_of(const Instance& instance);

// p-median: weight times distance; p-centre: distance. The fallback is above anything that serving all could cost, so
// that a solution with a fallback in it means that a customer cannot be served. Customers of weight 0 do not count.
CostLists distance_lists(const Instance& instance, Objective objective);

// Maximal cover as a median problem: 0 for sites within the radius, the customer's weight as fallback.
CostLists cover_lists(const Instance& instance, const Question& question);

// The sites within the radius, by customer, ascending.
std::vector<std::vector<Site>> within_radius(const Instance& instance, const Question& question);

// For mclp and mexclp.
GradedCoverProblem graded_problem(const Instance& instance, const Question& question);

// For lscp.
CoverProblem cover_problem(const Instance& instance, const Question& question);

}  // namespace yuanluo::plan::siting
