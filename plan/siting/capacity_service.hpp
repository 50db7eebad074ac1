// Who is served from where, given the open sites and what each can carry.
#pragma once

#include <cstdint>
#include <vector>

#include "plan/siting/capacity.hpp"

namespace yuanluo::plan::siting {

// What a comparison of loads and rooms forgives: rounding errors of sums.
inline constexpr double room_slack = 1e-9;

// Keeps its memory from one call to the next.
class Service {
 public:
  explicit Service(const CapacityProblem& problem) : problem_(problem), lists_(*problem.lists) {}

  // Serves by regret, then moves and swaps customers while that saves: `serves` by customer, served_by_none at its
  // fallback. The cost. Source: [Mulvey1984].
  double serve(const std::vector<Site>& open, std::vector<Site>& serves);

 private:
  void move(const std::vector<std::vector<Link>>& choices, std::vector<Site>& serves, std::vector<double>& paid);
  // Puts customer i where `link` leads by sending one other from there to where i was or to where there is room.
  bool swap_in(const std::vector<std::vector<Link>>& choices, std::vector<Site>& serves, std::vector<double>& paid,
               std::size_t i, const Link& link);

  const CapacityProblem& problem_;
  const CostLists& lists_;
  std::vector<std::uint8_t> is_open_;
  std::vector<double> room_;
};

}  // namespace yuanluo::plan::siting
