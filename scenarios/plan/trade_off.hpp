// What is given up for what: benefit against cost, and against a promise to each community.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "models/world.hpp"
#include "plan/siting/outcome.hpp"
#include "scenarios/plan/benefit.hpp"
#include "scenarios/plan/decision.hpp"

namespace yuanluo::scenarios {

// One decision of a plan, to be chosen again with other numbers.
struct Choosing {
  const models::World& world;
  const Decision& decision;
  std::span<const Candidate> candidates;
  const StaffLoad& load;
  plan::siting::Limits limits;  // all choices of one call together take that long at most, about
};

// The best set of so many, and what no set of so many exceeds.
struct FrontPoint {
  std::size_t count = 0;
  double cost_yuan = 0.0;
  double benefit = 0.0;
  double bound = 0.0;
};

// The Pareto front of cost against benefit, each point chosen anew: the best five need not be among the best ten.
struct Front {
  std::vector<FrontPoint> points;  // by count, from 1
  bool exact = false;              // every count is there, and each meets its bound
  // The share of the rectangle (greatest cost x greatest bound) that the points dominate, and that the bounds would:
  // the true front lies between.
  double hypervolume = 0.0, hypervolume_bound = 0.0;
};

// Up to `most`. All counts up to 24, and of homes (which do not depend on each other) up to 2,000; else 16 of them.
Front front_of(const Choosing& choosing, std::size_t most);

// What it costs in total benefit to promise each community at least so many.
struct FairnessPoint {
  std::size_t at_least_per_community = 0;
  double benefit = 0.0;
  double worst_community_per_1000 = 0.0;  // least benefit for 1,000 residents of a community
};

// Of `count` in all, with the promise rising from none to the most that there are for each community; at most 9 points,
// and none that cannot be kept.
std::vector<FairnessPoint> price_of_fairness(const Choosing& choosing, std::size_t count);

}  // namespace yuanluo::scenarios
